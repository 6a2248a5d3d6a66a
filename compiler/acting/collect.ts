import type { Expr } from '../../grammar/ast/index.ts'
import { type Context, fail, type Scope } from '../elaborate/context.ts'
import type { Written } from '../program/acting.ts'
import type { Must } from '../program/must.ts'
import type { ScalarType, Term } from '../program/term.ts'
import type { Unit } from '../program/unit.ts'
import { kindText, type Value } from '../program/value.ts'

export interface Collector {
  readonly context: Context
  readonly written: Written[]
}

/** A value of a type in its place; undefined where it is something else, which is told. */
export function wanted(
  { context, written }: Collector,
  expr: Expr,
  type: ScalarType,
  use: string,
  scope: Scope,
  units?: readonly Unit[],
  must?: Must,
): Term | undefined {
  const term = termOf(context, context.expression(expr, scope), expr, type, use, scope)
  if (term) written.push({ term, use, span: expr.span, ...(units && { units }), ...(must && { must }) })
  return term
}

const names: Readonly<Record<ScalarType, string>> = {
  number: 'a number',
  bool: 'a condition',
  time: 'a time',
  choice: 'a word',
}

function termOf(
  context: Context,
  value: Value,
  expr: Expr,
  type: ScalarType,
  use: string,
  scope: Scope,
): Term | undefined {
  if (value.kind === 'error' || (value.kind === 'scalar' && value.term.op.op === 'error')) return undefined
  if (value.kind === 'scalar' && value.term.type === type) return value.term
  fail(context, 'HVT2101', scope, expr.span, { what: use, wanted: names[type], found: kindText(value) })
  return undefined
}
