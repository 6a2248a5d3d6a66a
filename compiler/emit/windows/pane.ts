import type { WindowOp } from '../../ir/windows.ts'
import { partialSlots } from '../../layout/partials.ts'
import { PANES } from '../../layout/windows.ts'
import { absent, type Emission } from '../place/emission.ts'
import { finite } from '../place/presence.ts'
import { now } from '../values/frame.ts'
import type { Library } from '../values/library.ts'
import type { F64, I32 } from '../wasm/encode/code.ts'
import { each, give, loop, run, select, when } from '../wasm/encode/control.ts'
import type { Func } from '../wasm/encode/func.ts'
import { f64, i32 } from '../wasm/encode/numbers.ts'
import { countedRuns, forget } from './counted.ts'
import { emptyValue } from './folds.ts'
import { infinity, type MovingFunctions, never, unlessEnded } from './moving.ts'
import { get, put, slot, taking } from './state.ts'

type PaneOp = WindowOp & { readonly op: 'pane_window' }

/** An aggregate of the last span / pane panes, step by step as in the interpreter. */
export function paneWindow(e: Emission, op: PaneOp, library: Library): MovingFunctions {
  const panes = panesOf(op, library)
  const roll = roller(e, op, panes, library)
  return {
    roll,
    take: taker(e, op, panes),
    gone: op.held ? goner(e) : undefined,
    read: reader(e, op, panes, roll),
    empties: emptier(e, op),
  }
}

const zero = i32.const(0)
const one = i32.const(1)
const end = (at: I32): F64 => get(at, PANES.end)

type Panes = ReturnType<typeof panesOf>

function panesOf({ aggregate, span, pane }: PaneOp, { firstDue }: Library) {
  const width = 1 + partialSlots(aggregate)
  const last = span / pane - 1
  return {
    last: i32.const(last),
    /** The place in its block of the pane that ends at a time. */
    place: (time: F64): I32 =>
      i32.sub(i32.const(last), i32.fromF64(f64.div(f64.sub(firstDue(f64.const(span), time), time), f64.const(pane)))),
    /** Address to which `offset` is added for a pane by its place in the block; place 0 with `prefix` is the prefix. */
    address: (at: I32, place: I32): I32 => i32.add(at, i32.mul(place, i32.const(8 * width))),
    offset: slot(PANES.prefix + width),
    prefix: slot(PANES.prefix),
  }
}

function roller(e: Emission, op: PaneOp, panes: Panes, { firstDue }: Library): Func<undefined> {
  const { span, pane } = op
  const func = e.module.func(['i32'], undefined)
  const [at, due, reached, place] = [func.parameter(0, 'i32'), func.local('f64'), func.local('f64'), func.local('i32')]
  const [opens, closes] = [opener(e, op, panes), closer(e, op, panes)]
  const block = firstDue(f64.const(span), due)
  const last = get(at, PANES.last)
  const isEmpty = i32.and(f64.ne(get(at, PANES.until), infinity), f64.le(last, f64.sub(due, f64.const(span))))
  const forgetAll = each(place, i32.add(panes.last, i32.const(2)), [forget(panes.address(at, place), panes.prefix)])
  func.does(
    unlessEnded(end(at), pane),
    due.set(firstDue(f64.const(pane), now)),
    // Nothing in its panes, and nothing in force: no pane to walk through.
    when(isEmpty, [
      when(f64.gt(last, f64.const(0)), forgetAll),
      put(at, PANES.last, f64.const(0)),
      put(at, PANES.end, due),
      give(),
    ]),
    // What lies before the previous block is not seen again: no need to walk through it.
    reached.set(f64.add(f64.sub(block, f64.const(2 * span)), f64.const(pane))),
    when(f64.lt(end(at), reached), [...forgetAll, run(opens, at, reached)]),
    loop(f64.lt(end(at), due), [
      run(closes, at, panes.place(end(at))),
      run(opens, at, f64.add(end(at), f64.const(pane))),
    ]),
  )
  return func
}

