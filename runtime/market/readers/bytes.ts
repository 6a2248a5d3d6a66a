import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { createGunzip, type Gunzip, type ZlibOptions } from 'node:zlib'
import type { Progress } from '../market.ts'
import { startsAsGzip, startsAsZip } from './gzip.ts'
import type { FeedFile } from './reader.ts'
import { unzipped } from './zip.ts'

const chunk = 64 * 1024

/** Why a file cannot be read to its end, beside what the system and its decompression have to say. */
class ByteFault extends Error {
  constructor(
    /** `SHORTER`: it had more bytes before. */
    readonly code: 'SHORTER' | 'Z_TAIL',
    message: string,
  ) {
    super(message)
  }
}

/** The contents of a plain, gzip or ZIP file, told apart by its first bytes, in chunks. */
export async function* readBytes(
  { path, bytes: known = 0 }: Pick<FeedFile, 'path' | 'bytes'>,
  progress: Pick<Progress, 'done'>,
  options?: ZlibOptions,
): AsyncGenerator<Buffer> {
  const size = Math.max(known, (await stat(path)).size)
  const { file, bytes, gunzip } = await opened(path, options)
  let counted = 0
  for await (const piece of bytes) {
    progress.done += file.bytesRead - counted
    counted = file.bytesRead
    yield piece as Buffer
  }
  if (gunzip) await checkTail(path, gunzip.bytesWritten)
  else if (bytes === file && file.bytesRead < size) throw new ByteFault('SHORTER', '')
}

/** Errors of either end of a pipe reach the one who reads; one who stops reading closes the file. */
async function opened(path: string, options?: ZlibOptions) {
  if (await startsAsZip(path)) return unzipped(path, chunk) as Promise<Opened>
  const file = createReadStream(path, { highWaterMark: chunk })
  if (!(await startsAsGzip(path))) return { file, bytes: file } satisfies Opened
  const gunzip = createGunzip({ chunkSize: chunk, ...options })
  return { file, bytes: pipeline(file, gunzip, () => {}), gunzip } satisfies Opened
}

interface Opened {
  readonly file: ReturnType<typeof createReadStream>
  readonly bytes: AsyncIterable<unknown>
  readonly gunzip?: Gunzip
}

/** Zeros after the end are what tapes add, and end the reading: whatever comes after them would be lost without a word. */
async function checkTail(path: string, from: number): Promise<void> {
  for await (const piece of createReadStream(path, { start: from, highWaterMark: chunk })) {
    if ((piece as Buffer).some(byte => byte !== 0))
      throw new ByteFault('Z_TAIL', 'after its end come zeros, and then something else')
  }
}
