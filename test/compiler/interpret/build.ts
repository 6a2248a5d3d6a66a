import { interpret } from '../../../compiler/interpret/interpret.ts'
import type { Emit, Evaluator, SourceEvent } from '../../../compiler/ir/evaluator.ts'
import type { Graph, Input, Node, Op, Output, Region } from '../../../compiler/ir/graph.ts'
import type { Pointwise } from '../../../compiler/ir/pointwise.ts'
import { eventStreams, type FieldName, type StreamName } from '../../../compiler/ir/streams.ts'
import { samplesOf } from './externs.ts'

/** An input: a node of the same instance, or [node, map]. */
export type From = number | readonly [node: number, map: number]

/** The root region of every graph built here. */
export const ROOT = 0

/** Graphs by hand. Streams of nodes and their volatility follow from their inputs. */
export class Building {
  private readonly nodes: Node[] = []
  private readonly regions: Region[] = [{ keys: [], instances: [[]] }]
  private readonly maps: (readonly number[])[] = []
  private readonly outputs: Output[] = []
  private readonly params: Graph['params'][number][] = []
  private readonly instruments: Graph['instruments'][number][] = []
  private readonly channels: Graph['channels'][number][] = []

  externs: Graph['externs']

  /** @param silent By venue, µs. */
  constructor(private readonly silent: readonly number[] = [1_000_000]) {}

  region(...members: readonly string[]): number {
    return this.regions.push({ keys: ['k'], instances: members.map(member => [member]) }) - 1
  }

  map(...instances: readonly number[]): number {
    return this.maps.push(instances) - 1
  }

  instrument(venue: number): number {
    const symbol = `S${this.instruments.length}`
    return this.instruments.push({ venue, symbol, base: 'A', quote: 'B', streams: ['quote', 'trades'] }) - 1
  }

  channel(...fields: readonly string[]): number {
    return this.channels.push({ what: 'position', of: `${this.channels.length}`, fields }) - 1
  }

  node(op: Op, inputs: readonly From[] = [], region = ROOT): number {
    const read = inputs.map(from =>
      typeof from === 'number' ? { node: from, map: -1 } : { node: from[0], map: from[1] },
    )
    const of = read.map(input => this.nodes[input.node]!)
    const volatile = MOVING.has(op.op) || ((MEMORYLESS.has(op.op) || isFormula(op)) && of.some(node => node.volatile))
    return (
      this.nodes.push({ region, op, inputs: read, stream: streamOf(op, of), volatile, unit: '1', span: ['', 0, 0] }) - 1
    )
  }

  constant(value: number, region = ROOT): number {
    return this.node({ op: 'constant', value }, [], region)
  }

  param(value: number, region = ROOT): number {
    const param = this.params.push({ name: `p${this.params.length}`, value, unit: '1', text: `${value}` }) - 1
    return this.node({ op: 'param', param }, [], region)
  }

  pointwise(fn: Pointwise, inputs: readonly From[], region = ROOT): number {
    return this.node({ op: 'pointwise', fn }, inputs, region)
  }

  alive(venues: readonly number[], region = ROOT): number {
    return this.node({ op: 'alive', venues }, [], region)
  }

  source(stream: StreamName, field: FieldName, instruments: readonly number[], alive: From, region = ROOT): number {
    return this.node({ op: 'source', stream, field, instruments }, [alive], region)
  }

  output(trigger: From, columns: readonly From[], on: 'wake' | 'tick' = 'wake', region = ROOT): number {
    const input = (from: From): Input =>
      typeof from === 'number' ? { node: from, map: -1 } : { node: from[0], map: from[1] }
    return (
      this.outputs.push({
        kind: 'feature',
        name: `o${this.outputs.length}`,
        region,
        keys: [],
        on,
        trigger: input(trigger),
        columns: columns.map((from, c) => ({
          name: `c${c}`,
          value: { input: input(from), show: 'number' as const },
          unit: '1',
        })),
      }) - 1
    )
  }

  /** Reports a node whenever it wakes. */
  watch(node: number, region = ROOT): number {
    return this.output(node, [node], 'wake', region)
  }

  build(): Graph {
    const { nodes, regions, maps, outputs, params, instruments, externs } = this
    const venues = this.silent.map((silent, v) => ({
      name: `v${v}`,
      adapter: 'x',
      silent,
      fees: { maker: 0, taker: 0 },
    }))
    return {
      version: 1,
      strategy: 's',
      params,
      venues,
      instruments,
      channels: this.channels,
      words: [],
      pegs: [],
      ...(externs && { externs }),
      regions,
      maps,
      nodes,
      outputs,
      digest: '',
    }
  }
}

