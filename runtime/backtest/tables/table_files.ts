import {
  closeSync,
  copyFileSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Graph, Output } from '../../../compiler/ir/graph.ts'
import { type Diagnostic, diagnostic } from '../../../grammar/diagnostics/diagnostic.ts'
import { completedColumns } from './completed.ts'
import { CsvForm } from './csv.ts'
import { ParquetForm } from './parquet.ts'
import type { RowSink } from './row_sink.ts'
import type { TableForm, TableFormat } from './table_form.ts'

/** A table that cannot be written. Carries what to tell the user. */
export class TableFault extends Error {
  readonly diagnostic: Diagnostic
  /** The system's own. */
  readonly reason: string

  constructor(
    readonly path: string,
    error: unknown,
  ) {
    const { code, message } = error as NodeJS.ErrnoException
    const reason = code ?? message
    const told = diagnostic('HVT9020', { where: path }, { path, reason })
    super(told.message)
    this.name = 'TableFault'
    this.reason = reason
    this.diagnostic = told
  }
}

interface TableFile {
  readonly path: string
  /** Where its rows are until they are kept. */
  readonly part: string
  readonly fd: number
  readonly form: TableForm
  rows: number
}

/** How far the rows of a table are on the disk. */
export interface TablePlace {
  /** The name of the file that they are in. */
  readonly part: string
  readonly bytes: number
  readonly rows: number
}

/** Characters or bytes that wait in memory for each table. */
const most = 64 * 1024

const forms = { csv: CsvForm, parquet: ParquetForm }

/**
 * Writes each record table of a graph to `FOLDER/TABLE.csv`, or `.parquet`; of two records into tables of one name the second
 * goes to `TABLE-2.csv`. Until they are kept, rows are in `TABLE.csv.part`, and what an earlier run left is untouched. That file
 * holds whole rows at any moment, so that a run may be stopped. Every method but `close` throws a `TableFault` where
 * the disk refuses.
 */
export class TableFiles implements RowSink {
  private readonly files = new Map<Output, TableFile>()

  /** @param from Where the rows of an earlier run ended that this one goes on with, by table; they are there. */
  constructor(graph: Graph, folder: string, format: TableFormat = 'csv', from?: readonly TablePlace[]) {
    attempt(folder, () => makeFolder(folder))
    try {
      this.open(graph, folder, format)
      for (const [f, file] of [...this.files.values()].entries()) attempt(file.path, () => begin(file, from?.[f]))
      this.flush()
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
    file.form.add(instance, values, file.rows++)
    if (file.form.waiting >= most) write(file)
  }

  /** Every row so far goes to the disk. */
  flush(): void {
    for (const file of this.files.values()) if (file.form.waiting) write(file)
  }

  /** Where the rows so far end, by table; they are on the disk, whatever happens. */
  places(): readonly TablePlace[] {
    this.flush()
    return [...this.files.values()].map(({ path, part, fd, rows }) =>
      attempt(path, () => {
        fsyncSync(fd)
        return { part: basename(part), bytes: fstatSync(fd).size, rows }
      }),
    )
  }

  /** Puts the rows so far in the place of what an earlier run left. */
  keep(): void {
    this.flush()
    for (const { path, part, form } of this.files.values()) {
      attempt(path, () => {
        const whole = form.finish ? `${path}.whole` : part
        form.finish?.(part, whole)
        renameSync(whole, path)
      })
    }
    this.close()
  }

  /** The same, and the files of rows stay, for a run that goes on. */
  keepSoFar(): void {
    this.flush()
    for (const { path, part, form } of this.files.values()) {
      attempt(path, () => {
        const finish = form.finish?.bind(form) ?? copyFileSync
        finish(part, `${path}.whole`)
        renameSync(`${path}.whole`, path)
      })
    }
    this.leave()
  }

  /** The files of rows stay as they are, for a run that goes on from its last checkpoint. */
  leave(): void {
    for (const { fd } of this.files.values()) closeSync(fd)
    this.files.clear()
  }

  /** Rows that were not kept are gone. */
  close(): void {
    for (const { fd, part, path } of this.files.values()) {
      closeSync(fd)
      for (const left of [part, `${path}.whole`]) rmSync(left, { force: true })
    }
    this.files.clear()
  }

  private open(graph: Graph, folder: string, format: TableFormat): void {
    const names = new Map<string, number>()
    for (const output of graph.outputs.filter(o => o.kind === 'record')) {
      const count = (names.get(output.name) ?? 0) + 1
      names.set(output.name, count)
      const form = new forms[format]({ name: output.name, columns: completedColumns(graph, output) })
      const path = join(folder, `${output.name}${count === 1 ? '' : `-${count}`}.${form.extension}`)
      const part = `${path}.part`
      const fd = attempt(path, () => {
        refuseFolder(path)
        return openSync(part, 'a')
      })
      this.files.set(output, { path, part, fd, form, rows: 0 })
    }
  }
}

/** What an earlier run wrote after that place is cut off; the heading of the table is in what it wrote before. */
function begin(file: TableFile, from: TablePlace | undefined): void {
  ftruncateSync(file.fd, from?.bytes ?? 0)
  if (!from) return
  file.form.take()
  file.rows = from.rows
}

function write({ path, fd, form }: TableFile): void {
  const rows = form.take()
  attempt(path, () => writeFileSync(fd, rows))
}

/** What cannot be replaced in the end is told in the beginning. */
function refuseFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' })
}

/** With the folders above it. Node's own way never ends below /proc. */
export function makeFolder(path: string): void {
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
