import type { Aggregate } from '../../ir/windows.ts'
import type { Action, F64, I32, Local } from '../wasm/encode/code.ts'
import { when } from '../wasm/encode/control.ts'
import type { Func } from '../wasm/encode/func.ts'
import { f64, i32, store } from '../wasm/encode/numbers.ts'
import { fold, load, type Run, save, set, type Tick } from './folds.ts'

/** A run of ticks with its count, which stands before its partial; there is none where the count is 0. */
export interface Counted {
  readonly count: Local<'f64'>
  readonly run: Run
}

export interface CountedRuns {
  readonly older: Counted
  readonly newer: Counted
  readonly single: (to: Counted, tick: Tick) => readonly Action[]
  readonly load: (to: Counted, address: I32, offset: number) => readonly Action[]
  readonly save: (from: Counted, address: I32, offset: number) => readonly Action[]
  /** Puts two together into the newer; an empty one is left out. */
  readonly join: (older: Counted, newer: Counted) => readonly Action[]
  readonly value: (of: Counted) => F64
}

const none = f64.const(0)

/** Stores a run without ticks. */
export const forget = (address: I32, offset: number): Action => store.f64(address, offset, none)

/** Two runs, and what can be done with them, as code of a function. */
export function countedRuns(aggregate: Aggregate, func: Func): CountedRuns {
  const { older, newer, single, merge, value } = fold(aggregate, func)
  return {
    older: { count: func.local('f64'), run: older },
    newer: { count: func.local('f64'), run: newer },
    single: ({ count, run }, tick) => [count.set(f64.const(1)), ...set(run, single(tick))],
    load: ({ count, run }, address, offset) => [
      count.set(f64.load(address, offset)),
      ...load(run, address, offset + 8),
    ],
    save: ({ count, run }, address, offset) => [
      store.f64(address, offset, count),
      when(i32.eqz(f64.eq(count, none)), save(run, address, offset + 8)),
    ],
    join: (a, b) => [
      when(f64.ne(a.count, none), [
        when(f64.eq(b.count, none), set(b.run, a.run), merge(a.run, b.run, a.count, b.count)),
        b.count.set(f64.add(a.count, b.count)),
      ]),
    ],
    value: ({ count, run }) => value(run, count),
  }
}
