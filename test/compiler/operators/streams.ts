import { expect } from 'vitest'
import { wasm } from '../../../compiler/emit/wasm.ts'
import { interpret } from '../../../compiler/interpret/interpret.ts'
import type { Emit, Evaluator, SourceEvent } from '../../../compiler/ir/evaluator.ts'
import type { Graph } from '../../../compiler/ir/graph.ts'
import type { StreamName } from '../../../compiler/ir/streams.ts'
import { graphOf } from '../../property/run.ts'
import { compiled, disagreement, interpreted } from '../emit/agreement.ts'

/** An event of `venue`, or of `venue symbol`; seconds of receipt, and of origin where that was earlier. */
export type Row = readonly [at: number, of: string, stream: StreamName, fields: readonly number[], origin?: number]

/** What the outputs say, by both evaluators, which agree in all: lines such as `3s f tick 1.5`. */
export function saying(text: string, rows: readonly Row[], until = 0): readonly string[] {
  const graph = graphOf(text)
  const events = rows.map(row => event(graph, row))
  expect(disagreement(graph, events, compiled(graph), interpreted(graph))).toBe(undefined)
  const reference = lines(interpret, graph, events, until)
  expect(lines(wasm, graph, events, until)).toEqual(reference)
  return reference
}

function lines(
  make: (graph: Graph, emit: Emit) => Evaluator,
  graph: Graph,
  events: readonly SourceEvent[],
  until: number,
): string[] {
  const said: string[] = []
  const engine = make(graph, (o, i, now, ticked, values) => {
    const { kind, name, region } = graph.outputs[o]!
    if (kind === 'condition') return
    const key = graph.regions[region]!.instances[i]!.join(' ')
    const numbers = [...values].map(v => (Number.isNaN(v) ? '–' : `${v}`)).join(' ')
    said.push(`${now / 1e6}s ${name}${key && `[${key}]`} ${ticked ? 'tick' : 'wake'} ${numbers}`.trimEnd())
  })
  for (const one of events) engine.event(one)
  if (until > 0) engine.advance(until * 1e6)
  return said
}

function event(graph: Graph, [at, of, stream, fields, origin = at]: Row): SourceEvent {
  const [name, ...symbol] = of.split(' ')
  const venue = graph.venues.findIndex(v => v.name === name)
  const instrument = graph.instruments.findIndex(i => i.venue === venue && i.symbol === symbol.join(' '))
  expect({ of, venue: venue >= 0 }).toEqual({ of, venue: true })
  return { received: at * 1e6, origin: origin * 1e6, venue, instrument, stream, fields }
}
