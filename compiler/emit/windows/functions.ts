import type { StatisticOp } from '../../ir/statistics.ts'
import type { Aggregate, MovingOp } from '../../ir/windows.ts'
import { stretchesOf } from '../../layout/stretches.ts'
import type { Emission } from '../place/emission.ts'
import type { Library } from '../values/library.ts'
import type { Func } from '../wasm/encode/func.ts'
import { lagged, prev, window } from './count.ts'
import type { MovingFunctions } from './moving.ts'
import { paneWindow } from './pane.ts'
import { quantile } from './quantile.ts'
import { type SinceFunctions, since } from './since.ts'
import { sorted } from './sorted.ts'
import { statistics } from './statistics.ts'
import { longWindow } from './stretches.ts'
import { timeWindow } from './time.ts'
import { timeQuantile } from './time_quantile.ts'

/** Functions that windows share: one per kind, aggregate and length, to keep the code of nodes short. */
export interface WindowFunctions {
  readonly prev: (n: number) => Func<'i32'>
  readonly lagged: (n: number) => Func<'i32'>
  readonly window: (aggregate: Aggregate, n: number) => Func<'i32'>
  readonly since: (aggregate: Aggregate) => SinceFunctions
  readonly quantile: (q: number, n: number) => Func<'i32'>
  readonly statistic: (op: StatisticOp) => Func<'i32'>
  readonly moving: (op: MovingOp) => MovingFunctions
}

export function windowFunctions(e: Emission, library: Library): WindowFunctions {
  const order = once(() => sorted(e))
  return {
    prev: once(n => prev(e, n)),
    lagged: once(n => lagged(e, n)),
    window: once(counted),
    since: once(aggregate => since(e, aggregate)),
    quantile: once((q, n) => quantile(e, q, n, order())),
    statistic: once(statistics(e)),
    moving: once(op => moving(op)),
  }

  function counted(aggregate: Aggregate, n: number): Func<'i32'> {
    const stretches = stretchesOf(aggregate, n)
    return stretches ? longWindow(e, aggregate, n, stretches) : window(e, aggregate, n)
  }

  function moving(op: MovingOp): MovingFunctions {
    switch (op.op) {
      case 'time_window':
        return timeWindow(e, op, library)
      case 'pane_window':
        return paneWindow(e, op, library)
      case 'time_quantile':
        return timeQuantile(e, op, order())
    }
  }
}

function once<P extends readonly unknown[], F>(make: (...parameters: P) => F): (...parameters: P) => F {
  const known = new Map<string, F>()
  return (...parameters) => {
    const key = JSON.stringify(parameters)
    const functions = known.get(key) ?? make(...parameters)
    known.set(key, functions)
    return functions
  }
}
