import type { Graph } from '../ir/graph.ts'
import { HEADER, type Layout } from '../layout/layout.ts'
import type { Schedule } from '../layout/schedule.ts'
import { isAbsent } from './values.ts'

/** The linear memory of a running graph. Indices are of slots: byte offsets divided by 8. */
export class Memory {
  readonly buffer: ArrayBuffer
  readonly cells: Float64Array
  readonly flags: Uint8Array
  private readonly words: Uint32Array
  /** Of the event under way: no part of the state. */
  origin = Number.NaN

  /** As before the first event: params set, no inbox filled, no timer armed, every value absent. */
  constructor(graph: Graph, plan: Schedule, layout: Layout) {
    this.buffer = new ArrayBuffer(layout.bytes)
    this.cells = new Float64Array(this.buffer)
    this.flags = new Uint8Array(this.buffer)
    this.words = new Uint32Array(this.buffer)
    this.put(HEADER.now / 8, Number.NaN)
    graph.params.forEach((param, p) => {
      this.put(layout.params / 8 + p, param.value)
    })
    plan.feeds.forEach(({ fields }, f) => {
      for (let k = 0; k <= fields.length; k++) this.put(layout.inboxes[f]! / 8 + k, Number.NaN)
    })
    const deadlines = layout.timers.deadlines / 8
    this.cells.fill(Number.POSITIVE_INFINITY, deadlines, deadlines + layout.timers.slots)
    graph.nodes.forEach((node, n) => {
      const { instances, stride } = layout.regions[node.region]!
      for (let i = 0; i < instances; i++) this.put((layout.nodes[n]!.value + i * stride) / 8, Number.NaN)
    })
  }

  /** Writes a value: what is not finite is absent. */
  put(index: number, value: number): void {
    if (value - value === 0) this.cells[index] = value
    else this.clear(index)
  }

  /** Writes private state, which may be infinite. */
  keep(index: number, value: number): void {
    if (isAbsent(value)) this.clear(index)
    else this.cells[index] = value
  }

  /** The one NaN: a computed one has other bits on some machines, and snapshots are compared by bytes. */
  private clear(index: number): void {
    this.words[2 * index] = 0
    this.words[2 * index + 1] = 0x7ff80000
  }
}
