import { binanceTradesCsv } from './binance_trades_csv.ts'
import { binanceBookTickerCsv, binanceFundingCsv } from './binance_vision_csv.ts'
import { binanceWs } from './binance_ws.ts'
import { cryptofeedBinance } from './cryptofeed_binance.ts'
import { cryptofeedBybit } from './cryptofeed_bybit.ts'
import { cryptofeedCoinbase } from './cryptofeed_coinbase.ts'
import { cryptofeedKraken } from './cryptofeed_kraken.ts'
import { cryptofeedOkx } from './cryptofeed_okx.ts'
import { csv } from './csv_table.ts'
import { hvtEvents } from './hvt_events.ts'
import { jsonl } from './json_lines.ts'
import { kaikoBookCsv, kaikoTradesCsv } from './kaiko_csv.ts'
import { messagesCsv } from './messages_csv.ts'
import { parquetEvents } from './parquet_events.ts'
import { parquet } from './parquet_table.ts'
import type { Reader } from './reader.ts'
import { tardisBookCsv } from './tardis_book_csv.ts'
import { tardisQuotesCsv, tardisTickerCsv, tardisTradesCsv } from './tardis_csv.ts'
import { uniswapCsv } from './uniswap_csv.ts'

/** Every reader, by the name that manifests use. */
export const readers: Readonly<Record<string, Reader>> = {
  [binanceWs.name]: binanceWs,
  [cryptofeedBinance.name]: cryptofeedBinance,
  [cryptofeedKraken.name]: cryptofeedKraken,
  [cryptofeedOkx.name]: cryptofeedOkx,
  [cryptofeedCoinbase.name]: cryptofeedCoinbase,
  [cryptofeedBybit.name]: cryptofeedBybit,
  [binanceTradesCsv.name]: binanceTradesCsv,
  [binanceBookTickerCsv.name]: binanceBookTickerCsv,
  [binanceFundingCsv.name]: binanceFundingCsv,
  [tardisBookCsv.name]: tardisBookCsv,
  [tardisTradesCsv.name]: tardisTradesCsv,
  [tardisQuotesCsv.name]: tardisQuotesCsv,
  [tardisTickerCsv.name]: tardisTickerCsv,
  [kaikoBookCsv.name]: kaikoBookCsv,
  [kaikoTradesCsv.name]: kaikoTradesCsv,
  [uniswapCsv.name]: uniswapCsv,
  [messagesCsv.name]: messagesCsv,
  [csv.name]: csv,
  [jsonl.name]: jsonl,
  [parquet.name]: parquet,
  [parquetEvents.name]: parquetEvents,
  [hvtEvents.name]: hvtEvents,
}
