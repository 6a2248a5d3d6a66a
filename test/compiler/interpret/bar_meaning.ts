import type { BarsOp } from '../../../compiler/ir/bars.ts'

/** A trade with a price and a quantity. */
export interface Row {
  readonly received: number
  readonly origin: number
  readonly price: number
  readonly qty: number
  readonly side: number
}

/** The fields of bar k from all trades received by its close; undefined before the first trade. */
export function barAt({ period, lateness }: BarsOp, rows: readonly Row[], k: number): number[] | undefined {
  const placed = rows.map(row => {
    const next = Math.ceil((row.received - lateness) / period) - 1
    const bar = Math.floor(row.origin / period)
    return { ...row, late: bar < next, bar: Math.min(bar, next + 1) }
  })
  const inTime = placed.filter(row => !row.late)
  const late = placed.length - inTime.length
  const mine = inTime.filter(row => row.bar === k)
  const prices = mine.map(row => row.price)
  if (mine.length === 0) {
    const before = inTime.filter(row => row.bar < k)
    const newest = Math.max(...before.map(row => row.bar))
    const close = before.filter(row => row.bar === newest).at(-1)?.price
    return close === undefined ? undefined : [close, close, close, close, 0, 0, 0, late]
  }
  const total = (some: readonly Row[]) => some.reduce((sum, row) => sum + row.qty, 0)
  const buys = mine.filter(row => row.side > 0)
  return [
    prices[0]!,
    Math.max(...prices),
    Math.min(...prices),
    prices.at(-1)!,
    total(mine),
    total(buys),
    mine.length,
    late,
  ]
}
