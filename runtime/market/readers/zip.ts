import { createReadStream, type ReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { crc32, createInflateRaw } from 'node:zlib'
import { type Entry, onlyEntry, ZipFault } from './zip_directory.ts'

/** The contents of the one file that a ZIP file holds, in chunks of its own, and what it is read from. */
export async function unzipped(
  path: string,
  chunk: number,
): Promise<{ file: ReadStream; bytes: AsyncIterable<Buffer> }> {
  const handle = await open(path)
  try {
    const entry = await onlyEntry(handle)
    const { start, packed } = entry
    const file = createReadStream(path, { highWaterMark: chunk, start, end: start + Math.max(packed, 1) - 1 })
    return { file, bytes: checked(file, entry, chunk) }
  } finally {
    await handle.close()
  }
}

/** Throws where the contents are not those that were packed. */
async function* checked(file: ReadStream, { deflated, crc, packed, size }: Entry, chunk: number) {
  let [sum, length] = [0, 0]
  try {
    const bytes = deflated ? pipeline(file, createInflateRaw({ chunkSize: chunk }), () => {}) : file
    // A stream of no bytes cannot be asked for.
    if (packed === 0) file.destroy()
    else
      for await (const piece of bytes as AsyncIterable<Buffer>) {
        sum = crc32(piece, sum)
        length += piece.length
        yield piece
      }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    throw code?.startsWith('Z_') ? new ZipFault(message) : error
  }
  if (length !== size) throw new ZipFault('it ends before its contents do')
  if (sum !== crc) throw new ZipFault('its check sum is another one')
}