const MOVING = new Set<Op['op']>(['now', 'time_window', 'pane_window', 'time_quantile'])
const MEMORYLESS = new Set<Op['op']>(['pointwise', 'coalesce', 'present', 'fresh', 'over'])

const isFormula = (op: Op) => op.op === 'extern' && op.memory === 0

const LEVELS = new Set<Op['op']>([
  'window',
  'time_window',
  'pane_window',
  'since_window',
  'quantile',
  'time_quantile',
  'onset',
  'live',
  'started',
  'statistic',
])

function streamOf(op: Op, inputs: readonly Node[]): Node['stream'] {
  if (op.op === 'constant' || op.op === 'table' || op.op === 'param') return 'constant'
  if (['every', 'rising', 'filter', 'changed', 'later', 'ahead'].includes(op.op)) return 'event'
  if (op.op === 'source') return eventStreams.has(op.stream) ? 'event' : 'level'
  if (op.op === 'given' || op.op === 'alive' || op.op === 'now' || op.op === 'present' || op.op === 'tick_time')
    return 'level'
  if (
    op.op === 'heard' ||
    op.op === 'latency' ||
    op.op === 'held' ||
    op.op === 'bars' ||
    op.op === 'scan' ||
    op.op === 'part' ||
    op.op === 'ema' ||
    op.op === 'decay' ||
    op.op === 'over'
  )
    return 'level'
  if (op.op === 'extern' && op.memory > 0) return 'level'
  if (op.op === 'sample') return inputs[1]!.stream
  if (LEVELS.has(op.op)) return 'level'
  if (inputs.some(node => node.stream === 'event')) return 'event'
  return inputs.every(node => node.stream === 'constant') ? 'constant' : 'level'
}

/** A quote; `origin` is the time of the step unless given. */
export function quote(received: number, fields: readonly number[], at: Partial<SourceEvent> = {}): SourceEvent {
  const all = [0, 1, 2, 3].map(k => fields[k] ?? Number.NaN)
  return { received, origin: received, venue: 0, instrument: 0, stream: 'quote', fields: all, ...at }
}

/** A bar of 7 numbers. */
export function bar(received: number, price: number, at: Partial<SourceEvent> = {}): SourceEvent {
  const fields = [price, price + 1, price - 1, price + 0.5, 3, 1, received % 3]
  return { received, origin: received, venue: 0, instrument: 0, stream: 'bar', fields, ...at }
}

export function trade(received: number, price: number, at: Partial<SourceEvent> = {}): SourceEvent {
  return { received, origin: received, venue: 0, instrument: 0, stream: 'trades', fields: [price, 1, 1], ...at }
}

export function pool(received: number, liquidity: number, at: Partial<SourceEvent> = {}): SourceEvent {
  return { received, origin: received, venue: 0, instrument: 0, stream: 'pool', fields: [liquidity], ...at }
}

/** A message that says nothing but that the venue is there. */
export function heartbeat(received: number, venue = 0): SourceEvent {
  return { received, origin: received, venue, instrument: -1, stream: 'quote', fields: [] }
}

export interface Report {
  readonly output: number
  readonly instance: number
  readonly now: number
  readonly ticked: boolean
  readonly values: readonly number[]
}

/** A new evaluator and all that it will report. */
export function running(graph: Graph): { evaluator: Evaluator; reports: Report[] } {
  const reports: Report[] = []
  const report: Emit = (output, instance, now, ticked, values) => {
    reports.push({ output, instance, now, ticked, values: [...values] })
  }
  const evaluator = interpret(graph, report, samplesOf(graph))
  return { evaluator, reports }
}

/** Runs events, then the timers before `until`; lines such as `o0 12 tick 3.5` (and `o0[1]` beyond the first instance). */
export function lines(graph: Graph, events: readonly SourceEvent[], until?: number): string[] {
  const { evaluator, reports } = running(graph)
  for (const event of events) evaluator.event(event)
  if (until !== undefined) evaluator.advance(until)
  return reports.map(({ output, instance, now, ticked, values }) => {
    const place = instance === 0 ? `o${output}` : `o${output}[${instance}]`
    return [place, now, ticked ? 'tick' : 'wake', ...values.map(show)].join(' ')
  })
}

function show(value: number): string {
  return Number.isNaN(value) ? '–' : `${value}`
}
