import type { Node } from '../ir/graph.ts'
import { type NodeLayout, type RegionLayout, TICK, WAKE } from '../layout/layout.ts'
import type { Deadlines } from './deadlines.ts'
import type { Memory } from './memory.ts'

/** What an operator does at a step, per instance of its node. */
export interface Operator {
  /**
   * Looks at the inputs, stores the new value and returns what happened: 0, `WAKE`, or `WAKE | TICK`.
   * An instance may be asked to look when nothing concerns it, and then returns 0.
   */
  readonly look: (instance: number) => number
  /** The value as it follows from the inputs' values alone; operators that remember have none. */
  readonly current?: (instance: number) => number
}

/** `WAKE | TICK`: a tick is always a wake. */
export const TICKED = WAKE | TICK

/** Where a node stands in memory, as seen by its operator. */
export class Site {
  private readonly base: number
  private readonly stride: number
  private readonly flagBase: number
  private readonly flagStride: number

  constructor(
    readonly memory: Memory,
    readonly deadlines: Deadlines,
    readonly node: Node,
    private readonly place: NodeLayout,
    private readonly region: RegionLayout,
    readonly inputs: readonly Port[],
  ) {
    this.base = place.value / 8
    this.stride = region.stride / 8
    this.flagBase = place.flags
    this.flagStride = region.stride
  }

  get instances(): number {
    return this.region.instances
  }

  value(instance: number): number {
    return this.memory.cells[this.base + instance * this.stride]!
  }

  put(instance: number, value: number): void {
    this.memory.put(this.base + instance * this.stride, value)
  }

  flags(instance: number): number {
    return this.memory.flags[this.flagBase + instance * this.flagStride]!
  }

  flag(instance: number, bits: number): void {
    this.memory.flags[this.flagBase + instance * this.flagStride]! |= bits
  }

  unflag(instance: number): void {
    this.memory.flags[this.flagBase + instance * this.flagStride] = 0
  }

  /** Index of the first slot of private state. */
  state(instance: number): number {
    return (this.place.state + instance * this.region.stride) / 8
  }

  /** The timer slot. */
  timer(instance: number): number {
    return this.place.timer + instance
  }

  /** Whether any input woke. */
  woke(instance: number): boolean {
    for (const input of this.inputs) if (input.woke(instance)) return true
    return false
  }
}

/** One input, seen by an instance of its reader. */
export class Port {
  private readonly base: number
  private readonly stride: number
  private readonly flagBase: number
  private readonly flagStride: number

  /** @param current The value of a volatile node, which memory does not hold. */
  constructor(
    private readonly memory: Memory,
    readonly node: Node,
    place: NodeLayout,
    region: RegionLayout,
    private readonly map: readonly number[] | undefined,
    private readonly current: ((instance: number) => number) | undefined,
  ) {
    this.base = place.value / 8
    this.stride = region.stride / 8
    this.flagBase = place.flags
    this.flagStride = region.stride
  }

  value(reader: number): number {
    const instance = this.map ? this.map[reader]! : reader
    return this.current ? this.current(instance) : this.memory.cells[this.base + instance * this.stride]!
  }

  woke(reader: number): boolean {
    return (this.flags(reader) & WAKE) !== 0
  }

  ticked(reader: number): boolean {
    return (this.flags(reader) & TICK) !== 0
  }

  private flags(reader: number): number {
    const instance = this.map ? this.map[reader]! : reader
    return this.memory.flags[this.flagBase + instance * this.flagStride]!
  }
}
