import type { Pointwise } from '../../ir/pointwise.ts'

/** Whether the compiled evaluator knows a pointwise function. */
export const compiledFunctions = {
  add: true,
  sub: true,
  mul: true,
  div: true,
  neg: true,
  abs: true,
  sign: true,
  sqrt: true,
  floor: true,
  ceil: true,
  min: true,
  max: true,
  lt: true,
  le: true,
  gt: true,
  ge: true,
  eq: true,
  ne: true,
  and: true,
  or: true,
  not: true,
  exp: false,
  log: false,
  pow: false,
  if: true,
  elapsed: true,
  later: true,
  hour: true,
  minute: true,
  weekday: false,
  round: false,
  round_down: false,
} as const satisfies Record<Pointwise, boolean>

export type CompiledFunction = {
  [K in Pointwise]: (typeof compiledFunctions)[K] extends true ? K : never
}[Pointwise]

export function isCompiled(fn: Pointwise): fn is CompiledFunction {
  return compiledFunctions[fn]
}
