import type { SourceEvent } from '../../../compiler/ir/evaluator.ts'
import type { Graph, Input, Op } from '../../../compiler/ir/graph.ts'
import { streams } from '../../../compiler/ir/streams.ts'
import { told, type Waiting, wait } from './ahead_meaning.ts'
import { barAt, ofTrade, type Row } from './bar_meaning.ts'
import type { Report } from './build.ts'
import { counted as count, difference } from './externs.ts'
import { apply, average, decayed, folded, stepped } from './functions.ts'
import {
  counted,
  inPanes,
  inTime,
  quantileInTime,
  quantileOf,
  sinceEvent,
  statisticOf,
  type Tick,
} from './window_meaning.ts'

interface State {
  value: number
  ticked: boolean
  woke: boolean
  /** Values of the ticks of the first input; of a scan or bars the state. */
  numbers: number[]
  /** The same with their times. */
  timed: (readonly [number, number])[]
  rows: Row[]
  /** Rows that wait: when they are due, x at the row, the ticks of x since. */
  waiting: Waiting[]
  closes: number
  /** All ticks of the input (of a pair: of both), from the beginning. */
  history: Tick[]
  /** Whether e of a `since_window` has ticked. */
  open: boolean
  deadline: number
  known: boolean
  since: number
}

/**
 * The meaning of a graph once more, written down independently and as literally as possible: every node at every step, in
 * order, from whole histories; no dirty marks, no memory layout, no heap, no schedule.
 */
export class Denotation {
  readonly reports: Report[] = []
  private readonly states: State[][]
  private readonly heard: number[]
  /** Of the event under way. */
  private origin = Number.NaN
  private readonly inbox = new Map<string, { origin: number; fields: number[]; ticked: boolean; step: number }>()
  private now = Number.NaN
  private started = false
  private first = Number.NaN
  private steps = 0
  private venue = -1

  constructor(private readonly graph: Graph) {
    this.heard = graph.venues.map(() => Number.NEGATIVE_INFINITY)
    this.states = graph.nodes.map(node =>
      graph.regions[node.region]!.instances.map(() => ({
        value: Number.NaN,
        ticked: false,
        woke: false,
        history: [],
        numbers: [],
        timed: [],
        rows: [],
        waiting: [],
        closes: 0,
        open: false,
        deadline: Number.POSITIVE_INFINITY,
        known: false,
        since: Number.NaN,
      })),
    )
    graph.nodes.forEach((node, n) => {
      if (FUNCTIONS.has(node.op.op))
        for (const [i, state] of this.states[n]!.entries()) state.value = this.compute(n, i)
    })
  }

  event(event: SourceEvent): void {
    if (this.started) this.advance(event.received)
    this.now = event.received
    this.steps++
    if (!this.started) {
      this.started = true
      this.first = this.now
      this.everyState(({ op }, state) => {
        if (op.op === 'every')
          state.deadline = Math.ceil((this.now - (op.offset ?? 0)) / op.period) * op.period + (op.offset ?? 0)
        if (op.op === 'started') state.deadline = this.now
      })
    }
    this.heard[event.venue] = this.now
    this.origin = event.origin
    this.venue = event.venue
    const key = `${event.stream} ${event.instrument}`
    const last = this.inbox.get(key)
    const fields = streams[event.stream].map((_, k) =>
      Number.isFinite(event.fields[k]) ? event.fields[k]! : Number.NaN,
    )
    const changed =
      !last ||
      fields.some((field, k) => field !== last.fields[k] && !(Number.isNaN(field) && Number.isNaN(last.fields[k])))
    this.inbox.set(key, { origin: event.origin, fields, ticked: event.stream !== 'quote' || changed, step: this.steps })
    this.evaluate(false)
  }

  advance(time: number): void {
    for (;;) {
      let due = Number.POSITIVE_INFINITY
      this.everyState((node, state, i) => {
        due = Math.min(
          due,
          node.op.op === 'alive' ? (state.value === 1 ? this.death(node.op.venues[i]!) : due) : state.deadline,
        )
      })
      if (!(due < time)) return
      this.now = due
      this.steps++
      this.venue = -1
      this.evaluate(true)
    }
  }

  value(node: number, instance: number): number {
    return FUNCTIONS.has(this.graph.nodes[node]!.op.op)
      ? this.compute(node, instance)
      : this.states[node]![instance]!.value
  }

  private everyState(visit: (node: Graph['nodes'][number], state: State, instance: number) => void): void {
    this.graph.nodes.forEach((node, n) => {
      this.states[n]!.forEach((state, i) => {
        visit(node, state, i)
      })
    })
  }

  private death(venue: number): number {
    return this.heard[venue]! + this.graph.venues[venue]!.silent
  }

