import { createReadStream } from 'node:fs'
import { pipeline, type Readable } from 'node:stream'
import { constants, createGunzip, type ZlibOptions } from 'node:zlib'
import { type Diagnostic, diagnostic } from '../../../grammar/diagnostics/diagnostic.ts'
import { MarketFault, type Progress } from '../market.ts'
import { startsAsGzip, startsAsZip } from './gzip.ts'
import type { FeedFile } from './reader.ts'
import { unzipped } from './zip.ts'

/** Some lines in a row, with their ends. They stay one text: readers that look at each character do so fastest there. */
export interface Lines {
  readonly text: string
  /** It is a single line without an end: the file ends in it. */
  readonly open: boolean
}

/** Something that is not made of lines must not fill the memory. */
const longest = 16 * 1024 * 1024

/**
 * The lines of a plain, gzip or ZIP file (told apart by its first bytes), in chunks. Bytes become
 * characters one to one (Latin-1): what is read of market messages is ASCII, and no character is cut at a chunk's end.
 * Throws a `MarketFault` where the file is not text, is cut, damaged or unreadable.
 */
export async function* readLines(file: FeedFile, progress: Pick<Progress, 'done'>): AsyncGenerator<Lines> {
  let rest: Buffer = Buffer.alloc(0)
  let begun = false
  try {
    for await (const bytes of readBytes(file.path, progress)) {
      if (!begun && bytes.includes(0)) throw new MarketFault(notText(file, 'binary'))
      begun = true
      const joined = rest.length ? Buffer.concat([rest, bytes]) : bytes
      const ended = joined.lastIndexOf(newline) + 1
      rest = joined.subarray(ended)
      if (rest.length > longest) throw new MarketFault(notText(file, 'no_lines'))
      if (ended) yield { text: joined.toString('latin1', 0, ended), open: false }
    }
  } catch (error) {
    throw error instanceof MarketFault ? error : new MarketFault(await explain(file, error as NodeJS.ErrnoException))
  }
  if (rest.length) yield { text: rest.toString('latin1'), open: true }
}

const newline = 10
const chunk = 64 * 1024

async function* readBytes(path: string, progress: Pick<Progress, 'done'>, options?: ZlibOptions) {
  const packed = await startsAsGzip(path)
  const file = createReadStream(path, { highWaterMark: chunk })
  // Errors of either end reach the one who reads; one who stops reading closes the file.
  const bytes: Readable = packed ? pipeline(file, createGunzip({ chunkSize: chunk, ...options }), () => {}) : file
  let counted = 0
  for await (const piece of (await startsAsZip(path)) ? unzipped(bytes) : bytes) {
    progress.done += file.bytesRead - counted
    counted = file.bytesRead
    yield piece as Buffer
  }
}

async function explain({ file, path, span }: FeedFile, error: NodeJS.ErrnoException): Promise<Diagnostic> {
  if (error.code === 'Z_BUF_ERROR') return diagnostic('HVT4025', { span }, { file, line: await wholeLines(path) })
  if (error.code?.startsWith('Z_')) return diagnostic('HVT4026', { span }, { file, reason: error.message })
  return diagnostic('HVT4023', { span }, { file, reason: error.code ?? error.message })
}

/** How many whole lines a cut gzip file has: read once more, as far as it goes. */
async function wholeLines(path: string): Promise<number> {
  let lines = 0
  for await (const bytes of readBytes(path, { done: 0 }, { finishFlush: constants.Z_SYNC_FLUSH })) {
    for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, at + 1)) lines++
  }
  return lines
}

const notText = ({ file, span }: FeedFile, reason: 'binary' | 'no_lines'): Diagnostic =>
  diagnostic('HVT4027', { span }, { file, reader: '', reason, rows: 0 })
