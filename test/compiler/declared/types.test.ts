import { describe, expect, test } from 'vitest'
import { compileText, prelude } from '../harness.ts'

const messages = (text: string) => compileText(prelude + text).diagnostics.map(d => d.message)
const quote = 'a[BTC/USD].quote'

describe('declared types', () => {
  test.each([
    [`fn f(x: number, w: window = 20): number = mean(x, w)\nfeature g = f(${quote}.bid)   feature h = f(${quote}.mid, 50)`],
    [`fn f(p: price[a, b], n: qty[a]): notional[b] = p * n\nfeature g = f(${quote}.bid, 2 BTC)   feature h = f(a[ETH/USD].quote.bid, 2 ETH)`],
    [`fn f(i: instrument, p: price[i.base, i.quote]): ratio = p / i.quote.mid\nfeature g = f(a[BTC/USD], ${quote}.bid)`],
    [`fn f(c: asset, n: qty[c]): qty[c] = n * 2\nfeature g = f(BTC, ${quote}.bid_size)`],
    [`fn f(p: price[BTC, USD]): bool = p > 3[USD/BTC]\nsignal g when f(${quote}.bid)`],
    [`fn f(v: venue, q: quote, t: trades, c: bool, d: duration, u: universe): time = now\nfeature g = f(a, ${quote}, a[BTC/USD].trades, true, 5s, symbols) - now`],
    [`fn f(p: price, q: price, n: qty): number = p * n\nfeature g = f(${quote}.bid, a[ETH/USD].quote.bid, 1 BTC)`],
    [`fn f(p: price[a, b]): price[a, b] = p\neach s in symbols { feature g = f(a[s].quote.bid) }`],
    [`fn f(n: notional[b], p: price[a, b]) = n / p\nfeature g = f(0, ${quote}.bid)`],
  ])('%s', text => {
    expect(messages(text)).toEqual([])
  }) // biome-ignore format: one program a line

  test('a letter is one asset throughout a call, and another in the next', () => {
    const text = `fn f(p: price[a, b], q: price[a, b]): ratio = p / q
      feature g = f(${quote}.bid, a[ETH/USD].quote.bid)   feature h = f(a[ETH/USD].quote.bid, a[ETH/USD].quote.ask)`
    expect(messages(text)).toEqual([
      '`q` of `f` is declared as price[a, b], found USD/ETH',
      'the result of `f` is declared as ratio, found ETH/BTC',
    ])
  })

  test('a mistake says where the type is declared', () => {
    const text = `${prelude}fn f(w: duration) = w\nfeature g = f(${quote}.mid)`
    const [mistake] = compileText(text).diagnostics
    expect(mistake?.message).toBe('`w` of `f` is declared as duration, found USD/BTC')
    expect(mistake?.labels.map(({ span, text: label }) => [text.slice(span.start, span.end), label])).toEqual([
      ['duration', 'declared here'],
    ])
  })

  test('brackets that are wrong are told where they stand, not at the calls', () => {
    expect(messages(`fn f(p: price[a], q: qty[1 + 2]) = p * q\nfeature g = f(${quote}.bid, 1 BTC)`)).toEqual([
      '`price` does not take what stands in its brackets',
      '`qty` does not take what stands in its brackets',
    ])
  })

  test('a default is checked where it is used', () => {
    expect(messages(`fn f(x, d: duration = 5) = x * d\nfeature g = f(${quote}.mid)`)).toEqual([
      '`d` of `f` is declared as duration, found plain',
    ])
  })
})
