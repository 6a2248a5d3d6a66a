import type { Graph, Input, Node } from '../ir/graph.ts'
import type { Atom } from './atoms.ts'
import type { Clocks } from './clocks.ts'
import { fewest, need } from './needs.ts'

/**
 * What is enough for a node to have a value, where everything it is made of has one: so many ticks of each clock, one
 * clock's ticks after another's where one waits for the other, and so long since all its sources were first heard.
 */
export interface Warmup {
  readonly ticks: readonly { readonly clock: readonly Atom[]; readonly ticks: number }[]
  /** µs. */
  readonly time: number
}

const nothing: Warmup = { ticks: [], time: 0 }

/** The warm-up of every node of a graph. */
export function warmups(graph: Graph, clocks: Clocks): readonly Warmup[] {
  const all: Warmup[] = []
  /** Whether a node begins to be present with a tick: then that tick is the first one of those that a window counts. */
  const begins: boolean[] = []

  /** What has a value without any tick of its inputs, as a count of nothing, still needs their values to tick. */
  const ticking: Warmup[] = []

  const view = ({ ticks, time }: Warmup, map: number): Warmup => {
    if (map === -1) return { ticks, time }
    return { time, ticks: ticks.map(t => ({ ...t, clock: t.clock.map(atom => clocks.atoms.through(atom, map)) })) }
  }
  const warm = ({ node, map }: Input) => view(all[node]!, map)
  /** Enough for so many ticks of an input. */
  const ticked = (input: Input, ticks: number) =>
    after(view(ticking[input.node]!, input.map), clocks.counted(input), begins[input.node] ? ticks - 1 : ticks)

  /** Enough for a tick of c at which x is present. */
  const sampled = ([x, c]: readonly [Input, Input]) => {
    const together = begins[x.node] && sameClock(clocks.counted(x), clocks.counted(c))
    return both(after(warm(x), clocks.counted(c), together ? 0 : 1), ticked(c, 1))
  }

  graph.nodes.forEach((node, n) => {
    const { op, inputs } = node
    const self: Input = { node: n, map: -1 }
    const whole = () => inputs.map(warm).reduce(both, nothing)
    const find = (): Warmup => {
      switch (op.op) {
        case 'source':
        case 'given':
        case 'every':
          return after(nothing, clocks.counted(self), 1)
        case 'present':
          return nothing
        case 'over':
          return op.fold === 'count' ? nothing : whole()
        case 'rising':
        case 'filter':
        case 'changed':
          return after(whole(), clocks.counted(self), 1)
        case 'sample':
          return sampled(inputs as [Input, Input])
        case 'later':
        case 'ahead': {
          const { ticks, time } = sampled(inputs as [Input, Input])
          return { ticks, time: time + (op.op === 'later' ? op.delay : op.span) }
        }
        case 'time_window':
        case 'pane_window':
        case 'time_quantile': {
          const least = op.op === 'time_quantile' ? 1 : fewest(op.aggregate)
          const filled = inputs.slice(0, -1).map(input => (least > 0 ? ticked(input, least) : nothing))
          return [...filled, warm(inputs.at(-1)!)].reduce(both, { ticks: [], time: op.span })
        }
        case 'since_window': {
          const begun = ticked(inputs.at(-1)!, 1)
          const least = fewest(op.aggregate)
          if (least === 0) return begun
          return inputs
            .slice(0, -1)
            .map(input => after(both(begun, warm(input)), clocks.counted(input), least - (op.held ? 1 : 0)))
            .reduce(both)
        }
        case 'scan':
          return inputs.map(input => (hasTicks(clocks, input) ? ticked(input, 1) : warm(input))).reduce(both, nothing)
        case 'extern': {
          if (op.memory === 0) return whole()
          const counted = inputs.map(input => hasTicks(clocks, input) && clocksIt(graph, node, input))
          return inputs.map((input, k) => (counted[k] ? ticked(input, op.warmup) : warm(input))).reduce(both, nothing)
        }
        case 'bars':
          return both(ticked(inputs[0]!, need(node, inputs.length)!.ticks), warm(inputs[2]!))
        default: {
          const own = need(node, inputs.length)
          const counted = op.op === 'prev' ? inputs.slice(0, 1) : inputs
          return own ? counted.map(input => ticked(input, own.ticks)).reduce(both) : whole()
        }
      }
    }
    const found = find()
    all.push(found)
    ticking.push(inputs.map(warm).reduce(both, found))
    begins.push(beginsWithTick(graph, n, begins))
  })
  return all
}

/** Whether an operator is called at the ticks of an input: of events, or of all where there is none. */
function clocksIt({ nodes }: Graph, { inputs }: Node, { node }: Input): boolean {
  return nodes[node]!.stream === 'event' || inputs.every(input => nodes[input.node]!.stream !== 'event')
}

function hasTicks(clocks: Clocks, input: Input): boolean {
  return clocks.counted(input).length > 0
}

function after({ ticks, time }: Warmup, clock: readonly Atom[], more: number): Warmup {
  if (more === 0) return { ticks, time }
  const found = ticks.find(t => sameClock(t.clock, clock))
  const rest = ticks.filter(t => t !== found)
  return { time, ticks: [...rest, { clock, ticks: (found?.ticks ?? 0) + more }] }
}

function both(a: Warmup, b: Warmup): Warmup {
  const more = b.ticks.filter(t => !a.ticks.some(known => sameClock(known.clock, t.clock)))
  const ticks = a.ticks.map(t => {
    const other = b.ticks.find(o => sameClock(o.clock, t.clock))
    return other && other.ticks > t.ticks ? other : t
  })
  return { ticks: [...ticks, ...more], time: Math.max(a.time, b.time) }
}

const sameClock = (a: readonly Atom[], b: readonly Atom[]) =>
  a.length === b.length && a.every((atom, i) => atom === b[i])

function beginsWithTick({ nodes }: Graph, n: number, begins: readonly boolean[]): boolean {
  const { op, inputs, stream } = nodes[n]!
  switch (op.op) {
    case 'source':
    case 'given':
    case 'every':
    case 'rising':
    case 'filter':
    case 'changed':
    case 'prev':
    case 'window':
    case 'quantile':
    case 'ema':
    case 'decay':
    case 'statistic':
    case 'sample':
    case 'later':
    case 'ahead':
    case 'scan':
    case 'bars':
    case 'part':
      return true
    case 'pointwise':
    case 'book':
    case 'extern': {
      if (op.op === 'extern' && op.memory > 0) return true
      const moving = inputs.map(input => nodes[input.node]!).filter(node => node.stream !== 'constant')
      const known = inputs.every(input => begins[input.node] || nodes[input.node]!.stream === 'constant')
      return known && moving.length > 0 && moving.every(node => node.stream === stream)
    }
    default:
      return false
  }
}
