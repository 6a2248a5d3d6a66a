import { type AheadOp, aheadHolding } from '../../../compiler/ir/ahead.ts'

/** A row: when it was made, x then, and all ticks of x in the steps since. */
export interface Waiting {
  readonly time: number
  readonly x: number
  readonly ticks: [time: number, value: number][]
  /** After how many of these other rows were made, and after how many the rows that wait were merged. */
  readonly cuts: number[]
  merged: number | undefined
}

/** The rows that wait, and one more if there is room. */
export function wait({ most }: AheadOp, rows: Waiting[], time: number, x: number): void {
  if (rows.length === most) return
  for (const { merged, cuts, ticks } of rows) if (merged === undefined) cuts.push(ticks.length)
  rows.push({ time, x, ticks: [], cuts: [], merged: undefined })
}

/** What is said of the oldest row when its time has come, and x is `end`: from the list of its ticks alone. */
export function told(op: AheadOp, rows: Waiting[], end: number): number {
  const row = rows[0]!
  if (row.merged === undefined) for (const one of rows) one.merged = one.ticks.length
  rows.shift()
  if (op.op === 'later') return row.x
  return op.held && op.aggregate === 'last' ? end : aggregated(op, row)
}

function aggregated(op: AheadOp & { op: 'ahead' }, row: Waiting): number {
  const { time, x, ticks } = row
  const all: typeof ticks =
    op.held && aheadHolding.has(op.aggregate) && !Number.isNaN(x) ? [[time, x], ...ticks] : ticks
  const values = all.map(([, value]) => value)
  const extreme = op.aggregate.endsWith('max') ? Math.max(...values) : Math.min(...values)
  // Zeros of both signs are equal: the first counts.
  const [at, value] = all.find(tick => tick[1] === extreme) ?? [Number.NaN, Number.NaN]
  switch (op.aggregate) {
    case 'count':
      return all.length
    case 'sum':
      return finite(values.length === 0 ? 0 : summed(row))
    case 'mean':
      return finite(values.length === 0 ? Number.NaN : summed(row) / all.length)
    case 'first':
      return values[0] ?? Number.NaN
    case 'last':
      return values.at(-1) ?? Number.NaN
    case 'min':
    case 'max':
      return value
    case 'argmin':
    case 'argmax':
      return (at - time) / 1e6
  }
}

/** Rows up to the merge from the right, then what came after it. */
function summed({ ticks, cuts, merged }: Waiting): number {
  const sum = (from: number, to: number) =>
    ticks.slice(from, to).reduce<number | undefined>((s, [, v]) => plus(s, v), undefined)
  const edges = [0, ...cuts, merged!]
  const parts = edges.slice(1).map((to, k) => sum(edges[k]!, to))
  return plus(
    parts.reduceRight((right, part) => plus(part, right), undefined),
    sum(merged!, ticks.length),
  )!
}

function plus(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : a + b
}

const finite = (value: number) => (Number.isFinite(value) ? value : Number.NaN)
