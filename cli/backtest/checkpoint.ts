import { createHash } from 'node:crypto'
import { renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import type { SavedRun } from '../../runtime/backtest/saved_run.ts'
import type { Row } from '../../runtime/backtest/tables/first_rows.ts'
import { TableFault, type TablePlace } from '../../runtime/backtest/tables/table_files.ts'
import { readWhole, writeWhole } from './digested_file.ts'

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

const lengthBytes = 8

export function digestOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

/**
 * Puts it in the place of an earlier one, whole or not at all: how long all but the state is, that, the state of the evaluator as
 * it stands in memory, which may be gigabytes, and a digest. Throws a `TableFault` where the disk refuses.
 */
export function writeCheckpoint(folder: string, { run: { evaluator, ...run }, ...others }: Checkpoint): void {
  const path = pathIn(folder)
  try {
    const rest = serialize({ ...others, run })
    const length = Buffer.alloc(lengthBytes)
    length.writeDoubleLE(rest.length)
    writeWhole(`${path}.part`, [length, rest, new Uint8Array(evaluator)])
    renameSync(`${path}.part`, path)
  } catch (error) {
    rmSync(`${path}.part`, { force: true, recursive: true })
    throw new TableFault(path, error)
  }
}

export function removeCheckpoint(folder: string): void {
  for (const path of [pathIn(folder), `${pathIn(folder)}.part`]) rmSync(path, { force: true, recursive: true })
}

/** Undefined where there is none; `damaged` where it, or a row of which it tells, is not as it was written. */
export function readCheckpoint(folder: string): Checkpoint | 'damaged' | undefined {
  const bytes = readWhole(pathIn(folder))
  if (!bytes || bytes === 'damaged') return bytes
  const from = lengthBytes + bytes.readDoubleLE()
  const { run, ...others } = deserialize(bytes.subarray(lengthBytes, from)) as Without
  const checkpoint = { ...others, run: { ...run, evaluator: bytes.buffer.slice(from) as ArrayBuffer } }
  const isThere = ({ part, bytes: least }: TablePlace) =>
    (statSync(join(folder, part), { throwIfNoEntry: false })?.size ?? -1) >= least
  return checkpoint.tables.every(isThere) ? checkpoint : 'damaged'
}

/** A checkpoint without the state. */
type Without = Omit<Checkpoint, 'run'> & { readonly run: Omit<SavedRun, 'evaluator'> }

/** What of two runs differs, in words; undefined if nothing does. */
export function difference(a: Identity, b: Identity): keyof Identity | undefined {
  return (['HVT', 'strategy', 'market', 'options'] as const).find(part => a[part] !== b[part])
}

const pathIn = (folder: string) => join(folder, 'checkpoint')
