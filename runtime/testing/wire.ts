import type { Emit, Message, SourceEvent, Stepped } from '../../compiler/ir/evaluator.ts'
import type { Graph, Input } from '../../compiler/ir/graph.ts'
import { streams } from '../../compiler/ir/streams.ts'
import type { Said } from '../../compiler/ir/testing.ts'
import { watched } from './watched.ts'

export type MakeStepped = (graph: Graph, emit: Emit) => Stepped

/** What the engine would say in a channel. */
export interface Saying {
  readonly what: string
  readonly of: string
  readonly field: string
  readonly value: number
}

/** A running graph for those who act on it: what it says after a step, and what is said to it in the next. */
export class Wire {
  now = 0
  /** An event of some reaction happened, or one that it is filtered from. */
  stirred = false
  private readonly evaluator: Stepped
  private readonly channels: ReadonlyMap<string, number>
  /** What was said last on each channel: a message is about all of its fields. */
  private readonly last: number[][]
  /** What no expression reads and the engine knows all the same. */
  private readonly unread = new Map<string, number>()
  private readonly pending = new Map<number, readonly number[]>()
  private readonly fired = new Set<string>()
  /** Bids and asks by instrument. */
  private readonly quotes = new Map<number, readonly [number, number]>()
  /** Only asks what would be: what happens then does not. */
  private isAsking = false

  constructor(
    readonly graph: Graph,
    make: MakeStepped,
  ) {
    this.channels = new Map(graph.channels.map(({ what, of }, c) => [`${what}\n${of}`, c]))
    this.last = graph.channels.map(({ fields }) => fields.map(() => Number.NaN))
    const first = graph.outputs.length
    this.evaluator = make(watched(graph), (output, instance) => {
      if (output < first || this.isAsking) return
      this.stirred = true
      this.fired.add(`${output - first} ${instance}`)
    })
  }

  /** The keys of an instance as they stand in channels. */
  keys(region: number, instance: number): string {
    return this.graph.regions[region]!.instances[instance]!.join(', ')
  }

  /** NaN: absent. */
  value({ node, map }: Input, instance: number): number {
    return this.evaluator.value(node, map < 0 ? instance : this.graph.maps[map]![instance]!)
  }

  isTrue(input: Input, instance: number): boolean {
    return this.value(input, instance) === 1
  }

  /** Whether the event of a reaction happened in the last step. */
  hasFired(reaction: number, instance: number): boolean {
    return this.fired.has(`${reaction} ${instance}`)
  }

  /** Tells the graph something in its next step; what nobody reads is only remembered. */
  say(what: string, of: string, says: Said): void {
    for (const [field, value] of Object.entries(says)) {
      const [channel, k] = this.placeOf(what, of, field)
      if (k < 0) this.unread.set(`${what}\n${of}\n${field}`, this.number(value))
      else {
        this.last[channel]![k] = this.number(value)
        this.pending.set(channel, this.last[channel]!)
      }
    }
  }

  /** What was said last; undefined where nobody said anything. */
  said(what: string, of: string, field: string): number | undefined {
    const [channel, k] = this.placeOf(what, of, field)
    return k < 0 ? this.unread.get(`${what}\n${of}\n${field}`) : this.last[channel]![k]
  }

  private placeOf(what: string, of: string, field: string): readonly [channel: number, field: number] {
    const channel = this.channels.get(`${what}\n${of}`) ?? -1
    return [channel, this.graph.channels[channel]?.fields.indexOf(field) ?? -1]
  }

  /** What holds if the engine said this now. */
  would(says: readonly Saying[], holds: () => boolean): boolean {
    const messages = new Map<number, number[]>()
    for (const { what, of, field, value } of says) {
      const [channel, k] = this.placeOf(what, of, field)
      if (k < 0) continue
      if (!messages.has(channel)) messages.set(channel, [...this.last[channel]!])
      messages.get(channel)![k] = value
    }
    if (messages.size === 0) return holds()
    const state = this.evaluator.snapshot()
    this.isAsking = true
    this.evaluator.give(
      this.now,
      [...messages].map(([channel, values]) => ({ channel, values })),
    )
    const answer = holds()
    this.evaluator.restore(state)
    this.isAsking = false
    return answer
  }

  /** At which an instrument is bought or sold, as far as its quotes were said; else NaN. */
  price(instrument: number, buys: boolean): number {
    return this.quotes.get(instrument)?.[buys ? 1 : 0] ?? Number.NaN
  }

  get hasNews(): boolean {
    return this.pending.size > 0
  }

  /** One step in which all that was told is said. */
  tell(time: number): void {
    const messages: Message[] = [...this.pending].map(([channel, values]) => ({ channel, values: [...values] }))
    this.pending.clear()
    this.begin(time)
    this.evaluator.give(time, messages)
  }

  event(event: SourceEvent): void {
    const { stream, fields } = event
    const price = (name: string) => fields[(streams[stream] as readonly string[]).indexOf(name)] ?? Number.NaN
    if (stream === 'quote' || stream === 'ticker') this.quotes.set(event.instrument, [price('bid'), price('ask')])
    this.begin(event.received)
    this.evaluator.event(event)
  }

  /** The timers that are due first, if they are due before `end`; whether there were any. */
  timers(end: number): boolean {
    const { due } = this.evaluator
    if (!(due < end)) return false
    this.begin(due)
    this.evaluator.advance(due + 1)
    return true
  }

  private begin(time: number): void {
    this.fired.clear()
    this.now = time
  }

  private number(value: number | string | null): number {
    return typeof value === 'string' ? this.graph.words.indexOf(value) : (value ?? Number.NaN)
  }
}
