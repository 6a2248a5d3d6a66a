import { describe, expect, test } from 'vitest'
import { graphOf } from '../../property/run.ts'
import { prelude } from '../operators/told.ts'

/** The texts of a column, by instance. */
function texts(value: string, around = 'each s in symbols, n in 0..1'): unknown {
  const text = `${prelude}const k = 2   ${around} { signal up when x > 3   record up as t { what: ${value} } }`
  const graph = graphOf(text)
  return graph.outputs.find(o => o.kind === 'record')!.columns.at(-1)!.value
}

describe('texts with values', () => {
  test('of keys, constants and words, one text per instance', () => {
    expect(texts('"{s}: rung {n + 1} of {k}, {5m}, {n == 1}, {BUY}"')).toEqual({
      texts: [
        'BTC/USD: rung 1 of 2, 5m, false, BUY',
        'BTC/USD: rung 2 of 2, 5m, true, BUY',
        'ETH/USD: rung 1 of 2, 5m, false, BUY',
        'ETH/USD: rung 2 of 2, 5m, true, BUY',
      ],
    })
  })

  test('pct shows a ratio, text a key or a word', () => {
    expect(texts('"{pct(1 / 3)} of {s.base}"', 'each s in symbols')).toEqual({
      texts: ['33.33% of BTC', '33.33% of ETH'],
    })
    expect(texts('pct(b.fees.taker)', 'each s in symbols')).toEqual({ texts: ['0.02%', '0.02%'] })
    expect(texts('text(c/USDT)', 'each c in [BTC, ETH]')).toEqual({ texts: ['BTC/USDT', 'ETH/USDT'] })
    expect(texts('text(if x > 3 then CALM else WILD)', 'each s in symbols')).toMatchObject({
      show: 'choice',
      choices: ['CALM', 'WILD'],
    })
  })
})
