import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { type Diagnostic, diagnostic } from '../../grammar/diagnostics/diagnostic.ts'
import { nearest } from '../../grammar/diagnostics/nearest.ts'

/** Bytes of a text. */
const largest = 10_000_000

interface Bad {
  readonly problem: Diagnostic
}

/** The text of a strategy, relative to the working folder, or why it is none. */
export function readStrategy(path: string): { readonly text: string } | Bad {
  const read = readBytes(path, largest)
  return 'problem' in read ? read : textOf(path, read.bytes)
}

/** The bytes of a strategy's file, which has no more than `most`. */
export function readBytes(path: string, most: number): { readonly bytes: Buffer } | Bad {
  const place = { where: path }
  const bad = (problem: Diagnostic): Bad => ({ problem })
  try {
    const found = statSync(path)
    if (found.isDirectory()) return bad(diagnostic('HVT9011', place, { path }))
    if (found.size > most) return bad(diagnostic('HVT9014', place, { path, megabytes: Math.ceil(found.size / 1e6) }))
    return { bytes: readFileSync(path) }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    return code === 'ENOENT' || code === 'ENOTDIR'
      ? bad(diagnostic('HVT9010', place, { path, nearest: similar(path) }))
      : bad(diagnostic('HVT9012', place, { path, reason: code ?? message }))
  }
}

/** The bytes of a strategy as a text, or why they are none. */
export function textOf(path: string, bytes: Buffer): { readonly text: string } | Bad {
  const place = { where: path }
  if (bytes.includes(0)) return { problem: diagnostic('HVT9015', place, { path }) }
  const text = decode(bytes)
  if (text === undefined) return { problem: diagnostic('HVT9016', place, { path, line: badLine(bytes) }) }
  return text.trim() ? { text } : { problem: diagnostic('HVT9013', place, { path }) }
}

function decode(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** The line where bytes first differ from those of the text that they are nearest to. */
function badLine(bytes: Buffer): number {
  const mended = Buffer.from(bytes.toString('utf8'))
  const at = bytes.findIndex((byte, i) => byte !== mended[i])
  return bytes.subarray(0, at).filter(byte => byte === 10).length + 1
}

/** A strategy in the same folder whose name is like it. */
function similar(path: string): string | undefined {
  try {
    const names = readdirSync(dirname(path)).filter(name => /\.hvtc?$/.test(name))
    const name = nearest(basename(path), names)
    return name && (path.includes('/') ? join(dirname(path), name) : name)
  } catch {
    return undefined
  }
}
