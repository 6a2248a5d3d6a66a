import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import type { FeedStats } from '../../../runtime/market/market.ts'
import type { FeedFile, Reader } from '../../../runtime/market/readers/reader.ts'
import { shared } from '../../shared.ts'
import { linesOf } from './captured_books.ts'
import { all, feedFile, folder } from './fixture.ts'

export const capturePath = (venue: string) => join(shared!, `data/cryptofeed/${venue}.jsonl.gz`)

/** Messages of a capture, connection by connection as the file has them; of REST with their address. */
export function messages(
  venue: string,
): { line: number; kind: string; conn: string; address: string; data: unknown }[] {
  return linesOf(capturePath(venue)).flatMap((text, i) => {
    const { t, conn, addr, url, data } = JSON.parse(text)
    if (t === 'header' || t === 'send') return []
    return [
      { line: i + 1, kind: t, conn, address: url ?? addr, data: data === undefined ? undefined : JSON.parse(data) },
    ]
  })
}

/** What a reader makes of a file. */
export async function read(reader: Reader, path: string, more: Partial<FeedFile> = {}) {
  const counts: Pick<FeedStats, 'skipped' | 'integrity'> = { skipped: {} }
  const progress = { done: 0 }
  const events = await all(reader.read(feedFile(path, { book: true, ...more }), counts, progress))
  return { events, ...counts, bytes: progress.done }
}

/** The same of lines, the last one without an end. */
export const readText = async (reader: Reader, lines: readonly string[], more: Partial<FeedFile> = {}) =>
  read(reader, join(await folder({ capture: lines.join('\n') }), 'capture'), more)

/** Lines of a capture, `ms` after the epoch's second 1,700,000,000. */
export const frame = (ms: number, data: unknown, conn = 'X.ws.1', more: object = {}) =>
  JSON.stringify({ t: 'recv', conn, ts: 1_700_000_000 + ms / 1_000, data: JSON.stringify(data), ...more })
export const http = (ms: number, url: string, data: unknown) =>
  JSON.stringify({ t: 'http', conn: 'X.http.0', ts: 1_700_000_000 + ms / 1_000, url, data: JSON.stringify(data) })
export const header = JSON.stringify({ t: 'header', format: 2, exchange: 'X', recorded: 1_700_000_000.5 })

/** Counts by stream. */
export const byStream = (events: readonly { stream: string | undefined }[]): Record<string, number> => {
  const counts: Record<string, number> = {}
  for (const { stream = 'other' } of events) counts[stream] = (counts[stream] ?? 0) + 1
  return counts
}

type Levels = readonly (readonly [price: string, size: string])[]

/** Kraken's checksum of a book, best levels first. */
export function krakenSum(bids: Levels, asks: Levels): string {
  const digits = [...asks.slice(0, 10), ...bids.slice(0, 10)].flat().map(t => t.replace('.', '').replace(/^0+/, ''))
  return String(crc32(digits.join('')))
}

/** OKX's. */
export function okxSum(bids: Levels, asks: Levels): number {
  const [b, a] = [bids.slice(0, 25), asks.slice(0, 25)]
  const parts = b.flatMap((bid, i) => (a[i] ? [...bid, ...a[i]] : [...bid])).concat(a.slice(b.length).flat())
  return crc32(parts.join(':')) | 0
}
