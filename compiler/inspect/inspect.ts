import type { Evaluator } from '../ir/evaluator.ts'
import type { Column, Graph, Input } from '../ir/graph.ts'
import type { Place } from './cause.ts'
import { type Obstacle, obstacles } from './condition.ts'
import type { Found } from './find.ts'
import { Moment } from './moment.ts'
import { type Probed, probe } from './probe.ts'
import { trees, type ValueTree } from './tree.ts'

/** What a value was made of at one step of a run, or why it is absent. Times are µs. */
export interface Inspection {
  /** Of the last step. */
  readonly now: number
  readonly name: string
  /** By the names of its scope. */
  readonly key: Readonly<Record<string, string>>
  readonly roots: readonly Root[]
  /** Of any value that is watched. */
  readonly tree: (place: Place) => ValueTree
}

export type Root =
  | {
      readonly kind: 'feature' | 'peg'
      readonly name: string
      readonly show: 'number' | 'bool' | 'time' | 'choice'
      readonly choices?: readonly string[]
      readonly tree: ValueTree
    }
  | {
      readonly kind: 'signal'
      readonly name: string
      /** Whether it fired in the last step, and when last; NaN: never. */
      readonly fired: boolean
      readonly lastFired: number
      /** What makes it fire: its condition, or an event beside it. */
      readonly event?: ValueTree
      readonly condition?: ValueTree
      /** What of the condition is not true. */
      readonly obstacles: readonly Obstacle[]
    }

/** The graph to be run for an inspection: with what watches the values that were found. */
export function watched(graph: Graph, { outputs }: Found): Probed {
  return probe(
    graph,
    outputs.map(o => graph.outputs[o]!.trigger.node),
  )
}

/** @param evaluator Of the watched graph, between two steps. */
export function inspect(probed: Probed, evaluator: Evaluator, { outputs, instance, name, keys }: Found): Inspection {
  const moment = new Moment(probed, evaluator)
  const tree = trees(moment)
  const at = (input: Input): Place => moment.read(input, instance)
  const roots = outputs.map((o): Root => {
    const output = moment.graph.outputs[o]!
    if (output.kind !== 'signal') {
      const { value } = output.columns[0] as { value: Extract<Column['value'], { show: unknown }> }
      const choices = 'choices' in value ? { choices: value.choices } : {}
      const kind = output.kind === 'peg' ? 'peg' : 'feature'
      return { kind, name: output.name, show: value.show, ...choices, tree: tree(at(value.input)) }
    }
    const fires = at(output.trigger)
    const lastFired = moment.ticked(fires)
    const { event, condition } = looks(moment, fires)
    return {
      kind: 'signal',
      name: output.name,
      fired: lastFired === moment.now,
      lastFired,
      ...(event && { event: tree(event) }),
      ...(condition && { condition: tree(condition) }),
      obstacles: condition ? obstacles(moment, condition) : [],
    }
  })
  const names = moment.graph.outputs[outputs[0]!]!.keys
  return { now: moment.now, name, key: Object.fromEntries(names.map((key, k) => [key, keys[k]!])), roots, tree }
}

/** What a signal looks at: a condition that becomes true, an event, or an event while a condition is true. */
function looks(moment: Moment, fires: Place): { readonly event?: Place; readonly condition?: Place } {
  const { op } = moment.node(fires)
  const [first, second] = moment.inputs(fires) as [Place, Place]
  if (op.op === 'rising') return { condition: first }
  return op.op === 'filter' ? { event: first, condition: second } : { event: fires }
}
