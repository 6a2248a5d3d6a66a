import { barFields } from '../../ir/bars.ts'
import type { StreamName } from '../../ir/streams.ts'

/** What a number of a stream is counted in: of its instrument, a price, an amount of base or quote; or time, or nothing. */
export type Measure = 'price' | 'base' | 'quote' | 'liquidity' | 'plain' | 'seconds' | 'per second'

/** Times are plain, as all times are: their differences are seconds. */
export function measureOf(stream: StreamName, field: string): Measure {
  return (field === 'origin' ? undefined : measures[stream]?.[field]) ?? 'plain'
}

const order = { price: 'price', qty: 'base' } as const
const measures: Readonly<Partial<Record<StreamName, Readonly<Record<string, Measure>>>>> = {
  quote: { bid: 'price', bid_size: 'base', ask: 'price', ask_size: 'base' },
  ticker: { bid: 'price', ask: 'price' },
  trades: order,
  pool: { liquidity: 'liquidity' },
  funding: { interval: 'seconds' },
  mark: { price: 'price', index: 'price' },
  open_interest: { amount: 'base' },
  borrow: { rate: 'per second', available: 'base' },
  liquidations: order,
  listing: { tick: 'price', lot: 'base', min_notional: 'quote' },
}

/** By number of a bar's state. */
export const barMeasures: readonly Measure[] = barFields.map(field => {
  if (field === 'trades' || field === 'late') return 'plain'
  return field.endsWith('volume') ? 'base' : 'price'
})
