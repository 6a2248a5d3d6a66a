import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { bookKinds } from '../../../compiler/ir/streams.ts'
import type { FeedEvent } from '../../../runtime/market/event.ts'
import type { FeedFile } from '../../../runtime/market/readers/reader.ts'
import { shared } from '../../shared.ts'

interface Capture extends Pick<FeedFile, 'instrument' | 'contract'> {
  readonly file: string
}
const usd = { base: 'BTC', quote: 'USD', suffix: 'inverse perp' }
const usdt = { base: 'BTC', quote: 'USDT', suffix: '' }

/** The captures of 2024-08-08 beside the project. */
export const captures = {
  'spot BTC': { file: 'spot_btcusdt', instrument: usdt },
  'usdm BTC': { file: 'usdm_btcusdt', instrument: usdt },
  'coinm BTC': { file: 'cm_btcusd_perp', instrument: usd, contract: { value: 100, asset: 'USD' } },
  'spot ETH': { file: 'spot_ethusdt', instrument: { ...usdt, base: 'ETH' } },
  'usdm ETH': { file: 'usdm_ethusdt', instrument: { ...usdt, base: 'ETH' } },
  'coinm ETH': {
    file: 'cm_ethusd_perp',
    instrument: { ...usd, base: 'ETH' },
    contract: { value: 10, asset: 'USD' },
  },
} as const satisfies Readonly<Record<string, Capture>>

export const capturePath = (file: string) => join(shared!, `data/hftbacktest/binance_${file}_20240808.jsonl.gz`)

export const captureLines = (file: string): string[] => linesOf(capturePath(file))

/** The lines of a gzip file. */
export const linesOf = (path: string): string[] =>
  gunzipSync(readFileSync(path)).toString('latin1').split('\n').filter(Boolean)

/** The plainest book there is: a map of `side price` to size. Undefined while the book is invalid. */
export type PlainBook = Map<string, number> | undefined

/** The book after a `book` event. */
export function follow(book: PlainBook, { fields }: Pick<FeedEvent, 'fields'>): PlainBook {
  if (fields[0] === bookKinds.invalid) return undefined
  const next = fields[0] === bookKinds.snapshot ? new Map<string, number>() : book!
  for (let i = 1; i < fields.length; i += 3) put(next, fields[i]!, fields[i + 1]!, fields[i + 2]!)
  return next
}

export function put(book: Map<string, number>, side: number, price: number, size: number): void {
  if (size === 0) book.delete(`${side} ${price}`)
  else book.set(`${side} ${price}`, size)
}

/** One line for a whole book, whatever the order in which it came about. */
export const bookText = (book: Map<string, number>): string =>
  [...book]
    .map(([key, size]) => `${key} ${size}`)
    .sort()
    .join('\n')
