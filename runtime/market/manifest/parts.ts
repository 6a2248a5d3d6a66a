import { readdir } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { Mapping, TimeColumn } from '../mapping/mapping.ts'
import { dayIn } from '../mapping/times.ts'

/** A file of a feed. */
export interface Part {
  /** For people: as the manifest has it, or what it stands for there. */
  readonly file: string
  /** To open it by. */
  readonly path: string
  /** Its length when the manifest was read. */
  readonly bytes: number
  /** What its columns are, if it is another than that of the feed: times may count from the day in the file's name. */
  readonly map?: Mapping
}

/** The files that a feed names, in the order in which they are read: with `*` in it, a name stands for all that are alike, by name. */
export async function filesOf(folder: string, file: string): Promise<readonly Pick<Part, 'file' | 'path'>[]> {
  const path = resolve(folder, file)
  if (!file.includes('*')) return [{ file, path }]
  const [within, last] = [dirname(file), file.slice(file.lastIndexOf('/') + 1)]
  const like = new RegExp(`^${last.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`)
  const names = await readdir(resolve(folder, within)).catch((): string[] => [])
  const alike = names.filter(name => like.test(name)).sort()
  return alike.map(name => ({ file: join(within, name), path: resolve(folder, within, name) }))
}

/** Whether times are counted from the day in the name of the file. */
export const isOfFile = ({ time, received }: Mapping): boolean => (time.ofFile || received?.ofFile) === true

/** The mapping for a file of one day: `20131007_trade.csv`, `BTCUSDT-2024-08-08.csv`. Undefined without a day in its name. */
export function ofDay(map: Mapping, file: string): Mapping | undefined {
  const [, year, month, day] = /.*(?<!\d)(\d{4})[-_]?(\d\d)[-_]?(\d\d)(?!\d)/.exec(file) ?? []
  if (year === undefined) return undefined
  const dated = (column: TimeColumn): TimeColumn | undefined => {
    const from = dayIn(`${year}-${month}-${day}`, column.zone)
    return !column.ofFile ? column : from === undefined ? undefined : { ...column, from }
  }
  const time = dated(map.time)
  const received = map.received && dated(map.received)
  return time && (received || !map.received) ? { ...map, time, ...(received && { received }) } : undefined
}
