import { newIntegrity } from '../books/integrity.ts'
import { binanceMessages } from './binance_messages.ts'
import { spelling } from './binance_rows.ts'
import { captureReader } from './capture_reader.ts'
import { FetchedBook } from './fetched_book.ts'
import { readLines } from './lines.ts'
import type { FeedFile } from './reader.ts'

/**
 * Captures of Binance, spot and futures: the messages of its combined streams, and the snapshots that were fetched by REST.
 * Trades are those of `aggTrade`. Where the symbol has no `bookTicker`, quotes are the top of the book.
 */
export const cryptofeedBinance = captureReader({
  name: 'cryptofeed_binance',
  streams: ['quote', 'trades', 'book'],
  keys: ['contract', 'symbol'],
  async decoder(file, counts) {
    const wanted = { book: file.book ?? false, quote: !(await hasTicker(file)) }
    let books: FetchedBook | undefined
    if (wanted.book || wanted.quote) {
      counts.integrity = newIntegrity()
      books = new FetchedBook(counts.integrity, wanted)
    }
    const message = binanceMessages(file, books, 'aggTrade')
    const symbol = spelling(file)
    return ({ kind, address, text, received, line }) => {
      if (kind === 'connect' || (kind === 'http' && !isSnapshot(address, symbol))) return []
      const decoded = message(text, 0, text.length, received, line)
      return decoded === 'other_symbol' ? [] : decoded
    }
  },
})

/** Whether a request by REST was for the book of a symbol. */
function isSnapshot(address: string, symbol: string): boolean {
  if (!URL.canParse(address)) return false
  const { pathname, searchParams } = new URL(address)
  return pathname.endsWith('/depth') && searchParams.get('symbol')?.toLowerCase() === symbol
}

/** Looks no further than the first `bookTicker` of the symbol that was received. */
async function hasTicker(file: FeedFile): Promise<boolean> {
  const ticker = `\\"stream\\":\\"${spelling(file)}@bookTicker\\"`
  for await (const { text } of readLines(file, { done: 0 })) if (text.includes(ticker)) return true
  return false
}
