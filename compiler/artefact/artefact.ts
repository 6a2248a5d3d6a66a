import { utf8ToBytes } from '@noble/hashes/utils.js'
import { emit } from '../emit/emit.ts'
import { canonicalJson } from '../ir/canonical.ts'
import type { Graph } from '../ir/graph.ts'
import { layout } from '../layout/layout.ts'
import { digest } from '../lower/digest.ts'
import { type Fault as ContainerFault, pack, unpack } from './container.ts'
import { graphFault } from './shape.ts'

/** A compiled strategy, as one file holds it. */
export interface Artefact {
  readonly graph: Graph
  /** The texts that spans of the graph point into, by path. */
  readonly sources: ReadonlyMap<string, string>
  /** The version of HVT that made it. */
  readonly by: string
}

export type Fault =
  | ContainerFault
  /** Whole, but its content is no graph that a compiler makes. */
  | { readonly fault: 'graph'; readonly reason: string }
  /** Its module is not what this version makes of its graph. */
  | { readonly fault: 'module'; readonly by: string }

/**
 * The bytes of a compiled strategy: its graph, the module that runs it, a digest over all. The same for the same artefact.
 * @throws RangeError if the graph's memory would exceed 4 GiB.
 */
export function writeArtefact({ graph, sources, by }: Artefact): Uint8Array {
  const content = canonicalJson({ by, graph, sources: Object.fromEntries(sources) })
  return pack([utf8ToBytes(content), emit(graph)])
}

/**
 * Reads what `writeArtefact` wrote, or says why these bytes are no such thing; never throws for what they are. Nothing of
 * them is run: the module must equal, byte for byte, what is made here of the graph.
 */
export function readArtefact(bytes: Uint8Array): Artefact | Fault {
  const parts = unpack(bytes)
  if ('fault' in parts) return parts
  const [content, module] = parts
  const artefact = decode(content)
  if (typeof artefact === 'string') return { fault: 'graph', reason: artefact }
  const made = remade(artefact.graph)
  if (!made) return { fault: 'graph', reason: 'no module can be made of its graph' }
  const same = made.length === module.length && made.every((byte, i) => byte === module[i])
  return same ? artefact : { fault: 'module', by: artefact.by }
}

function decode(bytes: Uint8Array): Artefact | string {
  const content = parsed(bytes)
  if (typeof content !== 'object' || content === null) return 'its content is not JSON'
  const { by, graph, sources } = content as Record<string, unknown>
  if (typeof by !== 'string' || typeof sources !== 'object' || sources === null) return 'it lacks its sources'
  const texts = Object.entries(sources as Record<string, unknown>)
  if (!texts.every((entry): entry is [string, string] => typeof entry[1] === 'string')) return 'a source is not a text'
  const wrong = graphFault(graph)
  if (wrong) return wrong
  const { digest: said, ...rest } = graph as Graph
  if (digest(rest) !== said) return 'its digest is that of another graph'
  return { by, graph: graph as Graph, sources: new Map(texts) }
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return undefined
  }
}

/** Of a graph that a stranger may have written: whatever the compiler stumbles over is none of ours. */
function remade(graph: Graph): Uint8Array | undefined {
  try {
    return layout(graph).bytes <= 2 ** 32 ? emit(graph) : undefined
  } catch {
    return undefined
  }
}
