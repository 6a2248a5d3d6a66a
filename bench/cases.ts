import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { compile } from '../compiler/compile.ts'
import type { SourceEvent } from '../compiler/ir/evaluator.ts'
import type { Graph } from '../compiler/ir/graph.ts'
import { generateMarket } from '../runtime/market/generated/generate.ts'

/** A strategy and the events it is run on. */
export interface Case {
  readonly name: string
  readonly graph: Graph
  readonly events: readonly SourceEvent[]
}

/** The strategies of the project, on markets that need no recorded data. */
export async function cases(): Promise<readonly Case[]> {
  const venues = graphOf('examples/spread_signals.hvt')
  const basis = graphOf('examples/basis_spreads.hvt')
  return [
    { name: 'spread_signals, generated market', graph: venues, events: await generated(venues, 300) },
    { name: 'basis_spreads, synthetic quotes', graph: basis, events: quotes(basis, 100_000) },
  ]
}

export function graphOf(path: string): Graph {
  return compiledText(textOf(path), path)
}

/** The text of a file of the project, or of one beside it. */
export function textOf(path: string): string {
  return readFileSync(pathOf(path), 'utf8')
}

/** The measured program is a bundle, in a folder of the project as this one is. */
export function pathOf(path: string): string {
  return fileURLToPath(new URL(path, new URL('../', import.meta.url)))
}

export function compiledText(text: string, path = 'text.hvt'): Graph {
  const { graph, diagnostics } = compile({ path, text }, { read: file => textOf(`compiler/${file}`) })
  if (graph) return graph
  throw new Error(diagnostics.map(({ message }) => message).join('\n'))
}

async function generated(graph: Graph, seconds: number): Promise<readonly SourceEvent[]> {
  const all: SourceEvent[] = []
  for await (const chunk of generateMarket(graph, { duration: seconds * 1e6 }).events) all.push(...chunk)
  return all
}

/** Every instrument in turn, 1 ms apart, a price that walks by small fixed steps. */
export function quotes(graph: Graph, count: number): readonly SourceEvent[] {
  let price = 60_000
  return Array.from({ length: count }, (_, k) => {
    const instrument = (k * 7) % graph.instruments.length
    const received = 1_700_000_000_000_000 + 1_000 * k
    price += ((k * 31) % 11) - 5
    const fields = [price, 1 + (k % 5), price + 1, 2]
    return {
      received,
      origin: received - 500,
      venue: graph.instruments[instrument]!.venue,
      instrument,
      stream: 'quote',
      fields,
    }
  })
}
