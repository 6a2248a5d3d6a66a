import { readFileSync } from 'node:fs'
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
  const venues = graphOf('strategies/venue_spreads.hvt')
  const basis = graphOf('examples/basis_spreads.hvt')
  return [
    { name: 'venue_spreads, generated market', graph: venues, events: await generated(venues, 300) },
    { name: 'basis_spreads, synthetic quotes', graph: basis, events: quotes(basis, 100_000) },
  ]
}

export function graphOf(path: string): Graph {
  const root = new URL('../', import.meta.url)
  const text = (file: string) => readFileSync(new URL(file, root), 'utf8')
  const { graph, diagnostics } = compile({ path, text: text(path) }, { read: file => text(`compiler/${file}`) })
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
