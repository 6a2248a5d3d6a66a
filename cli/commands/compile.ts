import { basename, dirname, relative } from 'node:path'
import { writeArtefact } from '../../compiler/artefact/artefact.ts'
import type { Graph } from '../../compiler/ir/graph.ts'
import { diagnostic } from '../../grammar/diagnostics/diagnostic.ts'
import { compileFile } from '../host/check_file.ts'
import { isCompiled } from '../host/load_file.ts'
import { writeOutput } from '../host/write_file.ts'
import { describe } from '../summary/strategy.ts'
import { count } from '../terminal/figures.ts'
import { Report } from '../terminal/report.ts'
import type { Terminal } from '../terminal/terminal.ts'

export interface CompileOptions {
  readonly output?: string
  readonly param?: Readonly<Record<string, string>>
  readonly universe?: Readonly<Record<string, string>>
  readonly json?: boolean
  /** Of HVT. */
  readonly version: string
}

/** `hvt compile FILE`: text → graph → module → one file; returns the exit code. */
export async function compileCommand(
  file: string,
  { output = `${basename(file).replace(/\.hvt$/, '')}.hvtc`, param, universe, json = false, version }: CompileOptions,
  to: Terminal,
): Promise<number> {
  const report = new Report(to, json)
  if (isCompiled(file)) {
    report.tell([diagnostic('HVT9056', { where: file }, { path: file })])
    return report.fail()
  }
  const { graph, diagnostics, sources } = compileFile(file, {
    ...(param && { param }),
    ...(universe && { universe, untested: true }),
  })
  report.tell(diagnostics, sources)
  if (!graph) return report.fail()

  const bytes = writeArtefact({ ...fromFolder(dirname(file), graph, sources), by: version })
  const problem = writeOutput(output, bytes)
  if (problem) {
    report.tell([problem])
    return report.fail()
  }
  if (json) report.write({ ok: true, ...{ file: output, bytes: bytes.length, strategy: describe(graph) } })
  else to.say(`${output}: ${count(bytes.length)} bytes (digest ${graph.digest.slice(0, 12)})\n`)
  return 0
}

/** With the paths of its texts as they are from the strategy's own folder, so that they do not tell from where it was compiled. */
function fromFolder(folder: string, graph: Graph, sources: ReadonlyMap<string, string>) {
  const near = (path: string) => (path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path)
  const nodes = graph.nodes.map(({ span: [path, start, end], ...node }) => ({
    ...node,
    span: [near(path), start, end] as const,
  }))
  const externs = graph.externs?.map(extern => ({ ...extern, path: relative(folder, extern.path) }))
  return {
    graph: { ...graph, nodes, ...(externs && { externs }) },
    sources: new Map([...sources].map(([path, text]) => [near(path), text])),
  }
}
