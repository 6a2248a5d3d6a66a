import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Diagnostic, diagnostic } from '../../grammar/diagnostics/diagnostic.ts'
import { makeFolder, TableFault } from '../../runtime/backtest/tables/table_files.ts'

/** Takes a folder for one run, until it is released: two would mix their rows. Throws a `TableFault` where the disk refuses. */
export function lockFolder(folder: string): { release?: () => void; problem?: Diagnostic } {
  const path = join(folder, 'running')
  let failing = folder
  try {
    makeFolder(folder)
    failing = path
    const holder = take(path)
    if (holder !== undefined) return { problem: diagnostic('HVT9036', { where: folder }, { folder, path, holder }) }
  } catch (error) {
    throw new TableFault(failing, error)
  }
  return { release: () => rmSync(path, { force: true }) }
}

/** The process that holds it; undefined if this one does now. One that was killed holds nothing any more. */
function take(path: string): number | undefined {
  for (;;) {
    try {
      writeFileSync(path, `${process.pid}\n`, { flag: 'wx' })
      return undefined
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      const holder = Number(readFileSync(path, 'utf8'))
      if (holder !== process.pid && isAlive(holder)) return holder
      rmSync(path)
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0)
  } catch (error) {
    // A process of somebody else cannot be signalled, but is there.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
