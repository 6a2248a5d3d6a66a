import { expect, test } from 'vitest'
import { heartbeat, running, trade } from './build.ts'
import { market } from './moving_market.ts'

const TICKS = 30_000
const START = 1_000_000
const SPAN = 400
const PANE = 8
/** Prices around 100 000 in steps of 1/16: exact as doubles, and as whole numbers of steps. */
const STEP = 16
const LEVEL = 100_000 * STEP

/** Sums of whole steps: from them variance and covariance follow without any rounding but the last. */
interface Sums {
  readonly n: bigint
  readonly y: bigint
  readonly x: bigint
  readonly yy: bigint
  readonly xy: bigint
}

function sums(ys: readonly number[], xs: readonly number[]): Sums {
  const [by, bx] = [ys, xs].map(all => all.map(v => BigInt(v - LEVEL))) as [bigint[], bigint[]]
  const total = (all: readonly bigint[]) => all.reduce((a, b) => a + b, 0n)
  return {
    n: BigInt(ys.length),
    y: total(by),
    x: total(bx),
    yy: total(by.map(v => v * v)),
    xy: total(by.map((v, k) => v * bx[k]!)),
  }
}

const variance = ({ n, y, yy }: Sums) => Number(n * yy - y * y) / Number(n * (n - 1n)) / STEP ** 2
const covariance = ({ n, y, x, xy }: Sums) => Number(n * xy - y * x) / Number(n * (n - 1n)) / STEP ** 2

test('the mean of equal prices is that price', () => {
  const { b, price } = market()
  const mean = b.node({ op: 'window', aggregate: 'mean', n: 100 }, [price])
  const { evaluator } = running(b.build())
  for (let k = 0; k < 250; k++) evaluator.event(trade(START + k, 30_000.15))
  expect(evaluator.value(mean, 0)).toBe(30_000.15)
})

test('variance and covariance at a price of 100 000 keep twelve digits over 30 000 ticks, in every window', () => {
  const { b, price, size, live } = market()
  const never = b.node({ op: 'every', period: START * 10 })
  const over = (aggregate: 'var' | 'cov') => {
    const inputs = aggregate === 'var' ? [price] : [price, size]
    return [
      b.node({ op: 'window', aggregate, n: 100 }, inputs),
      b.node({ op: 'time_window', aggregate, span: SPAN, capacity: 1_000, held: false }, [...inputs, live]),
      b.node({ op: 'pane_window', aggregate, span: SPAN, pane: PANE, held: false }, [...inputs, live]),
      b.node({ op: 'since_window', aggregate, held: false }, [
        ...inputs,
        b.node({ op: 'rising' }, [b.pointwise('gt', [never, b.constant(0)])]),
      ]),
    ]
  }
  const nodes = { var: over('var'), cov: over('cov') }
  const { evaluator } = running(b.build())
  evaluator.event(heartbeat(START))
  evaluator.event(heartbeat(START * 10))
  evaluator.advance(START * 10 + 1)

  const ticks: { time: number; y: number; x: number }[] = []
  let now = START * 10
  let [y, x] = [LEVEL, LEVEL]
  let random = 1
  const draw = (n: number) => {
    random = (random * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((random / 2_147_483_648) * n)
  }
  let compared = 0
  for (let k = 0; k < TICKS; k++) {
    now += 1 + draw(5)
    // A slow walk: for long it hardly moves, and a squared price is 10^13 times its variance.
    const move = draw(7) - 3
    y += move
    x += k % 2 === 0 ? move : draw(3) - 1
    ticks.push({ time: now, y, x })
    evaluator.event(trade(now, y / STEP, { fields: [y / STEP, x / STEP, 1] }))
    if (k % 499 !== 0 || k < 1_000) continue
    const end = Math.ceil(now / PANE) * PANE
    const windows = [
      ticks.slice(-100),
      ticks.slice(-SPAN).filter(t => t.time > now - SPAN),
      ticks.slice(-SPAN).filter(t => t.time > end - SPAN),
      ticks,
    ]
    windows.forEach((window, w) => {
      const exact = sums(
        window.map(t => t.y),
        window.map(t => t.x),
      )
      const [v, c] = [evaluator.value(nodes.var[w]!, 0), evaluator.value(nodes.cov[w]!, 0)]
      expect(Math.abs(v / variance(exact) - 1)).toBeLessThan(1e-12)
      // A covariance may be near 0: relative to the variances.
      expect(Math.abs(c - covariance(exact)) / variance(exact)).toBeLessThan(1e-11)
      compared++
    })
  }
  expect(compared).toBeGreaterThan(200)
})
