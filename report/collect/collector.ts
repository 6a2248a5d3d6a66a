import type { Evaluator, SourceEvent } from '../../compiler/ir/evaluator.ts'
import type { Graph, Output } from '../../compiler/ir/graph.ts'
import { streams } from '../../compiler/ir/streams.ts'
import type { Observer } from '../../runtime/backtest/observers/observer.ts'
import { type FeatureTrace, type PriceTrace, type SignalTrace, seen, type Trace, traceText } from '../trace.ts'
import { Choice, type Drawn } from './choice.ts'
import { Line } from './line.ts'
import { Counts, States } from './marks.ts'
import { Others } from './others.ts'
import { Reasons } from './reasons.ts'
import { Silences } from './silences.ts'
import { Timeline } from './timeline.ts'

/** Characters of all that is shown, so that a page has at most 1.5 MB. */
const ROOM = 1_300_000
/** Fewer buckets would show nothing. */
const LEAST = 32
/** Moments at which it is looked at why signals do not fire. */
const SAMPLES = 256

interface Signal {
  readonly name: string
  readonly key: string
  readonly instance: number
  readonly condition: Output | undefined
  readonly firings: Counts
  readonly states: States
  readonly why: number[]
  readonly compared: string[]
}

/** Watches a run and keeps what a page shows of it, in memory that does not grow with it. */
export class Collector {
  private readonly timeline = new Timeline()
  private readonly prices: (Line | undefined)[]
  private readonly features: { of: Omit<FeatureTrace, 'line'>; line: Line }[] = []
  private readonly signals: Signal[] = []
  private readonly reasons: Reasons
  private silences: Silences | undefined
  private samples: number[] = []
  private between = 1_000
  private next = Number.NEGATIVE_INFINITY
  private readonly choice: Choice
  private readonly others: Others

  /** @param draw Members: what is drawn is of these alone. */
  constructor(
    private readonly graph: Graph,
    sources: ReadonlyMap<string, string>,
    draw?: readonly string[],
  ) {
    this.choice = new Choice(graph, draw)
    this.others = new Others(graph)
    this.reasons = new Reasons(graph, sources)
    const withPrice = graph.instruments.flatMap(({ streams }, i) =>
      priced.some(stream => streams.includes(stream)) ? [i] : [],
    )
    const drawn = this.choice.prices(withPrice)
    this.prices = graph.instruments.map((_, i) => (drawn.has(i) ? new Line(this.timeline) : undefined))
  }

  /** What sees an output beside the one who counts; undefined of those that are not drawn. */
  readonly observer = (output: Output): Observer | undefined => {
    switch (output.kind) {
      case 'feature':
        return this.feature(output, this.choice.of(output, 'feature'))
      case 'signal':
        return this.signal(output, this.choice.of(output, 'signal'))
      case 'condition':
        return this.condition(output)
      default:
        return undefined
    }
  }

  /** The same events, cut into chunks between which it is looked at why. */
  async *events(all: AsyncIterable<readonly SourceEvent[]>): AsyncGenerator<readonly SourceEvent[]> {
    for await (const chunk of all) {
      let begin = 0
      for (const [k, event] of chunk.entries()) {
        this.see(event)
        if (event.received < this.next) continue
        yield chunk.slice(begin, k + 1)
        begin = k + 1
      }
      if (begin < chunk.length) yield begin === 0 ? chunk : chunk.slice(begin)
    }
  }

  /** Between two chunks. */
  pause(evaluator: Evaluator, now: number): void {
    if (now < this.next) return
    if (this.signals.length === 0) {
      this.next = Number.POSITIVE_INFINITY
      return
    }
    this.samples.push(now)
    for (const { condition, instance, why, compared } of this.signals) {
      const value = condition?.columns[0]?.value
      const of = value && 'input' in value ? this.reasons.of(evaluator, now, value.input, instance) : none
      why.push(of[0])
      compared.push(of[1])
    }
    if (this.samples.length >= SAMPLES) this.thin()
    this.next = now + this.between
  }

  /** Time is told in coarser buckets until all of it has room. */
  finish(now: number): Trace {
    for (;;) {
      const trace = this.traceOf(now)
      if (traceText(trace).length <= ROOM || this.timeline.at(now) < 2 * LEAST) return trace
      this.timeline.fold()
      this.thin()
    }
  }

