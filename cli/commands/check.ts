import type { Compiled } from '../../compiler/compile.ts'
import type { Diagnostic } from '../../grammar/diagnostics/diagnostic.ts'
import { renderJson } from '../../grammar/diagnostics/render/json.ts'
import { renderTerminal } from '../../grammar/diagnostics/render/terminal.ts'
import { checkFile } from '../host/check_file.ts'
import { isCompiled, loadFile } from '../host/load_file.ts'
import { describe } from '../summary/strategy.ts'
import { counted } from '../terminal/figures.ts'
import type { Terminal } from '../terminal/terminal.ts'

interface Checked extends Compiled {
  readonly file: string
}

interface CheckOptions {
  readonly json?: boolean
  /** Also what is known of each strategy before it runs. */
  readonly bounds?: boolean
}

/** `hvt check FILE...`: diagnostics are its data, so they go to stdout; returns the exit code. */
export async function check(files: readonly string[], { json, bounds }: CheckOptions, to: Terminal): Promise<number> {
  const told = bounds ? await import('../summary/bounds.ts') : undefined
  const results: Checked[] = []
  for (const file of new Set(files)) {
    const checked = { file, ...(isCompiled(file) ? loadFile(file) : checkFile(file)) }
    results.push(checked)
    if (json) continue
    to.out(renderTerminal(checked.diagnostics, checked.sources, to.colour.out) + verdict(checked))
    if (!checked.graph || !told) continue
    to.out(`${told.boundsText(checked.graph, checked.sources, file, to.width).join('\n')}\n`)
  }
  const ok = results.every(r => r.graph)
  if (json) {
    const sources = new Map(results.flatMap(r => [...r.sources]))
    const report = {
      version: 1,
      ok,
      files: results.map(r => ({
        file: r.file,
        ok: !!r.graph,
        errors: count(r, 'error'),
        warnings: count(r, 'warning'),
      })),
      diagnostics: results.flatMap(r => renderJson(r.diagnostics, sources).diagnostics),
      strategies: results.flatMap(({ file, graph, sources: texts }) =>
        graph ? [{ file, ...describe(graph), ...(told && { bounds: told.boundsJson(graph, texts) }) }] : [],
      ),
    }
    to.out(`${JSON.stringify(report, undefined, 2)}\n`)
  }
  return ok ? 0 : 1
}

function verdict(checked: Checked): string {
  const { file, graph } = checked
  const told = count(checked, 'warning')
  const warnings = told > 0 ? [counted(told, 'warning')] : []
  if (!graph) return `\n${file}: ${[counted(count(checked, 'error'), 'error'), ...warnings].join(', ')}\n`
  const outputs = (['feature', 'signal', 'record'] as const).flatMap(kind => {
    const n = graph.outputs.filter(o => o.kind === kind).length
    return n ? [counted(n, kind)] : []
  })
  const parts = ['ok', ...warnings, ...outputs, counted(graph.venues.length, 'venue')]
  return `${file}: ${parts.join(', ')} (${counted(graph.nodes.length, 'node')}, digest ${graph.digest.slice(0, 12)})\n`
}

function count({ diagnostics }: Checked, severity: Diagnostic['severity']): number {
  return diagnostics.filter(d => d.severity === severity).length
}
