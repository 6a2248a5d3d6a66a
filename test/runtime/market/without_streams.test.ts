import { expect, test } from 'vitest'
import type { SourceEvent } from '../../../compiler/ir/evaluator.ts'
import { withoutStreams } from '../../../runtime/market/bind/without_streams.ts'
import { compiled, disagreement, interpreted } from '../../compiler/emit/agreement.ts'
import { compileText } from '../../compiler/harness.ts'

const text = `strategy sample in USDT
venue x = ccxt.binanceusdm { fees: { maker: 1bps, taker: 2bps }, silent: 1h, rate: 10/1s }
universe perps = [BTC/USDT perp, ETH/USDT perp]
each i in x[perps] {
  feature forced = sum(i.liquidations.qty, 10s) / i.lot
  feature coarse = count(i.liquidations, 10s by 1s)
}`

/** Each second a quantum of each of two instruments, and no liquidation. */
const events = Array.from({ length: 40 }, (_, k): SourceEvent => {
  const received = 1_000_000 * (1 + (k >> 1))
  return { received, origin: received, venue: 0, instrument: k % 2, stream: 'listing', fields: [0.5, 0.001, 5, 1] }
})

/** What the features are at the end, by instrument: in both evaluators, which agree at each event. */
function values(lacks: Parameters<typeof withoutStreams>[1]) {
  const { graph, diagnostics } = compileText(text)
  expect(diagnostics).toEqual([])
  const bound = withoutStreams(graph!, lacks)
  const [is, wanted] = [compiled(bound), interpreted(bound)]
  expect(disagreement(bound, events, is, wanted)).toBeUndefined()
  return Object.fromEntries(
    bound.outputs.map(({ name, columns }) => {
      const { value } = columns[0]!
      if (!('input' in value)) throw new Error(`${name} has no value`)
      const { node } = value.input
      return [name, [0, 1].map(i => is.evaluator.value(node, i))]
    }),
  )
}

test('nothing came of a stream that the market has', () => {
  expect(values([])).toEqual({ forced: [0, 0], coarse: [0, 0] })
})

test('of a stream that the market does not have, nobody knows how much there was', () => {
  const lacks = [{ instrument: 0, streams: ['liquidations'] as const }]
  expect(values(lacks)).toEqual({ forced: [Number.NaN, 0], coarse: [Number.NaN, 0] })
})

test('in none of its instances', () => {
  const lacks = [0, 1].map(instrument => ({ instrument, streams: ['liquidations'] as const }))
  expect(values(lacks)).toEqual({ forced: [Number.NaN, Number.NaN], coarse: [Number.NaN, Number.NaN] })
})
