import type { Aggregate, PairAggregate } from '../../ir/windows.ts'
import { partialSlots } from '../../layout/partials.ts'
import { canonical } from '../place/presence.ts'
import type { Action, F64, I32, Local } from '../wasm/encode/code.ts'
import { when } from '../wasm/encode/control.ts'
import type { Func } from '../wasm/encode/func.ts'
import { f64, i32, store } from '../wasm/encode/numbers.ts'

/** The partial aggregate of a run of ticks in variables, slot by slot; its count is kept beside it. */
export type Run = readonly Local<'f64'>[]

export interface Tick {
  readonly y: F64
  /** Of one input it is not used. */
  readonly x: F64
  readonly time: F64
}

/** How ticks are aggregated, operation by operation as in the interpreter. */
export interface Fold {
  /** The slots of a single tick. */
  readonly single: (tick: Tick) => readonly F64[]
  /** Puts two runs together, the older on the left, into the newer; with their counts, and the sum of these where it is known. */
  readonly merge: (older: Run, newer: Run, olderCount: F64, newerCount: F64, count?: F64) => readonly Action[]
  readonly value: (run: Run, count: F64) => F64
}

/** The fold of an aggregate, and two runs for it, as code of a function. */
export function fold(aggregate: Aggregate, func: Func): Fold & { readonly older: Run; readonly newer: Run } {
  const run = () => Array.from({ length: partialSlots(aggregate) }, () => func.local('f64'))
  return { ...foldOf(aggregate, func), older: run(), newer: run() }
}

export function set(to: Run, values: readonly F64[]): readonly Action[] {
  return to.map((slot, k) => slot.set(values[k]!))
}

export function load(to: Run, address: I32, offset: number): readonly Action[] {
  return to.map((slot, k) => slot.set(f64.load(address, offset + 8 * k)))
}

export function save(run: Run, address: I32, offset: number): readonly Action[] {
  return saveSingle(run.map(canonical), address, offset)
}

/** Stores slots that are no NaN, such as those of a single tick. */
export function saveSingle(slots: readonly F64[], address: I32, offset: number): readonly Action[] {
  return slots.map((slot, k) => store.f64(address, offset + 8 * k, slot))
}

export function isPair(aggregate: Aggregate): aggregate is PairAggregate {
  return aggregate in pairValues
}

/** The value of a window that holds no ticks. */
export function emptyValue(aggregate: Aggregate): F64 {
  return f64.const(aggregate === 'count' || aggregate === 'sum' ? 0 : Number.NaN)
}

function foldOf(aggregate: Aggregate, func: Func): Fold {
  if (isPair(aggregate)) return pairs(pairValues[aggregate], func)
  switch (aggregate) {
    case 'count':
      return { single: () => [], merge: () => [], value: (_, count) => count }
    case 'mean':
      return mean(func)
    case 'var':
      return moments(variance, func)
    case 'std':
      return moments((m2, count) => f64.sqrt(variance(m2, count)), func)
    case 'argmin':
      return extreme(f64.lt)
    case 'argmax':
      return extreme(f64.gt)
    default:
      return scalar(scalars[aggregate])
  }
}

/** A count of one; what it multiplies stays as it is. */
export const one = f64.const(1)
const none = f64.const(0)
const variance = (m2: F64, count: F64) => f64.div(m2, f64.sub(count, one))

const scalars = {
  sum: f64.add,
  min: f64.min,
  max: f64.max,
  first: (older: F64) => older,
  last: (_: F64, newer: F64) => newer,
}

function scalar(merge: (older: F64, newer: F64) => F64): Fold {
  return {
    single: ({ y }) => [y],
    merge: ([older], [newer]) => [newer!.set(merge(older!, newer!))],
    value: ([value]) => value!,
  }
}

/** The extreme and its time; of equal ones the older stays. */
function extreme(beats: typeof f64.lt): Fold {
  return {
    single: ({ y, time }) => [y, time],
    merge: (older, newer) => [when(i32.eqz(beats(newer[0]!, older[0]!)), set(newer, older))],
    value: ([_, time]) => time!,
  }
}

