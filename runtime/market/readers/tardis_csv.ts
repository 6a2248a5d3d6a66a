import type { FeedEvent } from '../event.ts'
import type { Received } from './book_events.ts'
import { type ToBase, toBase } from './contracts.ts'
import { decimal } from './decimal.ts'
import { cutOut, decodeLines } from './decode_lines.ts'
import type { FeedFile, Reader } from './reader.ts'
import type { Decoded } from './tally.ts'
import { alive } from './tally.ts'
import { micros, tardisRows } from './tardis_rows.ts'

type DecodeRow = (row: readonly string[], at: Received) => Decoded<FeedEvent>

function reader(
  name: string,
  streams: Reader['streams'],
  columns: readonly string[],
  decoder: (base: ToBase) => DecodeRow,
): Reader {
  const decode = (file: FeedFile) => cutOut(tardisRows(file, columns, decoder(toBase(file))))
  return {
    name,
    streams,
    keys: ['contract', 'symbol'],
    read: (file, counts, progress) => decodeLines(name, decode(file), file, counts, progress),
  }
}

/** Tardis's `trades`. Where the exchange does not say who came, the side is absent. */
export const tardisTradesCsv = reader(
  'tardis_trades_csv',
  ['trades'],
  ['side', 'price', 'amount'],
  base =>
    ([side, ...row], at) => {
      const [price, qty] = row.map(decimal) as [number, number]
      const sign = { buy: 1, sell: -1, unknown: Number.NaN }[side!]
      if (!(price > 0 && qty > 0) || sign === undefined) return 'no_price'
      return { ...at, stream: 'trades', fields: [price, base(qty, price), sign] }
    },
)

/** Tardis's `quotes`. A side that is empty is absent. */
export const tardisQuotesCsv = reader(
  'tardis_quotes_csv',
  ['quote'],
  ['bid_price', 'bid_amount', 'ask_price', 'ask_amount'],
  base => (row, at) => {
    const [bid, bidSize, ask, askSize] = row.map(decimal) as [number, number, number, number]
    const fields = [...side(bid, bidSize, base), ...side(ask, askSize, base)]
    return fields.every(Number.isNaN) ? 'no_price' : { ...at, stream: 'quote', fields }
  },
)

const side = (price: number, size: number, base: ToBase) =>
  price > 0 && size >= 0 ? [price, base(size, price)] : [Number.NaN, Number.NaN]

/** Tardis's `derivative_ticker`. A row says everything once more; each stream ticks where one of its fields is another. */
export const tardisTickerCsv = reader(
  'tardis_ticker_csv',
  ['funding', 'mark', 'open_interest'],
  ['funding_rate', 'predicted_funding_rate', 'funding_timestamp', 'mark_price', 'index_price', 'open_interest'],
  base => {
    const known = new Map<string, readonly number[]>()
    return ([rate, predicted, next, mark, index, interest], at) => {
      const price = decimal(mark)
      const told = {
        // Neither the interval nor what was paid is told.
        funding: [decimal(rate), decimal(predicted), Number.NaN, micros(next!) ?? Number.NaN, Number.NaN],
        mark: [price, decimal(index)],
        open_interest: [base(decimal(interest), price)],
      } as const
      const events = Object.entries(told).flatMap(([stream, fields]): FeedEvent[] => {
        const same = known.get(stream)?.every((value, i) => Object.is(value, fields[i]))
        known.set(stream, fields)
        const empty = fields.every(Number.isNaN)
        return same || empty ? [] : [{ ...at, stream: stream as keyof typeof told, fields }]
      })
      return events.length ? events : alive(at.received, at.line, at.stamp)
    }
  },
)
