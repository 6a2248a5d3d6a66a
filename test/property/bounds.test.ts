import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bounds } from '../../compiler/bounds/bounds.ts'
import { fewest, need } from '../../compiler/bounds/needs.ts'
import { interpret } from '../../compiler/interpret/interpret.ts'
import type { SourceEvent } from '../../compiler/ir/evaluator.ts'
import type { Graph, Input, Node, Output } from '../../compiler/ir/graph.ts'
import type { Aggregate } from '../../compiler/ir/windows.ts'
import { schedule } from '../../compiler/layout/schedule.ts'
import { address, markets } from './events.ts'
import { programs } from './programs.ts'
import { graphOf } from './run.ts'

/** Of these, every aggregate of enough finite ticks of a usual size is there. */
const total: ReadonlySet<Aggregate> = new Set(['count', 'sum', 'mean', 'var', 'std', 'min', 'max', 'first', 'last'])

/** A graph that also reports ticks of inputs and values of nodes: each as an output with one column. */
function tapped(graph: Graph, taps: readonly { input: Input; region: number; on: Output['on'] }[]): Graph {
  const outputs = taps.map(({ input, region, on }, i): Output => {
    const columns = [{ name: 'x', unit: '', value: { input, show: 'number' as const } }]
    return { kind: 'feature', name: `tap${i}`, region, keys: [], on, trigger: input, columns }
  })
  return { ...graph, outputs }
}

describe('I5: warm-up', () => {
  test('nothing counts before it has its ticks, nothing that has them is absent for want of ticks', () => {
    let early = 0
    let present = 0
    fc.assert(
      fc.property(programs, markets(100), (source, moves) => {
        const graph = graphOf(source)
        const waiting = graph.nodes.flatMap((node, n) => {
          const own = need(node, node.inputs.length)
          return own ? [{ node, n, own, inputs: countedInputs(node, own.input) }] : []
        })
        const taps = waiting.flatMap(({ node, n, inputs }) => [
          ...inputs.map(input => ({ input, region: node.region, on: 'tick' as const })),
          { input: { node: n, map: -1 }, region: node.region, on: 'wake' as const },
        ])
        const told = waiting.flatMap(w => [...w.inputs.map((_, k) => ({ ...w, k })), { ...w, k: -1 }])
        const seen = waiting.map(() => new Map<number, Seen>())
        const index = new Map(waiting.map((w, i) => [w.n, i]))
        const engine = interpret(tapped(graph, taps), (output, instance, now, _, [value]) => {
          const { n, node, own, k, inputs } = told[output]!
          const counts = seen[index.get(n)!]!
          const known = counts.get(instance) ?? { ticks: 0, odd: false, at: inputs.map(() => '') }
          counts.set(instance, known)
          if (k >= 0) {
            known.at[k] = steps(engine, now)
            known.odd ||= value !== 0 && !(Math.abs(value!) < 1e100 && Math.abs(value!) > 1e-100)
            if (known.at.every(at => at === known.at[0])) known.ticks++
            return
          }
          if (known.ticks < own.ticks) {
            expect(value).toBeNaN()
            early++
          } else if (!known.odd && known.at[0] === steps(engine, now) && isTotal(node)) {
            expect(value).not.toBeNaN()
            present++
          }
        })
        for (const event of address(graph, moves)) engine.event(event)
      }),
      { numRuns: 200 },
    )
    expect(early).toBeGreaterThan(5_000)
    expect(present).toBeGreaterThan(5_000)
  })

  test('where every clock ticks once a round, so many rounds are enough; of one feed alone exactly so many', () => {
    let exact = 0
    let within = 0
    fc.assert(
      fc.property(programs, source => {
        const graph = graphOf(source)
        const known = bounds(graph)
        const certain = certainNodes(graph)
        const taps = graph.nodes.map((node, n) => ({
          input: { node: n, map: -1 },
          region: node.region,
          on: 'wake' as const,
        }))
        let round = 0
        const first = graph.nodes.map(() => new Map<number, number>())
        const engine = interpret(tapped(graph, taps), (output, instance, _, __, [value]) => {
          if (!Number.isNaN(value!) && !first[output]!.has(instance)) first[output]!.set(instance, round)
        })
        // What moves with time comes to be present without a wake.
        const volatile = graph.nodes.flatMap((node, n) => (node.volatile && certain.enough[n] ? [n] : []))
        for (round = 1; round <= rounds; round++) {
          for (const event of oneRound(graph, round)) engine.event(event)
          for (const n of volatile) {
            for (let i = 0; i < known.nodes[n]!.instances; i++)
              if (!first[n]!.has(i) && !Number.isNaN(engine.value(n, i))) first[n]!.set(i, round)
          }
        }
        graph.nodes.forEach((_, n) => {
          const { warmup, instances } = known.nodes[n]!
          const enough = warmup.ticks.reduce((sum, t) => sum + t.ticks, 0) + Math.ceil(warmup.time / 1e6) + 1
          // Without instruments nothing ever happens.
          if (!certain.enough[n] || enough > rounds || graph.instruments.length === 0) return
          for (let i = 0; i < instances; i++) {
            // What never wakes is there from the beginning.
            const at = first[n]!.get(i) ?? (Number.isNaN(engine.value(n, i)) ? Number.POSITIVE_INFINITY : 0)
            expect(at).toBeLessThanOrEqual(enough)
            within++
            const [only] = warmup.ticks
            if (!certain.exact[n] || warmup.ticks.length !== 1 || only!.of.includes(' or ')) continue
            expect(at).toBe(only!.ticks)
            exact++
          }
        })
      }),
      { numRuns: 200 },
    )
    expect(within).toBeGreaterThan(10_000)
    expect(exact).toBeGreaterThan(5_000)
  })
})

