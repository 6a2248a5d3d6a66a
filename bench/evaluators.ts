import { emit } from '../compiler/emit/emit.ts'
import { instantiate } from '../compiler/emit/wasm.ts'
import { interpret } from '../compiler/interpret/interpret.ts'
import type { Emit, Evaluator } from '../compiler/ir/evaluator.ts'
import type { Case } from './cases.ts'
import { medians } from './measure.ts'

/** ns per event of the interpreter and of the compiled evaluator, event by event and in batches. */
export function evaluators({ graph, events }: Case, repetitions: number) {
  const bytes = emit(graph)
  let reports = 0
  const count: Emit = () => {
    reports++
  }
  const each = (evaluator: Evaluator) => {
    for (const event of events) evaluator.event(event)
  }
  const times = medians(
    {
      interpreter: () => each(interpret(graph, count)),
      single: () => each(instantiate(graph, bytes, count)),
      batch: () => instantiate(graph, bytes, count).batch(events),
    },
    repetitions,
  )
  const perEvent = (ms: number) => (1e6 * ms) / events.length
  return {
    interpreter: perEvent(times.interpreter),
    single: perEvent(times.single),
    batch: perEvent(times.batch),
    reports: reports / events.length / (3 * (repetitions + 1)),
  }
}
