import type { SourceEvent } from '../../compiler/ir/evaluator.ts'
import { follow, type PlainBook } from '../runtime/market/captured_books.ts'
import { PlainWindow } from './plain_panes.ts'

const second = 1_000_000

/** An event, with its venue and what it is of by name. */
export type Named = Pick<SourceEvent, 'received' | 'stream' | 'fields'> & {
  readonly venue: string
  readonly symbol: string
}

/** What the engine says of transfers: a fee, in the coin that is sent, and seconds. */
export interface Transfers {
  readonly fee: number
  readonly time: number
}

/** The edges of thin_to_deep from their definition, by name and coin: their values at their ticks. */
export function plainEdges(events: readonly Named[], coins: readonly string[], transfers: Transfers) {
  const ticks = new Map<string, number[]>()
  const heard = new Map<string, number>()
  const places = new Map<string, ReturnType<typeof newPlace>>()
  const began = events.find(({ venue }) => venue === 'deep')!.received
  for (const { received: now, venue, symbol, stream, fields } of events) {
    heard.set(venue, now)
    const place = placeOf(places, `${venue} ${symbol}`)
    if (stream === 'book') {
      place.book = follow(place.book, { fields })
      place.levels = sorted(place.book)
    } else if (stream !== 'quote' || place.quote.join(' ') === fields.join(' ')) continue
    else quoted(place, now, [...fields])

    const silent = (of: string) => now - (heard.get(of) ?? Number.NEGATIVE_INFINITY) >= 5 * second
    if (silent('thin') || silent('deep')) continue
    for (const coin of coins) {
      const [spot, hub, fx] = [`thin ${coin}/EUR`, `deep ${coin}/USDT`, 'deep EUR/USDT'].map(of => placeOf(places, of))
      // Of the thin venue only prices are read, of EUR only the book; what happens there moves every coin.
      const read = place === spot ? stream === 'quote' : place === hub || (place === fx && stream === 'book')
      if (!read) continue
      const vol = now - began < 1_800 * second ? Number.NaN : Math.sqrt(hub!.squares.sum(now) / hub!.spacings.sum(now))
      const found = edgesOf(spot!.quote, hub!.levels, fx!.levels, vol, transfers)
      for (const [name, value] of Object.entries(found)) {
        if (!Number.isFinite(value)) continue
        if (!ticks.has(`${name} ${coin}`)) ticks.set(`${name} ${coin}`, [])
        ticks.get(`${name} ${coin}`)!.push(value)
      }
    }
  }
  return ticks
}

function edgesOf(quote: readonly number[], hub: Levels, fx: Levels, vol: number, { fee, time }: Transfers) {
  const [bid, , ask] = quote as [number, number, number]
  const lot = 2_000
  const qty = lot / ((bid + ask) / 2)
  const fade = vol * Math.sqrt(time)
  const worth = paid(hub.bids, qty) / paid(fx.asks, lot)
  const cost = paid(hub.asks, qty) / paid(fx.bids, lot)
  const out = 0.0015 + 2 * 0.001 + (fee * worth + fee) / lot + fade
  const back = 0.0015 + 2 * 0.001 + 2 * 0.0005 + (fee * cost + fee) / lot + fade
  return { edge: (worth * (1 - out)) / bid - 1, back_edge: ask / (cost * (1 + back)) - 1 }
}

/** The mean price of so much, level by level. */
function paid(levels: readonly (readonly [number, number])[], quantity: number): number {
  let [left, all] = [quantity, 0]
  for (const [price, size] of levels) {
    const taken = Math.min(size, left)
    all += taken * price
    left -= taken
  }
  return left > 0 ? Number.NaN : all / quantity
}

type Levels = ReturnType<typeof sorted>

/** Bids and asks, the best first. */
function sorted(book: PlainBook) {
  const side = (sign: number) =>
    [...(book ?? [])]
      .flatMap(([key, size]) => (key.startsWith(`${sign} `) ? [[Number(key.split(' ')[1]), size] as const] : []))
      .sort(([a], [b]) => sign * (b - a))
  return { bids: side(1), asks: side(-1) }
}

function newPlace() {
  return {
    book: undefined as PlainBook,
    levels: sorted(undefined),
    quote: [] as number[],
    at: Number.NaN,
    squares: new PlainWindow(1_800 * second, second),
    spacings: new PlainWindow(1_800 * second, second),
  }
}

function placeOf(places: Map<string, ReturnType<typeof newPlace>>, name: string) {
  if (!places.has(name)) places.set(name, newPlace())
  return places.get(name)!
}

/** A new price, and how far it is from the one before. */
function quoted(place: ReturnType<typeof newPlace>, now: number, quote: number[]): void {
  const mid = (of: readonly number[]) => (of[0]! + of[2]!) / 2
  if (place.quote.length > 0) {
    place.squares.add(now, Math.log(mid(quote) / mid(place.quote)) ** 2)
    place.spacings.add(now, (now - place.at) / second)
  }
  place.quote = quote
  place.at = now
}
