import type { SkipReason } from '../../../grammar/diagnostics/catalogue/recordings.ts'
import type { FeedEvent } from '../event.ts'
import { toBase } from './contracts.ts'
import { cells } from './csv.ts'
import { decimal } from './decimal.ts'
import { cutOut, decodeLines } from './decode_lines.ts'
import type { FeedFile, Reader } from './reader.ts'

/** From the exchange to a machine far from it; what a subscriber of the trade stream commonly sees. */
const latency = 100_000

/**
 * Trades as Binance publishes them by day: rows of `id,price,qty,quoteQty,time,isBuyerMaker[,isBestMatch]`, with or
 * without a heading. Times are ms, of newer files µs, of the exchange; when a trade would have been received is the
 * latency later.
 */
export const binanceTradesCsv: Reader = {
  name: 'binance_trades_csv',
  streams: ['trades'],
  keys: ['contract', 'latency'],
  latency,
  read: (file, counts, progress) => decodeLines('binance_trades_csv', cutOut(decoder(file)), file, counts, progress),
}

function decoder(file: FeedFile) {
  const base = toBase(file)
  const later = file.latency ?? latency

  return (text: string, line: number): FeedEvent | readonly FeedEvent[] | SkipReason => {
    const row = cells(text)
    if (!row) return 'quotes'
    if (row.length !== 6 && row.length !== 7) return 'columns'
    const [id, priceText, quantity, , at, maker] = row as [string, string, string, string, string, string]
    if (line === 1 && !/^\d/.test(id)) return []
    const stamp = micros(at)
    if (stamp === undefined) return 'bad_stamp'
    const price = decimal(priceText)
    const qty = decimal(quantity)
    const side = sides[maker.toLowerCase()]
    if (!(price > 0 && qty > 0) || !side) return 'no_price'
    return { received: stamp + later, stamp, stream: 'trades', fields: [price, base(qty, price), side], line }
  }
}

/** By whether the buyer was the maker: then the seller was the one who came. */
const sides: Readonly<Record<string, 1 | -1>> = { true: -1, false: 1 }

/** Thirteen digits are ms from 2001 to 2286, sixteen µs. */
function micros(text: string): number | undefined {
  if (/^\d{13}$/.test(text)) return Number(text) * 1_000
  return /^\d{16}$/.test(text) ? Number(text) : undefined
}
