import { Books } from '../book/books.ts'
import type { SourceEvent } from '../ir/evaluator.ts'
import type { Graph, Op } from '../ir/graph.ts'
import { ticksOnChangeOnly } from '../ir/streams.ts'
import type { Layout } from '../layout/layout.ts'
import type { Feed, Schedule } from '../layout/schedule.ts'
import type { Memory } from './memory.ts'
import { isAbsent, same } from './values.ts'

/** The last event of every stream that some source reads, in memory. All field nodes of an event read it here. */
export class Inboxes {
  /** `feeds.get(stream)?.[instrument]`: index into the schedule's feeds. */
  private readonly feeds = new Map<string, number[]>()
  private readonly books

  constructor(
    graph: Graph,
    private readonly memory: Memory,
    private readonly plan: Schedule,
    private readonly layout: Layout,
  ) {
    this.books = new Books(graph, plan, layout, memory.cells)
    plan.feeds.forEach((feed, f) => {
      const byInstrument = this.feeds.get(feed.stream) ?? []
      byInstrument[feed.instrument] = f
      this.feeds.set(feed.stream, byInstrument)
    })
  }

  /** Stores an event. Returns who reads it and whether its stream ticks; nothing when nobody reads it. */
  receive(event: SourceEvent): { feed: Feed; ticks: boolean } | undefined {
    const f = this.feeds.get(event.stream)?.[event.instrument]
    if (f === undefined) return undefined
    const { cells } = this.memory
    const inbox = this.layout.inboxes[f]! / 8
    let ticks = !ticksOnChangeOnly.has(event.stream) || isAbsent(cells[inbox]!)
    const feed = this.plan.feeds[f]!
    const fields = this.books.receive(f, event.fields)
    for (let k = 0; k < feed.fields.length; k++) {
      const before = cells[inbox + 1 + k]!
      this.memory.put(inbox + 1 + k, fields[k] ?? Number.NaN)
      if (!same(before, cells[inbox + 1 + k]!)) ticks = true
    }
    this.memory.put(inbox, event.origin)
    return { feed, ticks }
  }
}

/** By instance of a source node: the slot of its field in its instrument's inbox. */
export function fieldSlots(op: Op & { readonly op: 'source' }, plan: Schedule, layout: Layout): readonly number[] {
  return op.instruments.map(instrument => {
    const f = plan.feeds.findIndex(feed => feed.instrument === instrument && feed.stream === op.stream)
    // The origin stands before the fields.
    const field = op.field === 'origin' ? 0 : 1 + plan.feeds[f]!.fields.indexOf(op.field)
    return layout.inboxes[f]! / 8 + field
  })
}
