import { open, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type AsyncBuffer, type FileMetaData, parquetMetadataAsync, parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { diagnostic } from '../../../grammar/diagnostics/diagnostic.ts'
import { MarketFault, type Progress } from '../market.ts'
import type { FeedFile } from './reader.ts'

/** A time in a column of times, µs since the epoch: its unit is known, whatever a mapping says. */
export class Stamp {
  constructor(readonly micros: number) {}
}

export type ParquetRow = Readonly<Record<string, unknown>>

/** The Parquet files of a path: itself, or those of the folder in the order of their names. */
export async function parquetFiles(path: string): Promise<readonly string[]> {
  if (!(await stat(path)).isDirectory()) return [path]
  const names = (await readdir(path)).filter(name => name.endsWith('.parquet'))
  return names.sort().map(name => join(path, name))
}

/**
 * The rows of one Parquet file, a group of rows at a time. `columns` says which of the columns that it has are wanted. Throws
 * a `MarketFault` where the file is none or is damaged.
 */
export async function* parquetRows(
  path: string,
  about: Pick<FeedFile, 'file' | 'span'>,
  columns: (known: readonly string[]) => readonly string[],
  progress: Pick<Progress, 'done'>,
): AsyncGenerator<readonly ParquetRow[]> {
  const handle = await open(path)
  try {
    const file = bufferOf(handle, (await handle.stat()).size)
    const metadata = await parquetMetadataAsync(file)
    const wanted = [...columns(names(metadata))]
    let start = 0
    for (const group of metadata.row_groups) {
      const end = start + Number(group.num_rows)
      yield await parquetReadObjects({
        file,
        metadata,
        columns: wanted,
        rowStart: start,
        rowEnd: end,
        compressors,
        parsers,
      })
      start = end
      progress.done += Math.floor(file.byteLength / metadata.row_groups.length)
    }
  } catch (error) {
    if (error instanceof MarketFault) throw error
    const reason = (error as Error).message
    throw new MarketFault(diagnostic('HVT4026', { span: about.span }, { file: about.file, reason }))
  } finally {
    await handle.close()
  }
}

const parsers = {
  timestampFromMilliseconds: (ms: bigint) => new Stamp(Number(ms) * 1_000),
  timestampFromMicroseconds: (us: bigint) => new Stamp(Number(us)),
  timestampFromNanoseconds: (ns: bigint) => new Stamp(Number(ns / 1_000n)),
  dateFromDays: (days: number) => new Stamp(days * 86_400_000_000),
}

/** Of columns that are not lists or groups, nor parts of them. */
function names({ schema }: FileMetaData): string[] {
  const found: string[] = []
  // A group stands before its parts, and says how many it has.
  let within = 0
  for (const { name, num_children = 0 } of schema.slice(1)) {
    if (within === 0 && num_children === 0) found.push(name)
    within += within > 0 ? num_children - 1 : num_children
  }
  return found
}

function bufferOf(handle: Awaited<ReturnType<typeof open>>, byteLength: number): AsyncBuffer {
  return {
    byteLength,
    slice: async (start, end = byteLength) => {
      const bytes = new Uint8Array(end - start)
      await handle.read(bytes, 0, bytes.length, start)
      return bytes.buffer
    },
  }
}
