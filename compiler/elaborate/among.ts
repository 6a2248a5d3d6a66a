import type { Binary, Expr } from '../../grammar/ast/index.ts'
import type { Value } from '../program/value.ts'
import type { Context, Scope } from './context.ts'

/**
 * `mood in [CALM, BRISK]`: whether it is one of them. `hour(now) in 8 .. 17`: whether it lies between them or is one of
 * the two. Undefined where neither a list nor a range is written.
 */
export function among(context: Context, expr: Binary, scope: Scope): Value | undefined {
  const { right, span } = expr
  // What is wrong with one of them is told at its place.
  const compare = (op: Binary['op'], to: Expr): Expr => ({ ...expr, op, right: to, span: to.span })
  const both = (op: 'and' | 'or', a: Expr, b: Expr): Expr => ({ ...expr, op, left: a, right: b })
  const asked = expr.op === 'in' || expr.op === 'not in' ? inside() : undefined
  if (!asked) return undefined
  return context.expression(expr.op === 'in' ? asked : { kind: 'unary', op: 'not', of: asked, span }, scope)

  function inside(): Expr | undefined {
    if (right.kind === 'binary' && right.op === '..')
      return both('and', compare('>=', right.left), compare('<=', right.right))
    if (right.kind !== 'list' || right.items.length === 0) return undefined
    return right.items.map(item => compare('==', item)).reduce((a, b) => both('or', a, b))
  }
}
