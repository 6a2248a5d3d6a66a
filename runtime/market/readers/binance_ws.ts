import { newIntegrity } from '../books/integrity.ts'
import { binanceMessages } from './binance_messages.ts'
import { head, quotesAreTops, receipt } from './binance_rows.ts'
import { decodeLines } from './decode_lines.ts'
import { FetchedBook } from './fetched_book.ts'
import type { Reader } from './reader.ts'

/**
 * Captures of Binance's combined WebSocket streams, spot and both kinds of futures: lines of
 * `<receive time in ns> {"stream":"btcusdt@bookTicker","data":{…}}`, and among them snapshots by REST,
 * `<receive time in ns> {"lastUpdateId":…,"bids":[…],"asks":[…]}`. Where there is no `bookTicker` but a snapshot, quotes are
 * the top of that book. Receive times are cut to µs.
 */
export const binanceWs: Reader = {
  name: 'binance_ws',
  streams: ['quote', 'trades', 'book'],
  keys: ['contract', 'symbol'],
  async *read(file, counts, progress) {
    const wanted = { book: file.book ?? false, quote: await quotesAreTops(file) }
    let books: FetchedBook | undefined
    if (wanted.book || wanted.quote) {
      counts.integrity = newIntegrity()
      books = new FetchedBook(counts.integrity, wanted)
    }
    const message = binanceMessages(file, books, 'trade')
    yield* decodeLines(
      'binance_ws',
      (text, from, end, line) => {
        const received = receipt(text, from)
        return received === undefined ? 'not_a_row' : message(text, from + head, end, received, line)
      },
      file,
      counts,
      progress,
    )
  },
}
