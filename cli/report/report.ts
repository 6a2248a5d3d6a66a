import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Diagnostic } from '../../grammar/diagnostics/diagnostic.ts'
import { page } from '../../report/page.ts'
import type { Trace } from '../../report/trace.ts'
import type { Source } from '../backtest/source.ts'
import { writeOutput } from '../host/write_file.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { assets } from './assets.ts'
import { openFile } from './open.ts'

export interface ReportOptions {
  /** The file to write. */
  readonly report?: string
  /** Show it in a browser; without a file it stands among the temporary ones. */
  readonly open?: boolean
  /** Members: the page draws what is of these alone. */
  readonly draw?: readonly string[]
}

/** Writes the page of a run and says where it is, on stderr. */
export async function writeReport(
  trace: Trace,
  { about, graph, notes }: Source,
  { report, open = false }: ReportOptions,
  version: string,
  to: Terminal,
): Promise<Diagnostic | undefined> {
  const path = report ?? join(mkdtempSync(join(tmpdir(), 'hvt-')), `${graph.strategy}.html`)
  const facts = [
    ['strategy', graph.digest],
    ['market', about.name],
    ...(about.kind === 'generated' ? [['seed', about.seed]] : []),
    ...graph.params.map(({ name, text }) => [name, text]),
    ['HVT', version],
  ] as [string, string][]
  const problem = writeOutput(path, page(trace, { strategy: graph.strategy, notes, facts }, assets()))
  if (problem) return problem
  to.say(`${path}: the page of this run\n`)
  if (open && !(await openFile(resolve(path)))) to.say('no browser was found to open it\n')
  return undefined
}
