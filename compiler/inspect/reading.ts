import type { Evaluator } from '../ir/evaluator.ts'
import type { Graph, Input, Node } from '../ir/graph.ts'
import type { Place } from './cause.ts'

/** A running graph between two steps, as far as values alone tell. NaN is absent. */
export abstract class Reading {
  /** The time of the last step, µs. */
  abstract readonly now: number

  constructor(
    readonly graph: Graph,
    protected readonly evaluator: Evaluator,
  ) {}

  /** A slot of the private state of a node; NaN where it is not known. */
  abstract state(place: Place, slot: number): number

  node({ node }: Place): Node {
    return this.graph.nodes[node]!
  }

  value({ node, instance }: Place): number {
    return this.evaluator.value(node, instance)
  }

  isAbsent(place: Place): boolean {
    return Number.isNaN(this.value(place))
  }

  /** What an instance reads by an input. */
  read(input: Input, instance: number): Place {
    return { node: input.node, instance: input.map < 0 ? instance : this.graph.maps[input.map]![instance]! }
  }

  inputs(place: Place): readonly Place[] {
    return this.node(place).inputs.map(input => this.read(input, place.instance))
  }
}
