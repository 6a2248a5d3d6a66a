import { Calls, type Externs } from '../external/calls.ts'
import type { Emit, Message, SourceEvent, Stepped } from '../ir/evaluator.ts'
import type { External } from '../ir/external.ts'
import type { Graph } from '../ir/graph.ts'
import { HEADER, layout, STREAM } from '../layout/layout.ts'
import { schedule } from '../layout/schedule.ts'
import { GIVEN, lostSlot } from '../layout/state.ts'
import { Deadlines } from './deadlines.ts'
import { Inboxes } from './inboxes.ts'
import { Memory } from './memory.ts'
import { Network } from './network.ts'
import { reporter } from './reports.ts'
import { Step } from './step.ts'
import { firstDue } from './time.ts'

/**
 * The reference evaluator: what a graph means, node by node. All that it remembers from step to step stands in one linear
 * memory at the places of `layout(graph)`.
 * @param emit Called within a step for each output that is due, after all nodes are evaluated.
 * @param externs The operators from other files, by index.
 * @throws Error if one of them is not given; ExternFault, here and at any step, if one of them is not as it was declared.
 */
export function interpret(graph: Graph, emit: Emit, externs: Externs = []): Stepped {
  return new Interpreter(graph, emit, externs)
}

const NOW = HEADER.now / 8
const EVENTS = HEADER.events / 8
const TIMERS = HEADER.timers / 8
const STARTED = HEADER.started / 8

class Interpreter implements Stepped {
  private readonly plan
  private readonly layout
  private readonly memory
  private readonly calls
  private readonly deadlines
  private readonly inboxes
  private readonly network
  private readonly step
  private readonly report

  constructor(
    private readonly graph: Graph,
    emit: Emit,
    externs: Externs,
  ) {
    this.plan = schedule(graph)
    this.layout = layout(graph, this.plan)
    this.memory = new Memory(graph, this.plan, this.layout)
    this.deadlines = new Deadlines(this.memory.cells, this.layout.timers)
    this.inboxes = new Inboxes(graph, this.memory, this.plan, this.layout)
    this.calls = new Calls(graph, this.layout, externs)
    this.network = new Network(graph, this.plan, this.layout, this.memory, this.deadlines, this.calls)
    this.step = new Step(this.plan, this.network, graph.outputs.length)
    this.report = reporter(graph, this.network, emit)
    this.network.start()
  }

  /** Timer steps due before the event are done first, whether or not `advance` was called. */
  event(event: SourceEvent): void {
    if (this.memory.cells[STARTED] === 1) this.advance(event.received)
    else this.start(event.received)
    this.begin(event.received, EVENTS)
    this.memory.origin = event.origin
    this.hear(event.venue)
    const received = this.inboxes.receive(event)
    for (const source of received?.feed.sources ?? []) this.step.touch(source, received?.ticks ? STREAM : 0)
    // Nominal timers due now stay queued: they follow the events of their time.
    for (const slot of this.deadlines.take(event.received, this.plan.expiries)) this.step.touch(this.plan.timers[slot]!)
    this.finish()
  }

  give(time: number, messages: readonly Message[]): void {
    if (this.memory.cells[STARTED] === 1) this.advance(time)
    else this.start(time)
    this.begin(time, EVENTS)
    for (const { channel, values } of messages)
      for (const { place, field } of this.plan.channels[channel]!) {
        const state = this.network.sites[place.node]!.state(place.instance)
        this.memory.put(state + GIVEN.said, values[field] ?? Number.NaN)
        this.step.touch(place)
      }
    for (const slot of this.deadlines.take(time, this.plan.expiries)) this.step.touch(this.plan.timers[slot]!)
    this.finish()
  }

  batch(events: readonly SourceEvent[]): void {
    for (const event of events) this.event(event)
  }

  advance(time: number): void {
    for (let due = this.deadlines.next(); due < time; due = this.deadlines.next()) {
      const slots = this.deadlines.take(due, this.plan.timers.length)
      if (slots.length === 0) continue
      this.begin(due, TIMERS)
      for (const slot of slots) this.step.touch(this.plan.timers[slot]!)
      this.finish()
    }
  }

  get due(): number {
    return this.deadlines.next()
  }

  value(node: number, instance: number): number {
    return this.network.port({ node, map: -1 }).value(instance)
  }

  lost(node: number, instance: number): number {
    const slot = lostSlot(this.graph.nodes[node]!.op)
    return slot === undefined ? 0 : this.memory.cells[this.network.sites[node]!.state(instance) + slot]!
  }

  snapshot(): ArrayBuffer {
    this.calls.save(this.memory.buffer)
    return this.memory.buffer.slice(0)
  }

  /** @throws RangeError if the state is of another graph (its size differs). */
  restore(state: ArrayBuffer): void {
    if (state.byteLength !== this.layout.bytes) throw new RangeError('a snapshot of another graph')
    this.memory.flags.set(new Uint8Array(state))
    this.calls.recover(this.memory.buffer)
    this.network.renew()
  }

  unfaithful(): readonly External[] {
    return this.calls.unfaithful(this.memory.buffer)
  }

  get steps(): { readonly events: number; readonly timers: number } {
    return { events: this.memory.cells[EVENTS]!, timers: this.memory.cells[TIMERS]! }
  }

  /** Nominal timers begin with the first event, at or after its time; before it nothing is queued. */
  private start(time: number): void {
    this.memory.cells[STARTED] = 1
    this.plan.timers.forEach(({ node }, slot) => {
      const { op } = this.graph.nodes[node]!
      if (op.op === 'every') {
        const offset = op.offset ?? 0
        this.deadlines.arm(slot, firstDue(op.period, time - offset) + offset)
      }
    })
    for (const places of this.plan.heard) for (const place of places) this.step.touch(place)
    this.graph.nodes.forEach(({ op }, node) => {
      if (op.op === 'started') this.step.touch({ node, instance: 0 })
    })
  }

  /** A message of a venue came. Its `alive` instances need to look only if they were dead. */
  private hear(venue: number): void {
    const { silent } = this.graph.venues[venue]!
    for (const place of this.plan.venues[venue]!) {
      const slot = this.layout.nodes[place.node]!.timer + place.instance
      if (!this.deadlines.armed(slot)) this.step.touch(place)
      this.deadlines.arm(slot, this.memory.cells[NOW]! + silent)
    }
    for (const place of this.plan.heard[venue]!) this.step.touch(place)
  }

  private begin(time: number, counter: number): void {
    this.memory.cells[NOW] = time
    this.memory.cells[counter]!++
    this.network.renew()
  }

  private finish(): void {
    this.step.evaluate()
    this.report(this.memory.cells[NOW]!, this.step.reports)
    this.step.clear()
  }
}
