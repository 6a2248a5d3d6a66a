import { emit } from '../compiler/emit/emit.ts'
import { instantiate } from '../compiler/emit/wasm.ts'
import { interpret } from '../compiler/interpret/interpret.ts'
import type { Emit, Evaluator } from '../compiler/ir/evaluator.ts'
import type { Graph } from '../compiler/ir/graph.ts'
import { graphOf, quotes } from './cases.ts'
import { generatedFile, quotesOf } from './generated.ts'
import { medians, timed } from './measure.ts'
import { s3Rivals } from './rivals.ts'

/** The interpreter gets so many events of them all. */
const FEW = 50_000

/**
 * ns per quote of the 22 features, on D1 where it is there. Values are asked for at the end, as csp does; `reported`: each
 * feature is reported at each quote and added up. The twin adds up in any case.
 */
export function s3(repetitions: number): Readonly<Record<string, number>> {
  const graph = graphOf('bench/strategies/s3.hvt')
  const silent: Graph = { ...graph, outputs: [] }
  const file = generatedFile('d1_quotes.csv')
  const events = file ? quotesOf(file) : quotes(graph, 1_000_000)
  const few = events.slice(0, FEW)
  const [bytes, silentBytes] = [emit(graph), emit(silent)]
  const sums = new Float64Array(graph.outputs.length)
  const add: Emit = (output, _instance, _now, ticked, [value]) => {
    if (ticked) sums[output]! += value!
  }
  const nothing = () => {}
  const run = (make: () => Evaluator, work: (evaluator: Evaluator) => void) => () => {
    const evaluator = make()
    return timed(() => work(evaluator))
  }
  const compiled = () => instantiate(silent, silentBytes, nothing)
  const { close, ...rivals } = s3Rivals(events)
  const ways: Record<string, () => number> = {
    batch: run(compiled, e => e.batch(events)),
    single: run(compiled, e => {
      for (const event of events) e.event(event)
    }),
    reported: run(
      () => instantiate(graph, bytes, add),
      e => e.batch(events),
    ),
    interpreter: run(
      () => interpret(silent, nothing),
      e => e.batch(few),
    ),
    ...rivals,
  }
  const times = medians(ways, repetitions)
  close()
  const perEvent = ([way, ms]: [string, number]) => [way, (1e6 * ms) / (way === 'interpreter' ? few : events).length]
  return Object.fromEntries(Object.entries(times).map(perEvent))
}
