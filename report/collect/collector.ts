import type { Evaluator, SourceEvent } from '../../compiler/ir/evaluator.ts'
import type { Graph, Output } from '../../compiler/ir/graph.ts'
import { streams } from '../../compiler/ir/streams.ts'
import { keysOf, keyText, type Observer } from '../../runtime/backtest/observers/observer.ts'
import { type FeatureTrace, type PriceTrace, type SignalTrace, seen, type Trace } from '../trace.ts'
import { Line } from './line.ts'
import { Counts, States } from './marks.ts'
import { Reasons } from './reasons.ts'
import { Silences } from './silences.ts'
import { Timeline } from './timeline.ts'

/** Lines and signals that are kept; what is beyond is counted. */
const MOST = { prices: 60, feature: 160, signal: 80 } as const
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
  private left = 0

  constructor(
    private readonly graph: Graph,
    sources: ReadonlyMap<string, string>,
  ) {
    this.reasons = new Reasons(graph, sources)
    let room: number = MOST.prices
    this.prices = graph.instruments.map(({ streams }) =>
      priced.some(stream => streams.includes(stream)) && room-- > 0 ? new Line(this.timeline) : undefined,
    )
  }

  /** What sees an output beside the one who counts; undefined of those that are not drawn. */
  readonly observer = (output: Output): Observer | undefined => {
    switch (output.kind) {
      case 'feature':
        return this.feature(output, this.room(output, 'feature'))
      case 'signal':
        return this.signal(output, this.room(output, 'signal'))
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

  finish(now: number): Trace {
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
      left: this.left,
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

  private feature(output: Output, keys: readonly string[]): Observer | undefined {
    const { name, columns } = output
    const { unit, value } = columns[0]!
    if (!('input' in value)) return undefined
    const { show } = value
    const lines = keys.map(key => {
      const line = new Line(this.timeline)
      const choices = 'choices' in value ? { choices: value.choices } : {}
      this.features.push({ of: { name, key, unit, show, ...choices }, line })
      return line
    })
    return watching((i, now, _, values) => lines[i]?.set(now, values[0]!))
  }

  private signal(output: Output, keys: readonly string[]): Observer {
    const condition = output.condition === undefined ? undefined : this.graph.outputs[output.condition]
    const own = keys.map((key, instance): Signal => {
      const [firings, states] = [new Counts(this.timeline), new States(this.timeline)]
      return { name: output.name, key, instance, condition, firings, states, why: [], compared: [] }
    })
    this.signals.push(...own)
    return watching((i, now, ticked) => {
      if (ticked) own[i]?.firings.add(now)
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

  /** The keys of an output, as far as there is room for them: where there are too many, all outputs of a kind have the same. */
  private room(output: Output, kind: 'feature' | 'signal'): readonly string[] {
    const { outputs, regions } = this.graph
    const sizes = outputs.flatMap(o => (o.kind === kind ? regions[o.region]!.instances.length : []))
    const keys = keysOf(this.graph, output).map(keyText)
    const most = MOST[kind]
    const isRoom = sizes.reduce((a, b) => a + b, 0) <= most
    const kept = isRoom ? keys : keys.slice(0, Math.max(1, Math.floor(most / sizes.length)))
    this.left += keys.length - kept.length
    return kept
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
