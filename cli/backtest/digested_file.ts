import { createHash } from 'node:crypto'
import { closeSync, fstatSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs'
import { TableFault } from '../../runtime/backtest/tables/table_files.ts'

const digestBytes = 32
/** Bytes that are read or written at a time: the system takes less than 2 GiB. */
const most = 1 << 26

/** Writes parts one after the other, and a digest of all of them behind; flushed when it returns. */
export function writeWhole(path: string, parts: readonly Uint8Array[]): void {
  const fd = openSync(path, 'w')
  try {
    const digest = createHash('sha256')
    for (const part of parts) {
      for (let at = 0; at < part.length; at += most) {
        const piece = part.subarray(at, at + most)
        digest.update(piece)
        write(fd, piece)
      }
    }
    write(fd, digest.digest())
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}

/** What was written, undefined if there is no file; `damaged` if it is not as it was written. Throws a `TableFault`. */
export function readWhole(path: string): Buffer | 'damaged' | undefined {
  try {
    const fd = openSync(path, 'r')
    try {
      const { size } = fstatSync(fd)
      if (size < digestBytes) return 'damaged'
      const content = Buffer.from(new ArrayBuffer(size - digestBytes))
      const digest = createHash('sha256')
      for (let at = 0; at < content.length; at += most) {
        const piece = content.subarray(at, at + most)
        read(fd, piece)
        digest.update(piece)
      }
      const written = Buffer.alloc(digestBytes)
      read(fd, written)
      return digest.digest().equals(written) ? content : 'damaged'
    } finally {
      closeSync(fd)
    }
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined
    throw new TableFault(path, error)
  }
}

/** The system may take a part only. */
function write(fd: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at)
}

function read(fd: number, into: Uint8Array): void {
  for (let at = 0; at < into.length; ) {
    const taken = readSync(fd, into, at, into.length - at, null)
    if (taken === 0) return
    at += taken
  }
}
