import fc from 'fast-check'
import { aheadAggregates } from '../../../compiler/ir/ahead.ts'
import type { SourceEvent } from '../../../compiler/ir/evaluator.ts'
import type { Graph, Node, Op } from '../../../compiler/ir/graph.ts'
import type { Pointwise } from '../../../compiler/ir/pointwise.ts'
import { criteria, resultsOf, type StatisticOp, seriesOf } from '../../../compiler/ir/statistics.ts'
import { streams } from '../../../compiler/ir/streams.ts'
import { type Aggregate, holding } from '../../../compiler/ir/windows.ts'
import { Building, bar, type From, heartbeat, pool, quote, trade } from './build.ts'
import { externals, samples } from './externs.ts'

const VENUES = 3
/** Silences of a few µs: random events at steps of 0 … 4 µs meet expiries exactly, narrowly and widely. */
const SILENT = [5, 9, 1_000]

const pointwise: readonly Pointwise[] = [
  'add',
  'sub',
  'mul',
  'div',
  'neg',
  'sqrt',
  'min',
  'max',
  'abs',
  'elapsed',
  'later',
  'exp',
  'log',
  'pow',
  'round',
  'round_down',
]
const truths: readonly Pointwise[] = ['lt', 'ge', 'gt', 'eq', 'and', 'or', 'not', 'if']
const ofOne: readonly Aggregate[] = 'count sum mean var std min max first last argmin argmax'.split(' ') as Aggregate[]
const ofTwo: readonly Aggregate[] = ['cov', 'corr', 'slope', 'intercept']
const folds = [
  ...(['sum', 'mean', 'var', 'std', 'min', 'max', 'argmin', 'argmax'] as const),
  ...(['count', 'first', 'last', 'quantile'] as const),
]
const kinds = [
  'pointwise',
  'truth',
  'coalesce',
  'present',
  'prev',
  'window',
  'time_window',
  'pane_window',
  'since_window',
  'quantile',
  'time_quantile',
  'onset',
  'started',
  'fresh',
  'tick_time',
  'sample',
  'every',
  'rising',
  'filter',
  'changed',
  'held',
  'lagged',
  'ema',
  'decay',
  'scan',
  'bars',
  'over',
  'later',
  'ahead',
  'given',
  'constant',
  'statistic',
  'extern',
] as const

interface Choice {
  readonly kind: (typeof kinds)[number]
  readonly region: number
  readonly n: number
  readonly picks: readonly [number, number, number]
}

const choice: fc.Arbitrary<Choice> = fc.record({
  kind: fc.constantFrom(...kinds),
  region: fc.nat(2),
  n: fc.integer({ min: 1, max: 7 }),
  picks: fc.tuple(fc.nat(), fc.nat(), fc.nat()),
})

/**
 * Graphs of every operator over three venues: a root region, a region of venues, a region of ordered pairs of venues, and
 * all maps between.
 */
export const graphs: fc.Arbitrary<Graph> = fc.array(choice, { minLength: 5, maxLength: 30 }).map(graphOf)

