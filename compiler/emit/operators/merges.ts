import { canonical } from '../place/presence.ts'
import type { Action, F64, I32 } from '../wasm/encode/code.ts'
import type { Func } from '../wasm/encode/func.ts'
import { f64, store } from '../wasm/encode/numbers.ts'
import type { CompiledAggregate } from './emittable.ts'

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

export function fold(aggregate: CompiledAggregate, n: number, func: Func): Fold {
  switch (aggregate) {
    case 'count':
      return counts(n)
    case 'mean':
      return mean(func)
    case 'var':
    case 'std':
      return moments(aggregate, n, func)
    default:
      return scalar(merges[aggregate], func)
  }
}

const merges: Record<Exclude<CompiledAggregate, 'count' | 'mean' | 'var' | 'std'>, (older: F64, newer: F64) => F64> = {
  sum: f64.add,
  min: f64.min,
  max: f64.max,
  first: older => older,
  last: (_, newer) => newer,
}

/** A window that is full holds as many as it counts. */
function counts(n: number): Fold {
  const nothing = () => []
  return {
    single: nothing,
    load: nothing,
    merge: nothing,
    save: nothing,
    saveSingle: nothing,
    finish: () => f64.const(n),
  }
}

function scalar(merge: (older: F64, newer: F64) => F64, func: Func): Fold {
  const [older, newer] = [func.local('f64'), func.local('f64')]
  return {
    single: x => [newer.set(x)],
    load: (address, offset) => [older.set(f64.load(address, offset))],
    merge: () => [newer.set(merge(older, newer))],
    save: (address, offset) => [store.f64(address, offset, canonical(newer))],
    saveSingle: (address, offset, x) => [store.f64(address, offset, x)],
    finish: () => newer,
  }
}

/** Anchor and offset of a mean, merged as in the interpreter, operation by operation. */
function mean(func: Func): Fold {
  const [olderAnchor, olderOffset] = [func.local('f64'), func.local('f64')]
  const [anchor, offset, delta] = [func.local('f64'), func.local('f64'), func.local('f64')]
  return {
    single: x => [anchor.set(x), offset.set(f64.const(0))],
    load: (address, at) => [olderAnchor.set(f64.load(address, at)), olderOffset.set(f64.load(address, at + 8))],
    merge: (older, newer) => [
      delta.set(f64.add(f64.sub(anchor, olderAnchor), f64.sub(offset, olderOffset))),
      offset.set(f64.add(olderOffset, f64.div(f64.mul(delta, newer), f64.add(older, newer)))),
      anchor.set(olderAnchor),
    ],
    save: (address, at) => [store.f64(address, at, canonical(anchor)), store.f64(address, at + 8, canonical(offset))],
    saveSingle: (address, at, x) => [store.f64(address, at, x), store.f64(address, at + 8, f64.const(0))],
    finish: () => f64.add(anchor, offset),
  }
}

/** The mean and the sum of squared distances from it. */
function moments(aggregate: 'var' | 'std', n: number, func: Func): Fold {
  const [olderAnchor, olderOffset, olderM2] = [func.local('f64'), func.local('f64'), func.local('f64')]
  const [anchor, offset, m2] = [func.local('f64'), func.local('f64'), func.local('f64')]
  const [delta, count] = [func.local('f64'), func.local('f64')]
  const variance = f64.div(m2, f64.const(n - 1))
  return {
    single: x => [anchor.set(x), offset.set(f64.const(0)), m2.set(f64.const(0))],
    load: (address, at) => [
      olderAnchor.set(f64.load(address, at)),
      olderOffset.set(f64.load(address, at + 8)),
      olderM2.set(f64.load(address, at + 16)),
    ],
    merge: (older, newer) => [
      count.set(f64.add(older, newer)),
      delta.set(f64.add(f64.sub(anchor, olderAnchor), f64.sub(offset, olderOffset))),
      offset.set(f64.add(olderOffset, f64.div(f64.mul(delta, newer), count))),
      m2.set(f64.add(f64.add(olderM2, m2), f64.mul(f64.mul(delta, delta), f64.div(f64.mul(older, newer), count)))),
      anchor.set(olderAnchor),
    ],
    save: (address, at) => [
      store.f64(address, at, canonical(anchor)),
      store.f64(address, at + 8, canonical(offset)),
      store.f64(address, at + 16, canonical(m2)),
    ],
    saveSingle: (address, at, x) => [
      store.f64(address, at, x),
      store.f64(address, at + 8, f64.const(0)),
      store.f64(address, at + 16, f64.const(0)),
    ],
    finish: () => (aggregate === 'std' ? f64.sqrt(variance) : variance),
  }
}
