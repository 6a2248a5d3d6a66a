import type { Graph } from '../ir/graph.ts'
import { bookBytes } from '../layout/book.ts'
import { layout } from '../layout/layout.ts'
import { Clocks } from './clocks.ts'
import { type Operations, operations, reading } from './operations.ts'
import { type Warmup, warmups } from './warmup.ts'
import { duration, words } from './words.ts'

/** What is known of a graph before its first event. */
export interface Bounds {
  /** By node. */
  readonly nodes: readonly NodeBounds[]
  /** Of all state: exactly the size of a snapshot. */
  readonly bytes: number
  readonly instances: number
}

export interface NodeBounds {
  /** The feeds and timers that can make it tick, in words; empty: it never ticks. */
  readonly clock: readonly string[]
  readonly warmup: {
    /** Enough ticks of each clock. */
    readonly ticks: readonly { readonly of: string; readonly ticks: number; readonly time?: number }[]
    /** µs since all its sources were first heard. */
    readonly time: number
  }
  /** One per key of its region. */
  readonly instances: number
  readonly bytesPerInstance: number
  readonly operations: Operations
}

/** Clock, warm-up, memory and cost of every node. */
export function bounds(graph: Graph): Bounds {
  const clocks = new Clocks(graph)
  const warm = warmups(graph, clocks)
  const { bytes, nodes: places } = layout(graph)
  const nodes = graph.nodes.map((node, n): NodeBounds => {
    const region = graph.regions[node.region]!
    const say = (atoms: ReturnType<Clocks['ticks']>) => [...new Set(atoms.map(atom => words(atom, region, graph)))]
    return {
      clock: say(clocks.ticks({ node: n, map: -1 })),
      warmup: { ticks: warm[n]!.ticks.map(t => ({ of: anyOf(say(t.clock)), ...counted(t) })), time: warm[n]!.time },
      instances: region.instances.length,
      bytesPerInstance: places[n]!.bytes + Math.ceil(bookBytes(graph, node) / region.instances.length),
      operations: node.op.op === 'book' ? reading(node.op, graph) : operations(node),
    }
  })
  return { nodes, bytes, instances: nodes.reduce((sum, node) => sum + node.instances, 0) }
}

/** `60 × every 1s (1m), 1 × a.quote, 10s`: ticks of clocks, time; empty where nothing is waited for. */
export function warmupText({ ticks, time }: NodeBounds['warmup']): string {
  const longest = ticks.toSorted((a, b) => b.ticks - a.ticks)
  const counts = longest.map(({ of, ticks: n, time: long }) =>
    long === undefined ? `${n} × ${of}` : `${n} × ${of} (${duration(long)})`,
  )
  return [...counts, ...(time > 0 ? [duration(time)] : [])].join(', ')
}

const most = 4

function anyOf(clock: readonly string[]): string {
  if (clock.length <= most) return clock.join(' or ')
  return `${clock.slice(0, most - 1).join(', ')} or ${clock.length - most + 1} more`
}

/** Ticks of a grid take time: at most so long, since the first comes within one period. */
function counted({ clock, ticks }: Warmup['ticks'][number]): { ticks: number; time?: number } {
  const [atom] = clock
  const grid = clock.length === 1 && atom?.source.kind === 'every' ? atom.source.period * ticks : undefined
  return grid === undefined ? { ticks } : { ticks, time: grid }
}
