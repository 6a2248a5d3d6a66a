import fc from 'fast-check'
import { writeArtefact } from '../../compiler/artefact/artefact.ts'
import { compile } from '../../compiler/compile.ts'
import { operators } from '../../compiler/emit/operators/index.ts'
import type { Graph } from '../../compiler/ir/graph.ts'
import { parse } from '../../grammar/parse.ts'
import { toYaml } from '../../grammar/yaml/write.ts'
import { textsOf } from '../architecture/tree.ts'
import { representative } from '../grammar/representative.ts'
import { representativeTrading } from '../grammar/representative_trading.ts'
import { wholePrograms } from '../property/whole/programs.ts'

/** What mistakes are made in. */
export interface Corpus {
  readonly strategies: readonly string[]
  /** A header and a few declarations: short, so that many can be tried. */
  readonly excerpts: readonly string[]
  readonly yaml: readonly string[]
  readonly artefacts: readonly { readonly bytes: Uint8Array; readonly graph: Graph }[]
}

/** From the strategies, examples and libraries of the project, and from random ones of the whole language. */
export function corpus(host: Parameters<typeof compile>[1]): Corpus {
  const own = [...textsOf(['strategies', 'examples', 'compiler/std'], /\.hvt$/)].map(([, text]) => text)
  const random = fc.sample(wholePrograms, { numRuns: 24, seed: 1 })
  const strategies = [...own, representative, representativeTrading, ...random]
  const excerpts = strategies.flatMap(text => excerptsOf(text))
  const yaml = [...strategies, ...excerpts.filter((_, i) => i % 3 === 0)].map(text => toYaml(parse('x.hvt', text).file))
  const artefacts = [...own, ...random.slice(0, 6)].flatMap(text => {
    const { graph, sources } = compile({ path: 'x.hvt', text }, host)
    // Only what the second evaluator knows has a module.
    if (!graph || graph.nodes.length > 200 || graph.nodes.some(({ op }) => !(op.op in operators))) return []
    return [{ graph, bytes: writeArtefact({ graph, sources, by: '0' }) }]
  })
  return { strategies, excerpts, yaml, artefacts }
}

/** Pieces of a file: what it is about, and one to three declarations next to each other. */
function excerptsOf(text: string): string[] {
  const { decls } = parse('x.hvt', text).file
  const about = decls.filter(d => ['header', 'use', 'venue', 'universe', 'source', 'param', 'const'].includes(d.kind))
  const rest = decls.filter(d => !about.includes(d))
  const slice = (d: (typeof decls)[number]) => text.slice(d.span.start, d.span.end)
  return rest.map((d, i) => {
    const inside = d.kind === 'each' ? d.body : []
    const whole = [rest[i - 1], d].flatMap(d => (d && d.kind !== 'each' ? [slice(d)] : []))
    const head = d.kind === 'each' ? text.slice(d.span.start, d.body[0]?.span.start ?? d.span.end) : ''
    const parts = inside.slice(0, 2 + (i % 4)).map(slice)
    return [...about.slice(0, 6).map(slice), ...whole, head && `${head}${parts.join('\n')}\n}`].join('\n')
  })
}
