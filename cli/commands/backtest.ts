import type { Diagnostic } from '../../grammar/diagnostics/diagnostic.ts'
import { renderJson } from '../../grammar/diagnostics/render/json.ts'
import { renderTerminal } from '../../grammar/diagnostics/render/terminal.ts'
import { show } from '../../grammar/diagnostics/render/width.ts'
import { Collector } from '../../report/collect/collector.ts'
import { TableFault } from '../../runtime/backtest/tables/table_files.ts'
import { INTERRUPTED, runBacktest } from '../backtest/run.ts'
import type { RunOptions } from '../backtest/run_options.ts'
import { findMarket, type MarketOptions } from '../backtest/source.ts'
import { writeSummary } from '../backtest/summary_file.ts'
import { loadExterns } from '../host/externs.ts'
import { loadToRun } from '../host/load_file.ts'
import { type ReportOptions, writeReport } from '../report/report.ts'
import { summaryJson } from '../summary/json.ts'
import { summaryText } from '../summary/text.ts'
import { clearLine, type Terminal } from '../terminal/terminal.ts'

export interface BacktestOptions extends MarketOptions, ReportOptions, RunOptions {
  readonly param?: Readonly<Record<string, string>>
  readonly universe?: Readonly<Record<string, string>>
  readonly json?: boolean
}

/** `hvt backtest FILE`: text → graph → market → run → summary; returns the exit code. */
export async function backtestCommand(file: string, options: BacktestOptions, to: Terminal): Promise<number> {
  const { json = false, out, version } = options
  const told: Diagnostic[] = []
  const sources = new Map<string, string>()
  const tell = (diagnostics: readonly Diagnostic[]) => {
    if (diagnostics.length) to.say(`${renderTerminal(diagnostics, sources, to.colour.say)}\n`)
    told.push(...diagnostics)
  }
  const fail = () => {
    if (json) to.out(`${JSON.stringify({ ok: false, ...renderJson(told, sources) }, undefined, 2)}\n`)
    return 1
  }

  const compiled = loadToRun(file, options)
  if (to.live) to.say(clearLine)
  for (const [path, text] of compiled.sources) sources.set(path, text)
  tell(compiled.diagnostics)
  if (!compiled.graph) return fail()

  const operators = await loadExterns(compiled.graph)
  for (const [path, text] of operators.sources) sources.set(path, text)
  tell(operators.diagnostics)
  if (!operators.externs) return fail()

  const found = await findMarket(compiled.graph, options)
  for (const [path, text] of found.sources) sources.set(path, text)
  tell(found.diagnostics)
  const { source } = found
  if (!source) return fail()
  to.say(`${compiled.graph.strategy} ${source.notes.map(note => show(note).text).join('\n')}\n`)

  const isShown = options.report !== undefined || options.open
  const collector = isShown ? new Collector(source.graph, sources) : undefined
  const { finished, interrupted, diagnostics } = await runBacktest(source, options, operators, to, collector)
  tell(diagnostics)
  if (interrupted) return INTERRUPTED
  if (!finished) return fail()

  const summary = `${JSON.stringify(
    summaryJson(source, finished, version, renderJson(told, sources).diagnostics),
    undefined,
    2,
  )}\n`
  if (out !== undefined) {
    try {
      writeSummary(out, summary)
    } catch (error) {
      if (!(error instanceof TableFault)) throw error
      tell([error.diagnostic])
      return fail()
    }
  }
  if (collector) {
    const trace = collector.finish(finished.result.span!.last)
    const problem = await writeReport(trace, source, options, version, to)
    if (problem) {
      tell([problem])
      return fail()
    }
  }
  to.out(json ? summary : `${summaryText(source, finished, to).join('\n')}\n`)
  return 0
}
