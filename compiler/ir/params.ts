import type { Op } from './graph.ts'

/** The params that a node reads, of all its instances. */
export function paramsOf(op: Op): readonly number[] {
  if (op.op === 'param') return [op.param]
  return op.op === 'params' ? op.params : []
}
