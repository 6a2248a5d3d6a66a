import { type AheadAggregate, type AheadOp, aheadHolding } from '../../ir/ahead.ts'
import { canonical, isPresent } from '../place/presence.ts'
import type { Action, F64, I32, Local } from '../wasm/encode/code.ts'
import { give, when } from '../wasm/encode/control.ts'
import type { Func } from '../wasm/encode/func.ts'
import { f64, i32, store } from '../wasm/encode/numbers.ts'

/** Ticks in a stretch of time: how many, what is made of their values, and when that was. */
export interface Part<T extends F64 = Local<'f64'>> {
  readonly ticks: T
  readonly value: T
  readonly at: T
}

/** Two parts in variables, and what can be done with them, operation by operation as in the interpreter. */
export interface Joining {
  readonly older: Part
  readonly newer: Part
  readonly load: (to: Part, address: I32, offset: number) => readonly Action[]
  readonly save: (from: Part, address: I32, offset: number) => readonly Action[]
  readonly clear: (address: I32, offset: number) => readonly Action[]
  /** Puts the two together into the newer. */
  readonly join: readonly Action[]
}

const none = f64.const(0)

export function joining(aggregate: AheadAggregate, func: Func): Joining {
  const part = (): Part => ({ ticks: func.local('f64'), value: func.local('f64'), at: func.local('f64') })
  const [older, newer] = [part(), part()]
  return {
    older,
    newer,
    load: (to, address, offset) => [
      to.ticks.set(f64.load(address, offset)),
      to.value.set(f64.load(address, offset + 8)),
      to.at.set(f64.load(address, offset + 16)),
    ],
    save: ({ ticks, value, at }, address, offset) =>
      [ticks, canonical(value), at].map((slot, k) => store.f64(address, offset + 8 * k, slot)),
    clear: (address, offset) => [0, 8, 16].map(k => store.f64(address, offset + k, none)),
    join: [
      when(f64.ne(older.ticks, none), [
        when(f64.eq(newer.ticks, none), become(newer, older), both(aggregate, older, newer)),
        newer.ticks.set(f64.add(older.ticks, newer.ticks)),
      ]),
    ],
  }
}

function become(newer: Part, older: Part): readonly Action[] {
  return [newer.value.set(older.value), newer.at.set(older.at)]
}

/** Two that have ticks. Of equal extremes the first counts. */
function both(aggregate: AheadAggregate, older: Part, newer: Part): readonly Action[] {
  switch (aggregate) {
    case 'min':
    case 'argmin':
      return [when(i32.eqz(f64.lt(newer.value, older.value)), become(newer, older))]
    case 'max':
    case 'argmax':
      return [when(i32.eqz(f64.gt(newer.value, older.value)), become(newer, older))]
    case 'first':
      return become(newer, older)
    case 'last':
      return []
    case 'count':
    case 'sum':
    case 'mean':
      return [newer.value.set(f64.add(older.value, newer.value))]
  }
}

/** The value in force at the row comes before all that followed. */
export function heldPart(
  { aggregate, held: isHeld }: AheadOp & { readonly op: 'ahead' },
  older: Part,
  held: Local<'f64'>,
  time: Local<'f64'>,
  join: readonly Action[],
): readonly Action[] {
  if (!isHeld || !aheadHolding.has(aggregate)) return []
  return [when(isPresent(held), [older.ticks.set(f64.const(1)), older.value.set(held), older.at.set(time), ...join])]
}

/** Gives the value of a row of a time, unless there is none. */
export function result(aggregate: AheadAggregate, { ticks, value, at }: Part, row: F64): readonly Action[] {
  const isThere = f64.ne(ticks, none)
  switch (aggregate) {
    case 'count':
      return [give(ticks)]
    case 'sum':
      return [when(isThere, [give(value)]), give(none)]
    case 'mean':
      return [when(isThere, [give(f64.div(value, ticks))])]
    case 'argmin':
    case 'argmax':
      return [when(isThere, [give(f64.div(f64.sub(at, row), f64.const(1e6)))])]
    default:
      return [when(isThere, [give(value)])]
  }
}
