import { COEFFICIENT, LINE, RELATION, relationSlots, type StatisticOp } from '../../ir/statistics.ts'
import { divide, plain, type Unit } from '../../program/unit.ts'

/** The unit of a result of a statistic, of inputs of these units. */
export function statisticUnit(op: StatisticOp, slot: number, inputs: readonly Unit[]): Unit {
  if (op.fn === 'johansen') {
    // Weighed series add up to a plain number.
    const of = (slot % relationSlots(op.series)) - RELATION.weights
    return of < 0 ? plain : divide(plain, inputs[of]!)
  }
  if (op.fn === 'ks' && slot === 2) return inputs[0]!
  if (op.fn === 'adwin' && slot === 1) return inputs[0]!
  if (op.fn === 'engle_granger') {
    if (slot < LINE.intercept) return plain
    return slot === LINE.intercept ? inputs[0]! : divide(inputs[0]!, inputs[slot - LINE.intercept]!)
  }
  if (op.fn !== 'regression' || slot < COEFFICIENT.first) return plain
  const of = Math.floor((slot - COEFFICIENT.first) / COEFFICIENT.size)
  if ((slot - COEFFICIENT.first) % COEFFICIENT.size === COEFFICIENT.t) return plain
  return of === 0 ? inputs[0]! : divide(inputs[0]!, inputs[of]!)
}
