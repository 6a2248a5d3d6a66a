import { type Ticks, tick } from './feature_ticks.ts'
import type { Message } from './plain_detectors.ts'
import { PlainWindow } from './plain_panes.ts'
import type { PerpMessage } from './plain_perps.ts'

const second = 1_000_000
const year = 365 * 86_400

/** What of a valid book the strategy looks at. */
export interface Deep {
  /** Of the ten best levels of each side. */
  readonly imbalance: number
  /** Base on both sides, up to 5 % from the best price of each. */
  readonly depth: number
}

export function deep(bids: ReadonlyMap<number, number>, asks: ReadonlyMap<number, number>): Deep {
  const best = (side: ReadonlyMap<number, number>, way: 1 | -1) => {
    let first = way * Number.POSITIVE_INFINITY
    for (const price of side.keys()) if (way * price < way * first) first = price
    const within = (part: number) =>
      [...side].filter(([price]) => way * price <= way * first * (1 + way * part)).sort(([a], [b]) => way * (a - b))
    const sum = (levels: readonly (readonly [number, number])[]) => levels.reduce((all, [, size]) => all + size, 0)
    // The ten best are within 0.15 %.
    return { ten: sum(within(0.0015).slice(0, 10)), near: sum(within(0.05)) }
  }
  const [bid, ask] = [best(bids, -1), best(asks, 1)]
  return { imbalance: (bid.ten - ask.ten) / (bid.ten + ask.ten), depth: bid.near + ask.near }
}

interface Rules {
  readonly coin: string
  /** Seconds over which volatility is measured, and what is calm of it. */
  readonly span: number
  readonly calm: number
  /** Which number stands for a word. */
  readonly words: readonly string[]
}

/**
 * What dex_lead sees of the perpetuals, from its definitions, by name: for BTC, ETH and a coin. A price of the perpetual is too old
 * after two seconds, one of the pool when the pool has been silent for a minute.
 */
export function plainLeads(
  swaps: readonly Message[],
  perps: readonly PerpMessage<Deep>[],
  { coin, span, calm, words }: Rules,
): Map<string, Ticks> {
  const features = new Map<string, Ticks>()
  const assets = new Map(['BTC', 'ETH', coin].map(asset => [asset, newAsset(span)]))
  const began = perps[0]!.received
  const pool = { price: Number.NaN, heard: Number.NEGATIVE_INFINITY }
  const own = assets.get(coin)!
  const mid = (now: number) => (now - own.at < 2 * second ? own.mid : Number.NaN)

  const vol = (asset: string, now: number) => {
    const { squares, spacings } = assets.get(asset)!
    return Math.sqrt(squares.sum(now) / spacings.sum(now)) * Math.sqrt(year)
  }

  const onSwap = ({ received: now, kind, numbers }: Message) => {
    pool.heard = now
    if (kind !== 'trade') return
    pool.price = numbers[0]!
    tick(features, 'basis', pool.price / mid(now) - 1)
  }
  const onPerp = ({ received: now, perp, kind, numbers, book }: PerpMessage<Deep>) => {
    const name = perp.slice(0, perp.indexOf('/'))
    const asset = assets.get(name)!
    if (book) {
      asset.depth = book.depth
      if (asset === own) {
        tick(features, 'book_imb', book.imbalance)
        tick(features, 'depth_5pct', book.depth * mid(now))
      }
    }
    if (kind !== 'quote' || asset.said === numbers.join()) return
    const before = { ...asset }
    asset.said = numbers.join()
    asset.mid = (numbers[0]! + numbers[2]!) / 2
    asset.at = now
    if (before.at > 0) {
      asset.squares.add(now, Math.log(asset.mid / before.mid) ** 2)
      asset.spacings.add(now, (now - before.at) / second)
    }
    if (asset === own) {
      if (now - pool.heard < 60 * second) tick(features, 'basis', pool.price / asset.mid - 1)
      tick(features, 'depth_5pct', asset.depth * asset.mid)
    }
    if (now - began < span * second || (name !== 'BTC' && name !== 'ETH')) return
    const [btc, eth] = [vol('BTC', now), vol('ETH', now)]
    tick(features, `market.${name.toLowerCase()}_vol`, name === 'BTC' ? btc : eth)
    const regime = btc > calm ? 'BTC_VOLATILE' : eth > calm ? 'ETH_VOLATILE' : 'CALM'
    if (!Number.isNaN(btc + eth)) tick(features, 'market.regime', words.indexOf(regime))
  }
  const all = [
    ...swaps.map(m => ({ at: m.received, look: () => onSwap(m) })),
    ...perps.map(m => ({ at: m.received, look: () => onPerp(m) })),
  ]
  for (const { look } of all.sort((a, b) => a.at - b.at)) look()
  return features
}

function newAsset(span: number) {
  return {
    ...{ said: '', mid: Number.NaN, at: 0, depth: Number.NaN },
    squares: new PlainWindow(span * second, second),
    spacings: new PlainWindow(span * second, second),
  }
}
