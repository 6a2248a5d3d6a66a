import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { TableFault } from '../../runtime/backtest/tables/table_files.ts'

/** Writes the summary of a run beside its tables, whole or not at all. Throws a `TableFault` where the disk refuses. */
export function writeSummary(folder: string, text: string): void {
  const path = pathIn(folder)
  const part = `${path}.part`
  attempt(path, () => {
    writeFileSync(part, text)
    renameSync(part, path)
  })
}

/** Before the tables of another run take the place of those that it tells of. Throws as `writeSummary`. */
export function removeSummary(folder: string): void {
  const path = pathIn(folder)
  attempt(path, () => rmSync(path, { force: true }))
}

const pathIn = (folder: string) => join(folder, 'summary.json')

function attempt(path: string, act: () => void): void {
  try {
    act()
  } catch (error) {
    throw new TableFault(path, error)
  }
}
