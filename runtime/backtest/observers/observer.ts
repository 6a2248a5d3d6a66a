import type { Graph, Output } from '../../../compiler/ir/graph.ts'

/** Keeps what it knows between two parts of a run. */
export interface Stored<S = unknown> {
  /** All that it knows so far: plain data, which is only lent. */
  save(): S
  /** Goes on from what another of the same graph knew, and makes it its own. */
  restore(saved: S): void
}

/** Watches one output of a graph through a run, in memory that does not grow with it. Times are µs. */
export interface Observer {
  /** The run's first step is about to happen at `now`; durations count from here. */
  begin(now: number): void
  /**
   * A report of the evaluator; `values` is only lent. What may change without waking is also
   * shown after the first step and after the last one, for every instance.
   */
  see(instance: number, now: number, ticked: boolean, values: ArrayLike<number>): void
  /** The run ended at `now`. */
  end(now: number): void
}

/** The members that an instance stands for, by the names of the keys of its scope; empty outside `each`. */
export type Key = Readonly<Record<string, string>>

/** The key of each instance of an output, in the graph's order. */
export function keysOf(graph: Graph, { region, keys }: Output): Key[] {
  const { instances } = graph.regions[region]!
  return instances.map(members => Object.fromEntries(keys.map((name, i) => [name, members[i]!])))
}

/** The members that an instance stands for, in the order of its keys. */
export function keyText(key: Key): string {
  return Object.values(key).join(', ')
}

/** Absence as JSON has it. */
export function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value
}
