import { expect } from 'vitest'
import { wasm } from '../../../compiler/emit/wasm.ts'
import { interpret } from '../../../compiler/interpret/interpret.ts'
import type { Emit, Evaluator } from '../../../compiler/ir/evaluator.ts'
import type { Graph } from '../../../compiler/ir/graph.ts'
import { graphOf } from '../../property/run.ts'

/** Two venues, `a` silent after 5 s and `b` after 100 s, and two symbols. */
export const prelude = `strategy sample in USD
venue a = ccxt.kraken { fees: { maker: 1bps, taker: 2bps }, silent: 5s }
venue b = ccxt.coinbase { fees: { maker: 1bps, taker: 2bps }, silent: 100s }
universe symbols = [BTC/USD, ETH/USD]
universe venues = [a, b]
let x = b[BTC/USD].quote.bid / 1[USD/BTC]
let t = b[BTC/USD].trades.price / 1[USD/BTC]
`

/** A quote's bid, a trade's price, only a sign of life, or what the engine gives; times in seconds. */
export type Move = readonly [seconds: number, of: string, value?: number | undefined]

/**
 * What the outputs of a strategy say: lines such as `3s f tick 1.5`. A move addresses `venue symbol` (a quote),
 * `venue symbol trade` or `venue`, or a channel: `given model m`; without a value the field is absent. Both evaluators say it.
 */
export function told(text: string, moves: readonly Move[], until = 0): string[] {
  const graph = graphOf(prelude + text)
  const lines = run(graph, interpret, moves, until)
  expect(run(graph, wasm, moves, until)).toEqual(lines)
  return lines
}

function run(
  graph: Graph,
  evaluator: (graph: Graph, emit: Emit) => Evaluator,
  moves: readonly Move[],
  until: number,
): string[] {
  const lines: string[] = []
  const engine = evaluator(graph, (o, i, now, ticked, values) => {
    const { name, region } = graph.outputs[o]!
    const key = graph.regions[region]!.instances[i]!.join(' ')
    const numbers = [...values].map(v => (Number.isNaN(v) ? '–' : `${v}`)).join(' ')
    lines.push(`${now / 1e6}s ${name}${key && `[${key}]`} ${ticked ? 'tick' : 'wake'} ${numbers}`.trim())
  })
  for (const move of moves) {
    const [seconds, of, value = Number.NaN] = move
    const channel = graph.channels.findIndex(({ what }) => `given ${what}` === of)
    if (channel < 0) engine.event(eventOf(graph, move))
    else engine.give(seconds * 1e6, [{ channel, values: [value] }])
  }
  if (until > 0) engine.advance(until * 1e6)
  return lines
}

/** The event of a move. */
export function eventOf(graph: Graph, [seconds, of, value = Number.NaN]: Move) {
  const [venueName, symbol, trade] = of.split(' ')
  const venue = graph.venues.findIndex(v => v.name === venueName)
  const instrument = graph.instruments.findIndex(i => i.venue === venue && i.symbol === symbol)
  const received = seconds * 1e6
  const at = { received, origin: received, venue, instrument }
  return trade
    ? { ...at, stream: 'trades' as const, fields: [value, 1, 1] }
    : { ...at, stream: 'quote' as const, fields: [value, 1, value + 1, 1] }
}
