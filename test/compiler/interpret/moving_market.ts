import fc from 'fast-check'
import type { Op } from '../../../compiler/ir/graph.ts'
import { type Aggregate, holding, type WindowOp } from '../../../compiler/ir/windows.ts'
import { Building } from './build.ts'

/** One random trade or quote; `gap` to the one before. */
export interface Print {
  readonly gap: number
  readonly price: number
  readonly size: number
}

/** Bursts, equal times, gaps shorter, equal to and longer than the windows that are tested (about 100 µs). */
export const prints: fc.Arbitrary<readonly Print[]> = fc.array(
  fc.record({
    gap: fc.oneof(
      { weight: 6, arbitrary: fc.integer({ min: 0, max: 12 }) },
      { weight: 2, arbitrary: fc.constantFrom(0, 20, 50, 100) },
      { weight: 1, arbitrary: fc.integer({ min: 90, max: 350 }) },
    ),
    price: fc.integer({ min: 90_000, max: 110_000 }).map(x => x / 10),
    size: fc.integer({ min: 1, max: 500 }).map(x => x / 7),
  }),
  { minLength: 1, maxLength: 150, size: 'max' },
)

export const FIRST = 10_000

/** A trade's price and size, a quote's bid, and since when their venue is live; a second venue only makes steps. */
export function market(silent = 1e9) {
  const b = new Building([silent, 1e9])
  const instrument = b.instrument(0)
  const alive = b.alive([0])
  const price = b.source('trades', 'price', [instrument], alive)
  const size = b.source('trades', 'qty', [instrument], alive)
  const bid = b.source('quote', 'bid', [instrument], alive)
  return { b, price, size, bid, live: b.node({ op: 'onset' }, [alive]) }
}

export const singles = 'count sum mean var std min max first last argmin argmax'.split(' ') as readonly Aggregate[]
export const doubles = ['cov', 'corr', 'slope', 'intercept'] as const

export const SPAN = 100
export const PANE = 20

/** The windows of an aggregate over time and over panes. */
export function moving(aggregate: Aggregate, level: boolean): readonly (WindowOp & Op)[] {
  const held = level && holding.has(aggregate)
  return [
    { op: 'time_window', aggregate, span: SPAN, capacity: 1_000, held },
    { op: 'pane_window', aggregate, span: SPAN, pane: PANE, held },
  ]
}

interface Pair {
  readonly time: number
  readonly y: number
  readonly x: number
}

/** An aggregate by its textbook formula, two passes for moments. */
export function plainly(aggregate: Aggregate, ticks: readonly Pair[]): number {
  const n = ticks.length
  const ys = ticks.map(t => t.y)
  const xs = ticks.map(t => t.x)
  if (aggregate === 'count') return n
  if (aggregate === 'sum') return total(ys)
  if (n === 0) return Number.NaN
  const [my, mx] = [total(ys) / n, total(xs) / n]
  const co = (a: readonly number[], ma: number, b: readonly number[], mb: number) =>
    total(a.map((v, k) => (v - ma) * (b[k]! - mb)))
  const slope = () => co(ys, my, xs, mx) / co(xs, mx, xs, mx)
  switch (aggregate) {
    case 'mean':
      return my
    case 'min':
      return Math.min(...ys)
    case 'max':
      return Math.max(...ys)
    case 'first':
      return ys[0]!
    case 'last':
      return ys.at(-1)!
    case 'argmin':
      return ticks.find(t => t.y === Math.min(...ys))!.time
    case 'argmax':
      return ticks.find(t => t.y === Math.max(...ys))!.time
    case 'var':
      return co(ys, my, ys, my) / (n - 1)
    case 'std':
      return Math.sqrt(co(ys, my, ys, my) / (n - 1))
    case 'cov':
      return co(ys, my, xs, mx) / (n - 1)
    case 'corr':
      return co(ys, my, xs, mx) / Math.sqrt(co(ys, my, ys, my) * co(xs, mx, xs, mx))
    case 'slope':
      return slope()
    default:
      return my - slope() * mx
  }
}

function total(xs: readonly number[]): number {
  return xs.reduce((a, b) => a + b, 0)
}

/** Equal up to rounding: relative to the value, or for differences of products to what they are made of. */
export function near(got: number, wanted: number, scale = Math.abs(wanted)): boolean {
  if (!Number.isFinite(wanted)) return Number.isNaN(got)
  return Math.abs(got - wanted) <= 1e-9 * Math.max(scale, Math.abs(wanted))
}
