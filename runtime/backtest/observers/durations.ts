import type { Stored } from './observer.ts'

interface Totals {
  readonly states: Uint8Array
  readonly since: Float64Array
  readonly totals: Float64Array
}

/** How long each instance was in each of a few states, µs. All begin in state 0. */
export class Durations implements Stored<Totals> {
  private states: Uint8Array
  private since: Float64Array
  private totals: Float64Array

  constructor(
    instances: number,
    private readonly kinds: number,
  ) {
    this.states = new Uint8Array(instances)
    this.since = new Float64Array(instances)
    this.totals = new Float64Array(instances * kinds)
  }

  begin(now: number): void {
    this.since.fill(now)
  }

  enter(instance: number, state: number, now: number): void {
    if (this.states[instance] === state) return
    this.close(instance, now)
    this.states[instance] = state
  }

  /** The state that an instance is in. */
  in(instance: number): number {
    return this.states[instance]!
  }

  end(now: number): void {
    for (let i = 0; i < this.states.length; i++) this.close(i, now)
  }

  save(): Totals {
    const { states, since, totals } = this
    return { states, since, totals }
  }

  restore({ states, since, totals }: Totals): void {
    this.states = states
    this.since = since
    this.totals = totals
  }

  of(instance: number, state: number): number {
    return this.totals[instance * this.kinds + state]!
  }

  private close(instance: number, now: number): void {
    this.totals[instance * this.kinds + this.states[instance]!]! += now - this.since[instance]!
    this.since[instance] = now
  }
}

/** States of a truth: what is not known yet is unknown. */
export const UNKNOWN = 0
export const FALSE = 1
export const TRUE = 2

/** Of a value in the graph: 1, 0, or NaN for unknown. */
export function truth(value: number): number {
  if (Number.isNaN(value)) return UNKNOWN
  return value === 0 ? FALSE : TRUE
}
