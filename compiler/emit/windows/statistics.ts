import { type StatisticOp, seriesOf } from '../../ir/statistics.ts'
import { ringsOf, STATISTIC } from '../../layout/statistics.ts'
import type { Emission } from '../place/emission.ts'
import type { Action } from '../wasm/encode/code.ts'
import { call, when } from '../wasm/encode/control.ts'
import type { Func } from '../wasm/encode/func.ts'
import { f64, i32, store } from '../wasm/encode/numbers.ts'
import { became, warming } from './became.ts'
import { modulo } from './quantile.ts'
import { get, put, slot } from './state.ts'

/** Functions (place, ticks) that take in a tick and have the host compute the statistic; → what happened, as `window`. */
export function statistics({ module, graph }: Emission): (op: StatisticOp) => Func<'i32'> {
  let imported: Func<'f64'> | undefined

  /** Takes the number of any node with this op, and the address of a state; the op is the same for all of them. */
  const compute = () => {
    imported ??= module.importFunc('host', 'statistic', ['i32', 'i32'], 'f64')
    return imported
  }

  return op => {
    const { n } = op
    const series = seriesOf(op)
    const func = module.func(['i32', ...Array<'f64'>(series).fill('f64')], 'i32')
    const at = func.parameter(0, 'i32')
    const [ticks, place, value] = [func.local('f64'), func.local('i32'), func.local('f64')]
    const take = (k: number): Action => store.f64(place, slot(ringsOf(op) + k * n), func.parameter(1 + k, 'f64'))
    const node = graph.nodes.findIndex(other => JSON.stringify(other.op) === JSON.stringify(op))
    func.does(
      ticks.set(get(at, STATISTIC.ticks)),
      place.set(i32.add(at, i32.shl(modulo(ticks, n), i32.const(3)))),
      ...Array.from({ length: series }, (_, k) => take(k)),
      ticks.set(f64.add(ticks, f64.const(1))),
      put(at, STATISTIC.ticks, ticks),
      when(f64.lt(ticks, f64.const(n)), warming(at)),
      value.set(call(compute(), i32.const(node), i32.add(at, i32.const(slot(0))))),
      ...became(at, value),
    )
    return func
  }
}
