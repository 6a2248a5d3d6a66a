import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Building, lines, quote, running, trade } from './build.ts'
import { counted } from './window_meaning.ts'

const AGGREGATES = ['sum', 'mean', 'var', 'std', 'min', 'max', 'first'] as const
type Aggregate = (typeof AGGREGATES)[number]

function market() {
  const b = new Building([1_000_000])
  const instrument = b.instrument(0)
  const alive = b.alive([0])
  return {
    b,
    price: b.source('trades', 'price', [instrument], alive),
    bid: b.source('quote', 'bid', [instrument], alive),
  }
}

/** By aggregate: its values after each trade. */
function windows(n: number, prices: readonly number[]): Record<Aggregate, number[]> {
  const { b, price } = market()
  const nodes = AGGREGATES.map(aggregate => b.node({ op: 'window', aggregate, n }, [price]))
  const { evaluator } = running(b.build())
  const values = AGGREGATES.map((): number[] => [])
  prices.forEach((x, k) => {
    evaluator.event(trade(k, x))
    nodes.forEach((node, a) => {
      values[a]!.push(evaluator.value(node, 0))
    })
  })
  return Object.fromEntries(AGGREGATES.map((aggregate, a) => [aggregate, values[a]!])) as Record<Aggregate, number[]>
}

const prices = fc.array(fc.double({ min: 0.01, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 200, size: 'max' })
const sizes = fc.integer({ min: 1, max: 40 })

describe('prev', () => {
  test('the value n ticks before the last one; ticks with x once present, and stays when x goes', () => {
    const { b, bid } = market()
    b.watch(b.node({ op: 'prev', n: 2 }, [bid]))
    const told = lines(
      b.build(),
      [5, 6, 7, Number.NaN, 8].map((x, k) => quote(k, [x])),
    )
    expect(told).toEqual(['o0 0 wake –', 'o0 1 wake –', 'o0 2 tick 5', 'o0 3 wake 5', 'o0 4 tick 6'])
  })
})

describe('window', () => {
  test('absent before n ticks, then ticks with x; the window of an absent x stays', () => {
    const { b, bid } = market()
    b.watch(b.node({ op: 'window', aggregate: 'mean', n: 3 }, [bid]))
    const told = lines(
      b.build(),
      [3, 6, 9, Number.NaN, 12].map((x, k) => quote(k, [x])),
    )
    expect(told).toEqual(['o0 0 wake –', 'o0 1 wake –', 'o0 2 tick 6', 'o0 3 wake 6', 'o0 4 tick 9'])
  })

  test('of one tick: itself, and no variance', () => {
    const { sum, mean, min, max, first, std, ...rest } = windows(1, [5, 7])
    for (const values of [sum, mean, min, max, first]) expect(values).toEqual([5, 7])
    for (const values of [std, rest.var]) expect(values).toEqual([Number.NaN, Number.NaN])
  })

  test('a sum that overflows is absent until its blocks have passed', () => {
    expect(windows(2, [1e308, 1e308, 1, 2, 3, 4]).sum).toEqual([Number.NaN, Number.NaN, 1e308, 3, 5, 7])
  })

  test('equals a plain computation over the last n ticks', () => {
    fc.assert(
      fc.property(sizes, prices, (n, xs) => {
        const got = windows(n, xs)
        for (let last = n - 1; last < xs.length; last++) {
          const plain = plainly(xs.slice(last - n + 1, last + 1))
          for (const aggregate of AGGREGATES) near(aggregate, got[aggregate][last]!, plain)
        }
      }),
      { numRuns: 100 },
    )
  })

  test('has the bits of the documented order of combination', () => {
    fc.assert(
      fc.property(sizes, prices, (n, xs) => {
        const got = windows(n, xs)
        xs.forEach((_, last) => {
          for (const aggregate of AGGREGATES) {
            const ticks = xs
              .slice(0, last + 1)
              .map(y => ({ time: 0, y, x: Number.NaN, until: Number.POSITIVE_INFINITY }))
            const wanted = counted({ op: 'window', aggregate, n }, ticks)
            if (!Object.is(got[aggregate][last], wanted))
              throw new Error(`${aggregate} ${last}: ${got[aggregate][last]} is not ${wanted}`)
          }
        })
      }),
      { numRuns: 100 },
    )
  })

  test('is a function of its last n ticks and their place in the block, whatever came before', () => {
    fc.assert(
      fc.property(sizes, prices, prices, (n, before, xs) => {
        const blocks = Math.floor(before.length / n) * n
        const alone = windows(n, xs)
        const after = windows(n, [...before.slice(0, blocks), ...xs])
        for (const aggregate of AGGREGATES) {
          expect(after[aggregate].slice(blocks + n - 1)).toEqual(alone[aggregate].slice(n - 1))
        }
      }),
      { numRuns: 100 },
    )
  })

  test('the variance of a price of 100 000 does not drift in 20 000 ticks', () => {
    const small = Array.from({ length: 20_000 }, (_, k) => ((k * 7919) % 1000) / 1000)
    const high = windows(
      50,
      small.map(x => 100_000 + x),
    ).var.slice(-1_000)
    const low = windows(50, small).var.slice(-1_000)
    high.forEach((value, k) => {
      expect(Math.abs(value - low[k]!)).toBeLessThan(1e-9)
    })
  })
})

interface Plain {
  readonly values: Record<Aggregate, number>
  readonly scale: number
}

/** Sums of pairs with compensation; the variance from distances to that mean. */
function plainly(xs: readonly number[]): Plain {
  const n = xs.length
  const sum = exactly(xs)
  const mean = sum / n
  const variance = exactly(xs.map(x => (x - mean) ** 2)) / (n - 1)
  const values = {
    sum,
    mean,
    var: variance,
    std: Math.sqrt(variance),
    min: Math.min(...xs),
    max: Math.max(...xs),
    first: xs[0]!,
  }
  return { values, scale: Math.max(...xs) }
}

/** Neumaier's sum. */
function exactly(xs: readonly number[]): number {
  let sum = 0
  let lost = 0
  for (const x of xs) {
    const next = sum + x
    lost += Math.abs(sum) >= Math.abs(x) ? sum - next + x : x - next + sum
    sum = next
  }
  return sum + lost
}

/** Relative 1e-12; a variance far below the squares of its numbers, relative to those. */
function near(aggregate: Aggregate, got: number, { values, scale }: Plain): void {
  const wanted = values[aggregate]
  if (Number.isNaN(wanted) && Number.isNaN(got)) return
  const size =
    aggregate === 'var'
      ? Math.max(wanted, scale * scale * 1e-3)
      : aggregate === 'std'
        ? Math.max(wanted, scale * 1e-3)
        : wanted
  if (!(Math.abs(got - wanted) <= 1e-12 * Math.abs(size))) throw new Error(`${aggregate}: ${got} is not near ${wanted}`)
}
