import type { BarsOp } from '../../../compiler/ir/bars.ts'

/** A trade with a price and a quantity, or a bar that came as such. */
export interface Row {
  readonly received: number
  readonly origin: number
  /** Open, high, low, close, volume, buy_volume, trades. */
  readonly bar: readonly number[]
}

/** A trade as the bar of it alone. */
export const ofTrade = (price: number, qty: number, side: number): readonly number[] => [
  price,
  price,
  price,
  price,
  qty,
  side > 0 ? qty : 0,
  1,
]

/** The fields of bar k from all that was received by its close; undefined before the first. */
export function barAt({ period, lateness }: BarsOp, rows: readonly Row[], k: number): number[] | undefined {
  const placed = rows.map(row => {
    const next = Math.ceil((row.received - lateness) / period) - 1
    const place = Math.floor(row.origin / period)
    return { ...row, late: place < next, place: Math.min(place, next + 1) }
  })
  const inTime = placed.filter(row => !row.late)
  const late = placed.length - inTime.length
  const mine = inTime.filter(row => row.place === k).map(row => row.bar)
  if (mine.length === 0) {
    const before = inTime.filter(row => row.place < k)
    const newest = Math.max(...before.map(row => row.place))
    const close = before.filter(row => row.place === newest).at(-1)?.bar[3]
    return close === undefined ? undefined : [close, close, close, close, 0, 0, 0, late]
  }
  const column = (of: number) => mine.map(bar => bar[of]!)
  const total = (of: number) => column(of).reduce((sum, n) => sum + n, 0)
  return [
    mine[0]![0]!,
    Math.max(...column(1)),
    Math.min(...column(2)),
    mine.at(-1)![3]!,
    total(4),
    total(5),
    total(6),
    late,
  ]
}
