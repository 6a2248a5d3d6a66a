import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes } from '@noble/hashes/utils.js'

/**
 * A file of parts that shows any change of a byte. Numbers are little-endian u32:
 *
 *     89 H V T C CR LF SUB | format version | length of each part | the parts | SHA-256 of all before
 *
 * The first eight bytes are no text, and suffer when a transfer mends line ends.
 */
export const FORMAT = 1

const magic = Uint8Array.of(0x89, 0x48, 0x56, 0x54, 0x43, 0x0d, 0x0a, 0x1a)
const header = magic.length + 4 + 2 * 4
const digestBytes = 32

export type Fault =
  /** Not such a file at all. */
  | { readonly fault: 'foreign' }
  | { readonly fault: 'format'; readonly found: number }
  /** Its length is not what it says. */
  | { readonly fault: 'length'; readonly wanted: number; readonly found: number }
  | { readonly fault: 'changed' }

export function pack(parts: readonly [Uint8Array, Uint8Array]): Uint8Array {
  const numbers = new DataView(new ArrayBuffer(12))
  for (const [i, n] of [FORMAT, ...parts.map(part => part.length)].entries()) numbers.setUint32(4 * i, n, true)
  const content = concatBytes(magic, new Uint8Array(numbers.buffer), ...parts)
  return concatBytes(content, sha256(content))
}

/** The parts, if they are those that were packed. */
export function unpack(bytes: Uint8Array): readonly [Uint8Array, Uint8Array] | Fault {
  if (bytes.length < magic.length || !magic.every((byte, i) => byte === bytes[i])) return { fault: 'foreign' }
  if (bytes.length < header) return { fault: 'length', wanted: header, found: bytes.length }
  const numbers = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const format = numbers.getUint32(magic.length, true)
  if (format !== FORMAT) return { fault: 'format', found: format }
  const middle = header + numbers.getUint32(magic.length + 4, true)
  const end = middle + numbers.getUint32(magic.length + 8, true)
  if (bytes.length !== end + digestBytes) return { fault: 'length', wanted: end + digestBytes, found: bytes.length }
  const digest = sha256(bytes.subarray(0, end))
  if (!digest.every((byte, i) => byte === bytes[end + i])) return { fault: 'changed' }
  return [bytes.subarray(header, middle), bytes.subarray(middle, end)]
}
