import { describe, expect, test } from 'vitest'
import { type Move, told } from './told.ts'

const q = (seconds: number, value?: number): Move => [seconds, 'b BTC/USD', value]
const last = (text: string, value: number) =>
  Number(
    told(text, [q(1, value)])
      .at(-1)!
      .split(' ')
      .at(-1),
  )

describe('ema over ticks', () => {
  test('the first tick seeds, then each moves it by 2 / (n + 1); absence leaves it', () => {
    expect(told('feature f = ema(x, 3)', [q(1, 8), q(2, 4), q(3), q(4, 10)])).toEqual([
      '1s f tick 8',
      '2s f tick 6',
      '3s f wake 6',
      '4s f tick 8',
    ])
  })
})

describe('ema in time', () => {
  test('the weight of the past halves every half-life, whatever ticks between', () => {
    expect(told('feature f = ema(x, half_life: 10s)', [q(1, 8), q(11, 4), q(31, 10), q(31, 100)])).toEqual([
      '1s f tick 8',
      '11s f tick 6',
      '31s f tick 9',
      '31s f tick 9',
    ])
  })
})

describe('exp, log, pow', () => {
  test('as values; what is not finite is absent', () => {
    expect(last('feature f = exp(x - x) + log(x / x)', 5)).toBe(1)
    expect(last('feature f = pow(x, 10)', 2)).toBe(1024)
    expect(last('feature f = x ^ -2', 4)).toBe(0.0625)
    expect(told('feature f = log(x - x)', [q(1, 3)])).toEqual(['1s f wake –'])
  })

  test('a power known before the run changes the unit', () => {
    const text = `each s in symbols { let p = b[s].quote.bid   feature f = p ^ (1 / 3) * p ^ (2 / 3) / p
      feature g = pow(p / b[s].quote.ask, b[s].fees.taker) }`
    expect(told(text, [q(1, 3)])[0]).toMatch(/^1s f\[BTC\/USD] tick (1|0.9999999999999999|1.0000000000000002)$/)
  })
})

describe('rounding', () => {
  test.each([
    [2.5, 3],
    [2.4, 2],
    [0.49999999999999994, 0],
    [4503599627370497, 4503599627370497],
  ])('round(±%d) is ±%d', (x, wanted) => {
    expect(last('feature f = round(x)', x)).toBe(wanted)
    expect(last('feature f = round(-x)', x)).toBe(wanted === 0 ? 0 : -wanted)
  })

  test('to a step: nearest, or down towards zero with a billionth of a step forgiven', () => {
    expect(last('feature f = round(x, 0.25)', 1.13)).toBe(1.25)
    expect(last('feature f = round_down(x, 0.25)', 1.2)).toBe(1)
    expect(last('feature f = round_down(-x, 0.25)', 1.2)).toBe(-1)
    expect(last('feature f = round_down(x, 0.1)', 0.3)).toBeCloseTo(0.3, 15)
    expect(last('feature f = round_down(x, 0.1)', 0.2999)).toBe(0.2)
  })

  test('a step of nothing is no step', () => {
    expect(told('feature f = round(x, x - x)', [q(1, 3)])).toEqual(['1s f wake –'])
  })
})

describe('weekday', () => {
  test.each([
    ['1970-01-01', 4],
    ['2026-11-21', 6],
    ['2026-11-22', 7],
    ['2026-11-23', 1],
  ])('%s', (date, day) => {
    const seconds = Date.parse(date) / 1e3
    const lines = told('feature f = weekday(now) + 0 * x', [q(seconds + 86_399.999999, 1)])
    expect(lines.at(-1)!.split(' ').at(-1)).toBe(`${day}`)
  })
})

describe('the health of a venue', () => {
  const text = 'feature age = stale(a) + 0 * x   signal lost when stale(a) > 2s   signal gone when disconnected(a)'

  test('stale wakes what compares it although nothing comes; disconnected does after `silent`', () => {
    const lines = told(
      text,
      [
        [0, 'b BTC/USD', 1],
        [1, 'a'],
        [2, 'b BTC/USD', 2],
      ],
      30,
    )
    expect(lines.filter(line => !line.includes('age'))).toEqual([
      '0s gone wake 0',
      '0s lost wake 0',
      '3.000001s lost wake 1',
      '3.000001s lost tick',
      '6s gone wake 1',
      '6s gone tick',
    ])
  })

  test('since an event wakes what compares it although nothing comes; absent before the first one', () => {
    const text = 'signal quiet when since(rising(x > 5)) > 2s   signal late when d <= since(rising(x > 5))'
    const lines = told(`param d = 3s in 1s .. 9s   ${text}`, [q(0, 1), q(1, 9), q(2, 8), q(7, 1), q(8, 7)], 30)
    expect(lines).toEqual([
      '1s late wake 0',
      '1s quiet wake 0',
      '3.000001s quiet wake 1',
      '3.000001s quiet tick',
      '4s late wake 1',
      '4s late tick',
      '8s late wake 0',
      '8s quiet wake 0',
      '10.000001s quiet wake 1',
      '10.000001s quiet tick',
      '11s late wake 1',
      '11s late tick',
    ])
  })

  test('per venue, under a name, in either order of the comparison', () => {
    const text = 'each v in venues { let age = stale(v)   signal late when 2s <= age } feature f = 0 * x'
    const lines = told(
      text,
      [
        [0, 'b BTC/USD', 1],
        [1, 'a'],
      ],
      9,
    )
    expect(lines.filter(line => line.includes('tick'))).toEqual(['0s f tick 0', '2s late[b] tick', '3s late[a] tick'])
  })

  test('a venue that never says anything is disconnected after `silent`', () => {
    const lines = told('signal gone when disconnected(a)   feature f = stale(a) + 0 * x', [[0, 'b BTC/USD', 1]], 30)
    expect(lines.filter(line => line.includes('tick'))).toEqual(['0s f tick 0', '5s gone tick'])
  })

  test('before its first message a venue is stale since the first event of all', () => {
    expect(
      told('feature age = stale(a) + 0 * x', [
        [7, 'b'],
        [9, 'b BTC/USD', 1],
      ]).at(-1),
    ).toBe('9s age tick 2')
  })
})