function graphOf(choices: readonly Choice[]): Graph {
  const b = new Building(SILENT)
  const venues = b.region('0', '1', '2')
  const pairs = b.region('01', '02', '10', '12', '20', '21')
  const instruments = [0, 1, 2].map(v => b.instrument(v))
  // maps[reader][read]
  const maps = [
    [[], [b.map(0), b.map(2)], [b.map(3)]],
    [[b.map(0, 0, 0)], [b.map(1, 2, 0)], [b.map(0, 3, 5)]],
    [[b.map(0, 0, 0, 0, 0, 0)], [b.map(0, 0, 1, 1, 2, 2), b.map(1, 2, 0, 2, 0, 1)], [b.map(2, 4, 0, 5, 1, 3)]],
  ] as const
  const made: { node: number; region: number; truth: boolean; time: boolean; event: boolean; volatile: boolean }[] = []
  const note = (node: number, region: number, more: Partial<(typeof made)[number]> = {}) => {
    const nodes = (b.build() as { nodes: readonly Node[] }).nodes
    const { stream, volatile } = nodes[node]!
    made.push({ node, region, truth: false, time: false, event: stream === 'event', volatile, ...more })
  }
  const alive = b.alive([0, 1, 2], venues)
  note(alive, venues, { truth: true })
  for (const field of ['bid', 'ask', 'origin'] as const)
    note(b.source('quote', field, instruments, alive, venues), venues, { time: field === 'origin' })
  note(b.source('trades', 'price', instruments, alive, venues), venues)
  note(b.node({ op: 'heard', venues: [0, 1, 2] }, [], venues), venues, { time: true })
  note(b.node({ op: 'latency', venues: [0, 1, 2] }, [alive], venues), venues)
  note(b.source('pool', 'liquidity', instruments, alive, venues), venues)
  note(b.node({ op: 'live', stream: 'pool', instruments, lacks: [1] }, [alive], venues), venues, { time: true })
  note(b.node({ op: 'now' }), 0, { time: true })
  note(b.constant(2), 0)
  note(b.param(3, pairs), pairs)

  const pick = (region: number, seed: number, wanted: (m: (typeof made)[number]) => boolean = () => true): From => {
    const of = made.filter(wanted)
    const { node, region: read } = of[seed % of.length]!
    const through = maps[region]![read] ?? []
    const ways: From[] = [...through.map((m): From => [node, m]), ...(read === region ? [node] : [])]
    return ways[Math.floor(seed / of.length) % ways.length]!
  }
  for (const { kind, region: r, n, picks } of choices) {
    const region = kind === 'every' ? 0 : r
    const any = picks.map(seed => pick(region, seed)) as [From, From, From]
    const truth = picks.map(seed => pick(region, seed, m => m.truth)) as [From, From, From]
    const add = (op: Op, inputs: readonly From[], more: Partial<(typeof made)[number]> = {}) =>
      note(b.node(op, inputs, region), region, more)
    if (kind === 'extern') {
      const extern = n % samples.length
      b.externs = externals
      add({ op: 'extern', extern, memory: externals[extern]!.memory, warmup: 1 }, [any[0], any[1]])
    } else if (kind === 'constant') add({ op: 'constant', value: n / 2 }, [])
    else if (kind === 'pointwise') {
      const fn = pointwise[picks[2] % pointwise.length]!
      add({ op: 'pointwise', fn }, ['neg', 'sqrt', 'abs', 'exp', 'log'].includes(fn) ? [any[0]] : [any[0], any[1]])
    } else if (kind === 'truth') {
      const fn = truths[n % truths.length]!
      if (fn === 'if') add({ op: 'pointwise', fn }, [truth[0], any[1], any[2]])
      else
        add(
          { op: 'pointwise', fn },
          fn === 'not' ? [truth[0]] : fn === 'and' || fn === 'or' ? [truth[0], truth[1]] : [any[0], any[1]],
          { truth: true },
        )
    } else if (kind === 'coalesce') add({ op: 'coalesce' }, [any[0], any[1]])
    else if (kind === 'present') add({ op: 'present' }, [any[0]], { truth: true })
    else if (kind === 'prev') add({ op: 'prev', n }, [any[0]])
    else if (kind === 'lagged') {
      const values = [0, 1, 2, 3, 4, 5].slice(0, [1, 3, 6][region]).map(i => (picks[1] + 3 * i) % (n + 1))
      add({ op: 'prev', n, lags: true }, [any[0], b.node({ op: 'table', values }, [], region)])
    } else if (kind === 'onset') add({ op: 'onset' }, [truth[0]], { time: true })
    else if (kind === 'started') note(b.node({ op: 'started' }), 0, { time: true })
    else if (kind === 'quantile') add({ op: 'quantile', q: (picks[2] % 5) / 4, n }, [any[0]])
    else if (kind.endsWith('window') || kind === 'time_quantile') {
      const pair = picks[2] % 3 === 0
      const among = pair ? ofTwo : ofOne
      const aggregate = among[picks[1] % among.length]!
      const live = pick(region, picks[2], m => m.time && !m.volatile)
      const over = pair ? [any[0], any[1]] : [any[0]]
      const [k, m] = [1 + (picks[0] % 4), 1 + (picks[1] % 4)]
      const held = holding.has(aggregate) && picks[0] % 3 > 0
      if (kind === 'window') add({ op: kind, aggregate, n }, over)
      else if (kind === 'time_window') add({ op: kind, aggregate, span: n, capacity: k + m, held }, [...over, live])
      else if (kind === 'pane_window') add({ op: kind, aggregate, span: k * m, pane: k, held }, [...over, live])
      else if (kind === 'since_window') add({ op: kind, aggregate, held }, [...over, any[2]])
      else add({ op: 'time_quantile', q: (picks[2] % 5) / 4, span: n, capacity: k + m }, [any[0], live])
    } else if (kind === 'fresh') {
      const origin = pick(region, picks[1], m => m.time && !m.volatile)
      add({ op: 'fresh' }, [any[0], origin, b.constant((n - 1) / 1e6, region)])
    } else if (kind === 'changed') add({ op: 'changed' }, [any[0]])
    else if (kind === 'held') {
      add({ op: 'held' }, [truth[0], b.constant((n - 2) / 1e6, region)], { truth: true })
    } else if (kind === 'over') {
      const fold = folds[picks[1] % folds.length]!
      const q = fold === 'quantile' && { q: (picks[0] % 5) / 4 }
      const inputs = [...any, ...any].slice(0, 1 + (picks[2] % 6))
      add({ op: 'over', fold, members: inputs.map((_, m) => 10 + m), ...q }, inputs)
    } else if (kind === 'bars') {
      const lateness = picks[0] % n
      const close = b.node({ op: 'every', period: n, offset: lateness })
      const fields = (['price', 'qty', 'side', 'origin'] as const).map(f =>
        b.source('trades', f, instruments, alive, venues),
      )
      const recorded = [...streams.bar, 'origin'].map(f => b.source('bar', f, instruments, alive, venues))
      const inputs = [[close, maps[1][0][0]!] as const, alive, ...fields, ...recorded]
      const bars = b.node({ op: 'bars', period: n, lateness }, inputs, venues)
      note(bars, venues)
      note(b.node({ op: 'part', slot: picks[2] % 8 }, [bars], venues), venues)
    } else if (kind === 'scan') {
      // Three numbers of state, two inputs: 0 1 2, then 3 4, then the steps from 5 on.
      const steps = [
        { fn: 'add', args: [0, 3] },
        { fn: pointwise[picks[2] % pointwise.length]!, args: [1, 4] },
        { fn: 'coalesce', args: [6, 5] },
        { fn: 'present', args: [6] },
      ] as const
      const scan = b.node(
        { op: 'scan', init: [n, 1, 0], steps, next: [5, 7 - (n % 2), n % 3] },
        any.slice(0, 2),
        region,
      )
      note(scan, region)
      note(b.node({ op: 'part', slot: n % 3 }, [scan], region), region)
    } else if (kind === 'given') {
      const channels = [0, 1, 2].map(() => b.channel('x', 'y'))
      note(b.node({ op: 'given', field: n % 2 ? 'x' : 'y', channels }, [], venues), venues)
    } else if (kind === 'later' || kind === 'ahead') {
      const most = 1 + (picks[2] % 4)
      const aggregate = aheadAggregates[picks[0] % aheadAggregates.length]!
      if (kind === 'later') add({ op: kind, delay: n, most }, [any[0], any[1]])
      else add({ op: kind, aggregate, span: n, most, held: picks[1] % 2 > 0 }, [any[0], any[1]])
    } else if (kind === 'decay') add({ op: 'decay', half_life: n }, [any[0]])
    else if (kind === 'statistic') {
      const { op, inputs } = statistic(n, picks[2])
      const of = b.node(op, any.slice(0, inputs), region)
      note(of, region)
      note(b.node({ op: 'part', slot: picks[1] % resultsOf(op) }, [of], region), region)
    } else if (kind === 'ema') add({ op: 'ema', n }, [any[0]])
    else if (kind === 'tick_time') add({ op: 'tick_time' }, [any[0]], { time: true })
    else if (kind === 'sample') add({ op: 'sample' }, [any[0], any[1]])
    else if (kind === 'every') add({ op: 'every', period: n }, [], { time: true })
    else if (kind === 'rising') add({ op: 'rising' }, [truth[0]], { time: true })
    else add({ op: 'filter' }, [any[0], truth[1]], { time: true })
  }
  for (const [k, { node, region }] of made.entries()) b.output(node, [node], k % 3 === 0 ? 'tick' : 'wake', region)
  const graph = b.build()
  const trigger = made.at(-1)!
  for (const reader of [0, 1, 2]) {
    const map = maps[reader]![trigger.region]?.[0]
    if (map !== undefined) b.output([trigger.node, map], [[trigger.node, map]], 'wake', reader)
  }
  return graph
}

