import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { PerpMessage, PlainTop } from './plain_perps.ts'

interface Depth {
  readonly U: number
  readonly u: number
  readonly b: readonly (readonly [string, string])[]
  readonly a: readonly (readonly [string, string])[]
}

/** A capture of a perpetual of Binance, in its order, with its book by plain maps: not valid before a delta has joined the snapshot. */
export function capturedPerp(file: string, perp: string): PerpMessage[] {
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
    if (!valid && (delta.u < snapshot || delta.U > snapshot)) return
    valid = true
    change(delta)
  }
  const lines = gunzipSync(readFileSync(file)).toString().trimEnd().split('\n')
  return lines.map((line): PerpMessage => {
    const at = line.indexOf(' ')
    const { stream = '', data, ...fetched } = JSON.parse(line.slice(at + 1))
    const message = { received: Number(line.slice(0, at - 3)), perp, numbers: [] }
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
    return { ...message, kind: 'book', ...(valid && { book: top(bids, asks) }) }
  })
}

function top(bids: ReadonlyMap<number, number>, asks: ReadonlyMap<number, number>): PlainTop {
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
