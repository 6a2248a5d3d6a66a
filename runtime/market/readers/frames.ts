import { isTime } from '../event.ts'
import type { Progress } from '../market.ts'
import { merge } from '../merge.ts'
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

/**
 * The frames of a file in order of receipt, in chunks. Recorders write each connection in its order, but often one connection
 * after another: then the file is read once for each, and the readings are merged, so that memory stays bounded. What was
 * sent is left out. A line that is no frame stands where it was found.
 */
export async function* readFrames(
  file: FeedFile,
  progress: Pick<Progress, 'done'>,
): AsyncGenerator<readonly (Frame | Broken)[]> {
  const { connections, inOrder } = await survey(file)
  const parts = inOrder || connections.length < 2 ? [undefined] : connections
  yield* merge(parts.map((part, i) => readPart(file, part, i === 0, share(progress, parts.length))))
}

/** `{"t":"recv","conn":"KRAKEN.ws.48","ts":1618678142.592855,`: kind, connection, seconds, their parts. */
const opening = /^\{"t": ?"(\w+)", ?"conn": ?"([^"]*)", ?"ts": ?(\d+)(?:\.(\d+))?,/
const header = /^\{"t": ?"header"/

interface Opening {
  readonly kind: string
  readonly connection: string
  readonly received: number
}

/** Undefined also where its time is none. */
function openingOf(text: string): Opening | undefined {
  const [, kind, connection, seconds, parts = ''] = opening.exec(text) ?? []
  if (!kind) return undefined
  // From the digits: as a float of seconds the time would be off by a microsecond now and then.
  const received = Number(seconds) * 1_000_000 + Number(parts.slice(0, 6).padEnd(6, '0'))
  if (!isTime(received)) return undefined
  return { kind, connection: connection!, received }
}

/** The connections of a file, and whether its lines are in order of receipt. */
async function survey(file: FeedFile): Promise<{ connections: string[]; inOrder: boolean }> {
  const connections = new Set<string>()
  let inOrder = true
  let latest = 0
  for await (const { text } of linesOf(file, { done: 0 })) {
    const found = openingOf(text)
    if (!found || !read.has(found.kind)) continue
    connections.add(found.connection)
    inOrder &&= found.received >= latest
    latest = found.received
  }
  return { connections: [...connections], inOrder }
}

const read: ReadonlySet<string> = new Set(['connect', 'http', 'recv'])

/** The frames of one connection, or of all; lines that are no frames are told by the first of several readings. */
async function* readPart(
  file: FeedFile,
  connection: string | undefined,
  first: boolean,
  progress: Pick<Progress, 'done'>,
): AsyncGenerator<readonly (Frame | Broken)[]> {
  let received = 0
  let frames: (Frame | Broken)[] = []
  for await (const { text, line, open } of linesOf(file, progress)) {
    const found = openingOf(text)
    if (!found) {
      const broken = opening.test(text) ? 'bad_stamp' : 'not_a_frame'
      if (first && !header.test(text)) frames.push({ received, broken, line, open, raw: text })
      continue
    }
    if (!read.has(found.kind) || (connection !== undefined && found.connection !== connection)) continue
    received = found.received
    frames.push(frameOf(found, text, line) ?? { received, broken: 'bad_json', line, open, raw: text })
    if (frames.length < 1_000) continue
    yield frames
    frames = []
  }
  if (frames.length) yield frames
}

function frameOf({ kind, connection, received }: Opening, raw: string, line: number): Frame | undefined {
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

async function* linesOf(file: FeedFile, progress: Pick<Progress, 'done'>) {
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

/** One of several readings of the same file. */
function share(progress: Pick<Progress, 'done'>, readings: number): Pick<Progress, 'done'> {
  let done = 0
  return {
    get done() {
      return done
    },
    set done(bytes) {
      progress.done += (bytes - done) / readings
      done = bytes
    },
  }
}
