import type { Graph, Output } from '../../../compiler/ir/graph.ts'
import type { ConditionStats, Conditions } from './conditions.ts'
import { type Key, keysOf, type Observer, orNull, type Stored } from './observer.ts'

/** One signal of one key; what is told of its condition is null where it has none. */
export interface SignalStats extends Nullable<ConditionStats> {
  readonly name: string
  readonly key: Key
  readonly firings: number
  /** Times of the first and the last firing, µs since the epoch. */
  readonly first: number | null
  readonly last: number | null
}
type Nullable<T> = { readonly [K in keyof T]: T[K] | null }

interface Firings {
  readonly firings: Float64Array
  readonly first: Float64Array
  readonly last: Float64Array
}

export class Signals implements Observer, Stored<Firings> {
  private readonly keys: Key[]
  private firings: Float64Array
  private first: Float64Array
  private last: Float64Array

  constructor(
    graph: Graph,
    private readonly output: Output,
  ) {
    this.keys = keysOf(graph, output)
    this.firings = new Float64Array(this.keys.length)
    this.first = new Float64Array(this.keys.length).fill(Number.NaN)
    this.last = new Float64Array(this.keys.length).fill(Number.NaN)
  }

  begin(): void {}

  see(i: number, now: number, ticked: boolean): void {
    if (!ticked) return
    if (this.firings[i]!++ === 0) this.first[i] = now
    this.last[i] = now
  }

  end(): void {}

  save(): Firings {
    const { firings, first, last } = this
    return { firings, first, last }
  }

  restore({ firings, first, last }: Firings): void {
    this.firings = firings
    this.first = first
    this.last = last
  }

  /** @param conditions What the signal looks at, if it has a condition. */
  stats(conditions: Conditions | undefined): SignalStats[] {
    return this.keys.map((key, i) => ({
      name: this.output.name,
      key,
      firings: this.firings[i]!,
      first: orNull(this.first[i]!),
      last: orNull(this.last[i]!),
      ...(conditions?.of(i) ?? { checks: null, trueTicks: null, trueTime: null, unknownTime: null }),
    }))
  }
}
