import type { Evaluator } from '../ir/evaluator.ts'
import type { StreamName } from '../ir/streams.ts'
import { HEADER, layout } from '../layout/layout.ts'
import { schedule } from '../layout/schedule.ts'
import type { Place } from './cause.ts'
import type { Probed } from './probe.ts'
import { Reading } from './reading.ts'

/** A running graph between two steps, for reading. Times are µs; NaN is absent, or never. */
export class Moment extends Reading {
  readonly now: number
  private readonly cells: Float64Array
  private readonly layout
  private readonly plan

  constructor(
    private readonly probed: Probed,
    evaluator: Evaluator,
  ) {
    super(probed.graph, evaluator)
    this.plan = schedule(this.graph)
    this.layout = layout(this.graph, this.plan)
    this.cells = new Float64Array(evaluator.snapshot())
    this.now = this.cells[HEADER.now / 8]!
  }

  /** When it last ticked. */
  ticked({ node, instance }: Place): number {
    const watching = this.probed.ticks.get(node)
    return watching === undefined ? Number.NaN : this.evaluator.value(watching, instance)
  }

  /** Of an `alive`: when its venue was first and last heard; both absent before. */
  heard({ node, instance }: Place): { readonly first: number; readonly last: number } {
    const of = (watching: number | undefined) =>
      watching === undefined ? Number.NaN : this.evaluator.value(watching, instance)
    const first = of(this.probed.first.get(node))
    return { first, last: Number.isNaN(first) ? first : of(this.probed.heard.get(node)) }
  }

  /** A slot of its private state. */
  state({ node, instance }: Place, slot: number): number {
    const { stride } = this.layout.regions[this.graph.nodes[node]!.region]!
    return this.cells[(this.layout.nodes[node]!.state + instance * stride) / 8 + slot]!
  }

  lost({ node, instance }: Place): number {
    return this.evaluator.lost(node, instance)
  }

  /** The exchange's time of a stream's last event. */
  origin(instrument: number, stream: StreamName): number {
    const feed = this.plan.feeds.findIndex(f => f.instrument === instrument && f.stream === stream)
    return feed < 0 ? Number.NaN : this.cells[this.layout.inboxes[feed]! / 8]!
  }

  /** The members that an instance stands for. */
  keys({ node, instance }: Place): readonly string[] {
    return this.graph.regions[this.graph.nodes[node]!.region]!.instances[instance]!
  }
}