/** Quotes (often repeated), trades, bars, liquidity of pools and heartbeats of three venues, several at a time, some of an old origin. */
export function events(length: number): fc.Arbitrary<SourceEvent[]> {
  const one = fc.record({
    wait: fc.constantFrom(0, 0, 0, 1, 1, 2, 3, 4, 20),
    age: fc.nat(4),
    venue: fc.nat(VENUES - 1),
    kind: fc.constantFrom('quote', 'quote', 'trade', 'bar', 'pool', 'heartbeat'),
    price: fc.oneof(fc.constantFrom(1, 2, 3, 0, Number.NaN), fc.double({ min: 50, max: 150, noNaN: true })),
    other: fc.constantFrom(1, 2, 4),
  })
  return fc.array(one, { minLength: 1, maxLength: length, size: 'max' }).map(all => {
    let now = 1_000
    return all.map(({ wait, age, venue, kind, price, other }) => {
      now += wait
      const at = { origin: now - age, venue, instrument: venue }
      if (kind === 'heartbeat') return heartbeat(now, venue)
      if (kind === 'pool') return pool(now, price, at)
      if (kind === 'bar') return bar(now, price, at)
      return kind === 'quote' ? quote(now, [price, 1, other, 1], at) : trade(now, price, at)
    })
  })
}

