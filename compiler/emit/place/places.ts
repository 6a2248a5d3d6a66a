import type { Graph } from '../../ir/graph.ts'
import type { Layout } from '../../layout/layout.ts'
import type { Schedule } from '../../layout/schedule.ts'

/**
 * Where the module keeps what lives within a step only, and what it exchanges with its host. All of it stands behind the
 * state and is no part of a snapshot; between steps queues and marks are 0. Addresses in bytes, multiples of 8.
 */
export interface Places {
  readonly queues: Queues
  readonly marks: Marks
  /** By node: of its first memo (the moment, the value), 16 bytes an instance; volatile nodes only. */
  readonly memos: readonly (number | undefined)[]
  /** Records of events, written by the host. */
  readonly events: number
  /** Fields of a record, as many as any event has that is read; and its bytes. */
  readonly fields: number
  readonly eventBytes: number
  /** Records of reports, read by the host. */
  readonly reports: number
  readonly end: number
}

/** The instances that each block has to look at in a step. */
export interface Queues {
  /** One bit per block: there is something left to look at; something was looked at. */
  readonly waiting: number
  readonly used: number
  /** Of each, in words of 8 bytes. */
  readonly words: number
  /** By block: the number of queued instances, their list (4 bytes each), and a byte per instance, 1 if queued. */
  readonly blocks: readonly { readonly count: number; readonly list: number; readonly queued: number }[]
}

/** One bit per output instance that is to be reported: words of 64 bits, each of one output, and one bit per such word. */
export interface Marks {
  readonly words: number
  readonly summary: number
  readonly summaryWords: number
  /** By output: its first word. */
  readonly firstWord: readonly number[]
  /** By word: its output. */
  readonly outputOf: readonly number[]
}

/** So many events fit into one batch. */
export const BATCH = 1_024

/** Bytes of the report area. A report that does not fit waits for the next call, so one must fit. */
export const REPORTS = 1 << 18

/** An event: received, origin (f64), venue, feed (i32; -1: nobody reads it), then the fields (f64). */
export const EVENT = {
  received: 0,
  origin: 8,
  venue: 16,
  feed: 20,
  fields: 24,
} as const

/** A report: now (f64), 2 · output + (1 if ticked), instance (i32), then the columns (f64). */
export const REPORT = { now: 0, output: 8, instance: 12, columns: 16 } as const

export function places(graph: Graph, plan: Schedule, layout: Layout): Places {
  let end = Math.ceil(layout.bytes / 8) * 8
  const take = (bytes: number) => {
    const at = end
    end += Math.ceil(bytes / 8) * 8
    return at
  }
  const words = Math.ceil(plan.blocks.length / 64)
  const waiting = take(words * 8)
  const used = take(words * 8)
  const blocks = plan.blocks.map(({ region }) => {
    const { instances } = layout.regions[region]!
    return { count: take(4), list: take(4 * instances), queued: take(instances) }
  })
  const fields = Math.max(0, ...plan.feeds.map(feed => feed.fields.length))
  const eventBytes = EVENT.fields + 8 * fields
  const widest = Math.max(0, ...graph.outputs.map(({ columns }) => columns.length))
  return {
    queues: { waiting, used, words, blocks },
    marks: marks(graph, take),
    memos: graph.nodes.map(node => (node.volatile ? take(16 * layout.regions[node.region]!.instances) : undefined)),
    // What the engine says stands there too: a number for each of its readers.
    events: take(Math.max(BATCH * eventBytes, 4 * plan.channels.flat().length)),
    fields,
    eventBytes,
    reports: take(Math.max(REPORTS, REPORT.columns + 8 * widest)),
    end,
  }
}

function marks(graph: Graph, take: (bytes: number) => number): Marks {
  const outputOf = graph.outputs.flatMap(({ region }, o) =>
    Array<number>(Math.ceil(graph.regions[region]!.instances.length / 64)).fill(o),
  )
  const summaryWords = Math.ceil(outputOf.length / 64)
  return {
    words: take(8 * outputOf.length),
    summary: take(8 * summaryWords),
    summaryWords,
    firstWord: graph.outputs.map((_, o) => outputOf.indexOf(o)),
    outputOf,
  }
}
