import { counting } from './windows.ts'

/** A statistic of the last n ticks. */
export const statistic = counting(({ node: { op }, tools }) => {
  if (op.op !== 'statistic') throw new TypeError(`${op.op} is no statistic`)
  return tools.windows.statistic(op)
})
