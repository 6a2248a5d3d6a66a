import type { SourceEvent } from '../../compiler/ir/evaluator.ts'
import type { Graph } from '../../compiler/ir/graph.ts'
import type { VenueTrace } from '../trace.ts'

/** Spans of a venue that are kept; a feed that stutters all the time is told by the summary. */
const MOST = 500

/** When venues were silent for longer than they may. */
export class Silences {
  private readonly heard: Float64Array
  private readonly spans: (readonly [number, number])[][]

  constructor(
    private readonly graph: Graph,
    private readonly begin: number,
  ) {
    this.heard = new Float64Array(graph.venues.length).fill(begin)
    this.spans = graph.venues.map(() => [])
  }

  see({ venue, received }: SourceEvent): void {
    this.look(venue, received)
    this.heard[venue] = received
  }

  end(now: number): VenueTrace[] {
    return this.graph.venues.flatMap(({ name }, v) => {
      this.look(v, now)
      const silent = this.spans[v]!
      return silent.length ? [{ name, silent }] : []
    })
  }

  private look(venue: number, now: number): void {
    const { silent } = this.graph.venues[venue]!
    const until = Math.max(this.begin, this.heard[venue]! + silent)
    const spans = this.spans[venue]!
    if (now > until && spans.length < MOST) spans.push([until, now])
  }
}
