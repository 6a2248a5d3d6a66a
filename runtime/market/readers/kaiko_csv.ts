import { newIntegrity } from '../books/integrity.ts'
import { toBase } from './contracts.ts'
import { cutOut, decodeLines } from './decode_lines.ts'
import { headed } from './headed.ts'
import { LevelRows } from './level_rows.ts'
import type { FeedFile, Reader } from './reader.ts'
import { millis } from './stamps.ts'
import { tradeEvents } from './ticks.ts'

/** From the exchange to a machine far from it. */
const latency = 100_000

/** Kaiko's trades: `id,exchange,symbol,date,price,amount,sell`. Times are ms, of the exchange. */
export const kaikoTradesCsv: Reader = {
  name: 'kaiko_trades_csv',
  streams: ['trades'],
  keys: ['contract', 'latency', 'symbol'],
  latency,
  read: (file, counts, progress) => decodeLines('kaiko_trades_csv', cutOut(trades(file)), file, counts, progress),
}

function trades(file: FeedFile) {
  const base = toBase(file)
  const later = file.latency ?? latency
  let symbol = file.symbol?.toLowerCase()
  return headed(['symbol', 'date', 'price', 'amount', 'sell'], ([name, date, price, size, sell], line) => {
    symbol ??= name!
    if (name !== symbol) return 'other_symbol'
    const stamp = millis(date)
    if (stamp === undefined) return 'bad_stamp'
    const side = { true: -1, false: 1 }[sell!.toLowerCase()] as 1 | -1 | undefined
    return tradeEvents([{ received: stamp + later, stamp, line, price, size, side }], base)
  })
}

/** Kaiko's raw order book snapshots: `date,type,price,amount`, a row for each level, a snapshot every 30 seconds. */
export const kaikoBookCsv: Reader = {
  name: 'kaiko_book_csv',
  streams: ['quote', 'book'],
  keys: ['contract', 'latency'],
  latency,
  async *read(file, counts, progress) {
    counts.integrity = newIntegrity()
    const later = file.latency ?? latency
    const rows = new LevelRows(counts.integrity, toBase(file), file.book ?? false)
    const decode = headed(['date', 'type', 'price', 'amount'], ([date, type, price, size], line) => {
      const stamp = millis(date)
      if (stamp === undefined) return 'bad_stamp'
      const at = { received: stamp + later, stamp, line }
      return rows.add({ key: date, whole: true, side: sides[type!], price: price!, size: size! }, at)
    })
    yield* decodeLines('kaiko_book_csv', cutOut(rows.decoder(decode)), file, counts, progress)
    yield rows.end()
  },
}

const sides: Readonly<Record<string, 1 | -1>> = { b: 1, a: -1 }
