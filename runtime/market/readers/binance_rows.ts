import type { DepthData } from './binance_depth.ts'
import { readLines } from './lines.ts'
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

export function parse(text: string): Message | undefined {
  try {
    return JSON.parse(text.slice(head)) as Message
  } catch {
    return undefined
  }
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
  for await (const { texts } of readLines(file, { done: 0 })) {
    for (const text of texts) {
      if (text.startsWith(opening, head) ? text.startsWith(ticker, head + 1) : text.includes(ticker)) return false
      snapshot ||= text.startsWith('{"lastUpdateId"', head)
    }
  }
  return snapshot
}
