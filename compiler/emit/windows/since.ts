import type { Aggregate } from '../../ir/windows.ts'
import { SINCE } from '../../layout/windows.ts'
import { absent, type Emission } from '../place/emission.ts'
import { finite } from '../place/presence.ts'
import type { I32 } from '../wasm/encode/code.ts'
import { give, when } from '../wasm/encode/control.ts'
import type { Func } from '../wasm/encode/func.ts'
import { f64, i32 } from '../wasm/encode/numbers.ts'
import { emptyValue, fold, load, save, set } from './folds.ts'
import { get, put, slot, taking } from './state.ts'

/** Functions of the ticks since an event; each has the node's place as its first parameter. */
export interface SinceFunctions {
  /** The event ticked. */
  readonly restart: Func<undefined>
  /** (place, ticks): once open. */
  readonly take: Func<undefined>
  readonly value: Func<'f64'>
}

/** Whether the event ever ticked. */
export const isOpen = (at: I32): I32 => f64.eq(get(at, SINCE.open), f64.const(1))

const partial = slot(SINCE.partial)
const none = f64.const(0)

export function since(e: Emission, aggregate: Aggregate): SinceFunctions {
  return { restart: restart(e), take: take(e, aggregate), value: valueSince(e, aggregate) }
}

function restart({ module }: Emission): Func<undefined> {
  const func = module.func(['i32'], undefined)
  const at = func.parameter(0, 'i32')
  func.does(put(at, SINCE.open, f64.const(1)), put(at, SINCE.count, none))
  return func
}

function take({ module }: Emission, aggregate: Aggregate): Func<undefined> {
  const { func, at, tick } = taking(module, aggregate, undefined)
  const count = func.local('f64')
  const one = f64.const(1)
  const { older, newer, single, merge } = fold(aggregate, func)
  func.does(
    count.set(get(at, SINCE.count)),
    ...set(newer, single(tick)),
    when(f64.ne(count, none), [...load(older, at, partial), ...merge(older, newer, count, one)]),
    ...save(newer, at, partial),
    put(at, SINCE.count, f64.add(count, one)),
  )
  return func
}

function valueSince({ module }: Emission, aggregate: Aggregate): Func<'f64'> {
  const func = module.func(['i32'], 'f64')
  const [at, count, result] = [func.parameter(0, 'i32'), func.local('f64'), func.local('f64')]
  const { newer, value } = fold(aggregate, func)
  func.does(
    when(i32.eqz(isOpen(at)), [give(absent)]),
    count.set(get(at, SINCE.count)),
    when(f64.eq(count, none), [give(emptyValue(aggregate))]),
    ...load(newer, at, partial),
    result.set(value(newer, count)),
    give(finite(result)),
  )
  return func
}
