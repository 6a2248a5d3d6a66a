import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { interpret } from '../../compiler/interpret/interpret.ts'
import type { SourceEvent } from '../../compiler/ir/evaluator.ts'
import { backtest } from '../../runtime/backtest/backtest.ts'
import { generateMarket } from '../../runtime/market/generated/generate.ts'
import { compileText } from '../compiler/harness.ts'
import { expectEqual } from './feature_ticks.ts'
import { plainVenues, type VenueMessage } from './plain_venues.ts'

const source = readFileSync(new URL('../../examples/spread_signals.hvt', import.meta.url), 'utf8')

test('on the generated market each feature and signal of spread_signals is that of a plain computation', async () => {
  const { graph } = compileText(source)
  const market = generateMarket(graph!, { seed: 7, duration: 20 * 60 * 1_000_000 })
  const events: SourceEvent[] = []
  for await (const chunk of market.events) events.push(...chunk)
  const run = { graph: graph!, evaluator: interpret, events: inChunks(events), tables: { row: () => {} } }
  const result = await backtest(run)

  const messages = events.map(({ received, origin, venue, instrument, stream, fields }): VenueMessage => {
    const kind = stream === 'quote' ? 'quote' : stream === 'trades' ? 'trade' : 'other'
    const symbol = graph!.instruments[instrument]!.symbol.replace('/USDT', '/USD')
    return { received, origin, venue: graph!.venues[venue]!.name, symbol, kind, numbers: fields }
  })
  const trading = graph!.venues.filter(({ name }) => name !== 'coincap')
  const plain = plainVenues(messages, {
    symbols: ['BTC/USD', 'ETH/USD'],
    fees: Object.fromEntries(trading.map(({ name, fees }) => [name, fees.taker!])),
    ...{ minProfit: 0.005, maxAge: 5_000_000, silent: 5_000_000, usual: 1_000 },
  })

  const found = new Map(result.features.map(f => [[f.name, ...Object.values(f.key)].join(' '), f]))
  expect(Object.keys(expectEqual(found, plain.features)).length).toBeGreaterThan(700)
  const firings = result.signals.map(s => [Object.values(s.key).join(' '), s.firings])
  expect(Object.fromEntries(firings)).toEqual(
    Object.fromEntries([...plain.opportunities].map(([key, o]) => [key, o.firings])),
  )
  expect([...plain.opportunities.values()].reduce((sum, o) => sum + o.firings, 0)).toBeGreaterThan(20)
}, 120_000)

async function* inChunks(events: readonly SourceEvent[]) {
  for (let i = 0; i < events.length; i += 1000) yield events.slice(i, i + 1000)
}
