import type { Emit, Evaluator, SourceEvent } from '../../compiler/ir/evaluator.ts'
import type { Graph, Output } from '../../compiler/ir/graph.ts'
import { observersOf } from './observe.ts'
import type { Conditions } from './observers/conditions.ts'
import { type FeatureStats, Features } from './observers/features.ts'
import type { Observer } from './observers/observer.ts'
import { type PegStats, Pegs } from './observers/pegs.ts'
import { type RecordStats, Records } from './observers/records.ts'
import { type SignalStats, Signals } from './observers/signals.ts'
import { type Came, waitsInVain } from './observers/vain.ts'
import { type InstrumentStats, type VenueStats, Venues } from './observers/venues.ts'
import { type Overflow, overflows } from './overflows.ts'
import type { Proceed, SavedRun, SoFar } from './saved_run.ts'
import type { RowSink } from './tables/row_sink.ts'

export interface Run {
  readonly graph: Graph
  /** Makes the evaluator; which one is the caller's choice. */
  readonly evaluator: (graph: Graph, emit: Emit) => Evaluator
  /** In the order of steps. */
  readonly events: AsyncIterable<readonly SourceEvent[]>
  readonly tables: RowSink
  /** Rates of pegs that are not measured, by instrument. */
  readonly assumed?: readonly { readonly instrument: number; readonly rate: number }[]
  /** Who else looks on. */
  readonly watch?: Watch
  /** Where a run of the same graph over the same events was saved: this one goes on there. */
  readonly from?: SavedRun
  /** Called after each chunk of events and waited for, so that others get their turn; `'stop'` makes that chunk the last one. */
  readonly onProgress?: (soFar: SoFar) => Proceed | Promise<Proceed>
}

/** Sees what the run sees, and changes nothing. */
export interface Watch {
  /** Sees an output beside the one who counts. */
  readonly observer: (output: Output) => Observer | undefined
  /** After each chunk of events, between two steps. */
  pause(evaluator: Evaluator, now: number): void
}

/** What happened in a run: plain data, a function of graph and events alone. Times µs since the epoch, durations µs. */
export interface Result {
  /** Times of the first and the last event; null where there was none. */
  readonly span: { readonly first: number; readonly last: number } | null
  readonly steps: { readonly events: number; readonly timers: number }
  readonly instruments: readonly InstrumentStats[]
  readonly venues: readonly VenueStats[]
  readonly pegs: readonly PegStats[]
  readonly features: readonly FeatureStats[]
  readonly signals: readonly SignalStats[]
  readonly records: readonly RecordStats[]
  /** Windows that were absent for some time because too much came. */
  readonly overflows: readonly Overflow[]
}

/** Runs the events through the graph and says what came out. A run ends with its last event: no timer fires after it. */
export async function backtest(run: Run): Promise<Result> {
  const { graph, tables, events, watch, onProgress } = run
  const observers = observersOf(graph, tables)
  const venues = new Venues(graph)
  const seeing = observers.map((own, output) => both(own, watch?.observer(graph.outputs[output]!)))
  const evaluator = run.evaluator(graph, (output, instance, now, ticked, values) => {
    seeing[output]!.see(instance, now, ticked, values)
  })
  const { from } = run
  if (from) {
    evaluator.restore(from.evaluator)
    venues.restore(from.venues)
    for (const [o, observer] of observers.entries()) observer.restore(from.observers[o])
  }
  let { first, last, events: taken } = from ?? { first: Number.NaN, last: Number.NaN, events: 0 }
  const save = (): SavedRun => ({
    events: taken,
    first,
    last,
    evaluator: evaluator.snapshot(),
    venues: venues.save(),
    observers: observers.map(observer => observer.save()),
  })
  let read = 0
  for await (const chunk of events) {
    const known = Math.min(chunk.length, Math.max(0, taken - read))
    read += chunk.length
    let rest = known === 0 ? chunk : chunk.slice(known)
    if (Number.isNaN(first) && rest[0]) {
      first = rest[0].received
      for (const observer of seeing) observer.begin(first)
      evaluator.event(rest[0])
      venues.see(rest[0], first)
      showAll(graph, evaluator, seeing, first)
      taken++
      rest = rest.slice(1)
    }
    evaluator.batch(rest)
    for (const event of rest) venues.see(event, first)
    taken += rest.length
    if (known < chunk.length) last = chunk.at(-1)!.received
    watch?.pause(evaluator, last)
    if ((await onProgress?.({ events: evaluator.steps.events, now: last, save })) === 'stop') break
  }
  const span = Number.isNaN(first) ? null : { first, last }
  if (span) {
    showAll(graph, evaluator, seeing, last)
    for (const observer of seeing) observer.end(last)
    venues.end(last, first)
  }
  const { events: stepsOfEvents, timers } = evaluator.steps
  const heard = venues.stats()
  return {
    span,
    steps: { events: stepsOfEvents, timers },
    ...heard,
    ...outcome(run, observers, (i, stream) => heard.instruments[i]?.events[stream] !== undefined),
    overflows: overflows(graph, evaluator),
  }
}

function both(a: Observer, b: Observer | undefined): Observer {
  if (!b) return a
  return {
    begin: now => {
      a.begin(now)
      b.begin(now)
    },
    see: (...report) => {
      a.see(...report)
      b.see(...report)
    },
    end: now => {
      a.end(now)
      b.end(now)
    },
  }
}

/**
 * Constants never wake, and time passes without waking those that depend on it: whether they are present shows after
 * the first step, and what they are in the end after the last.
 */
function showAll({ outputs, regions, maps }: Graph, evaluator: Evaluator, observers: readonly Observer[], now: number) {
  outputs.forEach(({ kind, on, region, columns }, o) => {
    const value = columns[0]?.value
    if (kind === 'completion' || on !== 'wake' || !value || !('input' in value)) return
    const { node, map } = value.input
    regions[region]!.instances.forEach((_, i) => {
      const at = map < 0 ? i : maps[map]![i]!
      observers[o]!.see(i, now, false, [evaluator.value(node, at)])
    })
  })
}

function outcome({ graph, assumed = [] }: Run, observers: readonly Observer[], came: Came) {
  const inVain = waitsInVain(graph, came)
  const pegs = observers.filter(o => o instanceof Pegs)
  return {
    pegs: pegs.map((observer, i) => {
      const peg = graph.pegs[i]!
      return observer.stats(peg, assumed.find(a => a.instrument === peg.by)?.rate)
    }),
    features: observers.filter(o => o instanceof Features).flatMap(o => o.stats(inVain)),
    signals: graph.outputs.flatMap(({ condition }, i) => {
      const observer = observers[i]
      if (!(observer instanceof Signals)) return []
      return observer.stats(condition === undefined ? undefined : (observers[condition] as Conditions))
    }),
    records: observers.filter(o => o instanceof Records).map(o => o.stats()),
  }
}