  private evaluate(timers: boolean): void {
    this.graph.nodes.forEach((_, n) => {
      this.states[n]!.forEach((state, i) => {
        this.look(n, i, state, timers)
      })
    })
    this.graph.outputs.forEach((output, o) => {
      this.graph.regions[output.region]!.instances.forEach((_, i) => {
        const trigger = this.read(output.trigger, i)
        if (!(output.on === 'tick' ? trigger.ticked : trigger.woke)) return
        const values = output.columns.map(({ value }) =>
          'input' in value ? this.read(value.input, i).value : Number.NaN,
        )
        this.reports.push({ output: o, instance: i, now: this.now, ticked: trigger.ticked, values })
      })
    })
  }

  private read(input: Input, reader: number): { value: number; ticked: boolean; woke: boolean } {
    const instance = input.map === -1 ? reader : this.graph.maps[input.map]![reader]!
    const { ticked, woke } = this.states[input.node]![instance]!
    return { ticked, woke, value: this.value(input.node, instance) }
  }

  /** The value of a node that remembers nothing. */
  private compute(n: number, i: number): number {
    const { op, inputs } = this.graph.nodes[n]!
    const [a, b, c] = inputs.map(input => this.read(input, i).value) as [number, number, number]
    switch (op.op) {
      case 'constant':
        return op.value
      case 'param':
        return this.graph.params[op.param]!.value
      case 'table':
        return op.values[i] ?? Number.NaN
      case 'now':
        return this.now
      case 'alive':
        return this.now < this.death(op.venues[i]!) ? 1 : 0
      case 'source': {
        const last = this.inbox.get(`${op.stream} ${op.instruments[i]!}`)
        if (!last || a !== 1) return Number.NaN
        return op.field === 'origin'
          ? last.origin
          : last.fields[(streams[op.stream] as readonly string[]).indexOf(op.field)]!
      }
      case 'pointwise': {
        const value = apply(op.fn, a, b, c)
        return Number.isFinite(value) ? value : Number.NaN
      }
      case 'extern':
        return Number.isNaN(a + b) ? Number.NaN : (difference(a, b) ?? Number.NaN)
      case 'coalesce':
        return Number.isNaN(a) ? b : a
      case 'present':
        return Number.isNaN(a) ? 0 : 1
      case 'over':
        return folded(
          op,
          inputs.map(input => this.read(input, i).value),
        )
      case 'fresh':
        return this.now - b < Math.round(c * 1e6) ? a : Number.NaN
      case 'time_window':
        return inTime(op, this.states[n]![i]!.history, this.live(n, i), this.now)
      case 'pane_window':
        return inPanes(op, this.states[n]![i]!.history, this.live(n, i), this.now)
      case 'time_quantile':
        return quantileInTime(op, this.states[n]![i]!.history, this.live(n, i), this.now)
      default:
        throw new Error(op.op)
    }
  }

  private live(n: number, i: number): number {
    return this.read(this.graph.nodes[n]!.inputs.at(-1)!, i).value
  }

