import type { Column, Graph } from '../../compiler/ir/graph.ts'
import { bookKinds } from '../../compiler/ir/streams.ts'
import type { Expectation, Happening, Test } from '../../compiler/ir/testing.ts'
import { Engine } from './engine.ts'
import { begin, play } from './script.ts'
import { type MakeStepped, Wire } from './wire.ts'

/** What became of one expectation. */
export interface Verdict {
  readonly expectation: Expectation
  /** Of the first time at which it was not true; undefined: it held. */
  readonly failure?: Failure
  /** It asks for orders, and nothing ever asked for one. */
  readonly idle: boolean
}

export interface Failure {
  /** µs from the beginning of the test. */
  readonly time: number
  /** Its condition was unknown, not false. */
  readonly unknown: boolean
  /** What the condition was made of then; null: absent. */
  readonly parts: readonly Part[]
}
export interface Part {
  readonly text: string
  readonly value: number | null
  readonly unit: string
  readonly show: 'number' | 'bool' | 'time' | 'choice'
  readonly choices?: readonly string[]
}

export interface Outcome {
  readonly verdicts: readonly Verdict[]
  /** Expectations that came out otherwise when only what happens after them was changed. */
  readonly ahead: readonly Expectation[]
}

/**
 * Runs a test: its graph, compiled with what it gives. Then twice more for each time at which something is expected, without
 * what happens later and with absurd values there: nothing up to then may change.
 */
export function runTest(graph: Graph, test: Test, make: MakeStepped): Outcome {
  const verdicts = verdictsOf(graph, test, make)
  const times = [...new Set(test.expectations.map(e => e.time))]
  const ahead = times.flatMap(time => {
    const later = test.happenings.filter(h => h.time > time)
    if (later.length === 0) return []
    const sooner = test.happenings.filter(h => h.time <= time)
    const copies = [sooner, [...sooner, ...later.map(absurd)]]
    return test.expectations.filter((expectation, k) => {
      if (expectation.time !== time) return false
      const known = JSON.stringify(verdicts[k]!.failure)
      return copies.some(
        happenings => JSON.stringify(verdictsOf(graph, { ...test, happenings }, make, time)[k]!.failure) !== known,
      )
    })
  })
  return { verdicts, ahead }
}

function verdictsOf(graph: Graph, test: Test, make: MakeStepped, last = Number.POSITIVE_INFINITY): readonly Verdict[] {
  const wire = new Wire(graph, make)
  const engine = new Engine(wire, test.money)
  const failures: (Failure | undefined)[] = test.expectations.map(() => undefined)
  const look = (k: number) => {
    const { output } = test.expectations[k]!
    const columns = graph.outputs.filter(o => o.name === output || o.name.startsWith(`${output}: `))
    const values = columns.map(({ columns: [column] }) => partOf(wire, output, column!))
    const [condition, ...parts] = values as [Part, ...Part[]]
    if (condition.value === 1) return
    failures[k] ??= { time: wire.now - begin, unknown: condition.value === null, parts }
  }
  const seen = () => {
    for (const [k, { hold, time }] of test.expectations.entries())
      if (hold === 'until' && wire.now - begin <= time) look(k)
  }
  const stop = (time: number) => {
    for (const [k, expectation] of test.expectations.entries()) if (expectation.time === time) look(k)
  }
  const times = [...new Set(test.expectations.map(e => e.time))].filter(time => time <= last)
  play(test, times, wire, engine, seen, stop)
  return test.expectations.map((expectation, k) => ({
    expectation,
    idle: expectation.orders && !engine.actions.asked && !wire.stirred,
    ...(failures[k] && { failure: failures[k] }),
  }))
}

function partOf(wire: Wire, output: string, { name, unit, value }: Column): Part {
  const text = name.slice(output.length + 2)
  if (!('input' in value)) return { text, value: null, unit, show: 'number' }
  const number = wire.value(value.input, 0)
  const choices = 'choices' in value ? { choices: value.choices } : {}
  return { text, value: Number.isNaN(number) ? null : number, unit, show: value.show, ...choices }
}

/** The same at the same time, far from anything that a market would say. */
function absurd(happening: Happening): Happening {
  // No book at all.
  if (happening.kind === 'event' && happening.stream === 'book') return { ...happening, fields: [bookKinds.invalid] }
  if (happening.kind === 'event')
    return { ...happening, fields: happening.fields.map((f, k) => (f === null ? null : f * 1e6 + k)) }
  if (happening.kind !== 'message') return happening
  const says = Object.entries(happening.says).map(([field, is]) => [field, typeof is === 'number' ? is * -1e6 - 1 : is])
  return { ...happening, says: Object.fromEntries(says) }
}
