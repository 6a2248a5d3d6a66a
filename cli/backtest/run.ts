import { join } from 'node:path'
import { wasm } from '../../compiler/emit/wasm.ts'
import { ExternFault } from '../../compiler/external/fault.ts'
import { unfaithful } from '../../compiler/external/states.ts'
import type { Evaluator } from '../../compiler/ir/evaluator.ts'
import type { Graph } from '../../compiler/ir/graph.ts'
import { type Diagnostic, diagnostic } from '../../grammar/diagnostics/diagnostic.ts'
import type { Collector } from '../../report/collect/collector.ts'
import { backtest, type Result } from '../../runtime/backtest/backtest.ts'
import { type Stranger, strangers } from '../../runtime/backtest/memberships.ts'
import type { Overflow } from '../../runtime/backtest/overflows.ts'
import { FirstRows } from '../../runtime/backtest/tables/first_rows.ts'
import { Quarantine } from '../../runtime/backtest/tables/quarantine.ts'
import { TableFault, TableFiles } from '../../runtime/backtest/tables/table_files.ts'
import type { TableFormat } from '../../runtime/backtest/tables/table_form.ts'
import { type Market, MarketFault } from '../../runtime/market/market.ts'
import type { LoadedExterns } from '../host/externs.ts'
import { watch } from '../terminal/progress.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { giveTurns } from '../terminal/turns.ts'
import type { Source } from './source.ts'
import { removeSummary } from './summary_file.ts'

export interface Finished {
  readonly market: Market
  readonly result: Result
  readonly rows: FirstRows
  /** Files of the record tables, in the graph's order. */
  readonly files: readonly string[]
  /** The file of the rows that could not be used, if there were any and they were kept. */
  readonly quarantine?: string
  /** Of the run itself. */
  readonly seconds: number
}

export interface RunOptions {
  readonly out?: string
  /** Of the tables there. */
  readonly format?: TableFormat
  /** A file for rows of recordings that could not be used. */
  readonly quarantine?: string
  /** Rows shown of each table. */
  readonly rows: number
}

const INTERRUPTED = 130

/** Runs a strategy on its market, compiled; whatever goes wrong is among the diagnostics. */
export async function runBacktest(
  source: Source,
  { out, format, quarantine, rows: most }: RunOptions,
  { externs, explain }: LoadedExterns,
  to: Terminal,
  collector?: Collector,
): Promise<{ finished?: Finished; diagnostics: readonly Diagnostic[] }> {
  const done = watch(to, source.progress)
  const diagnostics: Diagnostic[] = []
  let files: TableFiles | undefined
  let engine: Evaluator | undefined
  const refused = quarantineOf(out, quarantine)
  const interrupted = () => {
    done()
    to.say(`hvt: interrupted${files ? `; ${keepRows(files, refused, out!)}` : ''}\n`)
    process.exit(INTERRUPTED)
  }
  process.once('SIGINT', interrupted)
  try {
    const opened = await source.open(refused && (row => refused.add(row)))
    diagnostics.push(...opened.diagnostics)
    const { market } = opened
    if (!market) return { diagnostics }
    files = out === undefined ? undefined : new TableFiles(source.graph, out, format)
    const paths = files?.paths ?? []
    const rows = new FirstRows(most)
    const start = performance.now()
    const result = await backtest({
      graph: source.graph,
      evaluator: (graph, emit) => {
        engine = wasm(graph, emit, externs)
        return engine
      },
      events: collector?.events(market.events) ?? market.events,
      ...(collector && { watch: collector }),
      tables: {
        row(...row) {
          rows.row(...row)
          files?.row(...row)
        },
      },
      assumed: source.assumed,
      onProgress: giveTurns(),
    })
    const seconds = (performance.now() - start) / 1_000
    const problem = useless(result, source.graph, market)
    if (problem) return { diagnostics: [...diagnostics, problem] }
    diagnostics.push(...result.overflows.map(overflow), ...outsideDates(source.graph, result))
    diagnostics.push(
      ...unfaithful(source.graph, engine!).map(({ path, name }) =>
        diagnostic('HVT9048', { where: path }, { path, name }),
      ),
    )
    if (files) keep(files, out!)
    refused?.keep()
    const kept = refused?.rows ? { quarantine: refused.path } : {}
    return { finished: { market, result, rows, files: paths, seconds, ...kept }, diagnostics }
  } catch (error) {
    if (error instanceof ExternFault) diagnostics.push(explain(error))
    else if (error instanceof MarketFault || error instanceof TableFault) diagnostics.push(error.diagnostic)
    else throw error
  } finally {
    process.off('SIGINT', interrupted)
    done()
    files?.close()
    refused?.close()
  }
  return { diagnostics }
}

/** Where rows go that could not be used: where it is asked for, or beside the tables. */
function quarantineOf(out: string | undefined, path: string | undefined): Quarantine | undefined {
  if (path !== undefined) return new Quarantine(path, true)
  return out === undefined ? undefined : new Quarantine(join(out, 'quarantine.jsonl'), false)
}

/** The tables of this run and the summary of an earlier one do not stand side by side. */
function keep(files: TableFiles, out: string): void {
  files.flush()
  removeSummary(out)
  files.keep()
}

function keepRows(files: TableFiles, refused: Quarantine | undefined, out: string): string {
  try {
    keep(files, out)
    refused?.keep()
    return `the tables in ${out} hold the rows so far`
  } catch (error) {
    if (error instanceof TableFault) return error.message
    throw error
  }
}

function overflow({ at: [file, start, end], ...lost }: Overflow): Diagnostic {
  return diagnostic('HVT9032', { span: { file, start, end } }, lost)
}

/** One message a universe. */
function outsideDates(graph: Graph, result: Result): readonly Diagnostic[] {
  const day = (micros: number) => new Date(micros / 1_000).toISOString().slice(0, 10)
  const dates = ({ from, to }: Stranger['dates'][number]) =>
    [from !== null && `from ${day(from)}`, to !== null && `until ${day(to)}`].filter(Boolean).join(' ')
  const found = strangers(graph, result)
  return [...new Set(found.map(({ universe }) => universe))].map(universe => {
    const members = found
      .filter(one => one.universe === universe)
      .map(({ member, dates: all, first, last }) => ({
        member,
        dates: all.map(dates).join(' and '),
        seen: `from ${day(first)} to ${day(last)}`,
      }))
    return diagnostic('HVT9033', {}, { universe, members })
  })
}

/** A run that cannot have shown anything. */
function useless({ span, instruments }: Result, graph: Graph, { name }: Market): Diagnostic | undefined {
  if (!span) return diagnostic('HVT9030', {}, { market: name })
  const heard = instruments.flatMap(i =>
    i.first === null || i.last === null ? [] : [{ ...i, from: i.first, to: i.last }],
  )
  heard.sort((a, b) => a.from - b.from)
  const together = heard.some((later, i) => i > 0 && heard.slice(0, i).some(earlier => earlier.to >= later.from))
  if (together || heard.length < 2 || graph.instruments.length < 2) return undefined
  const times = (micros: number) => new Date(micros / 1_000).toISOString()
  const spans = heard.map(i => `${i.venue} ${i.symbol} from ${times(i.from)} to ${times(i.to)}`)
  return diagnostic('HVT9031', {}, { market: name, spans })
}
