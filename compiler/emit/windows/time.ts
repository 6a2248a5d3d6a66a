import { TIME } from '../../layout/windows.ts'
import { absent, type Emission } from '../place/emission.ts'
import { finite } from '../place/presence.ts'
import { now } from '../values/frame.ts'
import type { Library } from '../values/library.ts'
import type { Action, I32 } from '../wasm/encode/code.ts'
import { choose, give, loop, run, select, when } from '../wasm/encode/control.ts'
import type { Func } from '../wasm/encode/func.ts'
import { f64, i32, store } from '../wasm/encode/numbers.ts'
import { emptyValue, fold, load, save, saveSingle, set } from './folds.ts'
import { infinity, type MovingFunctions, never, unlessEnded } from './moving.ts'
import { get, put, slot, taking } from './state.ts'
import { current, type Entries, entriesOf, lastOf, previous, search, type TimeOp, untilOf } from './time_entries.ts'

/** An aggregate of the ticks in (now - span, now], step by step as in the interpreter. */
export function timeWindow(e: Emission, op: TimeOp, library: Library): MovingFunctions {
  const entries = entriesOf(op)
  const roll = roller(e, op, entries, library)
  return {
    roll,
    take: taker(e, op, entries),
    gone: op.held ? goner(e, entries) : undefined,
    read: reader(e, op, entries, roll),
    empties: emptier(e, op, entries),
  }
}

const one = f64.const(1)
const none = i32.const(0)

/** Turns the current block into the previous one, its elements into its suffixes, from the right. */
function roller({ module }: Emission, op: TimeOp, entries: Entries, { firstDue }: Library): Func<undefined> {
  const func = module.func(['i32'], undefined)
  const [at, size, isNext] = [func.parameter(0, 'i32'), func.local('i32'), func.local('i32')]
  const [place, k, end] = [func.local('i32'), func.local('i32'), func.local('f64')]
  const { older, newer, merge } = fold(op.aggregate, func)

  /** The last tick of a block that is forgotten stays in force. */
  const leave = (count: I32, last: I32): Action =>
    when(i32.gt(count, none), [
      place.set(last),
      put(at, entries.before, f64.load(place, entries.until)),
      ...load(older, place, entries.partial),
      ...save(older, at, slot(entries.before + 1)),
    ])
  const leavePrevious = leave(previous(at), entries.previous(at, i32.sub(previous(at), i32.const(1))))
  const leaveCurrent = leave(size, entries.current(at, i32.sub(size, i32.const(1))))
  func.does(
    unlessEnded(get(at, TIME.end), op.span),
    end.set(firstDue(f64.const(op.span), now)),
    isNext.set(f64.eq(end, f64.add(get(at, TIME.end), f64.const(op.span)))),
    size.set(current(at)),
    ...(op.held ? [when(i32.or(isNext, i32.eqz(size)), [leavePrevious], [leaveCurrent])] : []),
    size.set(select(isNext, size, none)),
    when(i32.gt(size, i32.const(1)), [
      place.set(entries.current(at, i32.sub(size, i32.const(1)))),
      ...load(newer, place, entries.partial),
      k.set(i32.const(1)),
      loop(i32.lt(k, size), [
        place.set(i32.sub(place, i32.const(entries.bytes))),
        ...load(older, place, entries.partial),
        ...merge(older, newer, one, f64.fromI32(k)),
        ...save(newer, place, entries.partial),
        k.set(i32.add(k, i32.const(1))),
      ]),
    ]),
    put(at, TIME.end, end),
    put(at, TIME.previous, f64.fromI32(size)),
    put(at, TIME.current, f64.const(0)),
    put(at, TIME.half, f64.sub(one, get(at, TIME.half))),
  )
  return func
}

