import { readFileSync } from 'node:fs'
import { compile } from '../../../compiler/compile.ts'
import { wasm } from '../../../compiler/emit/wasm.ts'
import { find } from '../../../compiler/inspect/find.ts'
import { type Inspection, inspect, watched } from '../../../compiler/inspect/inspect.ts'
import { interpret } from '../../../compiler/interpret/interpret.ts'
import type { SourceEvent } from '../../../compiler/ir/evaluator.ts'
import type { Graph } from '../../../compiler/ir/graph.ts'
import { type StreamName, streams } from '../../../compiler/ir/streams.ts'

/** 2026-01-05T00:00:00Z, µs. */
export const start = 1_767_571_200_000_000
export const second = 1_000_000

/** What comes, seconds after the start: on a stream of a venue's only symbol (or of the named one), or only a sign of life. */
export type Told = readonly [at: number, venue: string, stream: StreamName | 'life', ...fields: number[]]

/** Two venues, and what is declared below them. */
export const strategy = (declared: string) => `strategy sample in USD
venue a = ccxt.kraken { fees: { maker: 1bps, taker: 2bps }, silent: 5s, rate: 10/1s }
venue b = ccxt.coinbase { fees: { maker: 1bps, taker: 2bps }, silent: 5s, rate: 10/1s }
universe pairs = [BTC/USD, ETH/USD]
universe venues = [a, b]
${declared}
`

export interface Asked {
  readonly inspection: Inspection
  readonly graph: Graph
  readonly sources: ReadonlyMap<string, string>
}

export function compiled(declared: string, also: readonly string[] = []) {
  const std = new URL('../../../compiler/', import.meta.url)
  const host = { read: (path: string) => readFileSync(new URL(path, std), 'utf8') }
  const { graph, diagnostics, sources } = compile({ path: 'test.hvt', text: strategy(declared) }, host, { also })
  if (!graph) throw new Error(diagnostics.map(d => d.message).join('\n'))
  return { graph, sources }
}

/** Runs all that is told, until a time in seconds, on the evaluator that is said, and asks for a value. */
export function ask(
  declared: string,
  told: readonly Told[],
  name: string,
  until?: number,
  make: typeof interpret = interpret,
): Asked {
  const { graph, sources } = compiled(declared, [...new Set([name.replace(/[.[].*/, ''), name])])
  const found = find(graph, name)
  if ('fault' in found) throw new Error(JSON.stringify(found))
  const probed = watched(graph, found)
  const evaluator = make(probed.graph, () => {})
  for (const event of told) evaluator.event(eventOf(graph, event))
  if (until !== undefined) evaluator.advance(start + until * second + 1)
  return { inspection: inspect(probed, evaluator, found), graph: probed.graph, sources }
}

/** Both evaluators, of which one is asked by its own state. */
export const evaluators = { interpret, wasm }

export function eventOf({ venues, instruments }: Graph, [at, venue, stream, ...fields]: Told): SourceEvent {
  const v = venues.findIndex(known => known.name === venue)
  const [received, origin] = [start + at * second, start + at * second]
  if (v < 0) throw new Error(`no such venue: ${venue}`)
  if (stream === 'life') return { received, origin, venue: v, instrument: -1, stream: 'quote', fields: [] }
  if (fields.length > streams[stream].length) throw new Error(`too many fields: ${fields.join()}`)
  return { received, origin, venue: v, instrument: instruments.findIndex(i => i.venue === v), stream, fields }
}
