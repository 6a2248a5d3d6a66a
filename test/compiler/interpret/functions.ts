import type { Pointwise } from '../../../compiler/ir/graph.ts'

/** Truth is 1 and 0 here: no other number is given to logic. */
export function apply(fn: Pointwise, a: number, b: number, c: number): number {
  const unknown =
    Number.isNaN(a) ||
    (Number.isNaN(b) && !['neg', 'abs', 'sign', 'sqrt', 'floor', 'ceil', 'not', 'hour', 'minute'].includes(fn))
  if (fn === 'and') return a === 0 || b === 0 ? 0 : unknown ? Number.NaN : 1
  if (fn === 'or') return a === 1 || b === 1 ? 1 : unknown ? Number.NaN : 0
  if (fn === 'if') return Number.isNaN(a) ? Number.NaN : a === 1 ? b : c
  if (unknown) return Number.NaN
  switch (fn) {
    case 'add':
      return a + b
    case 'sub':
      return a - b
    case 'mul':
      return a * b
    case 'div':
      return a / b
    case 'neg':
      return -a
    case 'abs':
      return Math.abs(a)
    case 'sign':
      return Math.sign(a)
    case 'sqrt':
      return Math.sqrt(a)
    case 'floor':
      return Math.floor(a)
    case 'ceil':
      return Math.ceil(a)
    case 'min':
      return Math.min(a, b)
    case 'max':
      return Math.max(a, b)
    case 'lt':
      return a < b ? 1 : 0
    case 'le':
      return a <= b ? 1 : 0
    case 'gt':
      return a > b ? 1 : 0
    case 'ge':
      return a >= b ? 1 : 0
    case 'eq':
      return a === b ? 1 : 0
    case 'ne':
      return a !== b ? 1 : 0
    case 'not':
      return 1 - a
    case 'elapsed':
      return (a - b) / 1e6
    case 'later':
      return a + Math.round(b * 1e6)
    case 'hour':
      return new Date(a / 1000).getUTCHours()
    case 'minute':
      return new Date(a / 1000).getUTCMinutes()
  }
}