/** Anchor and offset of a mean. */
function mean(func: Func): Fold {
  const delta = func.local('f64')
  return {
    single: ({ y }) => [y, none],
    merge: (older, newer, olderCount, newerCount, count = f64.add(olderCount, newerCount)) => [
      delta.set(distance(older, newer)),
      ...moved(older, newer, delta, f64.div(newerCount, count)),
    ],
    value: ([anchor, offset]) => f64.add(anchor!, offset!),
  }
}

/** The mean and the sum of squared distances from it. */
function moments(value: (m2: F64, count: F64) => F64, func: Func): Fold {
  const [delta, share] = [func.local('f64'), func.local('f64')]
  return {
    single: ({ y }) => [y, none, none],
    merge: (older, newer, olderCount, newerCount, count = f64.add(olderCount, newerCount)) => {
      const [olderM2, m2] = [older[2]!, newer[2]!]
      return [
        share.set(f64.div(newerCount, count)),
        delta.set(distance(older, newer)),
        ...moved(older, newer, delta, share),
        m2.set(f64.add(f64.add(olderM2, m2), f64.mul(f64.mul(delta, delta), times(olderCount, share)))),
      ]
    },
    value: ([_, __, m2], count) => value(m2!, count),
  }
}

/** Slots: anchor and offset of y and of x, the sums of squared distances of y and of x, that of their products. */
function pairs(value: (run: Run, count: F64) => F64, func: Func): Fold {
  const [dy, dx, share, weight] = [func.local('f64'), func.local('f64'), func.local('f64'), func.local('f64')]
  return {
    single: ({ y, x }) => [y, none, x, none, none, none, none],
    merge: (older, newer, olderCount, newerCount, count = f64.add(olderCount, newerCount)) => {
      const [olderX, newerX] = [older.slice(2), newer.slice(2)]
      const sum = (k: number, a: F64, b: F64) =>
        newer[k]!.set(f64.add(f64.add(older[k]!, newer[k]!), f64.mul(f64.mul(a, b), weight)))
      return [
        share.set(f64.div(newerCount, count)),
        weight.set(times(olderCount, share)),
        dy.set(distance(older, newer)),
        dx.set(distance(olderX, newerX)),
        ...moved(older, newer, dy, share),
        ...moved(olderX, newerX, dx, share),
        sum(4, dy, dy),
        sum(5, dx, dx),
        sum(6, dx, dy),
      ]
    },
    value,
  }
}

const pairValues: Record<PairAggregate, (run: Run, count: F64) => F64> = {
  cov: (run, count) => f64.div(run[6]!, f64.sub(count, one)),
  corr: run => {
    const ratio = f64.div(run[6]!, f64.mul(f64.sqrt(run[4]!), f64.sqrt(run[5]!)))
    return f64.max(f64.const(-1), f64.min(one, ratio))
  },
  slope: run => f64.div(run[6]!, run[5]!),
  intercept: run => f64.sub(f64.add(run[0]!, run[1]!), f64.mul(f64.div(run[6]!, run[5]!), f64.add(run[2]!, run[3]!))),
}

/** How far the newer mean is above the older one; the two stand in the first slots: anchor, offset. */
function distance([olderAnchor, olderOffset]: Run, [anchor, offset]: Run): F64 {
  return f64.add(f64.sub(anchor!, olderAnchor!), f64.sub(offset!, olderOffset!))
}

/** The mean of both, of which the newer has a share. */
function moved([olderAnchor, olderOffset]: Run, [anchor, offset]: Run, delta: F64, share: F64) {
  return [offset!.set(f64.add(olderOffset!, f64.mul(delta, share))), anchor!.set(olderAnchor!)]
}

function times(count: F64, x: F64): F64 {
  return count === one ? x : f64.mul(count, x)
}
