import type { Binary, BinaryOp, Expr, Span, Unary } from '../ast/index.ts'
import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts'

export interface Operator {
  readonly op: BinaryOp | Unary['op']
  readonly prefix: boolean
  readonly span: Span
}

/** An operand, with the span that its brackets cover. */
export interface Operand {
  readonly expr: Expr
  readonly outer: Span
}

const strength: Readonly<Record<BinaryOp, number>> = {
  or: 1, and: 2, '<': 4, '<=': 4, '>': 4, '>=': 4, '==': 4, '!=': 4, in: 4, 'not in': 4,
  '..': 5, '??': 6, '+': 7, '-': 7, '*': 8, '/': 8, '^': 10,
} // biome-ignore format: a table
const comparison = 4
const range = 5
const strengthOf = (o: Operator): number => (o.prefix ? (o.op === 'not' ? 3 : 9) : strength[o.op as BinaryOp])

/**
 * Turns a flat list of operands and operators into a tree, by precedence. Works with two stacks, not by recursion, so
 * that its depth does not depend on the text. Reports comparisons that chain and `and` beside `or` without brackets; `text` is that of the file.
 */
export function climb(items: readonly (Operator | Operand)[], text: string, report: (d: Diagnostic) => void): Operand {
  const operands: Operand[] = []
  const operators: Operator[] = []
  const ands = new Set<Expr>()
  let warned = false

  const reduce = () => {
    const operator = operators.pop()!
    const right = operands.pop()!
    if (operator.prefix) {
      const span = { ...operator.span, end: right.outer.end }
      const expr: Unary = { kind: 'unary', op: operator.op as Unary['op'], of: right.expr, span }
      operands.push({ expr, outer: span })
      return
    }
    const left = operands.pop()!
    const span = { ...left.outer, end: right.outer.end }
    const op = operator.op as BinaryOp
    const expr: Binary = { kind: 'binary', op, opSpan: operator.span, left: left.expr, right: right.expr, span }
    operands.push({ expr, outer: span })
    if (op === 'and') ands.add(expr)
    const mixed = [left, right].find(side => op === 'or' && ands.has(side.expr))
    if (mixed && !warned) report(diagnostic('HVT1010', { span: mixed.outer, text }, {}))
    warned ||= mixed !== undefined
  }

  for (const item of items) {
    if (!('op' in item)) operands.push(item)
    else {
      while (!item.prefix && operators.length > 0 && comesFirst(operators.at(-1)!, item)) {
        const before = operators.at(-1)!
        if (!before.prefix && chains(before, item)) {
          const span = { ...before.span, end: item.span.end }
          report(diagnostic('HVT1011', { span, text }, { first: before.op, second: item.op }))
          const shared = operands.at(-1)!
          reduce()
          // Goes on as `a < b and b < c`, which is what is meant: so that nothing else is told of it.
          if (strengthOf(item) === comparison) {
            operators.push({ op: 'and', prefix: false, span: item.span })
            operands.push(shared)
            break
          }
        } else reduce()
      }
      operators.push(item)
    }
  }
  while (operators.length > 0) reduce()
  return operands[0]!
}

function comesFirst(before: Operator, operator: Operator): boolean {
  const difference = strengthOf(before) - strengthOf(operator)
  return difference > 0 || (difference === 0 && operator.op !== '^')
}

function chains(before: Operator, operator: Operator): boolean {
  const level = strengthOf(operator)
  return (level === comparison || level === range) && strengthOf(before) === level
}