  private look(n: number, i: number, state: State, timers: boolean): void {
    const node = this.graph.nodes[n]!
    const { op } = node
    const ins = node.inputs.map(input => this.read(input, i))
    const before = state.value
    const woke = ins.some(input => input.woke)
    const clocks = node.inputs.map((input, k) =>
      node.stream !== 'event' || this.graph.nodes[input.node]!.stream === 'event' ? ins[k]!.ticked : false,
    )
    let expired = false
    let ticks = false
    state.woke = woke
    switch (op.op) {
      case 'constant':
      case 'param':
      case 'table':
      case 'now':
        return
      case 'alive':
        state.value = this.compute(n, i)
        state.woke = state.value !== before
        return
      case 'source': {
        state.value = this.compute(n, i)
        const last = this.inbox.get(`${op.stream} ${op.instruments[i]!}`)
        state.ticked = last !== undefined && last.step === this.steps && last.ticked && !Number.isNaN(state.value)
        state.woke = state.ticked || !Object.is(state.value, before)
        return
      }
      case 'pointwise':
        ticks = clocks.some(Boolean)
        state.value = this.compute(n, i)
        break
      case 'over':
        ticks = ins.some(input => input.ticked)
        state.value = this.compute(n, i)
        break
      case 'extern': {
        const [x, y] = ins as [State, State]
        const events = ins.filter((_, k) => this.graph.nodes[node.inputs[k]!.node]!.stream === 'event')
        ticks = (events.length > 0 ? events : ins).some(input => input.ticked)
        if (op.memory === 0) state.value = this.compute(n, i)
        else if (ticks && !Number.isNaN(x.value + y.value)) {
          state.numbers.push(x.value, y.value)
          state.value = afterAll(state.numbers)
        } else ticks = false
        break
      }
      case 'coalesce':
        ticks = ins[0]!.ticked || (ins[1]!.ticked && Number.isNaN(ins[0]!.value))
        state.value = this.compute(n, i)
        break
      case 'present':
        if (woke) state.value = this.compute(n, i)
        state.woke = woke && state.value !== before
        return
      case 'fresh': {
        expired = state.deadline <= this.now
        const end = ins[1]!.value + Math.round(ins[2]!.value * 1e6)
        state.deadline = this.now < end ? end : Number.POSITIVE_INFINITY
        state.value = this.compute(n, i)
        state.woke = woke || expired
        ticks = ins[0]!.ticked
        break
      }
      case 'prev':
      case 'window':
      case 'quantile':
        ticks = this.takeIn(state, op.op === 'prev' ? ins.slice(0, 1) : ins)
        if (op.op === 'prev') state.value = state.history.at(-1 - (op.lags ? ins[1]!.value : op.n))?.y ?? Number.NaN
        else if (op.op === 'window') state.value = counted(op, state.history)
        else state.value = state.history.length < op.n ? Number.NaN : quantileOf(op.q, state.history.slice(-op.n))
        break
      case 'statistic':
        ticks = this.takeIn(state, ins)
        if (ticks) state.numbers = statisticOf(op, state.history)
        if (ticks) state.value = state.numbers[0] ?? Number.NaN
        break
      case 'since_window': {
        const x = ins[0]!.value
        ticks = this.takeIn(state, ins.slice(0, -1))
        if (ins.at(-1)!.ticked) {
          state.open = true
          state.history = op.held && !Number.isNaN(x) ? [tick(this.now, x)] : []
        } else if (!state.open) state.history = []
        if (woke) state.value = state.open ? sinceEvent(op, state.history) : Number.NaN
        break
      }
      case 'time_window':
      case 'pane_window':
      case 'time_quantile': {
        expired = state.deadline <= this.now
        ticks = this.takeIn(state, ins.slice(0, -1))
        const last = state.history.at(-1)
        if (last && ins[0]!.woke && Number.isNaN(ins[0]!.value)) last.until = Math.min(last.until, this.now)
        if (woke || expired) {
          const end = last ? emptyAt(op, last) : Number.NEGATIVE_INFINITY
          state.deadline = end > this.now ? end : Number.POSITIVE_INFINITY
          state.value = this.compute(n, i)
        }
        state.woke = woke || expired
        break
      }
      case 'onset':
      case 'live':
        state.woke = woke && ins[0]!.value === 1 && Number.isNaN(before)
        if (op.op === 'live' && op.lacks?.includes(i)) state.woke = false
        if (state.woke) state.value = this.now
        return
      case 'started':
        state.woke = state.deadline === this.now
        state.deadline = Number.POSITIVE_INFINITY
        if (state.woke) state.value = this.now
        return
      case 'tick_time':
        state.woke = ins[0]!.ticked
        if (state.woke) state.value = this.now
        return
      case 'sample':
        state.woke = ins[1]!.ticked
        if (state.woke) state.value = ins[0]!.value
        ticks = state.woke
        break
      case 'every':
        state.ticked = timers && state.deadline === this.now
        state.woke = state.ticked
        if (!state.ticked) return
        state.value = this.now
        state.deadline += op.period
        return
      case 'rising': {
        const c = woke ? ins[0]!.value : Number.NaN
        ticks = c === 1 && !state.known
        if (!Number.isNaN(c)) state.known = c === 1
        if (ticks) state.value = this.now
        break
      }
      case 'heard':
        state.woke = this.venue === op.venues[i] || (this.steps === 1 && this.venue !== -1)
        state.value = Math.max(this.heard[op.venues[i]!]!, this.first)
        return
      case 'latency': {
        const came = this.venue === op.venues[i] || (this.steps === 1 && this.venue !== -1)
        state.woke = came || woke
        if (!state.woke) return
        const latest = came ? (this.now - this.origin) / 1e6 : state.value
        state.value = ins[0]!.value === 1 && Number.isFinite(latest) ? latest : Number.NaN
        return
      }
      case 'changed': {
        const x = ins[0]!
        state.woke = x.ticked
        if (x.ticked) state.numbers.push(x.value)
        const last = state.numbers.at(-2)
        ticks = x.ticked && last !== undefined && last !== x.value
        if (ticks) state.value = x.value
        break
      }
      case 'held': {
        const expired = state.deadline <= this.now
        state.woke = woke || expired
        if (!state.woke) return
        const [c, seconds] = [ins[0]!.value, ins[1]!.value]
        if (c !== 1) state.since = Number.NaN
        else if (Number.isNaN(state.since)) state.since = this.now
        const due = state.since + Math.round(seconds * 1e6)
        state.deadline = due > this.now ? due : Number.POSITIVE_INFINITY
        state.value = Number.isNaN(c) || Number.isNaN(seconds) ? Number.NaN : due <= this.now ? 1 : 0
        return
      }
      case 'scan': {
        const events = ins.filter((_, k) => this.graph.nodes[node.inputs[k]!.node]!.stream === 'event')
        if (!(events.length > 0 ? events : ins).some(input => input.ticked)) break
        const values = [...(state.numbers.length > 0 ? state.numbers : op.init), ...ins.map(input => input.value)]
        for (const { fn, args } of op.steps) values.push(stepped(fn, ...args.map(arg => values[arg]!)))
        const next = op.next.map(value => values[value]!)
        if (next.some(Number.isNaN)) break
        state.numbers = next
        state.value = next[0]!
        ticks = true
        break
      }
      case 'later':
      case 'ahead': {
        const [x, e] = ins as [(typeof ins)[number], (typeof ins)[number]]
        if (x.ticked) for (const row of state.waiting) row.ticks.push([this.now, x.value])
        ticks = timers && state.deadline <= this.now
        state.woke = ticks
        if (ticks) state.value = told(op, state.waiting, x.value)
        if (e.ticked) wait(op, state.waiting, this.now, x.value)
        const [oldest] = state.waiting
        const delay = op.op === 'later' ? op.delay : op.span
        state.deadline = oldest ? oldest.time + delay : Number.POSITIVE_INFINITY
        break
      }
      case 'part':
        ticks = ins[0]!.ticked
        if (ticks) state.value = this.states[node.inputs[0]!.node]![i]!.numbers[op.slot]!
        if (Number.isNaN(ins[0]!.value)) state.value = Number.NaN
        break
      case 'bars': {
        const [close, alive, price, qty, side, origin] = ins.map(input => input.value) as [number, ...number[]]
        if (ins[2]!.ticked && !Number.isNaN(price! + qty!))
          state.rows.push({ received: this.now, origin: origin!, bar: ofTrade(price!, qty!, side!) })
        const recorded = ins.slice(6, 13).map(input => input.value)
        if (ins[6]!.ticked && recorded[6] !== 0)
          state.rows.push({ received: this.now, origin: ins[13]!.value, bar: recorded })
        state.woke = ins[0]!.ticked
        if (!state.woke) break
        const bar = barAt(op, state.rows, (close - op.lateness) / op.period - 1)
        ticks = bar !== undefined && state.closes >= (op.lateness > 0 ? 2 : 1) && alive === 1
        state.closes++
        if (ticks) state.numbers = bar!
        state.value = ticks ? bar![0]! : Number.NaN
        break
      }
      case 'decay':
        if (ins[0]!.ticked) state.timed.push([this.now, ins[0]!.value])
        state.value = decayed(state.timed, op.half_life)
        ticks = ins[0]!.ticked
        break
      case 'ema':
        if (ins[0]!.ticked) state.numbers.push(ins[0]!.value)
        state.value = average(state.numbers, op.n)
        ticks = ins[0]!.ticked
        break
      case 'filter':
        ticks = ins[0]!.ticked && ins[1]!.value === 1
        if (ticks) state.value = this.now
        break
    }
    state.ticked = ticks && !Number.isNaN(state.value)
  }

