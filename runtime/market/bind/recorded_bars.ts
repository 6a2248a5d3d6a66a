import type { Graph } from '../../../compiler/ir/graph.ts'
import { type Diagnostic, diagnostic } from '../../../grammar/diagnostics/diagnostic.ts'
import { durationText } from '../duration_text.ts'
import type { Feed } from '../manifest/manifest.ts'

interface Bound {
  readonly feed: Feed
  readonly instrument: number | undefined
  readonly keys?: ReadonlyMap<string, number>
}

/** Bars of a file from which those of the strategy cannot be made, or which would come when these are closed. */
export function checkBars(graph: Graph, feeds: readonly Bound[]): Diagnostic[] {
  return feeds.flatMap(({ feed, instrument, keys }) => {
    const { map, latency = 0, span } = feed
    if (!map?.bar) return []
    const own = new Set([instrument, ...(keys?.values() ?? [])])
    const read = graph.nodes.flatMap(({ op, inputs }) => {
      const source = op.op === 'bars' ? graph.nodes[inputs[6]!.node]!.op : undefined
      const isOwn = source?.op === 'source' && source.instruments.some(i => own.has(i))
      return op.op === 'bars' && isOwn ? [op] : []
    })
    const about = { venue: feed.venue, file: feed.file }
    const other = read.find(op => op.period % map.bar!.every !== 0)
    if (other) {
      const lengths = { wanted: durationText(other.period), every: durationText(map.bar.every) }
      return [diagnostic('HVT4048', { span }, { ...about, ...lengths })]
    }
    const early = read.find(op => op.lateness < latency)
    if (!early) return []
    const times = { latency: durationText(latency), lateness: durationText(early.lateness) }
    return [diagnostic('HVT4049', { span }, { ...about, ...times })]
  })
}
