import { describe, expect, test } from 'vitest'
import { cryptofeedKraken } from '../../../runtime/market/readers/cryptofeed_kraken.ts'
import { cryptofeedOkx } from '../../../runtime/market/readers/cryptofeed_okx.ts'
import { shared } from '../../shared.ts'
import { bookText, follow, type PlainBook } from './captured_books.ts'
import { byStream, capturePath, krakenSum, messages, okxSum, read } from './cryptofeed.ts'

/** The top of a plain book in the exchange's own digits, best first. */
type Side = Map<string, string>
const best = (side: Side, sign: number, count: number) =>
  [...side].sort(([a], [b]) => sign * (Number(b) - Number(a))).slice(0, count)

function put(side: Side, levels: readonly (readonly string[])[] = []): void {
  for (const [price, size] of levels) {
    if (Number(size) === 0) side.delete(price!)
    else side.set(price!, size!)
  }
}

/** The verified part of a book as `bookText` has it. */
const text = (bids: Side, asks: Side, count: number, base: (size: number, price: number) => number = q => q) =>
  bookText(
    new Map([
      ...best(bids, 1, count).map(([p, q]) => [`1 ${Number(p)}`, base(Number(q), Number(p))] as const),
      ...best(asks, -1, count).map(([p, q]) => [`-1 ${Number(p)}`, base(Number(q), Number(p))] as const),
    ]),
  )

interface Replayed {
  /** The book after each message about it, by the line of the message. */
  readonly books: Map<number, string>
  readonly kinds: Record<string, number>
  readonly verified: number
}

/** Kraken's own words on a pair, read with nothing but maps and sorting. */
function kraken(pair: string): Replayed {
  const [bids, asks]: [Side, Side] = [new Map(), new Map()]
  const [books, kinds] = [new Map<number, string>(), {} as Record<string, number>]
  let verified = 0
  for (const { line, data } of messages('KRAKEN')) {
    if (!Array.isArray(data) || data.at(-1) !== pair) continue
    const channel = data.at(-2)
    const count = channel === 'trade' ? data[1].length : 1
    kinds[channel] = (kinds[channel] ?? 0) + count
    if (channel !== 'book-1000') continue
    for (const part of data.slice(1, -2)) {
      put(asks, part.as ?? part.a)
      put(bids, part.bs ?? part.b)
    }
    const sum = data.at(-3).c
    if (sum !== undefined) {
      expect(krakenSum(best(bids, 1, 10), best(asks, -1, 10))).toBe(sum)
      verified++
    }
    books.set(line, text(bids, asks, 10))
  }
  return { books, kinds, verified }
}

/** OKX's, likewise. */
function okx(instrument: string, base?: (size: number, price: number) => number): Replayed {
  const [bids, asks]: [Side, Side] = [new Map(), new Map()]
  const [books, kinds] = [new Map<number, string>(), {} as Record<string, number>]
  let verified = 0
  for (const { line, kind, data } of messages('OKX')) {
    // biome-ignore lint/suspicious/noExplicitAny: messages of any form
    const { arg, data: rows } = (data ?? {}) as any
    if (kind !== 'recv' || arg?.instId !== instrument || !rows) continue
    kinds[arg.channel] = (kinds[arg.channel] ?? 0) + (arg.channel === 'trades' ? rows.length : 1)
    if (arg.channel !== 'books') continue
    put(bids, rows[0].bids)
    put(asks, rows[0].asks)
    expect(okxSum(best(bids, 1, 25), best(asks, -1, 25))).toBe(rows[0].checksum)
    verified++
    books.set(line, text(bids, asks, 25, base))
  }
  return { books, kinds, verified }
}

/** The books that a graph would see, compared with those of a replay. */
function compare(events: Awaited<ReturnType<typeof read>>['events'], { books }: Replayed): number {
  let book: PlainBook
  let same = 0
  for (const event of events) {
    if (event.stream !== 'book') continue
    book = follow(book, event)
    if (bookText(book!) !== books.get(event.line)) expect(bookText(book!)).toBe(books.get(event.line))
    same++
  }
  return same
}

describe.skipIf(!shared)('every checksum of the captures, every book', () => {
  const inst = (base: string, quote: string, suffix = '') => ({ instrument: { base, quote, suffix } })

  test.each([
    ['XMR/USD', inst('XMR', 'USD'), 846, 4],
    ['SC/EUR', inst('SC', 'EUR'), 818, 6],
    ['XBT/CHF', inst('BTC', 'CHF'), 289, 0],
    ['GRT/ETH', inst('GRT', 'ETH'), 20, 0],
  ] as const)('Kraken %s', async (pair, more, sums, trades) => {
    const replayed = kraken(pair)
    const { events, skipped, integrity } = await read(cryptofeedKraken, capturePath('KRAKEN'), more)
    expect(replayed.verified).toBe(sums)
    expect(compare(events, replayed)).toBe(sums + 1)
    expect(skipped).toEqual({})
    expect(integrity).toMatchObject({
      snapshots: 1,
      deltas: sums,
      applied: sums,
      checksums: 0,
      crossed: 0,
      repeated: 0,
    })
    const { book, trades: told = 0, ticker } = byStream(events)
    expect([book, told, ticker]).toEqual([sums + 1, trades, replayed.kinds.ticker])
    expect(replayed.kinds.trade ?? 0).toBe(trades)
  })

  test.each([
    ['BTC-USDT', inst('BTC', 'USDT'), 98],
    ['UNI-USD-SWAP', { ...inst('UNI', 'USD', 'inverse perp'), contract: { value: 10, asset: 'USD' } }, 93],
    ['BTC-USD-220527', { ...inst('BTC', 'USD', '2022-05-27'), contract: { value: 100, asset: 'USD' } }, 99],
  ] as const)('OKX %s', async (instrument, more, sums) => {
    const worth = 'contract' in more ? more.contract.value : undefined
    const replayed = okx(instrument, worth ? (n, price) => (n * worth) / price : undefined)
    const { events, skipped, integrity } = await read(cryptofeedOkx, capturePath('OKX'), more)
    expect(replayed.verified).toBe(sums)
    expect(compare(events, replayed)).toBe(sums)
    expect(skipped).toEqual({})
    expect(integrity).toMatchObject({ snapshots: 1, deltas: sums - 1, applied: sums - 1, checksums: 0, crossed: 0 })
    const { book, trades, ticker } = byStream(events)
    expect([book, trades, ticker]).toEqual([sums, replayed.kinds.trades, replayed.kinds.tickers])
  })
})
