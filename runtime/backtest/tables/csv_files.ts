import { closeSync, mkdirSync, openSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Graph, Output } from '../../../compiler/ir/graph.ts'
import { type Diagnostic, diagnostic } from '../../../grammar/diagnostics/diagnostic.ts'
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
  readonly fd: number
  readonly line: (instance: number, values: ArrayLike<number>) => string
  waiting: string
}

/** Characters that wait in memory for each table. */
const most = 64 * 1024

/**
 * Writes each record table of a graph to `FOLDER/TABLE.csv`, replacing what is there; of two records into tables of one
 * name the second goes to `TABLE-2.csv`. A file holds whole lines at any moment, so that a run may be stopped. Every method throws a `TableFault` where the disk refuses.
 */
export class CsvFiles implements RowSink {
  private readonly files = new Map<Output, TableFile>()

  constructor(graph: Graph, folder: string) {
    attempt(folder, () => makeFolder(folder))
    const names = new Map<string, number>()
    for (const output of graph.outputs.filter(o => o.kind === 'record')) {
      const count = (names.get(output.name) ?? 0) + 1
      names.set(output.name, count)
      const path = join(folder, `${output.name}${count === 1 ? '' : `-${count}`}.csv`)
      const fd = attempt(path, () => openSync(path, 'w'))
      this.files.set(output, { path, fd, line: csvRow(output), waiting: csvHeader(output) })
    }
    this.flush()
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

  flush(): void {
    for (const file of this.files.values()) if (file.waiting) write(file)
  }

  /** Rows that were not flushed are gone. */
  close(): void {
    for (const { fd } of this.files.values()) closeSync(fd)
    this.files.clear()
  }
}

function write(file: TableFile): void {
  const text = file.waiting
  file.waiting = ''
  attempt(file.path, () => writeFileSync(file.fd, text))
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