  /** A tick of all the inputs, if they all ticked. */
  private takeIn(state: State, inputs: readonly { value: number; ticked: boolean }[]): boolean {
    const [y, x] = inputs
    if (!inputs.every(({ ticked }) => ticked)) return false
    state.history.push({ ...tick(this.now, y!.value, x?.value), row: inputs.map(({ value }) => value) })
    return true
  }
}

function tick(time: number, y: number, x = Number.NaN): Tick {
  return { time, y, x, until: Number.POSITIVE_INFINITY }
}

/** When a window over time holds nothing any more, if x does not tick again. */
function emptyAt(op: Op & { readonly span: number }, { time, until }: Tick): number {
  const end = 'held' in op && op.held ? until : time
  return op.op === 'pane_window' ? Math.ceil(end / op.pane) * op.pane + op.span - op.pane + 1 : end + op.span
}

const FUNCTIONS = new Set<Op['op']>([
  'constant',
  'param',
  'table',
  'now',
  'alive',
  'source',
  'pointwise',
  'coalesce',
  'present',
  'fresh',
  'over',
  'time_window',
  'pane_window',
  'time_quantile',
])

/** The value of the last of several calls with pairs of numbers. */
function afterAll(numbers: readonly number[]): number {
  const state = count.setup({ from: 3 })
  let result: number | undefined
  for (let k = 0; k < numbers.length; k += 2) result = count.process(state, numbers[k]!, numbers[k + 1]!)
  return result ?? Number.NaN
}
