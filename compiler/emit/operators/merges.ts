import type { Aggregate } from '../../ir/graph.ts'
import { canonical } from '../place/presence.ts'
import type { Action, F64, I32 } from '../wasm/encode/code.ts'
import type { Func } from '../wasm/encode/func.ts'
import { f64, store } from '../wasm/encode/numbers.ts'

/**
 * How ticks are aggregated. There are two registers, the older and the newer run of ticks: `load` fills the older,
 * `single` the newer, `merge` puts both together, the older on the left, into the newer.
 */
export interface Fold {
  readonly single: (x: F64) => readonly Action[]
  readonly load: (address: I32, offset: number) => readonly Action[]
  /** The counts of ticks of the two. */
  readonly merge: (older: F64, newer: F64) => readonly Action[]
  /** Stores the newer. */
  readonly save: (address: I32, offset: number) => readonly Action[]
  /** Stores one tick, which is a finite number. */
  readonly saveSingle: (address: I32, offset: number, x: F64) => readonly Action[]
  /** The aggregate of n ticks that the newer holds. */
  readonly finish: () => F64
}

export function fold(aggregate: Aggregate, n: number, func: Func): Fold {
  if (aggregate === 'var' || aggregate === 'std') return moments(aggregate, n, func)
  return scalar(merges[aggregate], aggregate === 'mean' ? x => f64.div(x, f64.const(n)) : x => x, func)
}

const merges: Record<Exclude<Aggregate, 'var' | 'std'>, (older: F64, newer: F64) => F64> = {
  sum: f64.add,
  mean: f64.add,
  min: f64.min,
  max: f64.max,
  first: older => older,
}

function scalar(merge: (older: F64, newer: F64) => F64, finish: (x: F64) => F64, func: Func): Fold {
  const [older, newer] = [func.local('f64'), func.local('f64')]
  return {
    single: x => [newer.set(x)],
    load: (address, offset) => [older.set(f64.load(address, offset))],
    merge: () => [newer.set(merge(older, newer))],
    save: (address, offset) => [store.f64(address, offset, canonical(newer))],
    saveSingle: (address, offset, x) => [store.f64(address, offset, x)],
    finish: () => finish(newer),
  }
}

/** Mean and sum of squared distances from it, merged as in the interpreter, operation by operation. */
function moments(aggregate: 'var' | 'std', n: number, func: Func): Fold {
  const [olderMean, olderM2] = [func.local('f64'), func.local('f64')]
  const [mean, m2] = [func.local('f64'), func.local('f64')]
  const [delta, count] = [func.local('f64'), func.local('f64')]
  const variance = f64.div(m2, f64.const(n - 1))
  return {
    single: x => [mean.set(x), m2.set(f64.const(0))],
    load: (address, offset) => [olderMean.set(f64.load(address, offset)), olderM2.set(f64.load(address, offset + 8))],
    merge: (older, newer) => [
      count.set(f64.add(older, newer)),
      delta.set(f64.sub(mean, olderMean)),
      mean.set(f64.add(olderMean, f64.div(f64.mul(delta, newer), count))),
      m2.set(f64.add(f64.add(olderM2, m2), f64.mul(f64.mul(delta, delta), f64.div(f64.mul(older, newer), count)))),
    ],
    save: (address, offset) => [
      store.f64(address, offset, canonical(mean)),
      store.f64(address, offset + 8, canonical(m2)),
    ],
    saveSingle: (address, offset, x) => [store.f64(address, offset, x), store.f64(address, offset + 8, f64.const(0))],
    finish: () => (aggregate === 'std' ? f64.sqrt(variance) : variance),
  }
}
