import { expect, test } from 'vitest'
import { compiles } from './files.ts'

const text = `strategy s in USD
use std.stats (summary, zscore)
venue a = ccxt.kraken { fees: { maker: 1bps, taker: 2bps }, silent: 5s, rate: 10/1s }
universe symbols = [BTC/USD, ETH/USD]
each s in symbols {
  let x = a[s]
  let bid = x.quote.bid
  feature usual = zscore(bid, 5) + bid / summary(bid, 5).mean
  signal up when bid > 5[USD/s.base]
}
feature gross_usd = equity / 1 USD
`

/** What could not be read is told; that its name is missing elsewhere follows from it. */
test.each([
  ['use std.stats (summary, zscore)', 'use std.stats (summary zscore)'],
  ['venue a = ccxt', 'venue a ccxt'],
  ['universe symbols =', 'universe symbols'],
  ['each s in symbols', 'each in symbols'],
  ['let x = a[s]', 'let x = a a[s]'],
  ['let bid = x.quote.bid', 'let bid = x.quote bid'],
  ['let bid = x', 'bid = x'],
  ['strategy s', 'strategy'],
])('%s → %s', (right, wrong) => {
  expect(compiles({ path: 'x.hvt', text }).diagnostics).toEqual([])
  const { diagnostics } = compiles({ path: 'x.hvt', text: text.replace(right, wrong) })
  expect(diagnostics.map(d => [d.code, d.severity])).toEqual([[expect.stringMatching(/^HVT1/), 'error']])
})
