import type { FileHandle } from 'node:fs/promises'

/** Why a ZIP file cannot be read. Codes are like those of Node's own decompression. */
export class ZipFault extends Error {
  constructor(
    message: string,
    /** `Z_KIND`: nothing is wrong with the file, but it has to be unpacked by others. */
    readonly code: 'Z_ZIP' | 'Z_KIND' = 'Z_ZIP',
  ) {
    super(message)
  }
}

/** The one file in a ZIP file. */
export interface Entry {
  readonly deflated: boolean
  readonly crc: number
  /** Bytes as they are packed, and what they become. */
  readonly packed: number
  readonly size: number
  /** Where the packed bytes begin. */
  readonly start: number
}

/** Looks it up in the directory at the end of the file, which alone knows the lengths of what was packed as a stream. */
export async function onlyEntry(handle: FileHandle): Promise<Entry> {
  const { size } = await handle.stat()
  const directory = await directoryOf(handle, size)
  const files: Buffer[] = []
  for (let at = 0; directory.length - at >= 46 && directory.readUInt32LE(at) === signs.entry; ) {
    const length =
      46 + directory.readUInt16LE(at + 28) + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
    const entry = directory.subarray(at, at + length)
    if (isContent(entry.toString('utf8', 46, 46 + entry.readUInt16LE(28)))) files.push(entry)
    at += length
  }
  if (files.length > 1) throw new ZipFault('it holds several files', 'Z_KIND')
  const [entry] = files
  if (!entry) throw new ZipFault('it holds no file')
  const method = entry.readUInt16LE(10)
  if (entry.readUInt16LE(8) & 1) throw new ZipFault('it is encrypted', 'Z_KIND')
  if (method !== 0 && method !== 8)
    throw new ZipFault(`it is packed by ${methods[method] ?? `method ${method}`}`, 'Z_KIND')
  const lengths = lengthsOf(entry)
  const head = await read(handle, lengths.offset, 30)
  if (head.length < 30 || head.readUInt32LE(0) !== signs.head) throw new ZipFault('its directory leads astray')
  const start = lengths.offset + 30 + head.readUInt16LE(26) + head.readUInt16LE(28)
  return { deflated: method === 8, crc: entry.readUInt32LE(16), packed: lengths.packed, size: lengths.size, start }
}

const signs = { head: 0x04034b50, entry: 0x02014b50, end: 0x06054b50, end64: 0x06064b50, locator: 0x07064b50 }
const methods: Readonly<Record<number, string>> = { 9: 'Deflate64', 12: 'bzip2', 14: 'LZMA', 93: 'Zstandard', 95: 'XZ' }

/** Folders have no contents, and what a Mac adds is not that of the file. */
const isContent = (name: string) => !name.endsWith('/') && !name.startsWith('__MACOSX/')

/** The end of a directory may have a comment after it; larger than this, a directory is one of many files. */
const longestEnd = 22 + 65_535
const mostDirectory = 1_048_576

async function directoryOf(handle: FileHandle, size: number): Promise<Buffer> {
  const tail = await read(handle, Math.max(0, size - longestEnd), longestEnd)
  let at = tail.length - 22
  while (at >= 0 && tail.readUInt32LE(at) !== signs.end) at--
  if (at < 0) throw new ZipFault('it ends before its contents do')
  let [length, offset] = [tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16)]
  if (at >= 20 && tail.readUInt32LE(at - 20) === signs.locator) {
    const end = await read(handle, long(tail, at - 12), 56)
    if (end.length < 56 || end.readUInt32LE(0) !== signs.end64) throw new ZipFault('its directory leads astray')
    ;[length, offset] = [long(end, 40), long(end, 48)]
  }
  if (length > mostDirectory) throw new ZipFault('it holds several files', 'Z_KIND')
  return read(handle, offset, length)
}

/** Of files of more than 4 GB they stand in a field of their own, each where there is no room for it. */
function lengthsOf(entry: Buffer): Record<'size' | 'packed' | 'offset', number> {
  const lengths = { size: entry.readUInt32LE(24), packed: entry.readUInt32LE(20), offset: entry.readUInt32LE(42) }
  const from = 46 + entry.readUInt16LE(28)
  const extra = entry.subarray(from, from + entry.readUInt16LE(30))
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue
    let next = at + 4
    for (const key of ['size', 'packed', 'offset'] as const) {
      if (lengths[key] !== 0xffffffff || next + 8 > extra.length) continue
      lengths[key] = long(extra, next)
      next += 8
    }
  }
  return lengths
}

const long = (bytes: Buffer, at: number) => Number(bytes.readBigUInt64LE(at))

async function read(handle: FileHandle, from: number, length: number): Promise<Buffer> {
  if (!Number.isSafeInteger(from)) throw new ZipFault('its directory leads astray')
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, from)
  return buffer.subarray(0, bytesRead)
}
