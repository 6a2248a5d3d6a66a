import type { FeedEvent } from '../event.ts'
import { toBase } from './contracts.ts'
import { decimal } from './decimal.ts'
import { cutOut, decodeLines } from './decode_lines.ts'
import { headed } from './headed.ts'
import type { FeedFile, Reader } from './reader.ts'
import { millis } from './stamps.ts'

/** From the exchange to a machine far from it; what a subscriber commonly sees. */
const latency = 100_000

/** The files of best prices that Binance publishes for futures. */
export const binanceBookTickerCsv: Reader = {
  name: 'binance_book_ticker_csv',
  streams: ['quote'],
  keys: ['contract', 'latency'],
  latency,
  read: (file, counts, progress) =>
    decodeLines('binance_book_ticker_csv', cutOut(quotes(file)), file, counts, progress),
}

const columns = ['best_bid_price', 'best_bid_qty', 'best_ask_price', 'best_ask_qty', 'transaction_time', 'event_time']

function quotes(file: FeedFile) {
  const base = toBase(file)
  const later = file.latency ?? latency
  return headed(columns, ([bidText, bidSize, askText, askSize, happened, told], line) => {
    const [stamp, sent] = [millis(happened), millis(told)]
    if (stamp === undefined || sent === undefined) return 'bad_stamp'
    const [bid, bids, ask, asks] = [bidText, bidSize, askText, askSize].map(decimal) as [number, number, number, number]
    if (!(bid > 0 && ask > 0 && bids >= 0 && asks >= 0)) return 'no_price'
    const fields = [bid, base(bids, bid), ask, base(asks, ask)]
    return { received: sent + later, stamp, stream: 'quote', fields, line }
  })
}

/**
 * The files of funding that Binance publishes by month: `calc_time,funding_interval_hours,last_funding_rate`. What was paid is
 * known; what will be is not in them.
 */
export const binanceFundingCsv: Reader = {
  name: 'binance_funding_csv',
  streams: ['funding'],
  keys: ['latency'],
  latency,
  read: (file, counts, progress) => decodeLines('binance_funding_csv', cutOut(funding(file)), file, counts, progress),
}

function funding(file: FeedFile) {
  const later = file.latency ?? latency
  return headed(['calc_time', 'funding_interval_hours', 'last_funding_rate'], ([time, hours, rate], line) => {
    const stamp = millis(time)
    const [interval, paid] = [decimal(hours) * 3_600, decimal(rate)]
    if (stamp === undefined) return 'bad_stamp'
    if (!(interval > 0) || Number.isNaN(paid)) return 'no_price'
    const fields = [Number.NaN, Number.NaN, interval, stamp + interval * 1e6, paid]
    return { received: stamp + later, stamp, stream: 'funding', fields, line } satisfies FeedEvent
  })
}
