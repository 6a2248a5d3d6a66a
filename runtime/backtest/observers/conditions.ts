import type { Graph, Output } from '../../../compiler/ir/graph.ts'
import { Durations, TRUE, truth, UNKNOWN } from './durations.ts'
import type { Observer, Stored } from './observer.ts'

/** What a signal looked at, for one key. */
export interface ConditionStats {
  /** Ticks of the condition, and those at which it was true. */
  readonly checks: number
  readonly trueTicks: number
  /** µs, as far as its wakes tell. */
  readonly trueTime: number
  readonly unknownTime: number
}

interface Counts {
  readonly durations: ReturnType<Durations['save']>
  readonly checks: Float64Array
  readonly trueTicks: Float64Array
}

export class Conditions implements Observer, Stored<Counts> {
  private readonly durations: Durations
  private checks: Float64Array
  private trueTicks: Float64Array

  constructor(graph: Graph, { region }: Output) {
    const n = graph.regions[region]!.instances.length
    this.durations = new Durations(n, 3)
    this.checks = new Float64Array(n)
    this.trueTicks = new Float64Array(n)
  }

  begin(now: number): void {
    this.durations.begin(now)
  }

  see(i: number, now: number, ticked: boolean, values: ArrayLike<number>): void {
    const state = truth(values[0]!)
    this.durations.enter(i, state, now)
    if (!ticked) return
    this.checks[i]!++
    if (state === TRUE) this.trueTicks[i]!++
  }

  end(now: number): void {
    this.durations.end(now)
  }

  save(): Counts {
    const { checks, trueTicks } = this
    return { durations: this.durations.save(), checks, trueTicks }
  }

  restore({ durations, checks, trueTicks }: Counts): void {
    this.durations.restore(durations)
    this.checks = checks
    this.trueTicks = trueTicks
  }

  of(i: number): ConditionStats {
    return {
      checks: this.checks[i]!,
      trueTicks: this.trueTicks[i]!,
      trueTime: this.durations.of(i, TRUE),
      unknownTime: this.durations.of(i, UNKNOWN),
    }
  }
}
