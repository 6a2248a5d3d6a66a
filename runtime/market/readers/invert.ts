import type { StreamName } from '../../../compiler/ir/streams.ts'
import type { FeedEvent } from '../event.ts'

/**
 * Events of QUOTE/BASE as those of BASE/QUOTE: prices are turned over, sizes become those of the other asset, who sold
 * one bought the other, and bids are asks. The liquidity of a pool is the same from both sides. What would need a price that
 * the event does not have is absent.
 */
export async function* inverted(chunks: AsyncIterable<readonly FeedEvent[]>): AsyncGenerator<readonly FeedEvent[]> {
  for await (const chunk of chunks) yield chunk.map(event => ({ ...event, fields: fields(event) }))
}

function fields({ stream, fields }: FeedEvent): readonly number[] {
  if (!stream) return fields
  if (stream === 'book') return book(fields)
  return turn[stream]?.(...(fields as Ten)) ?? fields
}

/** As many as any stream has, and more. */
type Ten = [number, number, number, number, number, number, number, number, number, number]

const turn: Readonly<Partial<Record<StreamName, (...fields: Ten) => readonly number[]>>> = {
  quote: (bid, bidSize, ask, askSize) => [1 / ask, askSize * ask, 1 / bid, bidSize * bid],
  ticker: (bid, ask) => [1 / ask, 1 / bid],
  trades: (price, qty, side) => [1 / price, qty * price, -side],
  // At which prices the volume was traded is not known.
  bar: (open, high, low, close, _volume, _buyVolume, trades) => {
    return [1 / open, 1 / low, 1 / high, 1 / close, Number.NaN, Number.NaN, trades]
  },
  liquidations: (price, qty, side, coverage) => [1 / price, qty * price, -side, coverage],
  mark: (price, index) => [1 / price, 1 / index],
  // Who is long of one is short of the other.
  funding: (rate, predicted, interval, nextAt, paid) => [-rate, -predicted, interval, nextAt, -paid],
  open_interest: () => [Number.NaN],
  borrow: () => [Number.NaN, Number.NaN],
  listing: (_tick, _lot, _minNotional, multiplier) => [Number.NaN, Number.NaN, Number.NaN, multiplier],
}

function book(fields: readonly number[]): readonly number[] {
  const turned = [...fields]
  for (let i = 1; i < turned.length; i += 3) {
    const price = turned[i + 1]!
    turned[i] = -turned[i]!
    turned[i + 1] = 1 / price
    turned[i + 2]! *= price
  }
  return turned
}
