import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Op } from '../../../compiler/ir/graph.ts'
import { heartbeat, quote, running, trade } from './build.ts'
import {
  doubles,
  FIRST,
  market,
  moving,
  near,
  PANE,
  type Print,
  plainly,
  prints,
  SPAN,
  singles,
} from './moving_market.ts'

interface Tick {
  readonly time: number
  readonly y: number
  readonly x: number
}

const COUNT = 7
const PERIOD = 37

/** The ticks that a window sees at a time: of panes, the last five, the one of now included; `since` a grid. */
function seen(op: Op['op'], ticks: readonly Tick[], now: number): readonly Tick[] {
  if (op === 'window') return ticks.slice(-COUNT)
  // The grid point of now comes after the events of now, and sees them.
  if (op === 'since_window') return ticks.filter(t => t.time > gridBefore(now))
  const end = op === 'time_window' ? now : Math.ceil(now / PANE) * PANE
  return ticks.filter(t => t.time > end - SPAN)
}

function isWarm(op: Op['op'], ticks: readonly Tick[], now: number): boolean {
  if (op === 'window') return ticks.length >= COUNT
  return op === 'since_window' ? gridBefore(now) >= FIRST : now - FIRST >= SPAN
}

function gridBefore(now: number): number {
  return Math.floor((now - 1) / PERIOD) * PERIOD
}

/** With the value that a level had where the window begins. */
function seenOfLevel(op: Op['op'], ticks: readonly Tick[], now: number): readonly Tick[] {
  const start = (op === 'time_window' ? now : Math.ceil(now / PANE) * PANE) - SPAN
  const before = ticks.filter(t => t.time <= start).at(-1)
  return [...(before ? [{ ...before, time: start }] : []), ...seen(op, ticks, now)]
}

describe('windows equal a plain computation', () => {
  test('of events, at every tick and between', () => {
    fc.assert(
      fc.property(prints, fc.array(fc.integer({ min: 1, max: 130 }), { minLength: 1 }), (market_, waits) => {
        const { b, price, size, live } = market()
        const e = b.node({ op: 'every', period: PERIOD })
        const ops = [...singles, ...doubles].flatMap(aggregate => [
          ...moving(aggregate, false),
          { op: 'window', aggregate, n: COUNT } as const,
          { op: 'since_window', aggregate, held: false } as const,
        ])
        const nodes = ops.map(op => {
          const pair = 'aggregate' in op && (doubles as readonly string[]).includes(op.aggregate)
          const more = op.op === 'window' ? [] : op.op === 'since_window' ? [e] : [live]
          return b.node(op, [price, ...(pair ? [size] : []), ...more])
        })
        const { evaluator } = running(b.build())
        const ticks: Tick[] = []
        const check = (now: number) =>
          ops.forEach((op, k) => {
            if (!('aggregate' in op)) return
            const of = seen(op.op, ticks, now)
            const wanted = isWarm(op.op, ticks, now) ? plainly(op.aggregate, of) : Number.NaN
            const got = evaluator.value(nodes[k]!, 0)
            const sure = !['corr', 'slope', 'intercept'].includes(op.aggregate) || spread(of)
            if (sure && !near(got, wanted, scale(op.aggregate)))
              throw new Error(`${op.op} ${op.aggregate} at ${now}: ${got} is not ${wanted}`)
          })
        evaluator.event(heartbeat(FIRST))
        let now = FIRST
        market_.forEach(({ gap, price, size }, k) => {
          const wait = waits[k % waits.length]!
          if (wait < gap) {
            evaluator.event(heartbeat(now + wait, 1))
            check(now + wait)
          }
          now += gap
          evaluator.event(trade(now, price, { fields: [price, size, 1] }))
          ticks.push({ time: now, y: price, x: size })
          check(now)
        })
      }),
      { numRuns: 60 },
    )
  })

  test('of levels: with the value in force where the window begins', () => {
    fc.assert(
      fc.property(prints, market_ => {
        const { b, bid, live } = market()
        const held = ['min', 'max', 'first', 'last', 'argmin', 'argmax'] as const
        const ops = held.flatMap(aggregate => moving(aggregate, true))
        const nodes = ops.map(op => b.node(op, [bid, live]))
        const { evaluator } = running(b.build())
        const ticks: Tick[] = []
        evaluator.event(heartbeat(FIRST))
        let now = FIRST
        for (const { gap, price } of market_) {
          now += gap
          evaluator.event(quote(now, [price, now]))
          ticks.push({ time: now, y: price, x: 0 })
          ops.forEach((op, k) => {
            if (!('aggregate' in op) || now - FIRST < SPAN) return
            const wanted = plainly(op.aggregate, seenOfLevel(op.op, ticks, now))
            const got = evaluator.value(nodes[k]!, 0)
            if (got !== wanted) throw new Error(`${op.op} ${op.aggregate} at ${now}: ${got} is not ${wanted}`)
          })
        }
      }),
      { numRuns: 100 },
    )
  })

  test('quantiles, as of sorted ticks', () => {
    const q = 0.3
    fc.assert(
      fc.property(prints, market_ => {
        const { b, price, live } = market()
        const timed = b.node({ op: 'time_quantile', q, span: SPAN, capacity: 1_000 }, [price, live])
        const counted = b.node({ op: 'quantile', q, n: 7 }, [price])
        const { evaluator } = running(b.build())
        const ticks: Tick[] = []
        evaluator.event(heartbeat(FIRST))
        let now = FIRST
        for (const { gap, price } of market_) {
          now += gap
          evaluator.event(trade(now, price))
          ticks.push({ time: now, y: price, x: 0 })
          const last = ticks.slice(-7).map(t => t.y)
          expect(near(evaluator.value(counted, 0), last.length < 7 ? Number.NaN : interpolated(q, last))).toBe(true)
          const young = seen('time_window', ticks, now).map(t => t.y)
          const wanted = now - FIRST < SPAN ? Number.NaN : interpolated(q, young)
          expect(near(evaluator.value(timed, 0), wanted)).toBe(true)
        }
      }),
      { numRuns: 60 },
    )
  })
})

