import { loadFile } from '../host/load_file.ts'
import { differenceJson, differenceText } from '../summary/difference.ts'
import { Report } from '../terminal/report.ts'
import type { Terminal } from '../terminal/terminal.ts'

export interface DiffOptions {
  readonly json?: boolean
  readonly exitCode?: boolean
}

/** Neither a mistake (1) nor a wrong call (2). */
const DIFFERENT = 3

/** `hvt diff A B`: what a redeploy of B in the place of A keeps; returns the exit code. */
export async function diffCommand(
  files: readonly [string, string],
  { json = false, exitCode = false }: DiffOptions,
  to: Terminal,
): Promise<number> {
  const report = new Report(to, json)
  const [before, after] = files.map(file => {
    const { graph, diagnostics, sources } = loadFile(file)
    report.tell(diagnostics, sources)
    return graph && { file, graph, sources }
  })
  if (!before || !after) return report.fail()
  const found = differenceJson(before, after)
  if (json) report.write({ ok: true, ...found })
  else to.out(`${differenceText(before, after, to.width).join('\n')}\n`)
  return exitCode && !found.same ? DIFFERENT : 0
}
