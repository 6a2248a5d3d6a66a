import { createHash } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import type { SavedRun } from '../../runtime/backtest/saved_run.ts'
import type { Row } from '../../runtime/backtest/tables/first_rows.ts'
import { TableFault, type TablePlace } from '../../runtime/backtest/tables/table_files.ts'

/** What a run must have in common with the one that it goes on with. Digests. */
export interface Identity {
  readonly HVT: string
  readonly strategy: string
  readonly market: string
  readonly options: string
}

/** A run on its way, as it stands in the folder of its tables. */
export interface Checkpoint {
  readonly identity: Identity
  readonly run: SavedRun
  readonly tables: readonly TablePlace[]
  /** The rows that are shown, by output. */
  readonly shown: readonly (readonly Row[])[]
}

/** Bytes of the digest that stands before what it is of. */
const digestBytes = 32

export function digestOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

/** Puts it in the place of an earlier one, whole or not at all. Throws a `TableFault` where the disk refuses. */
export function writeCheckpoint(folder: string, checkpoint: Checkpoint): void {
  const path = pathIn(folder)
  try {
    const content = serialize(checkpoint)
    const fd = openSync(`${path}.part`, 'w')
    try {
      writeFileSync(fd, createHash('sha256').update(content).digest())
      writeFileSync(fd, content)
      fsyncSync(fd)
    } finally {
      closeSync(fd)
    }
    renameSync(`${path}.part`, path)
  } catch (error) {
    throw new TableFault(path, error)
  }
}

export function removeCheckpoint(folder: string): void {
  for (const path of [pathIn(folder), `${pathIn(folder)}.part`]) rmSync(path, { force: true })
}

/** Undefined where there is none; `damaged` where it, or a row of which it tells, is not as it was written. */
export function readCheckpoint(folder: string): Checkpoint | 'damaged' | undefined {
  const bytes = readIfThere(pathIn(folder))
  if (!bytes) return undefined
  const content = bytes.subarray(digestBytes)
  if (!createHash('sha256').update(content).digest().equals(bytes.subarray(0, digestBytes))) return 'damaged'
  const checkpoint = deserialize(content) as Checkpoint
  const isThere = ({ part, bytes: least }: TablePlace) =>
    (statSync(join(folder, part), { throwIfNoEntry: false })?.size ?? -1) >= least
  return checkpoint.tables.every(isThere) ? checkpoint : 'damaged'
}

/** What of two runs differs, in words; undefined if nothing does. */
export function difference(a: Identity, b: Identity): keyof Identity | undefined {
  return (['HVT', 'strategy', 'market', 'options'] as const).find(part => a[part] !== b[part])
}

const pathIn = (folder: string) => join(folder, 'checkpoint')

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path)
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined
    throw new TableFault(path, error)
  }
}
