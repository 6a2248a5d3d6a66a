import { isAscii, isUtf8 } from 'node:buffer'
import { constants } from 'node:zlib'
import { type Diagnostic, diagnostic } from '../../../grammar/diagnostics/diagnostic.ts'
import { MarketFault, type Progress } from '../market.ts'
import { readBytes } from './bytes.ts'
import type { FeedFile } from './reader.ts'

/** Some lines in a row, with their ends. They stay one text: readers that look at each character do so fastest there. */
export interface Lines {
  readonly text: string
  /** It is a single line without an end: the file ends in it. */
  readonly open: boolean
}

/** Something that is not made of lines must not fill the memory. */
const longest = 16 * 1024 * 1024

/**
 * The lines of a plain, gzip or ZIP file, in chunks, of UTF-8 with or without its mark. No character is cut, as chunks end with
 * lines. Throws a `MarketFault` where the file is not text, is cut, damaged or unreadable.
 */
export async function* readLines(file: FeedFile, progress: Pick<Progress, 'done'>): AsyncGenerator<Lines> {
  let rest: Buffer = Buffer.alloc(0)
  let begun = false
  try {
    for await (const bytes of readBytes(file, progress)) {
      if (!begun && bytes.includes(0)) throw new MarketFault(notText(file, 'binary'))
      const joined = rest.length ? Buffer.concat([rest, bytes]) : bytes
      const ended = joined.lastIndexOf(newline) + 1
      rest = joined.subarray(ended)
      if (rest.length > longest) throw new MarketFault(notText(file, 'no_lines'))
      if (ended) yield { text: textOf(joined.subarray(0, ended), !begun), open: false }
      begun ||= ended > 0
    }
  } catch (error) {
    throw error instanceof MarketFault ? error : new MarketFault(await explain(file, error as NodeJS.ErrnoException))
  }
  if (rest.length) yield { text: textOf(rest, !begun), open: true }
}

const newline = 10

/** Almost all of a recording is ASCII, and read as such by far the fastest. */
function textOf(bytes: Buffer, first: boolean): string {
  const text = first && bytes.subarray(0, 3).equals(mark) ? bytes.subarray(3) : bytes
  if (isAscii(text)) return text.toString('latin1')
  return isUtf8(text) ? text.toString('utf8') : lineByLine(text)
}

/** Where it is no UTF-8 it is likely Latin-1, or a single line is damaged. */
function lineByLine(bytes: Buffer): string {
  const lines: string[] = []
  for (let at = 0, next = 0; at < bytes.length; at = next) {
    next = bytes.indexOf(newline, at) + 1 || bytes.length
    const line = bytes.subarray(at, next)
    lines.push(line.toString(isUtf8(line) ? 'utf8' : 'latin1'))
  }
  return lines.join('')
}

const mark = Buffer.from('\uFEFF')

async function explain(read: FeedFile, error: NodeJS.ErrnoException): Promise<Diagnostic> {
  const { file, span } = read
  const { code, message } = error
  if (code === 'Z_BUF_ERROR') return diagnostic('HVT4025', { span }, { file, line: await wholeLines(read) })
  if (code === 'Z_KIND') return diagnostic('HVT4031', { span }, { file, reason: message })
  if (code?.startsWith('Z_')) return diagnostic('HVT4026', { span }, { file, reason: message })
  if (code === 'SHORTER') return diagnostic('HVT4032', { span }, { file })
  return diagnostic('HVT4023', { span }, { file, reason: code ?? message })
}

/** How many whole lines a cut gzip file has: read once more, as far as it goes. */
async function wholeLines(file: FeedFile): Promise<number> {
  let lines = 0
  for await (const bytes of readBytes(file, { done: 0 }, { finishFlush: constants.Z_SYNC_FLUSH })) {
    for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, at + 1)) lines++
  }
  return lines
}

const notText = ({ file, span }: FeedFile, reason: 'binary' | 'no_lines'): Diagnostic =>
  diagnostic('HVT4027', { span }, { file, reader: '', reason, rows: 0 })
