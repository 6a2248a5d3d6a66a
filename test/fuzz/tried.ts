import { readFileSync } from 'node:fs'
import { readArtefact } from '../../compiler/artefact/artefact.ts'
import { pack } from '../../compiler/artefact/container.ts'
import { compile } from '../../compiler/compile.ts'
import { emit } from '../../compiler/emit/emit.ts'
import type { Graph } from '../../compiler/ir/graph.ts'
import { digest } from '../../compiler/lower/digest.ts'
import type { Diagnostic } from '../../grammar/diagnostics/diagnostic.ts'
import { renderJson } from '../../grammar/diagnostics/render/json.ts'
import { renderTerminal } from '../../grammar/diagnostics/render/terminal.ts'
import { format } from '../../grammar/format/format.ts'
import { random } from '../grammar/mutations.ts'
import { type Corpus, corpus } from './corpus.ts'
import { altered, mutant } from './mutants.ts'

/** How an input was answered. */
export type Answer = 'graph' | 'messages' | 'artefact' | 'fault'
export interface Tried {
  readonly kind: 'strategy' | 'excerpt' | 'yaml' | 'bytes' | 'content' | 'graph'
  readonly input: string
  readonly answer: () => Answer
}

/** The standard library; of other files there is none. */
export function hostOf(compiler: URL) {
  const known = new Map<string, string | undefined>()
  return {
    read: (path: string) => {
      if (!known.has(path)) known.set(path, read(path, compiler))
      return known.get(path)
    },
  }
}

/** Mutated paths are often no paths. */
function read(path: string, beside: URL): string | undefined {
  try {
    return readFileSync(new URL(path, beside), 'utf8')
  } catch {
    return undefined
  }
}

/** The mutated input of a seed and a number, always the same, and what answers it. Throws where an answer is none. */
export function mutants(compiler: URL): (seed: number, number: number) => Tried {
  const host = hostOf(compiler)
  const of: Corpus = corpus(host)
  return (seed, number) => {
    const next = random(Math.imul(seed, 0x9e3779b1) ^ number)
    const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!
    const text = (kind: Tried['kind'], list: readonly string[], path: string): Tried => {
      const input = mutant(pick(list), pick(of.excerpts), next)
      return { kind, input, answer: () => compiled(path, input, host) }
    }
    const way = next()
    if (way < 0.06) return text('strategy', of.strategies, 'm.hvt')
    if (way < 0.64) return text('excerpt', of.excerpts, 'm.hvt')
    if (way < 0.8) return text('yaml', of.yaml, 'm.hvt.yaml')
    const { graph, bytes } = pick(of.artefacts)
    if (way < 0.92) {
      const mutated = bytes.slice(0, next() < 0.2 ? Math.floor(next() * bytes.length) : bytes.length)
      for (let n = 0; n < 3; n++)
        if (mutated.length > 0) mutated[Math.floor(next() * mutated.length)] = Math.floor(next() * 256)
      return { kind: 'bytes', input: Buffer.from(mutated).toString('base64'), answer: () => artefact(mutated) }
    }
    const { digest: _, ...rest } = altered(graph, next) as Graph
    const changed = way < 0.96 ? { ...rest, digest: graph.digest } : sealed(rest)
    const content = JSON.stringify({ by: '0', graph: changed, sources: {} })
    const packed = pack([new TextEncoder().encode(content), emit(graph)])
    return { kind: way < 0.96 ? 'content' : 'graph', input: content, answer: () => artefact(packed) }
  }
}

/** With the digest that it would have, so that only what it says can give it away. */
function sealed(graph: Omit<Graph, 'digest'>): unknown {
  try {
    return { ...graph, digest: digest(JSON.parse(JSON.stringify(graph))) }
  } catch {
    // What is no graph has no digest.
    return graph
  }
}

function artefact(bytes: Uint8Array): Answer {
  const read = readArtefact(bytes)
  return 'fault' in read ? 'fault' : 'artefact'
}

function compiled(path: string, text: string, host: ReturnType<typeof hostOf>): Answer {
  const { graph, diagnostics, sources } = compile({ path, text }, host)
  const errors = diagnostics.filter(d => d.severity === 'error')
  if (graph ? errors.length > 0 : errors.length === 0) throw new Error('neither a graph nor a message, or both')
  for (const d of diagnostics) checkPlaces(d, sources)
  renderTerminal(diagnostics, sources, true)
  renderJson(diagnostics, sources)
  if (path.endsWith('.hvt')) format(path, text)
  return graph ? 'graph' : 'messages'
}

function checkPlaces({ span, labels = [], code }: Diagnostic, sources: ReadonlyMap<string, string>): void {
  for (const at of [span, ...labels.map(label => label.span)]) {
    if (!at) continue
    const length = sources.get(at.file)?.length
    if (length !== undefined && !(at.start >= 0 && at.start <= at.end && at.end <= length))
      throw new Error(`${code} points at ${at.start} to ${at.end} of ${length}`)
  }
}