/** (place, end): a pane begins with the value that is in force at its beginning. */
function opener({ module }: Emission, { aggregate, pane, held }: PaneOp, panes: Panes): Func<undefined> {
  const func = module.func(['i32', 'f64'], undefined)
  const [at, due, start, address] = [
    func.parameter(0, 'i32'),
    func.parameter(1, 'f64'),
    func.local('f64'),
    func.local('i32'),
  ]
  const { newer, single, save } = countedRuns(aggregate, func)
  const isInForce = f64.gt(get(at, PANES.until), f64.max(f64.const(0), start))
  func.does(
    start.set(f64.sub(due, f64.const(pane))),
    address.set(panes.address(at, panes.place(due))),
    forget(address, panes.offset),
    ...(held
      ? [
          when(isInForce, [
            ...single(newer, { y: get(at, PANES.force), x: absent, time: start }),
            ...save(newer, address, panes.offset),
          ]),
        ]
      : []),
    put(at, PANES.end, due),
  )
  return func
}

/** (place, pane): a finished pane joins the prefix; a finished block becomes its suffixes, from the right. */
function closer({ module }: Emission, { aggregate }: PaneOp, panes: Panes): Func<undefined> {
  const func = module.func(['i32', 'i32'], undefined)
  const [at, place, address] = [func.parameter(0, 'i32'), func.parameter(1, 'i32'), func.local('i32')]
  const { older, newer, load, save, join } = countedRuns(aggregate, func)
  func.does(
    address.set(panes.address(at, place)),
    ...load(newer, address, panes.offset),
    when(i32.lt(place, panes.last), [
      ...load(older, at, panes.prefix),
      ...join(older, newer),
      ...save(newer, at, panes.prefix),
      give(),
    ]),
    loop(i32.gt(place, zero), [
      place.set(i32.sub(place, one)),
      address.set(panes.address(at, place)),
      ...load(older, address, panes.offset),
      ...join(older, newer),
      ...save(newer, address, panes.offset),
    ]),
    forget(at, panes.prefix),
  )
  return func
}

function taker({ module }: Emission, { aggregate, held }: PaneOp, panes: Panes): Func<undefined> {
  const { func, at, tick } = taking(module, aggregate, undefined)
  const address = func.local('i32')
  const { older, newer, single, load, save, join } = countedRuns(aggregate, func)
  func.does(
    address.set(panes.address(at, panes.place(end(at)))),
    ...load(older, address, panes.offset),
    ...single(newer, tick),
    ...join(older, newer),
    ...save(newer, address, panes.offset),
    put(at, PANES.last, held ? f64.const(0) : end(at)),
    ...(held ? [put(at, PANES.force, tick.y), put(at, PANES.until, infinity)] : []),
  )
  return func
}

function goner({ module }: Emission): Func<undefined> {
  const func = module.func(['i32'], undefined)
  const at = func.parameter(0, 'i32')
  func.does(when(f64.eq(get(at, PANES.until), infinity), [put(at, PANES.until, now), put(at, PANES.last, end(at))]))
  return func
}

/** Suffix of the previous block ⊕ (prefix of the current one ⊕ its present pane). */
function reader({ module }: Emission, { aggregate }: PaneOp, panes: Panes, roll: Func<undefined>): Func<'f64'> {
  const func = module.func(['i32'], 'f64')
  const [at, place, result] = [func.parameter(0, 'i32'), func.local('i32'), func.local('f64')]
  const { older, newer, load, join, value } = countedRuns(aggregate, func)
  const next = i32.add(place, one)
  func.does(
    run(roll, at),
    place.set(panes.place(end(at))),
    ...load(newer, panes.address(at, place), panes.offset),
    ...load(older, at, panes.prefix),
    ...join(older, newer),
    when(i32.lt(place, panes.last), [...load(older, panes.address(at, next), panes.offset), ...join(older, newer)]),
    when(f64.eq(newer.count, f64.const(0)), [give(emptyValue(aggregate))]),
    result.set(value(newer)),
    give(finite(result)),
  )
  return func
}

function emptier({ module }: Emission, { span, pane }: PaneOp): Func<'f64'> {
  const func = module.func(['i32'], 'f64')
  const at = func.parameter(0, 'i32')
  const last = get(at, PANES.last)
  const gone = f64.add(f64.sub(f64.add(last, f64.const(span)), f64.const(pane)), f64.const(1))
  func.does(give(select(f64.eq(last, f64.const(0)), never, gone)))
  return func
}
