import { isTime } from '../event.ts'
import type { Progress } from '../market.ts'
import { readLines } from './lines.ts'
import type { FeedFile } from './reader.ts'

/** A line of a capture by cryptofeed: what a client saw or did on one of its connections. */
export interface Frame {
  /** µs since the epoch. */
  readonly received: number
  readonly kind: 'connect' | 'http' | 'recv'
  readonly connection: string
  /** Of `connect` and `http` what was asked for. */
  readonly address: string
  /** The message as it came. */
  readonly text: string
  readonly line: number
  /** The line as it stands in the file. */
  readonly raw: string
}

/** A line that is no frame, and why. */
export interface Broken {
  readonly received: number
  readonly broken: 'not_a_frame' | 'bad_json' | 'bad_stamp'
  readonly line: number
  /** It is the last line, and has no end. */
  readonly open: boolean
  readonly raw: string
}

/** `{"t":"recv","conn":"KRAKEN.ws.48","ts":1618678142.592855,`: kind, connection, seconds, their parts. */
const opening = /^\{"t": ?"(\w+)", ?"conn": ?"([^"]*)", ?"ts": ?(\d+)(?:\.(\d+))?,/
const header = /^\{"t": ?"header"/

export interface Opening {
  readonly kind: string
  readonly connection: string
  readonly received: number
}

/** Undefined where the line is no frame, or its time none. */
export function openingOf(text: string): Opening | undefined {
  const [, kind, connection, seconds, parts = ''] = opening.exec(text) ?? []
  if (!kind) return undefined
  // From the digits: as a float of seconds the time would be off by a microsecond now and then.
  const received = Number(seconds) * 1_000_000 + Number(parts.slice(0, 6).padEnd(6, '0'))
  if (!isTime(received)) return undefined
  return { kind, connection: connection!, received }
}

/** What of a line is looked at: all but a header and what was sent. */
export const isRead = (text: string, found: Opening | undefined): boolean =>
  found ? kinds.has(found.kind) : !header.test(text)

const kinds: ReadonlySet<string> = new Set(['connect', 'http', 'recv'])

/** A line that is read, as a frame, or as what is wrong with it; `received` is of one that has no time. */
export function frameOf({ text, line, open }: Line, found: Opening | undefined, received: number): Frame | Broken {
  const broken = (why: Broken['broken']) => ({ received, broken: why, line, open, raw: text })
  return found
    ? (parsed(found, text, line) ?? broken('bad_json'))
    : broken(opening.test(text) ? 'bad_stamp' : 'not_a_frame')
}

function parsed({ kind, connection, received }: Opening, raw: string, line: number): Frame | undefined {
  try {
    const { addr, url, data = '' } = JSON.parse(raw) as Readonly<Record<'addr' | 'url' | 'data', unknown>>
    if (typeof data !== 'string') return undefined
    return {
      received,
      kind: kind as Frame['kind'],
      connection,
      address: String(addr ?? url ?? ''),
      text: data,
      line,
      raw,
    }
  } catch {
    return undefined
  }
}

/** A line of the file, and whether it is the last one and has no end. */
export interface Line {
  readonly text: string
  readonly line: number
  readonly open: boolean
}

/** The lines of a file that are not empty. */
export async function* linesOf(file: FeedFile, progress: Pick<Progress, 'done'>): AsyncGenerator<Line> {
  let line = 0
  for await (const { text, open } of readLines(file, progress)) {
    for (const one of text.split(/\r?\n/)) {
      line++
      if (one) yield { text: one, line, open }
    }
    // A chunk ends with the end of a line, after which the split sees one more.
    if (!open) line--
  }
}
