import { describe, expect, test } from 'vitest'
import { flat, overBars } from './bars.ts'

const closesOf = (is: string, closes: readonly number[]) => overBars(`feature f = ${is}`, flat(closes)).f!

describe('a price that stands still', () => {
  const moved = Array.from({ length: 150 }, (_, i) => 100 + Math.round(300 * Math.sin(i * i)) / 100)
  const still = 20_000
  const closes = [...moved, ...Array.from({ length: still }, () => moved.at(-1)!)]
  const stillOf = (is: string) => closesOf(is, closes).slice(-still)

  test.each([
    'stoch(b, 5, 3, 2).k',
    'stoch(b, 5, 3, 2).d',
    'stoch_rsi(c, 5, 4, 3, 2).k',
    'stoch_rsi(c, 5, 4, 3, 2).d',
    'stc(c, 5, 3, 6)',
    'fisher(c, 5).line',
    'fisher(c, 5).trigger',
    'cci(b, 5)',
    'mfi(b, 5)',
    'chop(b, 5)',
    'zscore(c, 5)',
    'bollinger(c, 5).position',
  ])('%s is absent', is => {
    expect(
      stillOf(is)
        .slice(700)
        .filter(value => !Number.isNaN(value)),
    ).toEqual([])
  })

  test.each([
    'rsi(c, 14)',
    'rsi(c, 5)',
    'tsi(c, 5, 4, 3).line',
    'tsi(c, 4, 6, 3).line',
    'smi(b, 5, 4, 3, 2).line',
    'adx(b, 5).plus',
    'adx(b, 5).minus',
    'adx(b, 5).dx',
    'adx(b, 5).adx',
    'connors_rsi(c, 3, 2, 5)',
    'hilbert(c).period',
  ])('%s is what it was', is => {
    const values = stillOf(is).slice(700)
    expect(new Set(values).size).toBe(1)
    expect(values[0]).not.toBeNaN()
  })

  test('is its own mean by volume, whatever is traded', () => {
    const bars = flat(closes.slice(0, 500)).map((bar, i) => ({ ...bar, volume: 10 + ((i * 7) % 13) / 10 }))
    const found = overBars('feature v = vwap(b, 5)   feature w = vwma(b, 5)   feature t = vwap(b, 10h)', bars)
    for (const values of Object.values(found)) expect(new Set(values.slice(-300)).size).toBe(1)
  })

  test('is no deviation from its weighted mean', () => {
    const { f } = overBars('let e = ewm(c, 0.1)   feature f = (c - e.mean) / e.std', flat(closes.slice(0, 1500)))
    expect(Math.max(...f!.slice(-1000).map(Math.abs))).toBeLessThan(1e-6)
  })

  test('fires nothing once windows are full of it', () => {
    const text = `signal fired when crossed(stoch_rsi(c, 14, 14, 3, 3).k, above: 20)
feature f = scan(0, n -> n + (if prev(stoch_rsi(c, 14, 14, 3, 3).k, 1) < 20 then 1 else 0))`
    const { f } = overBars(text, flat(closes))
    expect(new Set(f!.slice(-still + 20)).size).toBe(1)
  })
})
