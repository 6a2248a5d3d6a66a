import { bounds } from '../../compiler/bounds/bounds.ts'
import type { Graph } from '../../compiler/ir/graph.ts'
import { usualDuration } from '../../runtime/market/generated/generate.ts'
import { counted, span } from '../terminal/figures.ts'

interface Warming {
  readonly name: string
  /** µs in which bars, grids and windows of time are complete; ticks of feeds come as they come. */
  readonly time: number
}

/** How long a generated market of a graph lasts where nobody says it: half as long again as features and signals warm up, if that is more than usual. */
export function lasting(graph: Graph): number {
  const times = warming(graph).map(({ time }) => ample * time)
  return Math.max(usualDuration(graph), ...times.filter(time => time <= longest))
}

/** Which features and signals may have no value in a market of so many µs, and how long would do; a line, or none. */
export function tooShortFor(graph: Graph, duration: number): string[] {
  const cold = warming(graph).filter(({ time }) => time >= duration)
  if (cold.length === 0) return []
  const names = [...new Set(cold.map(({ name }) => name))]
  const shown = names.length > most ? [...names.slice(0, most), counted(names.length - most, 'other')] : names
  const needed = Math.max(...cold.map(({ time }) => time))
  return [
    `too short for ${shown.join(', ')}, which may take ${span(needed)} to warm up: say --duration ${Math.ceil((ample * needed) / hour)}h, or shorten bars and windows by --param`,
  ]
}

const hour = 3_600_000_000
/** Of the time that is needed. */
const ample = 1.5
/** Longer markets take minutes to make. */
const longest = 12 * hour
/** So many names are told. */
const most = 4

function warming(graph: Graph): Warming[] {
  const { nodes } = bounds(graph)
  return graph.outputs
    .filter(({ kind }) => kind === 'feature' || kind === 'signal')
    .map(({ name, trigger }) => {
      const { ticks, time } = nodes[trigger.node]!.warmup
      return { name, time: ticks.reduce((sum, { time: grid = 0 }) => sum + grid, time) }
    })
}