/** A statistic of few ticks, of one to four series. */
function statistic(n: number, pick: number): { readonly op: StatisticOp; readonly inputs: number } {
  const op = statisticOp(n, pick)
  return { op, inputs: seriesOf(op) }
}

function statisticOp(n: number, pick: number): StatisticOp {
  const op = 'statistic'
  const lags = pick % 3
  const tested = { op, n: 11 + 2 * lags + (n % 4), trend: (pick % 4) - 1 } as const
  const chosen = lags < 2 ? lags : criteria[n % 3]!
  const compared = { op, n: 4 + lags + n, recent: 2 + lags } as const
  switch (n % 7) {
    case 0:
      return { ...tested, fn: 'adf', lags: chosen }
    case 1:
      return { ...tested, fn: 'engle_granger', lags: chosen, regressors: 1 + (n % 2) }
    case 2:
      return { op, fn: 'johansen', n: 14, series: 2 + (pick % 2), lags: 1, trend: lags - 1 }
    // Of three inputs at most.
    case 3:
      return { op, fn: 'regression', n: 4 + lags, regressors: 1 + (pick % 2), weighted: lags > 1 && pick % 2 === 0 }
    case 4:
      return { ...compared, fn: 'psi', bins: 3 }
    case 5:
      return { ...compared, fn: 'ks' }
    default:
      return { op, fn: 'adwin', n: 1, delta: 0.5 }
  }
}
