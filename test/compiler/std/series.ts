import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { interpret } from '../../../compiler/interpret/interpret.ts'
import { type EvaluatorOf, graphOf } from '../../property/run.ts'
import { shared } from '../../shared.ts'

const prelude = (libraries: readonly string[]) => `strategy sample in USD
${libraries.map(name => `use std.${name}\n`).join('')}venue market = ccxt.kraken { prices_only: true, silent: 1000000s, rate: 10/1s }
universe symbols = [BTC/USD]
let x = market[BTC/USD].quote.bid / 1[USD/BTC]
let y = market[BTC/USD].quote.bid_size / 1[BTC]
let z = market[BTC/USD].quote.ask / 1[USD/BTC]
`

/** What stands in a row: x, y and z. */
export type Row = readonly [x: number, y?: number, z?: number]

interface Settings {
  readonly spacing?: (row: number) => number
  readonly evaluator?: EvaluatorOf
  readonly libraries?: readonly string[]
}

/**
 * What the features of a strategy say from a row up to the next one, by name; NaN where absent or silent. Row i comes `spacing(i)` seconds after the one before
 * it, by default one second.
 */
export function features(
  text: string,
  rows: readonly Row[],
  { spacing = () => 1, evaluator = interpret, libraries = ['indicators', 'stats'] }: Settings = {},
): Readonly<Record<string, readonly number[]>> {
  const graph = graphOf(prelude(libraries) + text)
  const values: Record<string, number[]> = {}
  const engine = evaluator(graph, (o, _i, _now, _ticked, columns) => {
    const of = values[graph.outputs[o]!.name]
    if (of) of[of.length - 1] = columns[0]!
  })
  for (const { name, kind } of graph.outputs) if (kind === 'feature') values[name] = []
  let received = 0
  rows.forEach(([x, y = 0, z = 0], i) => {
    received += spacing(i) * 1e6
    engine.advance(received)
    for (const of of Object.values(values)) of.push(Number.NaN)
    // The last field makes each row differ from the one before: a quote ticks only then.
    const event = { venue: 0, instrument: 0, stream: 'quote', fields: [x, y, z, i + 1] } as const
    engine.event({ received, origin: received, ...event })
  })
  return values
}

/** Equal within a relative or an absolute error, which may depend on the row; both absent counts as equal, null is absent. */
export function expectSeries(
  found: readonly number[],
  expected: readonly (number | null)[],
  {
    relative = 1e-9,
    absolute = 0,
    from = 0,
  }: { relative?: number; absolute?: number | ((row: number) => number); from?: number } = {},
): void {
  expect(found).toHaveLength(expected.length)
  const around = typeof absolute === 'number' ? () => absolute : absolute
  const wrong = expected.flatMap((value, i) => {
    const [is, wanted] = [found[i]!, value ?? Number.NaN]
    const good = Number.isNaN(wanted)
      ? Number.isNaN(is)
      : Math.abs(is - wanted) <= around(i) + relative * Math.abs(wanted)
    return i < from || good ? [] : [`${i}: ${is}, not ${wanted}`]
  })
  expect(wrong.slice(0, 5)).toEqual([])
}

/** A file of reference results; only where `shared` is there. */
export function reference<T>(path: string): T {
  return JSON.parse(readFileSync(`${shared}/data/${path}`, 'utf8')) as T
}
