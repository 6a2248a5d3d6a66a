import { RELATION, relationSlots, type StatisticOp } from '../../ir/statistics.ts'
import { divide, plain, type Unit } from '../../program/unit.ts'

/** The unit of a result of a statistic, of inputs of these units. */
export function statisticUnit(op: StatisticOp, slot: number, inputs: readonly Unit[]): Unit {
  if (op.fn !== 'johansen') return plain
  // Weighed series add up to a plain number.
  const of = (slot % relationSlots(op.series)) - RELATION.weights
  return of < 0 ? plain : divide(plain, inputs[of]!)
}
