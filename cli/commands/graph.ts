import { declarations } from '../../compiler/picture/declarations.ts'
import { dot } from '../../compiler/picture/dot.ts'
import type { Format } from '../../compiler/picture/formats.ts'
import { mermaid } from '../../compiler/picture/mermaid.ts'
import { allNodes, visible } from '../../compiler/picture/nodes.ts'
import { namesOf, only, type Picture } from '../../compiler/picture/picture.ts'
import { diagnostic } from '../../grammar/diagnostics/diagnostic.ts'
import { nearest } from '../../grammar/diagnostics/nearest.ts'
import { loadFile } from '../host/load_file.ts'
import { writeOutput } from '../host/write_file.ts'
import { placing } from '../summary/places.ts'
import { counted } from '../terminal/figures.ts'
import { Report } from '../terminal/report.ts'
import type { Terminal } from '../terminal/terminal.ts'

export interface GraphOptions {
  readonly format?: Format
  readonly output?: string
  readonly only?: string
  readonly nodes?: boolean
  readonly param?: Readonly<Record<string, string>>
  readonly json?: boolean
}

/** With more boxes a picture of every node is no help. */
const few = 30

/** `hvt graph FILE`: a strategy as a picture, or its graph as data; returns the exit code. */
export async function graphCommand(file: string, options: GraphOptions, to: Terminal): Promise<number> {
  const { output, only: name, nodes, param } = options
  const format = options.json ? 'json' : (options.format ?? formatOf(output))
  const report = new Report(to, format === 'json')
  const { graph, diagnostics, sources } = loadFile(file, param && { param })
  report.tell(diagnostics, sources)
  if (!graph) return report.fail()
  const write = (text: string) => {
    const problem = output === undefined ? void to.out(text) : writeOutput(output, text)
    if (!problem) return 0
    report.tell([problem])
    return report.fail()
  }
  if (format === 'json') {
    if (name === undefined) return write(`${JSON.stringify(graph, undefined, 2)}\n`)
    report.tell([diagnostic('HVT9061', {}, { name })])
    return report.fail()
  }

  const place = placing(sources)
  const whole = nodes || visible(graph) <= few
  const picture = whole ? allNodes(graph, span => place(span).text) : declarations(graph)
  const all = '--nodes draws all but constants and the health of venues'
  if (!whole) to.say(`${counted(graph.nodes.length, 'node')}: only what is declared is drawn; ${all}\n`)
  const shown = name === undefined ? picture : only(picture, name)
  if (shown) return write(await drawn(shown, format))
  const known = namesOf(picture)
  report.tell([diagnostic('HVT9060', { where: file }, { name: name!, nearest: nearest(name!, known) })])
  return report.fail()
}

async function drawn(picture: Picture, format: Exclude<Format, 'json'>): Promise<string> {
  if (format === 'mermaid') return mermaid(picture)
  if (format === 'dot') return dot(picture)
  // Only pictures that are laid out here need what lays them out.
  return (await import('../../compiler/picture/svg.ts')).svg(picture)
}

function formatOf(output: string | undefined): Format {
  if (output?.endsWith('.svg')) return 'svg'
  if (output?.endsWith('.json')) return 'json'
  return output && /\.(dot|gv)$/.test(output) ? 'dot' : 'mermaid'
}
