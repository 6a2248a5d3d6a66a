import type { BinaryOp, Expr } from '../ast/index.ts'

/** How tightly a form binds, by the grammar: a value that binds less than its place demands stands in brackets. */
export const level = {
  clocked: -1,
  expr: 0,
  not: 3,
  range: 5,
  arith: 6,
  sign: 9,
  postfix: 11,
  primary: 12,
  atom: 13,
} as const

const operators: Readonly<Record<BinaryOp, number>> = {
  or: 1, and: 2, '<': 4, '<=': 4, '>': 4, '>=': 4, '==': 4, '!=': 4, in: 4, 'not in': 4,
  '..': 5, '??': 6, '+': 7, '-': 7, '*': 8, '/': 8, '^': 10,
} // biome-ignore format: a table

export function levelOf(expr: Expr): number {
  switch (expr.kind) {
    case 'on':
    case 'lasting':
      return level.clocked
    case 'if':
      return level.expr
    case 'binary':
      return operators[expr.op]
    case 'unary':
      return expr.op === 'not' ? level.not : level.sign
    case 'over':
    case 'fresh':
      return level.postfix
    case 'member':
    case 'index':
    case 'call':
    case 'mark':
      return level.primary
    default:
      return level.atom
  }
}

/** What the operands of an operator demand. Comparisons and ranges do not chain, `^` binds to the right. */
export function operandLevels(op: BinaryOp): { left: number; right: number } {
  const own = operators[op]
  if (op === '^') return { left: level.postfix, right: own }
  return own === 4 || own === 5 ? { left: own + 1, right: own + 1 } : { left: own, right: own + 1 }
}

/** Operators of one strength that stand in one line of operands. */
export const sameChain = (a: BinaryOp, b: BinaryOp): boolean =>
  operators[a] === operators[b] && a !== '^' && operators[a] !== 4 && operators[a] !== 5

/** May an opening bracket touch it, as one that calls or indexes? */
export const isTouchable = ({ kind }: Expr): boolean =>
  ['name', 'asset', 'member', 'index', 'call', 'mark', 'list'].includes(kind)

/** Would `in` after it name a key? `x over a` does not end where `x over a in u` goes on. */
export function endsBeforeIn(expr: Expr): boolean {
  switch (expr.kind) {
    case 'over':
      return !expr.name && expr.in.kind === 'name'
    case 'binary':
      return endsBeforeIn(expr.right)
    case 'unary':
      return endsBeforeIn(expr.of)
    case 'if':
      return endsBeforeIn(expr.else)
    default:
      return false
  }
}
