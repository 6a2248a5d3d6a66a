import { closeSync, openSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import type { Refused } from '../../market/recorded/open.ts'
import { TableFault } from './table_files.ts'

/** Characters that wait in memory. */
const most = 64 * 1024

/**
 * Writes rows that could not be used to a file, one JSON object a line. Until it is kept, what an earlier run left is untouched.
 * Where no row was refused there is no file, or an empty one if that is asked for. Throws a `TableFault` where the disk
 * refuses.
 */
export class Quarantine {
  private readonly part: string
  private fd: number | undefined
  private waiting = ''
  /** So far. */
  rows = 0

  constructor(
    readonly path: string,
    private readonly always: boolean,
  ) {
    this.part = isDevice(path) ? path : `${path}.part`
  }

  add(refused: Refused): void {
    this.rows++
    this.waiting += `${JSON.stringify(refused)}\n`
    if (this.waiting.length >= most) this.write()
  }

  /** Puts the rows so far in the place of what an earlier run left. */
  keep(): void {
    if (this.waiting || this.always) this.write()
    const isThere = this.fd !== undefined
    this.shut()
    attempt(this.path, () => {
      if (this.part === this.path) return
      if (isThere) renameSync(this.part, this.path)
      else rmSync(this.path, { force: true })
    })
  }

  /** Rows that were not kept are gone. */
  close(): void {
    if (this.fd === undefined) return
    this.shut()
    if (this.part !== this.path) rmSync(this.part, { force: true })
  }

  private write(): void {
    const text = this.waiting
    this.waiting = ''
    attempt(this.path, () => {
      this.fd ??= openSync(this.part, 'w')
      writeFileSync(this.fd, text)
    })
  }

  private shut(): void {
    if (this.fd !== undefined) closeSync(this.fd)
    this.fd = undefined
  }
}

function attempt(path: string, act: () => void): void {
  try {
    act()
  } catch (error) {
    throw new TableFault(path, error)
  }
}

/** A device or a pipe is written to, not replaced. */
function isDevice(path: string): boolean {
  try {
    const there = statSync(path)
    return !there.isFile() && !there.isDirectory()
  } catch {
    return false
  }
}
