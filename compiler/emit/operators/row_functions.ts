import type { AheadOp } from '../../ir/ahead.ts'
import { AHEAD, LATER, ROWS, rowSlots, rowsAt } from '../../layout/ahead.ts'
import type { Deadlines } from '../engine/deadlines.ts'
import { absent, type Emission } from '../place/emission.ts'
import { now } from '../values/frame.ts'
import type { Action, F64, I32 } from '../wasm/encode/code.ts'
import { call, give, loop, run, select, when } from '../wasm/encode/control.ts'
import type { Func } from '../wasm/encode/func.ts'
import { f64, i32, store } from '../wasm/encode/numbers.ts'
import { get, put, slot } from '../windows/state.ts'
import { heldPart, joining, type Part, result } from './parts.ts'

/** Functions of the rows of one operator, as in the interpreter; `at` is the address of the node, `timer` its timer slot. */
export interface RowFunctions {
  /** (at, timer): makes a row; → its address, 0 where there is no room. */
  readonly add: Func<'i32'>
  /** (at, timer): forgets the oldest row; → its value. */
  readonly settle: Func<'f64'>
  /** (at, x): takes in a tick. Of `ahead` only. */
  readonly take: Func<undefined> | undefined
}

export const waiting = (at: I32): F64 => get(at, ROWS.waiting)

/** Where a row keeps the value that x has then. */
export function heldAt({ op }: AheadOp): number {
  return 8 * (op === 'later' ? LATER.value : AHEAD.held)
}

/** Each function once for all operators whose rows are alike. */
export function rowFunctions(e: Emission, deadlines: Deadlines): (op: AheadOp) => RowFunctions {
  const known = new Map<string, Func>()
  const once = <F extends Func>(key: readonly unknown[], make: () => F): F => {
    const name = key.join(' ')
    const func = (known.get(name) as F | undefined) ?? make()
    known.set(name, func)
    return func
  }
  return op => {
    const ring = [op.op, op.most]
    const row = once(['row', ...ring], () => addresses(e, op))
    const drop = once(['drop', ...ring], () => dropping(e, op, row, deadlines))
    const add = once(['add', ...ring, delayOf(op)], () => adding(e, op, row, deadlines))
    if (op.op === 'later')
      return { add, settle: once(['settle', ...ring], () => settlingLater(e, row, drop)), take: undefined }
    const fold = [...ring, op.aggregate]
    const merge = once(['merge', ...fold], () => merging(e, op, row))
    return {
      add,
      settle: once(['settle', ...fold, op.span, op.held], () => settlingAhead(e, op, row, drop, merge)),
      take: once(['take', ...fold], () => taking(e, op, row)),
    }
  }
}

const delayOf = (op: AheadOp) => (op.op === 'later' ? op.delay : op.span)

/** (at, k): the address of the row that is k behind the oldest. */
function addresses({ module }: Emission, op: AheadOp): Func<'i32'> {
  const func = module.func(['i32', 'i32'], 'i32')
  const [at, k, place] = [func.parameter(0, 'i32'), func.parameter(1, 'i32'), func.local('i32')]
  const most = i32.const(op.most)
  func.does(
    place.set(i32.add(i32.fromF64(get(at, ROWS.first)), k)),
    place.set(select(i32.ge(place, most), i32.sub(place, most), place)),
    give(i32.add(i32.add(at, i32.const(slot(rowsAt(op)))), i32.mul(place, i32.const(8 * rowSlots(op))))),
  )
  return func
}

function dropping({ module }: Emission, op: AheadOp, row: Func<'i32'>, deadlines: Deadlines): Func<undefined> {
  const func = module.func(['i32', 'i32'], undefined)
  const [at, timer, first] = [func.parameter(0, 'i32'), func.parameter(1, 'i32'), func.local('f64')]
  func.does(
    first.set(f64.add(get(at, ROWS.first), one)),
    put(at, ROWS.first, select(f64.eq(first, f64.const(op.most)), none, first)),
    put(at, ROWS.waiting, f64.sub(waiting(at), one)),
    when(f64.gt(waiting(at), none), [run(deadlines.arm, timer, f64.load(call(row, at, i32.const(0))))]),
  )
  return func
}

