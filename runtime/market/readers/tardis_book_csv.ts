import { newIntegrity } from '../books/integrity.ts'
import { toBase } from './contracts.ts'
import { cutOut, decodeLines } from './decode_lines.ts'
import { LevelRows } from './level_rows.ts'
import type { Reader } from './reader.ts'
import { tardisRows } from './tardis_rows.ts'

/**
 * Tardis's `incremental_book_L2`: a row for each level that changed. Rows of one time of receipt are one batch; rows in a row
 * that belong to a snapshot are one snapshot.
 */
export const tardisBookCsv: Reader = {
  name: 'tardis_book_csv',
  streams: ['quote', 'book'],
  keys: ['contract', 'symbol'],
  async *read(file, counts, progress) {
    counts.integrity = newIntegrity()
    const rows = new LevelRows(counts.integrity, toBase(file), file.book ?? false)
    const decode = tardisRows(file, ['is_snapshot', 'side', 'price', 'amount'], ([snapshot, side, price, size], at) => {
      const whole = snapshot === 'true'
      return rows.add({ key: whole || at.received, whole, side: sides[side!], price: price!, size: size! }, at)
    })
    yield* decodeLines('tardis_book_csv', cutOut(rows.decoder(decode)), file, counts, progress)
    yield rows.end()
  },
}

const sides: Readonly<Record<string, 1 | -1>> = { bid: 1, ask: -1 }
