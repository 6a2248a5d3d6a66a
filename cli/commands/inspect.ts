import { wasm } from '../../compiler/emit/wasm.ts'
import { find, type NotFound, nameOf } from '../../compiler/inspect/find.ts'
import { inspect, watched } from '../../compiler/inspect/inspect.ts'
import { interpret } from '../../compiler/interpret/interpret.ts'
import type { Evaluator } from '../../compiler/ir/evaluator.ts'
import { type Diagnostic, diagnostic } from '../../grammar/diagnostics/diagnostic.ts'
import { show } from '../../grammar/diagnostics/render/width.ts'
import { isoTime } from '../../runtime/backtest/tables/iso_time.ts'
import { MarketFault } from '../../runtime/market/market.ts'
import { findMarket, type MarketOptions, type Source } from '../backtest/source.ts'
import { loadExterns } from '../host/externs.ts'
import { isCompiled, loadFile } from '../host/load_file.ts'
import type { At } from '../inspection/at.ts'
import { inspectionJson } from '../inspection/json.ts'
import { type Names, namesIn } from '../inspection/names.ts'
import { inspectionLines, wrapped } from '../inspection/text.ts'
import { runUntil, type Stopped } from '../inspection/until.ts'
import { headline, writing } from '../inspection/writing.ts'
import { watch } from '../terminal/progress.ts'
import { Report } from '../terminal/report.ts'
import { bold, type Terminal } from '../terminal/terminal.ts'

export interface InspectOptions extends MarketOptions {
  readonly at: At
  readonly param?: Readonly<Record<string, string>>
  readonly depth: number
  readonly json?: boolean
}

/** `hvt inspect FILE NAME[keys] --at TIME`: what a value was made of, or why it is absent; returns the exit code. */
export async function inspectCommand(
  file: string,
  text: string,
  { json = false, at, depth, param, ...options }: InspectOptions,
  to: Terminal,
): Promise<number> {
  const report = new Report(to, json)
  const asked = nameOf(text)
  const { graph, diagnostics, sources } = loadFile(file, {
    ...(param && { param }),
    ...(asked && { also: [...new Set([asked.name.split('.')[0]!, asked.name])] }),
  })
  report.tell(diagnostics, sources)
  if (!graph) return report.fail()
  const names = namesIn(sources)
  const found = find(
    graph,
    text,
    [...names.kinds].filter(([, kind]) => valued.has(kind)).map(([name]) => name),
  )
  if ('fault' in found) {
    report.tell([notFound(file, text, found, names)])
    return report.fail()
  }

  const operators = await loadExterns(graph)
  report.tell(operators.diagnostics, operators.sources)
  const { externs } = operators
  if (!externs) return report.fail()

  const market = await findMarket(graph, options)
  report.tell(market.diagnostics, market.sources)
  const { source } = market
  if (!source) return report.fail()
  to.say(`${graph.strategy} ${source.notes.map(note => show(note).text).join('\n')}\n`)

  const probed = watched(source.graph, found)
  const running = wasm(probed.graph, () => {}, externs)
  const { stopped, problems } = await run(source, running, at, to)
  report.tell(problems)
  if (!stopped) return report.fail()

  // The compiled evaluator gets there fast; the values are those of the reference, which goes on in its state.
  const evaluator = interpret(probed.graph, () => {}, externs)
  evaluator.restore(running.snapshot())
  const inspection = inspect(probed, evaluator, found)
  const words = writing(inspection, probed.graph, sources, names)
  if (json) {
    const run = { strategy: graph.strategy, market: source.about, asked: stopped.time, first: stopped.first }
    const result = { ok: true, ...run, ...inspectionJson(inspection, words) }
    report.write(result)
    return 0
  }
  const head = wrapped(headline(inspection, stopped), to.width).map(line => bold(line, to.colour.out))
  const lines = inspectionLines(inspection, words, { depth, width: to.width })
  to.out(`${[...head, ...lines].join('\n')}\n`)
  return 0
}

async function run(
  source: Source,
  evaluator: Evaluator,
  at: At,
  to: Terminal,
): Promise<{ stopped?: Stopped & { first: number }; problems: readonly Diagnostic[] }> {
  const done = watch(to, source.progress)
  try {
    const { market, diagnostics } = await source.open()
    if (!market) return { problems: diagnostics }
    const stopped = await runUntil(market.events, evaluator, at)
    const { first, last, time, is } = stopped
    if (first === undefined) return { problems: [...diagnostics, diagnostic('HVT9030', {}, { market: market.name })] }
    const [asked, where] = [isoTime(time), { where: source.about.name }]
    if (is === 'before')
      return { problems: [...diagnostics, diagnostic('HVT9074', where, { at: asked, first: isoTime(first) })] }
    if (is === 'after')
      return { problems: [...diagnostics, diagnostic('HVT9075', where, { at: asked, last: isoTime(last) })] }
    return { stopped: { ...stopped, first }, problems: diagnostics }
  } catch (error) {
    if (!(error instanceof MarketFault)) throw error
    return { problems: [error.diagnostic] }
  } finally {
    done()
  }
}

/** What can be asked for though it is no output. */
const valued: ReadonlySet<string> = new Set(['let', 'param', 'phase', 'cycle', 'model'])

const examples = 4

function notFound(file: string, text: string, fault: NotFound, { kinds }: Names): Diagnostic {
  const place = { where: file }
  if (fault.fault === 'form') return diagnostic('HVT9070', place, { text })
  const { name } = fault
  if (fault.fault === 'name') {
    const [first] = name.split('.') as [string]
    const kind = kinds.get(name)
    if (!kind && !kinds.has(first)) return diagnostic('HVT9071', place, { name, nearest: fault.nearest })
    if (isCompiled(file) && valued.has(kinds.get(first) ?? '')) return diagnostic('HVT9077', place, { name })
    return kind
      ? diagnostic('HVT9076', place, { name, kind })
      : diagnostic('HVT9071', place, { name, nearest: valued.has(kinds.get(first)!) ? first : fault.nearest })
  }
  const { keys, given, tuples, nearest } = fault
  const written = (tuple: readonly string[]) => `${name}[${tuple.join(', ')}]`
  const some = { examples: tuples.slice(0, examples).map(written), more: Math.max(0, tuples.length - examples) }
  return given.length === keys.length
    ? diagnostic('HVT9073', place, { name, given, nearest: nearest && written(nearest), ...some })
    : diagnostic('HVT9072', place, { name, keys, ...some })
}
