import { isTime } from '../event.ts'
import type { DepthData } from './binance_depth.ts'
import { readLines } from './lines.ts'
import { parseJson } from './parse_json.ts'
import type { FeedFile } from './reader.ts'

/** Where the message begins in a line, after nineteen digits and a space. */
export const head = 20
/** How a message begins, unless the recorder orders keys otherwise. */
export const opening = '{"stream":"'

/** The parts of a message that are read; from outside, so each of any kind. */
export type Data = DepthData & Partial<Record<'B' | 'A' | 'p' | 'q' | 'm', unknown>>
export interface Message extends DepthData {
  readonly stream?: unknown
  readonly symbol?: unknown
  readonly data?: Data
}

export const parse = (text: string) => parseJson(text) as Message | undefined

/**
 * The receive time in µs of the line that begins at `from`: nineteen digits, which are nanoseconds from 2001 to 2255, a
 * space and a message. Undefined where it is not such a line; other lengths are other units.
 */
export function receipt(text: string, from: number): number | undefined {
  let micros = 0
  for (let i = 0; i < 19; i++) {
    const digit = text.charCodeAt(from + i) - 48
    if (!(digit >= 0 && digit <= 9)) return undefined
    if (i < 16) micros = micros * 10 + digit
  }
  return isTime(micros) && text.startsWith(' {', from + 19) ? micros : undefined
}

/** Trade by trade, or those of one order and one price as one. A recording may have both; one of them is read. */
export type TradeKind = 'trade' | 'aggTrade'
export type Kind = 'bookTicker' | TradeKind | 'depth'
const kinds = {
  trade: ['bookTicker', 'trade', 'depth'],
  aggTrade: ['bookTicker', 'aggTrade', 'depth'],
} as const satisfies Record<TradeKind, readonly Kind[]>

/**
 * What a stream carries whose name stands between `from` and `end` of a text: the part between the first `@` and the
 * second. Undefined where nobody reads it.
 */
export function kindOf(text: string, from: number, end: number, trades: TradeKind): Kind | undefined {
  const at = text.indexOf('@', from) + 1
  if (at === 0) return undefined
  for (const kind of kinds[trades]) {
    const after = at + kind.length
    if (after <= end && text.startsWith(kind, at) && (after === end || text[after] === '@')) return kind
  }
  return undefined
}

/** `btcusdt`, `btcusd_perp` of COIN-M, `btcusdt_270326` of a future; or as the manifest spells it. */
export function spelling({ symbol, instrument: { base, quote, suffix } }: FeedFile): string {
  const end = suffix === 'inverse perp' ? '_perp' : /^\d/.test(suffix) ? `_${suffix.slice(2).replaceAll('-', '')}` : ''
  return (symbol ?? `${base}${quote}${end}`).toLowerCase()
}

/** From ms to µs; undefined where there is none, null where it is no time. */
export function time(ms: unknown): number | undefined | null {
  if (ms === undefined) return undefined
  return typeof ms === 'number' && ms > 0 && Number.isSafeInteger(ms * 1_000) ? ms * 1_000 : null
}

/**
 * Whether quotes have to be made from the book: the file has a snapshot and no `bookTicker` of the symbol. Looks no
 * further than the first `bookTicker`, which in most files is among the first lines.
 */
export async function quotesAreTops(file: FeedFile): Promise<boolean> {
  const ticker = `"stream":"${spelling(file)}@bookTicker"`
  let snapshot = false
  for await (const { text } of readLines(file, { done: 0 })) {
    for (const line of text.split('\n')) {
      if (line.startsWith(opening, head) ? line.startsWith(ticker, head + 1) : line.includes(ticker)) return false
      snapshot ||= line.startsWith('{"lastUpdateId"', head)
    }
  }
  return snapshot
}
