import { emit } from '../compiler/emit/emit.ts'
import { instantiate } from '../compiler/emit/wasm.ts'
import { interpret } from '../compiler/interpret/interpret.ts'
import type { SourceEvent } from '../compiler/ir/evaluator.ts'
import { quotes } from './cases.ts'
import { features } from './features.ts'
import { medians } from './measure.ts'

export interface Size {
  readonly nodes: number
  /** Of the module. */
  readonly bytes: number
  /** ms to make the module, and to compile it whole. */
  readonly emit: number
  readonly compile: number
  /** ns per node and event. */
  readonly run: number
  readonly interpreted: number
}

/** Costs of graphs of so many features, of whose nodes all wake at every event; all sizes are measured in turns. */
export function sizes(counts: readonly number[], repetitions: number): readonly Size[] {
  const all = counts.map(prepared)
  const times = medians(Object.assign({}, ...all.map(one => one.ways)) as Record<string, () => void>, repetitions)
  return all.map(({ nodes, bytes, events, ms }) => {
    const perNode = (way: string) => (1e6 * (ms(times, way) - ms(times, 'later'))) / events / nodes
    return {
      nodes,
      bytes,
      emit: ms(times, 'emit'),
      compile: ms(times, 'compile'),
      run: perNode('compiled'),
      interpreted: perNode('interpreted'),
    }
  })
}

function prepared(count: number) {
  const graph = features(count)
  const nodes = graph.nodes.length
  const bytes = emit(graph)
  const compiled = instantiate(graph, bytes, () => {})
  const interpreted = interpret(graph, () => {})
  let events = quotes(graph, Math.ceil(2_000_000 / nodes))
  // Each round goes on where the one before ended; making its events is a way of its own, and taken away.
  const next = () => {
    events = later(events)
    return events
  }
  let variants = 0
  const ways = {
    [`${count} emit`]: () => void emit(graph),
    [`${count} compile`]: () => void new WebAssembly.Module(variant(bytes, variants++)),
    [`${count} later`]: () => void next(),
    [`${count} compiled`]: () => compiled.batch(next()),
    [`${count} interpreted`]: () => {
      for (const event of next()) interpreted.event(event)
    },
  }
  const ms = (times: Record<string, number>, way: string) => times[`${count} ${way}`]!
  return { nodes, bytes: bytes.length, events: events.length, ways, ms }
}

function later(events: readonly SourceEvent[]): readonly SourceEvent[] {
  return events.map(e => ({ ...e, received: e.received + 1e10, origin: e.origin + 1e10 }))
}

/** The same module under another digest, because engines keep what they compiled: a custom section without a meaning. */
function variant(bytes: Uint8Array, n: number): Uint8Array {
  const name = 5
  return Uint8Array.from([...bytes, 0, name, name - 1, ...[n, n >> 8, n >> 16, n >> 24].map(b => b & 127)])
}