function adding({ module }: Emission, op: AheadOp, row: Func<'i32'>, deadlines: Deadlines): Func<'i32'> {
  const func = module.func(['i32', 'i32'], 'i32')
  const [at, timer, made] = [func.parameter(0, 'i32'), func.parameter(1, 'i32'), func.local('i32')]
  const due = f64.add(now, f64.const(delayOf(op)))
  const empty = op.op === 'later' ? [] : [0, 1, 2].map(k => store.f64(made, 8 * (AHEAD.part + k), none))
  func.does(
    when(f64.eq(waiting(at), f64.const(op.most)), [
      put(at, ROWS.lost, f64.add(get(at, ROWS.lost), one)),
      give(i32.const(0)),
    ]),
    made.set(call(row, at, i32.fromF64(waiting(at)))),
    store.f64(made, 0, due),
    ...empty,
    when(f64.eq(waiting(at), none), [run(deadlines.arm, timer, due)]),
    put(at, ROWS.waiting, f64.add(waiting(at), one)),
    give(made),
  )
  return func
}

function settlingLater({ module }: Emission, row: Func<'i32'>, drop: Func<undefined>): Func<'f64'> {
  const func = module.func(['i32', 'i32'], 'f64')
  const [at, timer, value] = [func.parameter(0, 'i32'), func.parameter(1, 'i32'), func.local('f64')]
  func.does(value.set(f64.load(call(row, at, i32.const(0)), 8 * LATER.value)), run(drop, at, timer), give(value))
  return func
}

type Ahead = AheadOp & { readonly op: 'ahead' }

const one = f64.const(1)
const none = f64.const(0)

function taking({ module }: Emission, op: Ahead, row: Func<'i32'>): Func<undefined> {
  const func = module.func(['i32', 'f64'], undefined)
  const [at, x, newest] = [func.parameter(0, 'i32'), func.parameter(1, 'f64'), func.local('i32')]
  const { older, newer, load, save, join } = joining(op.aggregate, func)
  const tick: Part<F64> = { ticks: one, value: x, at: now }
  const takeInto = (address: I32, offset: number): readonly Action[] => [
    ...load(older, address, offset),
    newer.ticks.set(tick.ticks),
    newer.value.set(tick.value),
    newer.at.set(tick.at),
    ...join,
    ...save(newer, address, offset),
  ]
  const merged = get(at, AHEAD.merged)
  func.does(
    when(f64.gt(merged, none), takeInto(at, slot(AHEAD.since))),
    when(f64.gt(waiting(at), merged), [
      newest.set(call(row, at, i32.sub(i32.fromF64(waiting(at)), i32.const(1)))),
      ...takeInto(newest, 8 * AHEAD.part),
    ]),
  )
  return func
}

function settlingAhead(
  e: Emission,
  op: Ahead,
  row: Func<'i32'>,
  drop: Func<undefined>,
  merge: Func<undefined>,
): Func<'f64'> {
  const func = e.module.func(['i32', 'i32'], 'f64')
  const [at, timer, first] = [func.parameter(0, 'i32'), func.parameter(1, 'i32'), func.local('i32')]
  const [time, held] = [func.local('f64'), func.local('f64')]
  const { older, newer, load, join } = joining(op.aggregate, func)
  func.does(
    when(f64.eq(get(at, AHEAD.merged), none), [run(merge, at)]),
    first.set(call(row, at, i32.const(0))),
    time.set(f64.sub(f64.load(first), f64.const(op.span))),
    held.set(f64.load(first, 8 * AHEAD.held)),
    ...load(older, first, 8 * AHEAD.part),
    ...load(newer, at, slot(AHEAD.since)),
    ...join,
    ...heldPart(op, older, held, time, join),
    put(at, AHEAD.merged, f64.sub(get(at, AHEAD.merged), one)),
    run(drop, at, timer),
    ...result(op.aggregate, newer, time),
    give(absent),
  )
  return func
}

/** (at): merges each row that waits with those that follow it. */
function merging({ module }: Emission, op: Ahead, row: Func<'i32'>): Func<undefined> {
  const func = module.func(['i32'], undefined)
  const [at, k, address] = [func.parameter(0, 'i32'), func.local('i32'), func.local('i32')]
  const { older, newer, load, save, join, clear } = joining(op.aggregate, func)
  const size = i32.fromF64(waiting(at))
  func.does(
    k.set(i32.sub(size, i32.const(1))),
    ...load(newer, call(row, at, k), 8 * AHEAD.part),
    loop(i32.gt(k, i32.const(0)), [
      k.set(i32.sub(k, i32.const(1))),
      address.set(call(row, at, k)),
      ...load(older, address, 8 * AHEAD.part),
      ...join,
      ...save(newer, address, 8 * AHEAD.part),
    ]),
    put(at, AHEAD.merged, waiting(at)),
    ...clear(at, slot(AHEAD.since)),
  )
  return func
}
