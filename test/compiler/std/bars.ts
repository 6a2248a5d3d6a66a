import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { wasm } from '../../../compiler/emit/wasm.ts'
import { interpret } from '../../../compiler/interpret/interpret.ts'
import type { Emit, Evaluator } from '../../../compiler/ir/evaluator.ts'
import type { Graph } from '../../../compiler/ir/graph.ts'
import { graphOf } from '../../property/run.ts'
import { shared } from '../../shared.ts'
import { reference } from './series.ts'

/** A bar, the close of another market at its time, and the time itself in seconds since the epoch. */
export interface Bar {
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
  readonly volume: number
  readonly other: number
  readonly at: number
}

const libraries = ['indicators', 'stats', 'averages', 'momentum', 'trend', 'volatility', 'volume', 'candles', 'cycles']

/** Bars with their units; `c` is the close, `m` that of another market; `opened` ticks before the first bar, and as asked. */
export const prelude = `strategy sample in USD
${libraries.map(name => `use std.${name}\n`).join('')}
source b = csv("bars") {
  columns: {
    open: USD/SPY, high: USD/SPY, low: USD/SPY, close: USD/SPY, volume: SPY, other: USD/SPX
  }, silent: 20000d, rate: 1/1s
}
source bell = csv("bell") { columns: { rings: number }, silent: 20000d, rate: 1/1s }
let c = b.close
let m = b.other
let opened = changed(bell.rings)
`

/**
 * What the features say at each bar, by name, NaN where absent; the same to the bit in both evaluators. The bell rings before
 * each bar whose number `rings` takes.
 */
export function overBars(
  text: string,
  bars: readonly Bar[],
  rings: (bar: number) => boolean = bar => bar === 0,
): Values {
  const graph = graphOf(prelude + text)
  const values = valuesOf(graph, bars, rings, interpret)
  expect(valuesOf(graph, bars, rings, wasm)).toEqual(values)
  return values
}

export type Values = Readonly<Record<string, readonly number[]>>

function valuesOf(
  graph: Graph,
  bars: readonly Bar[],
  rings: (bar: number) => boolean,
  make: (graph: Graph, emit: Emit) => Evaluator,
): Values {
  const values: Record<string, number[]> = {}
  const engine = make(graph, (o, _i, _now, _ticked, columns) => {
    const of = values[graph.outputs[o]!.name]
    if (of && of.length > 0) of[of.length - 1] = columns[0]!
  })
  for (const { name, kind } of graph.outputs) if (kind === 'feature') values[name] = []
  const say = (name: string, at: number, fields: readonly number[]) => {
    const venue = graph.venues.findIndex(v => v.name === name)
    const instrument = graph.instruments.findIndex(i => i.venue === venue)
    if (venue >= 0) engine.event({ received: at, origin: at, venue, instrument, stream: 'message', fields })
  }
  say('bell', bars[0]!.at * 1e6 - 2, [-1])
  bars.forEach(({ open, high, low, close, volume, other, at }, i) => {
    for (const of of Object.values(values)) of.push(Number.NaN)
    if (rings(i)) say('bell', at * 1e6 - 1, [i])
    engine.advance(at * 1e6)
    say('b', at * 1e6, fieldsOf(graph, { open, high, low, close, volume, other }))
  })
  return values
}

/** Only the columns that the strategy reads are told. */
function fieldsOf(graph: Graph, bar: Omit<Bar, 'at'>): readonly number[] {
  const columns = graph.venues.find(v => v.name === 'b')!.messages!.columns
  return columns.map(name => bar[name as keyof typeof bar])
}

/** Bars whose four prices are one, with one unit of volume, an hour apart. */
export const flat = (closes: readonly number[], volume = 1): readonly Bar[] =>
  closes.map((close, i) => ({ open: close, high: close, low: close, close, volume, other: close, at: 3600 * (i + 1) }))

/** The daily bars that Stock.Indicators tests with; a bar is told at the end of its day. Empty where `../shared` is absent. */
export function daily(): readonly Bar[] {
  const [bars, others] = [rowsOf('default'), rowsOf('compare')]
  return bars.map(([date, ...numbers], i) => {
    const [open, high, low, close, volume] = numbers.map(Number) as [number, number, number, number, number]
    return { open, high, low, close, volume, other: Number(others[i]![4]), at: Date.parse(date!) / 1000 + 86_400 }
  })
}

function rowsOf(name: string): string[][] {
  if (!shared) return []
  const [, ...lines] = readFileSync(`${shared}/data/skender/quotes/${name}.csv`, 'utf8').trim().split('\n')
  return lines.map(line => line.trim().split(','))
}

/** A column of a file of results; numbers only. */
export function resultOf(name: string, field: string): readonly (number | null)[] {
  const rows = reference<readonly Readonly<Record<string, unknown>>[]>(`skender/results/${name}.standard.json`)
  return rows.map(row => (typeof row[field] === 'number' ? (row[field] as number) : null))
}
