import type { Aggregate, Pointwise } from '../../../compiler/ir/graph.ts'

/** Documented order of combination, from the whole history: blocks aligned to multiples of n, older part on the left. */
export function windowed({ aggregate, n }: { aggregate: Aggregate; n: number }, ticks: readonly number[]): number {
  const last = ticks.length - 1
  if (last < n - 1) return Number.NaN
  const start = last - (last % n)
  const prefix = ticks
    .slice(start)
    .map(single)
    .reduce((left, x) => merge(aggregate, left, x))
  const older = ticks.slice(last - n + 1, start).map(single)
  const all =
    older.length === 0
      ? prefix
      : merge(
          aggregate,
          older.reduceRight((right, x) => merge(aggregate, x, right)),
          prefix,
        )
  const value = {
    sum: all.x,
    mean: all.x / n,
    min: all.x,
    max: all.x,
    first: all.x,
    var: all.m2 / (n - 1),
    std: Math.sqrt(all.m2 / (n - 1)),
  }[aggregate]
  return Number.isFinite(value) ? value : Number.NaN
}

interface Part {
  count: number
  x: number
  m2: number
}

function single(x: number): Part {
  return { count: 1, x, m2: 0 }
}

function merge(aggregate: Aggregate, a: Part, b: Part): Part {
  const count = a.count + b.count
  if (aggregate === 'sum' || aggregate === 'mean') return { count, x: a.x + b.x, m2: 0 }
  if (aggregate === 'min') return { count, x: Math.min(a.x, b.x), m2: 0 }
  if (aggregate === 'max') return { count, x: Math.max(a.x, b.x), m2: 0 }
  if (aggregate === 'first') return { count, x: a.x, m2: 0 }
  const delta = b.x - a.x
  return { count, x: a.x + (delta * b.count) / count, m2: a.m2 + b.m2 + delta * delta * ((a.count * b.count) / count) }
}

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
