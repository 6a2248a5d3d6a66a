import type { Data } from './binance_rows.ts'
import { DataScan } from './data_scan.ts'

const scan = new DataScan()

/** The data of a bookTicker between `from` and `end` of a text. Undefined where it is for JSON to read. */
export function scanQuote(text: string, from: number, end: number): Data | undefined {
  if (!scan.read(text, from, end, false)) return undefined
  const b = scan.quoted('b')
  const B = scan.quoted('B')
  const a = scan.quoted('a')
  const A = scan.quoted('A')
  const T = scan.whole('T')
  const E = scan.whole('E')
  return Number.isNaN(b + B + a + A) || Number.isNaN(T) || Number.isNaN(E) ? undefined : { b, B, a, A, T, E }
}

/** The data of a trade, likewise. */
export function scanTrade(text: string, from: number, end: number): Data | undefined {
  if (!scan.read(text, from, end, false)) return undefined
  const p = scan.quoted('p')
  const q = scan.quoted('q')
  const m = scan.truth('m')
  const T = scan.whole('T')
  const E = scan.whole('E')
  return Number.isNaN(p + q) || m === undefined || Number.isNaN(T) || Number.isNaN(E) ? undefined : { p, q, m, T, E }
}
