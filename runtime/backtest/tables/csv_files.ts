import { closeSync, mkdirSync, openSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Graph, Output } from '../../../compiler/ir/graph.ts'
import { type Diagnostic, diagnostic } from '../../../grammar/diagnostics/diagnostic.ts'
import { completedColumns } from './completed.ts'
import { csvHeader, csvRow } from './csv.ts'
import type { RowSink } from './row_sink.ts'

/** A table that cannot be written. Carries what to tell the user. */
export class TableFault extends Error {
  readonly diagnostic: Diagnostic

  constructor(path: string, error: unknown) {
    const { code, message } = error as NodeJS.ErrnoException
    const told = diagnostic('HVT9020', { where: path }, { path, reason: code ?? message })
    super(told.message)
    this.name = 'TableFault'
    this.diagnostic = told
  }
}

interface TableFile {
  readonly path: string
  /** Where it is written until it is kept. */
  readonly part: string
  readonly fd: number
  readonly line: (instance: number, values: ArrayLike<number>) => string
  waiting: string
}

/** Characters that wait in memory for each table. */
const most = 64 * 1024

/**
 * Writes each record table of a graph to `FOLDER/TABLE.csv`; of two records into tables of one name the second goes to
 * `TABLE-2.csv`. Until they are kept, rows are in `TABLE.csv.part`, and what an earlier run left is untouched. A file
 * holds whole lines at any moment, so that a run may be stopped. Every method but `close` throws a `TableFault` where
 * the disk refuses.
 */
export class CsvFiles implements RowSink {
  private readonly files = new Map<Output, TableFile>()

  constructor(graph: Graph, folder: string) {
    attempt(folder, () => makeFolder(folder))
    try {
      this.open(graph, folder)
    } catch (error) {
      this.close()
      throw error
    }
  }

  /** By table, in the graph's order. */
  get paths(): readonly string[] {
    return [...this.files.values()].map(file => file.path)
  }

  row(output: Output, instance: number, values: ArrayLike<number>): void {
    const file = this.files.get(output)!
    file.waiting += file.line(instance, values)
    if (file.waiting.length >= most) write(file)
  }

  /** Every row so far goes to the disk. */
  flush(): void {
    for (const file of this.files.values()) if (file.waiting) write(file)
  }

  /** Puts the rows so far in the place of what an earlier run left. */
  keep(): void {
    this.flush()
    for (const { path, part } of this.files.values()) attempt(path, () => renameSync(part, path))
    this.close()
  }

  /** Rows that were not kept are gone. */
  close(): void {
    for (const { fd, part } of this.files.values()) {
      closeSync(fd)
      rmSync(part, { force: true })
    }
    this.files.clear()
  }

  private open(graph: Graph, folder: string): void {
    const names = new Map<string, number>()
    for (const output of graph.outputs.filter(o => o.kind === 'record')) {
      const count = (names.get(output.name) ?? 0) + 1
      names.set(output.name, count)
      const path = join(folder, `${output.name}${count === 1 ? '' : `-${count}`}.csv`)
      const part = `${path}.part`
      const fd = attempt(path, () => {
        refuseFolder(path)
        return openSync(part, 'w')
      })
      const table = { name: output.name, columns: completedColumns(graph, output) }
      this.files.set(output, { path, part, fd, line: csvRow(table), waiting: csvHeader(table) })
    }
    this.flush()
  }
}

function write(file: TableFile): void {
  const text = file.waiting
  file.waiting = ''
  attempt(file.path, () => writeFileSync(file.fd, text))
}

/** What cannot be replaced in the end is told in the beginning. */
function refuseFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' })
}

/** With the folders above it. Node's own way never ends below /proc. */
function makeFolder(path: string): void {
  try {
    mkdirSync(path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST' && statSync(path).isDirectory()) return
    if (code !== 'ENOENT' || dirname(path) === path) throw error
    makeFolder(dirname(path))
    mkdirSync(path)
  }
}

function attempt<T>(path: string, act: () => T): T {
  try {
    return act()
  } catch (error) {
    throw new TableFault(path, error)
  }
}
