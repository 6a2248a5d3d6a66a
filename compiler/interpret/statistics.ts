import type { StatisticOp } from '../ir/statistics.ts'
import { ringsOf, STATISTIC } from '../layout/statistics.ts'
import { computeStatistic } from '../statistics/statistics.ts'
import type { Operator, Site } from './site.ts'
import { counting, ticksOf } from './windows.ts'

/** A statistic of the last n ticks. */
export function statistic(op: StatisticOp, site: Site): Operator {
  const { memory, inputs } = site
  return counting(site, ticksOf(site, 0), i => {
    const state = site.state(i)
    const ticks = memory.cells[state + STATISTIC.ticks]!
    inputs.forEach((input, k) => {
      memory.keep(state + ringsOf(op) + k * op.n + (ticks % op.n), input.value(i))
    })
    memory.keep(state + STATISTIC.ticks, ticks + 1)
    return ticks + 1 < op.n ? Number.NaN : computeStatistic(op, memory.cells, state)
  })
}