test('panes of one microsecond are the window of time: the same values, ticks and timers', () => {
  const exact = ['count', 'min', 'max', 'first', 'last', 'argmin', 'argmax'] as const
  const silences = fc.array(fc.nat(3), { minLength: 1 })
  let told = 0
  fc.assert(
    fc.property(prints, silences, (market_, silent) => {
      const { b, price, bid, live } = market(40)
      for (const aggregate of exact) {
        const held = aggregate !== 'count'
        const time = { op: 'time_window', aggregate, span: SPAN, capacity: 1_000, held } as const
        const panes = { op: 'pane_window', aggregate, span: SPAN, pane: 1, held } as const
        for (const op of [time, panes]) b.watch(b.node(op, [held ? bid : price, live]))
      }
      const { evaluator, reports } = running(b.build())
      let now = FIRST
      market_.forEach((print, k) => {
        now += print.gap
        // Now and then only another venue speaks, and this one falls silent.
        if (silent[k % silent.length] === 0) evaluator.event(heartbeat(now, 1))
        else both(evaluator, now, print)
      })
      evaluator.advance(now + 1_000)
      const of = (outputs: 0 | 1) =>
        reports.flatMap(r =>
          r.output % 2 === outputs ? [`${r.output - outputs} ${r.now} ${r.ticked} ${r.values.join()}`] : [],
        )
      expect(of(1)).toEqual(of(0))
      told += of(0).length
    }),
    { numRuns: 60 },
  )
  expect(told).toBeGreaterThan(10_000)
})

describe('a window is a function of its contents', () => {
  test('steps that bring it nothing, and reads, change no later bit', () => {
    fc.assert(
      fc.property(prints, fc.array(fc.nat(60), { minLength: 1 }), (market_, waits) => {
        const quiet = built()
        const busy = built()
        const at = (k: number) => waits[k % waits.length]!
        let now = FIRST
        market_.forEach((print, k) => {
          for (let time = now + at(k); time < now + print.gap; time += 1 + at(k)) {
            busy.evaluator.event(heartbeat(time, 1))
            if (at(k) % 2 === 0) for (const node of busy.nodes) busy.evaluator.value(node, 0)
          }
          now += print.gap
          for (const { evaluator } of [quiet, busy]) both(evaluator, now, print)
          if (at(k) % 3 > 0) return
          quiet.nodes.forEach((node, n) => {
            const [one, other] = [quiet.evaluator.value(node, 0), busy.evaluator.value(busy.nodes[n]!, 0)]
            if (!Object.is(one, other)) throw new Error(`${JSON.stringify(quiet.ops[n])} at ${now}: ${one}, ${other}`)
          })
        })
      }),
      { numRuns: 60 },
    )
  })
})

/** All windows over time, of trades and of quotes. */
function built() {
  const { b, price, size, bid, live } = market()
  const single = singles.flatMap(aggregate => moving(aggregate, false))
  const held = singles.flatMap(aggregate => moving(aggregate, true))
  const double = doubles.flatMap(aggregate => moving(aggregate, false))
  const quantile = { op: 'time_quantile', q: 0.7, span: SPAN, capacity: 1_000 } as const
  const tight = singles.flatMap(aggregate => moving(aggregate, true)).map(op => ({ ...op, capacity: 3 }))
  const nodes = [
    ...single.map(op => b.node(op, [price, live])),
    ...held.map(op => b.node(op, [bid, live])),
    ...tight.map(op => b.node(op, [bid, live])),
    ...double.map(op => b.node(op, [price, size, live])),
    b.node(quantile, [price, live]),
  ]
  const { evaluator } = running(b.build())
  evaluator.event(heartbeat(FIRST))
  return { evaluator, nodes, ops: [...single, ...held, ...tight, ...double, quantile] }
}

function both(evaluator: ReturnType<typeof running>['evaluator'], now: number, { price, size }: Print): void {
  evaluator.event(trade(now, price, { fields: [price, size, 1] }))
  evaluator.event(quote(now, [price, size]))
}

function scale(aggregate: string): number {
  if (aggregate === 'var' || aggregate === 'cov') return 1e4
  if (aggregate === 'std') return 1e2
  if (aggregate === 'slope') return 1e1
  if (aggregate === 'intercept') return 1e5
  return aggregate === 'corr' ? 1 : 0
}

/** Two points so close that a slope through them is all rounding say nothing. */
function spread(ticks: readonly Tick[]): boolean {
  const xs = ticks.map(t => t.x)
  return ticks.length > 2 && Math.max(...xs) - Math.min(...xs) > 1
}

function interpolated(q: number, xs: readonly number[]): number {
  if (xs.length === 0) return Number.NaN
  const sorted = [...xs].sort((a, b) => a - b)
  const rank = q * (xs.length - 1)
  const [low, high] = [sorted[Math.floor(rank)]!, sorted[Math.ceil(rank)]!]
  return low * (1 - (rank % 1)) + high * (rank % 1)
}
