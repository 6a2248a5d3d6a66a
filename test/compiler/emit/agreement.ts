import { wasm } from '../../../compiler/emit/wasm.ts'
import { interpret } from '../../../compiler/interpret/interpret.ts'
import type { Emit, Evaluator, SourceEvent } from '../../../compiler/ir/evaluator.ts'
import type { Graph } from '../../../compiler/ir/graph.ts'

import { samplesOf } from '../interpret/externs.ts'

/** An evaluator and all it has reported, one line each, with the bits of each value. */
export interface Watched<E extends Evaluator = Evaluator> {
  readonly evaluator: E
  readonly lines: string[]
}

export function watched<E extends Evaluator>(make: (graph: Graph, emit: Emit) => E, graph: Graph): Watched<E> {
  const lines: string[] = []
  const evaluator = make(graph, (output, instance, now, ticked, values) => {
    let line = `${now} o${output}[${instance}] ${ticked ? 'tick' : 'wake'}`
    for (const value of values) line += ` ${bits(value)}`
    lines.push(line)
  })
  return { evaluator, lines }
}

export const interpreted = (graph: Graph) => watched((g, emit) => interpret(g, emit, samplesOf(g)), graph)
export const compiled = (graph: Graph) => watched((g, emit) => wasm(g, emit, samplesOf(g)), graph)

/** The first thing in which two runs differ, now: a report, a step, a node's value, a byte of state. */
export function difference(graph: Graph, is: Watched, wanted: Watched): string | undefined {
  const lines = is.lines.findIndex((line, k) => line !== wanted.lines[k])
  if (lines >= 0) return `report ${lines}: ${is.lines[lines]}, not ${wanted.lines[lines]}`
  if (is.lines.length < wanted.lines.length) return `no report ${wanted.lines[is.lines.length]}`
  is.lines.length = 0
  wanted.lines.length = 0
  const [steps, should] = [is.evaluator.steps, wanted.evaluator.steps]
  if (steps.events !== should.events || steps.timers !== should.timers) {
    return `steps ${JSON.stringify(steps)}, not ${JSON.stringify(should)}`
  }
  return differentValue(graph, is.evaluator, wanted.evaluator) ?? differentState(is.evaluator, wanted.evaluator)
}

function differentValue(graph: Graph, is: Evaluator, wanted: Evaluator): string | undefined {
  for (const [n, { region, op }] of graph.nodes.entries()) {
    const { length } = graph.regions[region]!.instances
    for (let i = 0; i < length; i++) {
      const [a, b] = [is.value(n, i), wanted.value(n, i)]
      if (!Object.is(a, b)) return `node ${n}[${i}] ${JSON.stringify(op)}: ${bits(a)}, not ${bits(b)}`
    }
  }
  return undefined
}

/** States are equal byte by byte: windows, timers and the order of the deadline heap. */
function differentState(is: Evaluator, wanted: Evaluator): string | undefined {
  const [a, b] = [new BigUint64Array(is.snapshot()), new BigUint64Array(wanted.snapshot())]
  const at = a.findIndex((word, k) => word !== b[k])
  return at < 0 ? undefined : `state at ${8 * at}: ${a[at]!.toString(16)}, not ${b[at]?.toString(16)}`
}

/** Runs two evaluators over the same events, one by one, and compares all of both after each. */
export function disagreement(graph: Graph, events: readonly SourceEvent[], is: Watched, wanted: Watched) {
  const compare = () => difference(graph, is, wanted)
  const first = compare()
  if (first) return `before the first event: ${first}`
  for (const [k, event] of events.entries()) {
    is.evaluator.advance(event.received)
    wanted.evaluator.advance(event.received)
    const timers = compare()
    if (timers) return `timers before event ${k}: ${timers}`
    is.evaluator.event(event)
    wanted.evaluator.event(event)
    const found = compare()
    if (found) return `event ${k} at ${event.received}: ${found}`
    if (k % 4 > 0 || graph.channels.length === 0) continue
    const said = [{ channel: k % graph.channels.length, values: [event.fields[0] ?? Number.NaN, k % 3] }]
    is.evaluator.give(event.received, said)
    wanted.evaluator.give(event.received, said)
    const given = compare()
    if (given) return `what was given after event ${k}: ${given}`
  }
  return undefined
}

const scratch = new DataView(new ArrayBuffer(8))

function bits(value: number): string {
  if (Number.isNaN(value)) return 'absent'
  scratch.setFloat64(0, value)
  return `${value}:${scratch.getBigUint64(0).toString(16)}`
}
