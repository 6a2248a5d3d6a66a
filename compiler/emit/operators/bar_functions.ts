import type { BarsOp } from '../../ir/bars.ts'
import { TICK, WAKE } from '../../layout/layout.ts'
import { ACCUMULATOR, BARS } from '../../layout/state.ts'
import { absent, type Emission } from '../place/emission.ts'
import { canonical, finite } from '../place/presence.ts'
import { now } from '../values/frame.ts'
import type { Action, F64, I32 } from '../wasm/encode/code.ts'
import { give, select, when } from '../wasm/encode/control.ts'
import type { Func } from '../wasm/encode/func.ts'
import { f64, i32, store } from '../wasm/encode/numbers.ts'

/** The functions of all bars of one period and lateness; `at` is the address of the node. */
export interface BarFunctions {
  /** (at, origin, open, high, low, close, volume, buy_volume, trades): takes in a trade or a bar. */
  readonly gather: Func<undefined>
  /** (at, alive): closes a bar and stores the value; → what happened. */
  readonly shut: Func<'i32'>
}

export function barFunctions(e: Emission): (op: BarsOp) => BarFunctions {
  const known = new Map<string, BarFunctions>()
  return op => {
    const key = `${op.period} ${op.lateness}`
    const functions = known.get(key) ?? { gather: gathering(e, op), shut: shutting(e, op) }
    known.set(key, functions)
    return functions
  }
}

/** The private state of a node stands right behind its value. */
const slot = (k: number) => 8 * (1 + k)

function gathering({ module }: Emission, { period, lateness }: BarsOp): Func<undefined> {
  const func = module.func(['i32', 'f64', 'f64', 'f64', 'f64', 'f64', 'f64', 'f64', 'f64'], undefined)
  const at = func.parameter(0, 'i32')
  const [origin, open, high, low] = parameters(func, 1)
  const [close, volume, buys, trades] = parameters(func, 5)
  const [closing, bar] = [func.local('f64'), func.local('f64')]
  const to = func.local('i32')
  const one = f64.const(1)
  const part = (k: number) => f64.load(to, slot(k))
  const keep = (k: number, value: F64) => store.f64(to, slot(k), canonical(value))
  const first = f64.eq(part(ACCUMULATOR.trades), f64.const(0))
  const since = f64.div(f64.sub(now, f64.const(lateness)), f64.const(period))
  func.does(
    when(f64.eq(trades, f64.const(0)), [give()]),
    closing.set(f64.sub(f64.ceil(since), one)),
    bar.set(f64.floor(f64.div(origin, f64.const(period)))),
    when(f64.lt(bar, closing), [store.f64(at, slot(BARS.late), f64.add(f64.load(at, slot(BARS.late)), one)), give()]),
    to.set(i32.add(at, select(f64.eq(bar, closing), i32.const(8 * BARS.closing), i32.const(8 * BARS.following)))),
    when(
      first,
      [keep(ACCUMULATOR.open, open), keep(ACCUMULATOR.high, high), keep(ACCUMULATOR.low, low)],
      [
        keep(ACCUMULATOR.high, f64.max(part(ACCUMULATOR.high), high)),
        keep(ACCUMULATOR.low, f64.min(part(ACCUMULATOR.low), low)),
      ],
    ),
    keep(ACCUMULATOR.close, close),
    keep(ACCUMULATOR.volume, f64.add(part(ACCUMULATOR.volume), volume)),
    keep(ACCUMULATOR.buys, f64.add(part(ACCUMULATOR.buys), buys)),
    keep(ACCUMULATOR.trades, f64.add(part(ACCUMULATOR.trades), trades)),
  )
  return func
}

/** Four numbers that a function is given, from its k-th on. */
const parameters = (func: Func<undefined>, k: number) =>
  [0, 1, 2, 3].map((more): F64 => func.parameter(k + more, 'f64')) as [F64, F64, F64, F64]

function shutting({ module }: Emission, { lateness }: BarsOp): Func<'i32'> {
  const func = module.func(['i32', 'f64'], 'i32')
  const [at, alive] = [func.parameter(0, 'i32'), func.parameter(1, 'f64')]
  const [last, closes, value] = [func.local('f64'), func.local('f64'), func.local('f64')]
  const [traded, known] = [func.local('i32'), func.local('i32')]
  // So many closes may be of bars that were under way when the run began.
  const partial = f64.const(lateness > 0 ? 2 : 1)
  const cell = (k: number) => f64.load(at, slot(k))
  const keep = (k: number, is: F64) => store.f64(at, slot(k), is)
  const each = (action: (k: number) => Action) => Array.from({ length: ACCUMULATOR.size }, (_, k) => action(k))
  const shown = i32.and(i32.or(traded, known), f64.ge(closes, partial))
  const shows: I32 = i32.and(shown, f64.eq(alive, f64.const(1)))
  func.does(
    traded.set(f64.ne(cell(BARS.closing + ACCUMULATOR.trades), f64.const(0))),
    known.set(f64.eq(cell(BARS.known), f64.const(1))),
    when(
      traded,
      each(k => keep(BARS.shown + k, cell(BARS.closing + k))),
      [
        when(known, [
          last.set(cell(BARS.shown + ACCUMULATOR.close)),
          ...each(k => keep(BARS.shown + k, k < ACCUMULATOR.volume ? last : f64.const(0))),
        ]),
      ],
    ),
    ...each(k => keep(BARS.closing + k, cell(BARS.following + k))),
    ...each(k => keep(BARS.following + k, f64.const(0))),
    keep(BARS.known, f64.fromI32(i32.or(traded, known))),
    closes.set(cell(BARS.closes)),
    keep(BARS.closes, f64.min(f64.add(closes, f64.const(1)), partial)),
    value.set(select(shows, finite(cell(BARS.shown)), absent)),
    store.f64(at, 0, value),
    give(select(shows, i32.const(WAKE | TICK), i32.const(WAKE))),
  )
  return func
}
