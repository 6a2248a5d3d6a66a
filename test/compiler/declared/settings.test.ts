import { describe, expect, test } from 'vitest'
import { compileText } from '../harness.ts'
import { told } from '../operators/told.ts'

const messages = (text: string) => compileText(text).diagnostics.map(d => [d.code, d.message])
const venue = (settings: string) => `strategy t in USD\nvenue a = ccxt.kraken { silent: 5s, ${settings} }\n`

describe('settings', () => {
  test.each([
    [venue('fees: { taker: 2bps }, margin: isolated, leverage: 3, positions: one_way, liquidation_side: order')],
    [venue('fees: { taker: 2bps, in: received }, margin: cross, positions: hedge, calendar: nyse, prices: adjusted')],
    [venue('fees: { per_share: 0.0035 USD }')],
    ['strategy t in USD { baseline: inventory }\nasset WBTC { decimals: 8 }\nasset DAI\n'],
    [`${venue('prices_only: true')}asset WBTC { venue: a }`],
  ])('%s', text => {
    expect(messages(text)).toEqual([])
  })

  test.each([
    [venue('fees: { taker: 2bps }, leverage: 3 USD'), 'HVT2148', '`leverage` wants a plain number known before the run, from 1 on'],
    [venue('fees: { taker: 2bps }, calendar: "nyse"'), 'HVT2147', '`calendar` takes one word, found `"nyse"`'],
    [venue('fees: { per_share: -1 USD }'), 'HVT2148', '`per_share` wants a number known before the run, from 0 on'],
    ['strategy t in USD { baseline: nothing }', 'HVT2147', '`baseline` takes inventory, cash, found `nothing`'],
    ['strategy t in USD { base: inventory }', 'HVT2009', 'strategy `t` has no `base`'],
    ['strategy t in USD\nasset WBTC { decimals: 2.5 }', 'HVT2148', '`decimals` wants a whole number from 0 to 36'],
    ['strategy t in USD\nasset WBTC { decimal: 2 }', 'HVT2009', 'asset `WBTC` has no `decimal`'],
    ['strategy t in USD\nasset WBTC { venue: 3 }', 'HVT2101', '`venue` wants a venue, found a number'],
  ])('%s', (text, code, message) => {
    expect(messages(text)).toEqual([[code, message]])
  }) // biome-ignore format: a table
})

test('count of a universe is a number known before the run', () => {
  const text = 'const n = count(venues)   feature f = x / n   feature g = mean(x, count(symbols))'
  expect(told(text, [[1, 'b BTC/USD', 6]])).toEqual(['1s f tick 3', '1s g wake –'])
})

describe('units', () => {
  const unit = (is: string) => {
    const { graph, diagnostics } = compileText(
      `${venue('fees: { taker: 2bps }, rate: 10/1s')}let q = a[BTC/USD].quote\nfeature f = ${is} + 0 * q.mid / 1[USD/BTC]`,
    )
    return graph?.outputs[0]?.columns[0]?.unit ?? diagnostics.map(d => d.message).join()
  }

  test('have rational exponents, which are found, compared and printed', () => {
    expect(unit('sqrt(1 / 10s)')).toBe('1/s^0.5')
    expect(unit('sqrt(1 / 10s) * sqrt(1s)')).toBe('plain')
    expect(unit('(1 / 10s) ^ 0.5 + sqrt(1 / 1s)')).toBe('1/s^0.5')
    expect(unit('sqrt(1 / 10s) + 1 / 1s')).toBe('this adds 1/s^0.5 and 1/s')
    expect(unit('(8 BTC) ^ (1 / 3)')).toBe('BTC^(1/3)')
    expect(unit('(8 BTC) ^ (1 / 6) * (8 BTC) ^ (1 / 6) + (8 BTC) ^ (1 / 3)')).toBe('BTC^(1/3)')
  })
})
