import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { PerpMessage, PlainTop } from './plain_perps.ts'
import type { VenueMessage } from './plain_venues.ts'

interface Depth {
  /** The last number of the one before it. */
  readonly pu: number
  readonly u: number
  readonly b: readonly (readonly [string, string])[]
  readonly a: readonly (readonly [string, string])[]
}

/**
 * A capture of a perpetual of Binance, in its order, with what is looked at of its book, by plain maps: not valid before a delta has
 * joined the snapshot.
 */
export function capturedPerp<T = PlainTop>(
  file: string,
  perp: string,
  look: (bids: ReadonlyMap<number, number>, asks: ReadonlyMap<number, number>) => T | undefined,
): PerpMessage<T>[] {
  const early: Depth[] = []
  const [bids, asks] = [new Map<number, number>(), new Map<number, number>()]
  let snapshot = Number.NaN
  let valid = false
  const change = ({ b, a }: Pick<Depth, 'a' | 'b'>) => {
    for (const [side, levels] of [[bids, b] as const, [asks, a] as const])
      for (const [price, size] of levels)
        if (Number(size) === 0) side.delete(Number(price))
        else side.set(Number(price), Number(size))
  }
  const join = (delta: Depth) => {
    if (!valid && (delta.u <= snapshot || delta.pu > snapshot)) return
    valid = true
    change(delta)
  }
  return recorded(file).map(({ received, message: { stream = '', data, ...fetched } }): PerpMessage<T> => {
    const message = { received, perp, numbers: [] }
    if (stream.endsWith('@bookTicker'))
      return { ...message, kind: 'quote', numbers: [data.b, data.B, data.a, data.A].map(Number) }
    if (stream.endsWith('@trade'))
      return { ...message, kind: 'trade', numbers: [Number(data.p), Number(data.q), data.m ? -1 : 1] }
    if (fetched.lastUpdateId) {
      snapshot = fetched.lastUpdateId
      change({ b: fetched.bids, a: fetched.asks })
      for (const delta of early) join(delta)
    } else if (!stream.includes('@depth')) return { ...message, kind: 'other' }
    else if (Number.isNaN(snapshot)) early.push(data)
    else join(data)
    return { ...message, kind: 'book', ...(valid && { book: look(bids, asks) }) }
  })
}

/**
 * A capture of any product of Binance as what one venue says of a symbol. Happened: the stamp and the least of receipt − stamp,
 * where that is negative; what has no stamp, when it was received. `contract`: what one is worth, where quantities are contracts.
 */
export function capturedVenue(file: string, venue: string, symbol: string, contract?: number): VenueMessage[] {
  const rows = recorded(file)
  let skew = 0
  for (const { received, message } of rows)
    if (/@(bookTicker|trade)$/.test(message.stream ?? '') && message.data.T !== undefined)
      skew = Math.min(skew, received - message.data.T * 1_000)
  return rows.map(({ received, message: { stream = '', data } }): VenueMessage => {
    const origin = data?.T === undefined ? received : Math.min(received, data.T * 1_000 + skew)
    const one = { received, origin, venue, symbol }
    if (stream.endsWith('@bookTicker'))
      return { ...one, kind: 'quote', numbers: [data.b, data.B, data.a, data.A].map(Number) }
    if (!stream.endsWith('@trade')) return { ...one, kind: 'other', numbers: [] }
    const qty = contract === undefined ? Number(data.q) : (Number(data.q) * contract) / Number(data.p)
    return { ...one, kind: 'trade', numbers: [Number(data.p), qty] }
  })
}

/**
 * What Bybit's tickers of a perpetual say in a capture of cryptofeed. The first has every field, the others those that changed;
 * each is a message of what it has a field of.
 */
export function capturedTickers(file: string, perp: string): PerpMessage[] {
  const topic = `tickers.${perp.replace(/\/| perp/g, '')}`
  let known: Readonly<Record<string, string>> = {}
  const lines = gunzipSync(readFileSync(file)).toString().trimEnd().split('\n')
  // Spot has the same topics.
  const linear = new Set<string>()
  return lines.flatMap((line): PerpMessage[] => {
    const { t, ts, conn, addr, data } = JSON.parse(line)
    if (t === 'connect' && addr.endsWith('/linear')) linear.add(conn)
    if (t !== 'recv' || !linear.has(conn)) return []
    const message = JSON.parse(data)
    const at = { received: Math.trunc(ts * 1e6), perp }
    if (message.topic !== topic) return [{ ...at, kind: 'other', numbers: [] }]
    if (message.type === 'snapshot') known = {}
    known = { ...known, ...message.data }
    const said = (kind: PerpMessage['kind'], fields: readonly string[], numbers: readonly number[]) =>
      fields.some(field => field in message.data) ? [{ ...at, kind, numbers }] : []
    const number = (field: string) => Number(known[field])
    const funding = [number('fundingRate'), number('fundingIntervalHour') * 3_600, number('nextFundingTime') * 1_000]
    return [
      ...said('mark', ['markPrice', 'indexPrice'], [number('markPrice'), number('indexPrice')]),
      ...said('funding', ['fundingRate', 'fundingIntervalHour', 'nextFundingTime'], funding),
      ...said('interest', ['openInterest'], [number('openInterest')]),
    ]
  })
}

/** Each line: when it was received, in ns, and what came. */
function recorded(file: string) {
  const lines = gunzipSync(readFileSync(file)).toString().trimEnd().split('\n')
  return lines.map(line => {
    const at = line.indexOf(' ')
    return { received: Number(line.slice(0, at - 3)), message: JSON.parse(line.slice(at + 1)) }
  })
}

/** What perp_trend looks at. */
export function top(bids: ReadonlyMap<number, number>, asks: ReadonlyMap<number, number>): PlainTop {
  const [bid, ask] = [Math.max(...bids.keys()), Math.min(...asks.keys())]
  const near = (side: ReadonlyMap<number, number>, best: number) => {
    const levels: [number, number][] = []
    // Wider than the band, and wide enough for five levels: only these are sorted.
    for (const level of side) if (Math.abs(level[0] - best) <= best * 0.0015) levels.push(level)
    return levels.sort(([a], [b]) => Math.abs(a - best) - Math.abs(b - best))
  }
  const [b, a] = [near(bids, bid), near(asks, ask)]
  const sum = (levels: typeof b) => levels.reduce((all, [, size]) => all + size, 0)
  const lean = (x: number, y: number) => (x - y) / (x + y)
  const [bidSize, askSize] = [bids.get(bid)!, asks.get(ask)!]
  return {
    imb5: lean(sum(b.slice(0, 5)), sum(a.slice(0, 5))),
    band: lean(
      sum(b.filter(([price]) => price >= bid * (1 - 0.001))),
      sum(a.filter(([price]) => price <= ask * (1 + 0.001))),
    ),
    micro: (bid * askSize + ask * bidSize) / (bidSize + askSize),
  }
}