test('I6: the bytes of the nodes and of what surrounds them are those of a snapshot', () => {
  fc.assert(
    fc.property(programs, source => {
      const graph = graphOf(source)
      const known = bounds(graph)
      expect(interpret(graph, () => {}).snapshot().byteLength).toBe(known.bytes)
      const nodes = known.nodes.reduce((sum, node) => sum + node.instances * node.bytesPerInstance, 0)
      const padding = graph.regions.reduce((sum, { instances }, r) => {
        const members = graph.nodes.filter(node => node.region === r).length
        return sum + instances.length * ((8 - (members % 8)) % 8)
      }, 0)
      const inboxes = schedule(graph).feeds.reduce((sum, feed) => sum + 8 * (1 + feed.fields.length), 0)
      expect(nodes + padding + inboxes + 8 * graph.params.length + 40).toBe(known.bytes)
    }),
    { numRuns: 200 },
  )
})

interface Seen {
  ticks: number
  /** A value so large or small that sums of it may not be finite. */
  odd: boolean
  /** The step at which each input last ticked. */
  readonly at: string[]
}

/** A number for each step. */
function steps(engine: { steps: { events: number; timers: number } }, now: number): string {
  return `${engine.steps.events} ${engine.steps.timers} ${now}`
}

function countedInputs({ op, inputs }: Node, counted: number): readonly Input[] {
  return op.op === 'window' ? inputs : [inputs[counted]!]
}

/** Whether it must have a value at the tick with which it has enough of them. */
function isTotal({ op }: Node): boolean {
  switch (op.op) {
    case 'window':
      return total.has(op.aggregate) && op.n >= fewest(op.aggregate)
    case 'prev':
    case 'quantile':
    case 'ema':
    case 'tick_time':
      return true
    default:
      return false
  }
}

const rounds = 60

/** All that can tick does, once a second. */
function oneRound(graph: Graph, round: number): readonly SourceEvent[] {
  const received = 1_700_000_000_000_000 + round * 1_000_000 + 300_000
  return graph.instruments.flatMap(({ venue }, instrument) => {
    const price = 100 + ((round * 7 + instrument) % 13)
    const base = { received, origin: received, venue, instrument }
    return [
      { ...base, stream: 'quote' as const, fields: [price, round, price + 0.5, 2] },
      { ...base, stream: 'trades' as const, fields: [price, 1, round % 2 ? 1 : -1] },
      { ...base, stream: 'pool' as const, fields: [1000 + price] },
    ]
  })
}

const strict = ['add', 'sub', 'mul', 'neg', 'abs', 'sign', 'min', 'max', 'lt', 'le', 'gt', 'ge', 'eq', 'ne', 'not']

/**
 * Nodes that nothing but warm-up keeps from a value where all sources are there; and of these the ones for which there is
 * no way around a part of it.
 */
function certainNodes({ nodes }: Graph): { enough: readonly boolean[]; exact: readonly boolean[] } {
  const enough: boolean[] = []
  const exact: boolean[] = []
  for (const { op, inputs } of nodes) {
    const all = (list: readonly boolean[]) => inputs.every(input => list[input.node])
    // Shorter ones are empty for a part of each round, and those since an event begin again with it.
    const short = ('span' in op && op.span < 2_500_000) || (op.op === 'since_window' && fewest(op.aggregate) > 0)
    const fold =
      !short && 'aggregate' in op && total.has(op.aggregate) && !(op.op === 'window' && op.n < fewest(op.aggregate))
    const simple =
      // No round has bars that a venue made itself.
      (op.op === 'source' && op.stream !== 'bar') ||
      ['alive', 'prev', 'quantile', 'ema', 'tick_time'].includes(op.op) ||
      (op.op === 'window' && fold) ||
      (op.op === 'pointwise' && strict.includes(op.fn))
    // Rows made before x was there must not keep the first one that counts from its place.
    const roomy = !('most' in op) || op.most > (op.op === 'later' ? op.delay : op.span) / 300_000
    const known = [
      'constant',
      'param',
      'now',
      'started',
      'onset',
      'every',
      'sample',
      'decay',
      'bars',
      'later',
    ].includes(op.op)
    const choice =
      ['coalesce', 'part', 'statistic'].includes(op.op) ||
      (op.op === 'time_quantile' && !short) ||
      (op.op === 'pointwise' && op.fn === 'if')
    enough.push((simple || known || choice || fold) && roomy && all(enough))
    exact.push(
      simple && inputs.every(input => exact[input.node] || ['constant', 'param'].includes(nodes[input.node]!.op.op)),
    )
  }
  return { enough, exact }
}
