import { Books } from '../../book/books.ts'
import { Calls, type Externs } from '../../external/calls.ts'
import type { Emit, Evaluator, Message, SourceEvent } from '../../ir/evaluator.ts'
import type { External } from '../../ir/external.ts'
import type { Graph } from '../../ir/graph.ts'
import { HEADER, layout } from '../../layout/layout.ts'
import { schedule } from '../../layout/schedule.ts'
import { lostSlot } from '../../layout/state.ts'
import { computeStatistic } from '../../statistics/statistics.ts'
import { EXTERNALS } from '../place/emission.ts'
import { BATCH, places } from '../place/places.ts'
import { EventWriter } from './events.ts'
import { MessageWriter } from './messages.ts'
import { ReportReader } from './reports.ts'

/** Runs an emitted module, which must be that of the graph. Reports come after their steps, within the same call. */
export function evaluatorOf(graph: Graph, module: WebAssembly.Module, emit: Emit, externs: Externs = []): Evaluator {
  return new Host(graph, module, emit, externs)
}

/** What `emit` exports, besides `current<n>`. */
interface Exports {
  readonly memory: WebAssembly.Memory
  start(): void
  run(count: number): number
  give(time: number, count: number): number
  advance(time: number): number
  renew(): void
}

class Host implements Evaluator {
  private readonly exports
  private readonly layout
  private readonly cells
  private readonly writer
  private readonly speaker
  private readonly books
  private readonly reader
  private readonly volatile
  private readonly calls

  constructor(
    private readonly graph: Graph,
    module: WebAssembly.Module,
    emit: Emit,
    externs: Externs,
  ) {
    const plan = schedule(graph)
    this.layout = layout(graph, plan)
    this.calls = new Calls(graph, this.layout, externs)
    const { exports } = new WebAssembly.Instance(module, {
      ...imports(graph, this.calls),
      host: { statistic: (node, state) => this.statistic(node!, state! >>> 0) },
    })
    this.exports = exports as unknown as Exports
    this.volatile = graph.nodes.map((_, n) => exports[`current${n}`] as ((instance: number) => number) | undefined)
    const at = places(graph, plan, this.layout)
    const { buffer } = this.exports.memory
    this.cells = new Float64Array(buffer)
    this.books = new Books(graph, plan, this.layout, this.cells)
    this.writer = new EventWriter(graph, plan, at, buffer)
    this.speaker = new MessageWriter(plan, this.layout, graph, at, buffer)
    this.reader = new ReportReader(graph, at, buffer, emit)
    this.exports.start()
  }

  event(event: SourceEvent): void {
    this.flush(this.write(0, event))
  }

  batch(events: readonly SourceEvent[]): void {
    let count = 0
    for (const event of events) {
      count = this.write(count, event)
      if (count === BATCH) count = this.flush(count)
    }
    this.flush(count)
  }

  give(time: number, messages: readonly Message[]): void {
    const count = this.speaker.write(messages)
    for (let full = 1; full === 1; ) {
      const written = this.exports.give(time, count)
      full = written & 1
      this.reader.read(written - full)
    }
  }

  advance(time: number): void {
    for (let full = 1; full === 1; ) {
      const written = this.exports.advance(time)
      full = written & 1
      this.reader.read(written - full)
    }
  }

  value(node: number, instance: number): number {
    const current = this.volatile[node]
    return current ? current(instance) : this.cell(this.layout.nodes[node]!.value, node, instance)
  }

  lost(node: number, instance: number): number {
    const slot = lostSlot(this.graph.nodes[node]!.op)
    return slot === undefined ? 0 : this.cell(this.layout.nodes[node]!.state + 8 * slot, node, instance)
  }

  snapshot(): ArrayBuffer {
    const { buffer } = this.exports.memory
    this.calls.save(buffer)
    return buffer.slice(0, this.layout.bytes)
  }

  /** @throws RangeError if the state is of another graph (its size differs). */
  restore(state: ArrayBuffer): void {
    if (state.byteLength !== this.layout.bytes) throw new RangeError('a snapshot of another graph')
    const { buffer } = this.exports.memory
    new Uint8Array(buffer).set(new Uint8Array(state))
    this.calls.recover(buffer)
    this.exports.renew()
  }

  unfaithful(): readonly External[] {
    return this.calls.unfaithful(this.exports.memory.buffer)
  }

  get steps(): { readonly events: number; readonly timers: number } {
    return { events: this.cells[HEADER.events / 8]!, timers: this.cells[HEADER.timers / 8]! }
  }

  /** Called by the module, for the state at an address. */
  private statistic(node: number, state: number): number {
    const { op } = this.graph.nodes[node]!
    if (op.op !== 'statistic') throw new TypeError(`${op.op} is no statistic`)
    return computeStatistic(op, this.cells, state / 8)
  }

  /** What stands at a place of a node's instance. */
  private cell(at: number, node: number, instance: number): number {
    return this.cells[(at + instance * this.layout.regions[this.graph.nodes[node]!.region]!.stride) / 8]!
  }

  /**
   * Writes an event behind `count` others; returns how many wait to be run then. A book is changed here, by what is shared
   * with the interpreter, so all that comes before the event must have been run.
   */
  private write(count: number, event: SourceEvent): number {
    const feed = this.writer.feedOf(event)
    if (!this.books.isBook(feed)) {
      this.writer.write(count, event, feed, event.fields)
      return count + 1
    }
    this.flush(count)
    this.advance(event.received)
    this.writer.write(0, event, feed, this.books.receive(feed, event.fields))
    return this.flush(1)
  }

  /** Runs the events that wait; none does then. */
  private flush(count: number): 0 {
    if (count > 0) this.run(count)
    return 0
  }

  private run(count: number): void {
    for (let full = 1; full === 1; ) {
      const written = this.exports.run(count)
      full = written & 1
      this.reader.read(written - full)
    }
  }
}

/** One function for each extern of the graph, as `externals` calls it. */
function imports({ externs = [] }: Graph, calls: Calls): WebAssembly.Imports {
  const call =
    (extern: number) =>
    (at: number, ...values: readonly number[]) =>
      // An address is a number of 32 bits, which comes with a sign.
      calls.call(extern, at >>> 0, values)
  return { [EXTERNALS]: Object.fromEntries(externs.map((_, e) => [e, call(e)])) }
}
