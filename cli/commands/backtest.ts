import { diagnostic } from '../../grammar/diagnostics/diagnostic.ts'
import { show } from '../../grammar/diagnostics/render/width.ts'
import { strangers } from '../../report/collect/choice.ts'
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
import { Report } from '../terminal/report.ts'
import { clearLine, type Terminal } from '../terminal/terminal.ts'

export interface BacktestOptions extends MarketOptions, ReportOptions, RunOptions {
  readonly param?: Readonly<Record<string, string>>
  readonly universe?: Readonly<Record<string, string>>
  readonly json?: boolean
}

/** `hvt backtest FILE`: text → graph → market → run → summary; returns the exit code. */
export async function backtestCommand(file: string, options: BacktestOptions, to: Terminal): Promise<number> {
  const { json = false, out, version } = options
  const report = new Report(to, json)

  const compiled = loadToRun(file, options)
  if (to.live) to.say(clearLine)
  report.tell(compiled.diagnostics, compiled.sources)
  if (!compiled.graph) return report.fail()

  const operators = await loadExterns(compiled.graph)
  report.tell(operators.diagnostics, operators.sources)
  if (!operators.externs) return report.fail()

  const found = await findMarket(compiled.graph, options)
  report.tell(found.diagnostics, found.sources)
  const { source } = found
  if (!source) return report.fail()
  to.say(`${compiled.graph.strategy} ${source.notes.map(note => show(note).text).join('\n')}\n`)

  const isShown = options.report !== undefined || options.open
  const unknown = strangers(source.graph, options.draw ?? [])
  if (unknown.length > 0) {
    report.tell([diagnostic('HVT9008', { where: file }, { members: unknown })])
    return report.fail()
  }
  const collector = isShown ? new Collector(source.graph, report.sources, options.draw) : undefined
  const { finished, interrupted, diagnostics } = await runBacktest(source, options, operators, to, collector)
  report.tell(diagnostics)
  if (interrupted) return INTERRUPTED
  if (!finished) return report.fail()

  const summary = `${JSON.stringify(summaryJson(source, finished, version, report.diagnostics()), undefined, 2)}\n`
  if (out !== undefined) {
    try {
      writeSummary(out, summary)
    } catch (error) {
      if (!(error instanceof TableFault)) throw error
      report.tell([error.diagnostic])
      return report.fail()
    }
  }
  if (collector) {
    const trace = collector.finish(finished.result.span!.last)
    const problem = await writeReport(trace, source, options, version, to)
    if (problem) {
      report.tell([problem])
      return report.fail()
    }
  }
  to.out(json ? summary : `${summaryText(source, finished, to).join('\n')}\n`)
  return 0
}
