import type { Message } from '../../ir/evaluator.ts'
import type { Graph } from '../../ir/graph.ts'
import type { Layout } from '../../layout/layout.ts'
import type { Schedule } from '../../layout/schedule.ts'
import { GIVEN } from '../../layout/state.ts'
import type { Places } from '../place/places.ts'

/** Writes what the engine says to where the nodes that read it look. */
export class MessageWriter {
  private readonly cells: Float64Array
  private readonly words: Int32Array
  private readonly start: number
  /** By channel: of each reader its number, its cell and its field. */
  private readonly readers: readonly (readonly { number: number; cell: number; field: number }[])[]

  constructor(plan: Schedule, layout: Layout, graph: Graph, places: Places, buffer: ArrayBuffer) {
    this.cells = new Float64Array(buffer)
    this.words = new Int32Array(buffer)
    this.start = places.events / 4
    let number = 0
    this.readers = plan.channels.map(all =>
      all.map(({ place: { node, instance }, field }) => {
        const { stride } = layout.regions[graph.nodes[node]!.region]!
        return { number: number++, cell: (layout.nodes[node]!.state + instance * stride) / 8 + GIVEN.said, field }
      }),
    )
  }

  /** Returns how many readers there are; their numbers stand where events stand otherwise. */
  write(messages: readonly Message[]): number {
    let count = 0
    // Of two messages for one channel the last counts, so that no reader stands there twice.
    for (const [channel, values] of new Map(messages.map(m => [m.channel, m.values])))
      for (const { number, cell, field } of this.readers[channel]!) {
        const value = values[field] ?? Number.NaN
        this.cells[cell] = Number.isFinite(value) ? value : Number.NaN
        this.words[this.start + count++] = number
      }
    return count
  }
}