function taker({ module }: Emission, { aggregate, capacity, held }: TimeOp, entries: Entries): Func<undefined> {
  const { func, at, tick } = taking(module, aggregate, undefined)
  const [size, place] = [func.local('i32'), func.local('i32')]
  const { older, newer, single, merge } = fold(aggregate, func)
  const prefix = slot(TIME.prefix)
  const isFull = i32.ge(size, i32.const(capacity))
  const merged = [...load(older, at, prefix), ...merge(older, newer, f64.fromI32(size), one)]
  func.does(
    size.set(current(at)),
    place.set(entries.current(at, select(isFull, i32.const(capacity), size))),
    store.f64(place, entries.time, now),
    ...saveSingle(single(tick), place, entries.partial),
    ...(held ? [store.f64(place, entries.until, infinity)] : []),
    when(
      isFull,
      [put(at, TIME.lost, f64.add(get(at, TIME.lost), one)), put(at, TIME.lostAt, now)],
      [...set(newer, single(tick)), when(i32.gt(size, none), merged), ...save(newer, at, prefix)],
    ),
    put(at, TIME.current, f64.fromI32(i32.add(select(isFull, i32.const(capacity), size), i32.const(1)))),
  )
  return func
}

/** Suffix of the previous block ⊕ prefix of the current one, with what is in force at the beginning on the left. */
function reader(
  { module }: Emission,
  { aggregate, span, held }: TimeOp,
  entries: Entries,
  roll: Func<undefined>,
): Func<'f64'> {
  const func = module.func(['i32'], 'f64')
  const [at, from, result] = [func.parameter(0, 'i32'), func.local('f64'), func.local('f64')]
  const [younger, first, size, inForce] = [func.local('i32'), func.local('i32'), func.local('i32'), func.local('i32')]
  const { older, newer, merge, value } = fold(aggregate, func)
  const sizes = f64.fromI32(size)
  const lastBefore = entries.previous(at, i32.sub(younger, i32.const(1)))
  const until = choose(i32.gt(younger, none), f64.load(lastBefore, entries.until), get(at, entries.before))
  const before = slot(entries.before + 1)
  func.does(
    run(roll, at),
    from.set(f64.sub(now, f64.const(span))),
    when(i32.and(f64.gt(get(at, TIME.lost), f64.const(0)), f64.gt(get(at, TIME.lostAt), from)), [give(absent)]),
    ...search(func, at, entries, from, younger),
    first.set(younger),
    ...(held
      ? [inForce.set(f64.gt(until, from)), first.set(i32.sub(younger, i32.and(inForce, i32.gt(younger, none))))]
      : []),
    size.set(i32.sub(previous(at), first)),
    when(i32.gt(size, none), load(newer, entries.previous(at, first), entries.partial)),
    ...(held
      ? [
          when(i32.and(inForce, i32.eqz(younger)), [
            ...load(older, at, before),
            when(i32.gt(size, none), merge(older, newer, one, sizes), set(newer, older)),
            size.set(i32.add(size, i32.const(1))),
          ]),
        ]
      : []),
    when(i32.gt(current(at), none), [
      ...set(older, newer),
      ...load(newer, at, slot(TIME.prefix)),
      when(i32.gt(size, none), merge(older, newer, sizes, get(at, TIME.current))),
      size.set(i32.add(size, current(at))),
    ]),
    when(i32.eqz(size), [give(emptyValue(aggregate))]),
    result.set(value(newer, sizes)),
    ...(aggregate === 'argmin' || aggregate === 'argmax' ? [result.set(f64.max(result, from))] : []),
    give(finite(result)),
  )
  return func
}

function goner({ module }: Emission, entries: Entries): Func<undefined> {
  const func = module.func(['i32'], undefined)
  const [at, until] = [func.parameter(0, 'i32'), func.local('i32')]
  const last = lastOf(func, at, entries)
  func.does(
    ...last.find,
    until.set(untilOf(at, last, entries)),
    when(f64.eq(f64.load(until), infinity), [store.f64(until, 0, now)]),
  )
  return func
}

function emptier({ module }: Emission, { held, span }: TimeOp, entries: Entries): Func<'f64'> {
  const func = module.func(['i32'], 'f64')
  const [at, until] = [func.parameter(0, 'i32'), func.local('f64')]
  const last = lastOf(func, at, entries)
  func.does(
    ...last.find,
    ...(held
      ? [until.set(f64.load(untilOf(at, last, entries))), when(f64.eq(until, f64.const(0)), [give(never)])]
      : [when(i32.eqz(last.exists), [give(never)]), until.set(f64.load(last.place, entries.time))]),
    give(f64.add(until, f64.const(span))),
  )
  return func
}
