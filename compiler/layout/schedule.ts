import type { Graph, Input, Node, Op } from '../ir/graph.ts'
import { paramsOf } from '../ir/params.ts'
import { type StreamName, streams } from '../ir/streams.ts'
import { timerOf } from './state.ts'

/** One instance of a node. */
export interface Place {
  readonly node: number
  readonly instance: number
}

/** Nodes `from` … `to - 1`, all of one region; what they read of each other is of the same instance. */
export interface Block {
  readonly region: number
  readonly from: number
  readonly to: number
}

/** Who looks at a node: a block or an output, by index, and which instances of it. */
export interface Reader {
  readonly target: number
  /** Index into `inverses`, or -1: the same instance. */
  readonly inverse: number
}

/** Where the events of one stream of one instrument go. */
export interface Feed {
  readonly instrument: number
  readonly stream: StreamName
  /** What its events carry, in order. */
  readonly fields: readonly string[]
  readonly sources: readonly Place[]
}

/** What runs after what: all that can be said of a graph before its first event. Plain data. */
export interface Schedule {
  /** In evaluation order. Each can be evaluated instance by instance, in any order of instances. */
  readonly blocks: readonly Block[]
  /** By node: its block. */
  readonly blockOf: readonly number[]
  /** `inverses[m][i]`: the instances that read instance i through `maps[m]`; shorter than the region if the last are unread. */
  readonly inverses: readonly (readonly (readonly number[])[])[]
  /** By node: the later blocks that read it. Its own block is not listed. */
  readonly readers: readonly (readonly Reader[])[]
  /** By node: the outputs it triggers. */
  readonly triggers: readonly (readonly Reader[])[]
  /** Only what some source reads, ordered by instrument, then as in `streams`. */
  readonly feeds: readonly Feed[]
  /** By channel: who reads it, and which of its fields. */
  readonly channels: readonly (readonly { readonly place: Place; readonly field: number }[])[]
  /** By venue: its `alive` instances. */
  readonly venues: readonly (readonly Place[])[]
  /** By venue: its `heard` and `latency` instances. */
  readonly heard: readonly (readonly Place[])[]
  /** By param: its nodes (all their instances). */
  readonly params: readonly (readonly number[])[]
  /** By timer slot, expiries before nominal timers; within a kind by node, then instance. */
  readonly timers: readonly Place[]
  /** So many of the timers are expiries. */
  readonly expiries: number
}

/** The static schedule of a graph. */
export function schedule(graph: Graph): Schedule {
  const blocks = blocksOf(graph)
  const blockOf = blocks.flatMap((block, b) => Array<number>(block.to - block.from).fill(b))
  const expiries = timerPlaces(graph, 'expiry')
  return {
    blocks,
    blockOf,
    inverses: graph.maps.map(inverse),
    readers: readersOf(graph, blockOf),
    triggers: triggersOf(graph),
    feeds: feedsOf(graph),
    channels: channelsOf(graph),
    venues: places(graph, graph.venues.length, ({ op }) => (op.op === 'alive' ? op.venues : [])),
    heard: places(graph, graph.venues.length, ({ op }) => (listens(op) ? op.venues : [])),
    params: places(graph, graph.params.length, ({ op }) => paramsOf(op)).map(of => [
      ...new Set(of.map(({ node }) => node)),
    ]),
    timers: [...expiries, ...timerPlaces(graph, 'nominal')],
    expiries: expiries.length,
  }
}

/** Maximal runs of one region; cut where a node reads other instances of its own run, which must be complete by then. */
function blocksOf(graph: Graph): Block[] {
  const blocks: Block[] = []
  let from = 0
  graph.nodes.forEach((node, n) => {
    const crosses = node.inputs.some(input => input.map !== -1 && input.node >= from)
    if (n > from && (node.region !== graph.nodes[from]!.region || crosses)) {
      blocks.push({ region: graph.nodes[from]!.region, from, to: n })
      from = n
    }
  })
  if (graph.nodes.length > from) {
    blocks.push({ region: graph.nodes[from]!.region, from, to: graph.nodes.length })
  }
  return blocks
}

function inverse(map: readonly number[]): number[][] {
  const readers: number[][] = []
  map.forEach((read, reader) => {
    while (readers.length <= read) readers.push([])
    readers[read]!.push(reader)
  })
  return readers
}

function readersOf(graph: Graph, blockOf: readonly number[]): Reader[][] {
  const readers: Reader[][] = graph.nodes.map(() => [])
  graph.nodes.forEach((node, n) => {
    const target = blockOf[n]!
    for (const input of node.inputs) if (blockOf[input.node] !== target) add(readers, input, target)
  })
  return readers
}

function triggersOf(graph: Graph): Reader[][] {
  const triggers: Reader[][] = graph.nodes.map(() => [])
  graph.outputs.forEach((output, o) => {
    add(triggers, output.trigger, o)
  })
  return triggers
}

function add(readers: Reader[][], input: Input, target: number): void {
  const list = readers[input.node]!
  const known = list.some(reader => reader.target === target && reader.inverse === input.map)
  if (!known) list.push({ target, inverse: input.map })
}

/** Does it look at every message of its venue? */
function listens(op: Op): op is Extract<Op, { op: 'heard' | 'latency' }> {
  return op.op === 'heard' || op.op === 'latency'
}

function feedsOf(graph: Graph): Feed[] {
  const names = Object.keys(streams) as StreamName[]
  const readers = names.map(stream =>
    places(graph, graph.instruments.length, ({ op }) =>
      op.op === 'source' && op.stream === stream ? op.instruments : [],
    ),
  )
  const feeds = graph.instruments.flatMap(({ venue }, instrument) =>
    names.map((stream, s) => {
      const fields = stream === 'message' ? (graph.venues[venue]!.messages?.columns ?? []) : streams[stream]
      return { instrument, stream, fields, sources: readers[s]![instrument]! }
    }),
  )
  return feeds.filter(feed => feed.sources.length > 0)
}

function channelsOf(graph: Graph): { place: Place; field: number }[][] {
  const channels: { place: Place; field: number }[][] = graph.channels.map(() => [])
  graph.nodes.forEach(({ op }, node) => {
    if (op.op !== 'given') return
    for (const [instance, channel] of op.channels.entries())
      channels[channel]!.push({ place: { node, instance }, field: graph.channels[channel]!.fields.indexOf(op.field) })
  })
  return channels
}

/** Of so many venues, instruments or params: the instances of nodes that are about each. */
function places(graph: Graph, count: number, subjects: (node: Node) => readonly number[]): Place[][] {
  const found: Place[][] = Array.from({ length: count }, () => [])
  graph.nodes.forEach((node, n) => {
    subjects(node).forEach((subject, instance) => {
      found[subject]!.push({ node: n, instance })
    })
  })
  return found
}

function timerPlaces(graph: Graph, kind: 'expiry' | 'nominal'): Place[] {
  return graph.nodes.flatMap((node, n) => {
    if (timerOf(node.op) !== kind) return []
    return graph.regions[node.region]!.instances.map((_, instance) => ({ node: n, instance }))
  })
}
