import type { Compiled } from '../../compiler/compile.ts'
import type { Graph } from '../../compiler/ir/graph.ts'
import type { Diagnostic } from '../../grammar/diagnostics/diagnostic.ts'
import { renderJson } from '../../grammar/diagnostics/render/json.ts'
import { renderSarif } from '../../grammar/diagnostics/render/sarif.ts'
import { renderTerminal } from '../../grammar/diagnostics/render/terminal.ts'
import { checkFile } from '../host/check_file.ts'
import { type Applied, fixFile, isMendable } from '../host/fix_file.ts'
import { isCompiled, loadFile } from '../host/load_file.ts'
import { actingParts } from '../summary/acting.ts'
import { describe } from '../summary/strategy.ts'
import { counted } from '../terminal/figures.ts'
import type { Terminal } from '../terminal/terminal.ts'

interface Checked extends Compiled {
  readonly file: string
  /** What `--fix` did. */
  readonly applied?: readonly Applied[]
}

export interface CheckOptions {
  readonly json?: boolean
  /** Also what is known of each strategy before it runs. */
  readonly bounds?: boolean
  /** Diagnostics as SARIF. */
  readonly sarif?: boolean
  /** Mends what leaves nothing to choose. */
  readonly fix?: boolean
  readonly universe?: Readonly<Record<string, string>>
  /** Of HVT. */
  readonly version: string
}

/** `hvt check FILE...`: diagnostics are its data, so they go to stdout; returns the exit code. */
export async function check(files: readonly string[], options: CheckOptions, to: Terminal): Promise<number> {
  const { json, sarif, bounds } = options
  const told = bounds ? await import('../summary/bounds.ts') : undefined
  const results: Checked[] = []
  for (const file of new Set(files)) {
    const checked = one(file, options)
    results.push(checked)
    if (json || sarif) continue
    for (const { line, column, code, title } of checked.applied ?? [])
      to.out(`${file}:${line}:${column}: ${title} (${code})\n`)
    to.out(renderTerminal(checked.diagnostics, checked.sources, to.colour.out) + verdict(checked, options.fix ?? false))
    if (!checked.graph || !told) continue
    to.out(`${told.boundsText(checked.graph, checked.sources, file, to.width).join('\n')}\n`)
  }
  const ok = results.every(r => r.graph)
  if (sarif) {
    const sources = new Map(results.flatMap(r => [...r.sources]))
    const log = renderSarif(results.flatMap(r => r.diagnostics), sources, options.version) // biome-ignore format: one line
    to.out(`${JSON.stringify(log, undefined, 2)}\n`)
  }
  if (json) {
    const sources = new Map(results.flatMap(r => [...r.sources]))
    const report = {
      version: 1,
      ok,
      files: results.map(r => ({
        file: r.file,
        ok: !!r.graph,
        errors: count(r.diagnostics, 'error'),
        warnings: count(r.diagnostics, 'warning'),
      })),
      ...(options.fix && { applied: results.flatMap(r => r.applied ?? []) }),
      diagnostics: results.flatMap(r => renderJson(r.diagnostics, sources).diagnostics),
      strategies: results.flatMap(({ file, graph, sources: texts }) =>
        graph ? [{ file, ...describe(graph), ...(told && { bounds: told.boundsJson(graph, texts) }) }] : [],
      ),
    }
    to.out(`${JSON.stringify(report, undefined, 2)}\n`)
  }
  return ok ? 0 : 1
}

function one(file: string, { fix, universe = {} }: CheckOptions): Checked {
  if (isCompiled(file)) return { file, ...loadFile(file) }
  if (!fix) return { file, ...checkFile(file, { universe }) }
  const { compiled, applied } = fixFile(file)
  return { file, ...compiled, applied }
}

function verdict({ file, graph, diagnostics, applied }: Checked, fixed: boolean): string {
  const told = count(diagnostics, 'warning')
  const warnings = told > 0 ? [counted(told, 'warning')] : []
  const mendable = fixed ? 0 : diagnostics.filter(d => isMendable(d, file)).length
  const fixes = [
    ...(applied?.length ? [`${counted(applied.length, 'fix', 'fixes')} applied`] : []),
    ...(mendable ? [`\`--fix\` mends ${mendable}`] : []),
  ]
  if (!graph) return `\n${file}: ${[counted(count(diagnostics, 'error'), 'error'), ...warnings, ...fixes].join(', ')}\n`
  const outputs = (['feature', 'signal', 'record'] as const).flatMap(kind => {
    const n = graph.outputs.filter(o => o.kind === kind).length
    return n ? [counted(n, kind)] : []
  })
  const open = graph.open?.map(name => `\`${name}\` without members`) ?? []
  const parts = ['ok', ...warnings, ...fixes, ...open, ...outputs, ...heard(graph), ...actingParts(graph)]
  return `${file}: ${parts.join(', ')} (${counted(graph.nodes.length, 'node')}, digest ${graph.digest.slice(0, 12)})\n`
}

function count(diagnostics: readonly Diagnostic[], severity: Diagnostic['severity']): number {
  return diagnostics.filter(d => d.severity === severity).length
}

/** Venues, and declared sources where there are any. */
function heard({ venues }: Graph): string[] {
  const sources = venues.filter(venue => venue.messages).length
  return [counted(venues.length - sources, 'venue'), ...(sources > 0 ? [counted(sources, 'source')] : [])]
}
