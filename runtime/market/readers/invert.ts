import type { FeedEvent } from '../event.ts'

/**
 * Events of QUOTE/BASE as those of BASE/QUOTE: prices are turned over, sizes become those of the other asset, who sold
 * one bought the other, and bids are asks. The liquidity of a pool is the same from both sides.
 */
export async function* inverted(chunks: AsyncIterable<readonly FeedEvent[]>): AsyncGenerator<readonly FeedEvent[]> {
  for await (const chunk of chunks) yield chunk.map(event => ({ ...event, fields: fields(event) }))
}

function fields({ stream, fields }: FeedEvent): readonly number[] {
  if (stream === 'quote') {
    const [bid, bidSize, ask, askSize] = fields as readonly [number, number, number, number]
    return [1 / ask, askSize * ask, 1 / bid, bidSize * bid]
  }
  if (stream === 'trades') {
    const [price, qty, side] = fields as readonly [number, number, number]
    return [1 / price, qty * price, -side]
  }
  if (stream === 'bar') {
    const [open, high, low, close, , , trades] = fields as readonly [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ]
    // At which prices the volume was traded is not known.
    return [1 / open, 1 / low, 1 / high, 1 / close, Number.NaN, Number.NaN, trades]
  }
  if (stream !== 'book') return fields
  const turned = [...fields]
  for (let i = 1; i < turned.length; i += 3) {
    const price = turned[i + 1]!
    turned[i] = -turned[i]!
    turned[i + 1] = 1 / price
    turned[i + 2]! *= price
  }
  return turned
}
