import { type FeedEvent, isTime } from '../event.ts'
import type { Received } from './book_events.ts'
import type { DecodeLine } from './decode_lines.ts'
import { headed } from './headed.ts'
import type { FeedFile } from './reader.ts'
import type { Decoded } from './tally.ts'

/**
 * Rows of Tardis's CSV files: all begin with the exchange, the symbol, when it happened and when it was received. Files of
 * groups have several symbols: where the feed says none, it is that of the first row.
 */
export function tardisRows(
  file: FeedFile,
  columns: readonly string[],
  decode: (row: readonly string[], at: Received) => Decoded<FeedEvent>,
): DecodeLine<FeedEvent> {
  let symbol = file.symbol?.toUpperCase()
  return headed(['symbol', 'timestamp', 'local_timestamp', ...columns], ([name, happened, known, ...row], line) => {
    symbol ??= name!
    if (name !== symbol) return 'other_symbol'
    const [stamp, received] = [micros(happened!), micros(known!)]
    if (stamp === undefined || received === undefined) return 'bad_stamp'
    return decode(row, { received, stamp, line })
  })
}

/** µs since the epoch, from 2001 to 2255. */
export const micros = (text: string): number | undefined =>
  /^\d{16}$/.test(text) && isTime(Number(text)) ? Number(text) : undefined
