import { existsSync, readFileSync } from 'node:fs'
import type { SourceEvent } from '../compiler/ir/evaluator.ts'
import type { Graph } from '../compiler/ir/graph.ts'

/** Where the environment says that generated workloads are: a folder with `d1_quotes.csv` and `s5.csv`. */
export const generatedFolder: string | undefined = process.env.HVT_WORKLOADS

/** The path of a generated file; undefined where it is absent. */
export function generatedFile(name: string): string | undefined {
  const path = generatedFolder && `${generatedFolder}/${name}`
  return path && existsSync(path) ? path : undefined
}

/** `ts_ns,bid,ask,bid_size,ask_size`: quotes of instrument 0 of venue 0. */
export function quotesOf(path: string, count = Number.POSITIVE_INFINITY): SourceEvent[] {
  return rows(path, count, ([time, bid, ask, bidSize, askSize]) => ({
    received: micros(time!),
    origin: micros(time!),
    venue: 0,
    instrument: 0,
    stream: 'quote',
    fields: [Number(bid), Number(bidSize), Number(ask), Number(askSize)],
  }))
}

function rows<T>(path: string, count: number, read: (cells: readonly string[]) => T): T[] {
  const lines = readFileSync(path, 'latin1').split('\n')
  const all: T[] = []
  for (let k = 1; k < lines.length && all.length < count; k++) if (lines[k] !== '') all.push(read(lines[k]!.split(',')))
  return all
}

/** Nanoseconds since the epoch, truncated to µs. */
function micros(nanoseconds: string): number {
  return Number(nanoseconds.slice(0, -3))
}

/** `ts_ns,venue,symbol,bid,ask`: messages of tickers; instruments are found by the names of venues and symbols. */
export function tickersOf(path: string, graph: Graph, count = Number.POSITIVE_INFINITY): SourceEvent[] {
  const instruments = new Map(graph.instruments.map(({ venue, symbol }, i) => [`${venue} ${symbol}`, i]))
  return rows(path, count, ([time, venue, symbol, bid, ask]) => ({
    received: micros(time!),
    origin: micros(time!),
    venue: Number(venue),
    instrument: instruments.get(`${venue} S${symbol!.padStart(2, '0')}/USD`)!,
    stream: 'ticker',
    fields: [Number(bid), Number(ask)],
  }))
}
