import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** The UUID (version 8, RFC 9562) of a row of a table by its number: the same in every run over the same events. */
export function rowId(table: string, row: number): string {
  const hex = bytesToHex(sha256(utf8ToBytes(`${table} ${row}`)))
  const variant = ((Number.parseInt(hex[16]!, 16) & 3) | 8).toString(16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