  private traceOf(now: number): Trace {
    const { timeline, graph } = this
    return {
      from: timeline.start,
      to: now,
      prices: this.prices.flatMap((line, i): PriceTrace[] => {
        const { venue, symbol, base, streams } = graph.instruments[i]!
        const of = streams.includes('quote') ? 'quote' : 'trades'
        return line ? [{ name: `${graph.venues[venue]!.name} ${symbol}`, base, of, line: line.end(now) }] : []
      }),
      features: this.features.map(({ of, line }) => ({ ...of, line: line.end(now) })),
      signals: this.signals.map(
        ({ name, key, condition, firings, states, why, compared }): SignalTrace => ({
          name,
          key,
          firings: firings.end(now),
          fired: firings.all,
          states: condition ? states.end(now) : [],
          why,
          compared,
        }),
      ),
      venues: this.silences?.end(now) ?? [],
      samples: this.samples,
      reasons: this.reasons.texts,
      left: this.choice.left,
      others: this.others.end(),
      // Last: the lines may still have folded.
      width: timeline.width,
    }
  }

  private see(event: SourceEvent): void {
    const { received, instrument, stream, fields } = event
    if (!this.silences) {
      this.timeline.begin(received)
      this.silences = new Silences(this.graph, received)
    }
    this.silences.see(event)
    const line = this.prices[instrument]
    if (!line) return
    const quoted = this.graph.instruments[instrument]!.streams.includes('quote')
    if (stream === 'quote') line.set(received, (fields[0]! + fields[2]!) / 2)
    else if (stream === 'trades' && !quoted) line.set(received, fields[0]!)
    else if (stream === 'bar' && !quoted) line.set(received, fields[streams.bar.indexOf('close')]!)
  }

  private feature(output: Output, drawn: readonly Drawn[]): Observer | undefined {
    const { name, columns } = output
    const { unit, value } = columns[0]!
    if (!('input' in value)) return undefined
    const { show } = value
    const lines = new Map<number, Line>()
    for (const { instance, key } of drawn) {
      const line = new Line(this.timeline)
      const choices = 'choices' in value ? { choices: value.choices } : {}
      this.features.push({ of: { name, key, unit, show, ...choices }, line })
      lines.set(instance, line)
    }
    return watching((i, now, _, values) => lines.get(i)?.set(now, values[0]!))
  }

  private signal(output: Output, drawn: readonly Drawn[]): Observer {
    const condition = output.condition === undefined ? undefined : this.graph.outputs[output.condition]
    const own = drawn.map(({ instance, key }): Signal => {
      const [firings, states] = [new Counts(this.timeline), new States(this.timeline)]
      return { name: output.name, key, instance, condition, firings, states, why: [], compared: [] }
    })
    this.signals.push(...own)
    const firings = new Map(own.map(({ instance, firings }) => [instance, firings]))
    const other = this.others.of(output)
    return watching((i, now, ticked) => {
      if (!ticked) return
      const of = firings.get(i)
      if (of) of.add(now)
      else other(i)
    })
  }

  private condition(output: Output): Observer {
    const at = new Map<number, Signal>()
    let known = 0
    return watching((i, now, _, values) => {
      // Its signal comes after it in the graph.
      for (; known < this.signals.length; known++) {
        const signal = this.signals[known]!
        if (signal.condition === output) at.set(signal.instance, signal)
      }
      const value = values[0]!
      at.get(i)?.states.set(now, Number.isNaN(value) ? seen.unknown : value === 1 ? seen.true : seen.false)
    })
  }

  /** Every second sample goes, and the next are as far apart as those that are left: events may be rarer than was asked for. */
  private thin(): void {
    const everySecond = <T>(all: readonly T[]) => all.filter((_, k) => k % 2 === 1)
    this.samples = everySecond(this.samples)
    for (const { why, compared } of this.signals) {
      why.splice(0, why.length, ...everySecond(why))
      compared.splice(0, compared.length, ...everySecond(compared))
    }
    const { samples } = this
    this.between = Math.max(2 * this.between, (samples.at(-1)! - samples[0]!) / (samples.length - 1))
  }
}

/** Streams that tell a price. */
const priced = ['quote', 'trades', 'bar'] as const

const none = [-1, ''] as const

const watching = (see: Observer['see']): Observer => ({ begin: () => {}, see, end: () => {} })
