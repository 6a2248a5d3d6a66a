import { csvRows } from '../../compiler/resolve/csv.ts'
import { type Diagnostic, diagnostic } from '../../grammar/diagnostics/diagnostic.ts'
import { readBytes, textOf } from './read_strategy.ts'

/** What a call gives a strategy: `--param NAME=VALUE`, `--universe NAME=FILE` or `NAME=A,B`, by name. */
export interface Given {
  readonly param?: Readonly<Record<string, string>>
  readonly universe?: Readonly<Record<string, string>>
  /** Names that are outputs too. */
  readonly also?: readonly string[]
  /** As the test of this number has it. */
  readonly test?: number
  /** Without its tests: they are of the members that are written, and others may be given. */
  readonly untested?: boolean
}

/** Bytes of a file of members. */
const largest = 10_000_000

/** The members of each universe: those that are written, or the first column of a file whose name ends in `.csv`. */
export function membersOf(
  universes: Readonly<Record<string, string>>,
): { readonly members: Readonly<Record<string, readonly string[]>> } | { readonly problem: Diagnostic } {
  const members: Record<string, readonly string[]> = {}
  for (const [name, value] of Object.entries(universes)) {
    if (!/\.csv$/i.test(value)) {
      members[name] = value.split(',').map(text => text.trim())
      continue
    }
    const read = readBytes(value, largest)
    const text = 'problem' in read ? read : textOf(value, read.bytes)
    if ('problem' in text) return text
    const [header, ...rows] = csvRows(text.text) ?? []
    const column = header?.cells.findIndex(cell => cell.trim().toLowerCase() === 'symbol') ?? -1
    if (column < 0 || rows.length === 0) return { problem: diagnostic('HVT9086', { where: value }, { path: value }) }
    members[name] = rows.map(({ cells }) => cells[column] ?? '')
  }
  return { members }
}
