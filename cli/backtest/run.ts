import { join } from 'node:path'
import { wasm } from '../../compiler/emit/wasm.ts'
import { ExternFault } from '../../compiler/external/fault.ts'
import type { Evaluator } from '../../compiler/ir/evaluator.ts'
import { type Diagnostic, diagnostic } from '../../grammar/diagnostics/diagnostic.ts'
import type { Collector } from '../../report/collect/collector.ts'
import { backtest, type Result } from '../../runtime/backtest/backtest.ts'
import { FirstRows } from '../../runtime/backtest/tables/first_rows.ts'
import { Quarantine } from '../../runtime/backtest/tables/quarantine.ts'
import { TableFault, TableFiles } from '../../runtime/backtest/tables/table_files.ts'
import { type Market, MarketFault } from '../../runtime/market/market.ts'
import type { LoadedExterns } from '../host/externs.ts'
import { watch } from '../terminal/progress.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { giveTurns } from '../terminal/turns.ts'
import { removeCheckpoint } from './checkpoint.ts'
import { findings, useless } from './findings.ts'
import { type Beginning, beginningOf, Checkpoints, identityOf } from './goes_on.ts'
import { lockFolder } from './lock.ts'
import type { RunOptions } from './run_options.ts'
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

export interface Ran {
  readonly finished?: Finished
  readonly interrupted?: true
  readonly diagnostics: readonly Diagnostic[]
}

export const INTERRUPTED = 130

/** Runs a strategy on its market, compiled; whatever goes wrong is among the diagnostics. */
export async function runBacktest(
  source: Source,
  options: RunOptions,
  { externs, explain }: LoadedExterns,
  to: Terminal,
  collector?: Collector,
): Promise<Ran> {
  const { graph } = source
  const { out, format, quarantine, rows: most, checkpoint } = options
  const done = watch(to, source.progress)
  const diagnostics: Diagnostic[] = []
  let files: TableFiles | undefined
  let checkpoints: Checkpoints | undefined
  let release: (() => void) | undefined
  let engine: Evaluator | undefined
  const refused = quarantineOf(out, quarantine)
  let stop = false
  const interrupt = () => {
    stop = true
    if (files) return
    done()
    to.say('hvt: interrupted\n')
    process.exit(INTERRUPTED)
  }
  // The second time nobody waits for us.
  process.once('SIGINT', interrupt)
  try {
    const locked = out === undefined ? undefined : lockFolder(out)
    if (locked?.problem) return { diagnostics: [locked.problem] }
    release = locked?.release
    const identity = identityOf(source, options)
    const { from, note, problem }: Beginning =
      out === undefined ? {} : beginningOf(out, identity, options.resume ?? false)
    if (problem) return { diagnostics: [problem] }
    if (note) to.say(`${note}\n`)
    const opened = await source.open(refused && (row => refused.add(row)))
    diagnostics.push(...opened.diagnostics)
    const { market } = opened
    if (!market) return { diagnostics }
    files = out === undefined ? undefined : new TableFiles(graph, out, format, from?.tables)
    const paths = files?.paths ?? []
    const rows = new FirstRows(most)
    if (from) rows.restore(graph, from.shown)
    // What a page of the run shows is not in a checkpoint.
    const tables = collector ? undefined : files
    checkpoints =
      tables &&
      new Checkpoints(
        out!,
        identity,
        () => ({ tables: tables.places(), shown: rows.save(graph) }),
        failure => diagnostics.push(failure),
        from !== undefined,
        checkpoint,
      )
    const turn = giveTurns()
    let stopped = false
    const start = performance.now()
    const result = await backtest({
      graph,
      evaluator: (of, emit) => {
        engine = wasm(of, emit, externs)
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
      ...(from && { from: from.run }),
      async onProgress({ save }) {
        await turn()
        if (!stop) return checkpoints?.pass(save)
        checkpoints?.write(save)
        stopped = true
        return 'stop'
      },
    })
    if (stopped) {
      done()
      to.say(`hvt: interrupted${files ? `; ${keepSoFar(files, refused, out!, checkpoints?.written ?? false)}` : ''}\n`)
      files = undefined
      return { interrupted: true, diagnostics }
    }
    const seconds = (performance.now() - start) / 1_000
    const nothing = useless(result, graph, market)
    if (nothing) return { diagnostics: [...diagnostics, nothing] }
    diagnostics.push(...findings(graph, result))
    diagnostics.push(
      ...engine!.unfaithful().map(({ path, name }) => diagnostic('HVT9048', { where: path }, { path, name })),
    )
    if (files) keep(files, out!)
    refused?.keep()
    const kept = refused?.rows ? { quarantine: refused.path } : {}
    return { finished: { market, result, rows, files: paths, seconds, ...kept }, diagnostics }
  } catch (error) {
    if (error instanceof ExternFault) diagnostics.push(explain(error))
    else if (error instanceof MarketFault || error instanceof TableFault) diagnostics.push(error.diagnostic)
    else throw error
    // Of a full disk one makes room, and goes on.
    if (error instanceof TableFault && checkpoints?.written) {
      files?.leave()
      files = undefined
      to.say(`the same command goes on from the last checkpoint in ${out}\n`)
    }
  } finally {
    process.off('SIGINT', interrupt)
    done()
    if (files) removeCheckpoint(out!)
    files?.close()
    refused?.close()
    release?.()
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

/** The tables of a run that was interrupted, also rows that waited for what is known later; in words. */
function keepSoFar(files: TableFiles, refused: Quarantine | undefined, out: string, goesOn: boolean): string {
  files.flush()
  removeSummary(out)
  if (goesOn) files.keepSoFar()
  else files.keep()
  refused?.keep()
  const next = goesOn ? '\nthe same command goes on from here' : ''
  return `the tables in ${out} hold the rows so far${next}`
}
