import { type BookOp, mostLevels } from '../ir/book.ts'
import { largestMemory } from '../ir/external.ts'
import type { Graph, Input, Node, Op, Output } from '../ir/graph.ts'
import { streams } from '../ir/streams.ts'
import { isVolatile } from '../ir/volatile.ts'
import { isActing } from './acting.ts'
import { hasPart, inputsOf, isOperator } from './operators.ts'

/** What keeps data that somebody else wrote from being a graph: every index leads somewhere, every length fits. */
export function graphFault(data: unknown): string | undefined {
  if (!isRecord(data) || data.version !== 1) return 'it has no graph of version 1'
  const lists = ['params', 'venues', 'instruments', 'pegs', 'channels', 'words', 'regions', 'maps', 'nodes', 'outputs']
  const missing = lists.find(name => !Array.isArray(data[name]))
  if (data.externs !== undefined && !Array.isArray(data.externs)) return 'its graph has no externs'
  if (missing || !areTexts([data.strategy, data.digest])) return `its graph has no ${missing ?? 'name'}`
  const graph = data as unknown as Graph
  return (
    first(graph.params, isParam, 'param') ??
    first(graph.venues, isVenue, 'venue') ??
    first(graph.instruments, i => isInstrument(i, graph), 'instrument') ??
    first(graph.pegs, p => isRecord(p) && areTexts([p.asset, p.equals]) && within(p.by, graph.instruments), 'peg') ??
    first(graph.channels, isChannel, 'channel') ??
    first(graph.externs ?? [], isExternal, 'extern') ??
    first(graph.regions, isRegion, 'region') ??
    first(graph.maps, map => Array.isArray(map) && map.every(isIndex), 'map') ??
    first(graph.nodes, (node, n) => isNode(node, n, graph), 'node') ??
    first(graph.outputs, (output, o) => isOutput(output, o, graph), 'output') ??
    (graph.open === undefined || areTexts(graph.open) ? undefined : 'its open universes are none') ??
    first(graph.memberships ?? [], isMembership, 'membership') ??
    (isPlan(data.acting, graph) ? undefined : 'its plan of orders is none')
  )
}

function first<T>(items: readonly T[], isRight: (item: T, index: number) => boolean, what: string): string | undefined {
  const wrong = items.findIndex((item, i) => !isRight(item, i))
  return wrong < 0 ? undefined : `its ${what} ${wrong} is none`
}

const isRecord = (data: unknown): data is Readonly<Record<string, unknown>> =>
  typeof data === 'object' && data !== null && !Array.isArray(data)
const areTexts = (data: unknown): data is readonly string[] =>
  Array.isArray(data) && data.every(text => typeof text === 'string')
const isIndex = (n: unknown): n is number => Number.isSafeInteger(n) && (n as number) >= 0
const within = (n: unknown, list: readonly unknown[]) => isIndex(n) && n < list.length
const isRate = (fee: unknown) => fee === null || Number.isFinite(fee)

function isParam(data: unknown): boolean {
  return isRecord(data) && areTexts([data.name, data.unit, data.text]) && Number.isFinite(data.value)
}

function isMembership(data: unknown): boolean {
  if (!isRecord(data) || typeof data.universe !== 'string' || !Array.isArray(data.members)) return false
  const isTime = (time: unknown) => time === null || Number.isSafeInteger(time)
  return data.members.every(m => isRecord(m) && typeof m.member === 'string' && isTime(m.from) && isTime(m.to))
}

const venueTexts = ['margin', 'positions', 'calendar', 'prices', 'liquidationSide', 'feesIn']
const venueNumbers = ['rate', 'leverage', 'perShare']

function isVenue(data: unknown): boolean {
  if (!isRecord(data) || !areTexts([data.name, data.adapter]) || !isRecord(data.fees)) return false
  if (data.messages !== undefined && !isMessages(data.messages)) return false
  const { levels } = data
  if (levels !== undefined && !(isIndex(levels) && levels > 0 && levels <= mostLevels)) return false
  if (!venueTexts.every(name => data[name] === undefined || typeof data[name] === 'string')) return false
  if (!venueNumbers.every(name => data[name] === undefined || Number.isFinite(data[name]))) return false
  return isIndex(data.silent) && data.silent > 0 && isRate(data.fees.maker) && isRate(data.fees.taker)
}

function isMessages(data: unknown): boolean {
  if (!isRecord(data) || !areTexts(data.columns) || !areTexts([data.topic])) return false
  return [data.key, data.at, data.known].every(name => name === null || typeof name === 'string')
}

function isInstrument(data: unknown, { venues }: Graph): boolean {
  if (!isRecord(data) || !areTexts([data.symbol, data.base, data.quote]) || !areTexts(data.streams)) return false
  return within(data.venue, venues) && data.streams.every(stream => Object.hasOwn(streams, stream))
}

function isChannel(data: unknown): boolean {
  return isRecord(data) && areTexts([data.what, data.of]) && areTexts(data.fields)
}

function isExternal(data: unknown): boolean {
  if (!isRecord(data) || !areTexts([data.name, data.path, data.digest]) || !Array.isArray(data.params)) return false
  const isParam = (p: unknown) => isRecord(p) && typeof p.name === 'string' && Number.isFinite(p.value)
  return isIndex(data.inputs) && isIndex(data.memory) && data.memory <= largestMemory && data.params.every(isParam)
}

function isRegion(data: unknown): boolean {
  if (!isRecord(data) || !areTexts(data.keys) || !Array.isArray(data.instances)) return false
  const { keys, instances } = data
  return instances.every(tuple => areTexts(tuple) && tuple.length === keys.length)
}

function isNode(data: unknown, n: number, graph: Graph): boolean {
  if (!isRecord(data) || !within(data.region, graph.regions) || !isOperator(data.op)) return false
  const { op, inputs, region, stream, volatile, unit, span } = data as unknown as Node
  const size = graph.regions[region]!.instances.length
  if (!Array.isArray(inputs) || !inputs.every(input => reads(input, size, n, graph))) return false
  const wanted = inputsOf(op)
  if (wanted === undefined ? inputs.length === 0 : inputs.length !== wanted) return false
  if (!['constant', 'level', 'event'].includes(stream) || volatile !== isVolatile(op, inputs, graph.nodes)) return false
  const [file, ...ends] = Array.isArray(span) ? span : []
  return areTexts([unit, file]) && ends.length === 2 && ends.every(isIndex) && belongs(op, inputs, size, graph)
}

function isPlan(data: unknown, graph: Graph): boolean {
  const isInput = (input: unknown, size: number): input is Input => reads(input, size, graph.nodes.length, graph)
  return data === undefined || isActing(data, graph, isInput)
}

/** An input of a node or an output with so many instances, which stands before node `end`. */
function reads(input: unknown, size: number, end: number, { nodes, regions, maps }: Graph): input is Input {
  if (!isRecord(input) || !isIndex(input.node) || input.node >= end) return false
  const instances = regions[nodes[input.node]!.region]!.instances.length
  if (input.map === -1) return instances === size
  const map = within(input.map, maps) ? maps[input.map as number]! : []
  return map.length === size && map.every(instance => instance < instances)
}

/** What an operator says by instance, by number or of its inputs fits the graph. */
function belongs(op: Op, inputs: readonly Input[], size: number, graph: Graph): boolean {
  const each = (items: readonly number[], of: readonly unknown[]) =>
    items.length === size && items.every(item => item < of.length)
  switch (op.op) {
    case 'table':
      return op.values.length === size
    case 'param':
      return op.param < graph.params.length
    case 'params':
      return each(op.params, graph.params)
    case 'alive':
    case 'heard':
    case 'latency':
      return each(op.venues, graph.venues)
    case 'source':
      return each(op.instruments, graph.instruments) && carries(op, graph)
    case 'live':
      return each(op.instruments, graph.instruments) && !op.lacks
    case 'given':
      return each(op.channels, graph.channels) && op.channels.every(c => graph.channels[c]!.fields.includes(op.field))
    case 'book':
      return each(op.instruments, graph.instruments) && readsBook(op, inputs[0]!, graph)
    case 'prev': {
      const lag = op.lags && graph.nodes[inputs[1]!.node]!.op
      return !lag || (lag.op === 'table' && lag.values.every(value => isIndex(value) && value <= op.n))
    }
    case 'every':
    case 'started':
      return size === 1
    case 'over':
      if ((op.fold === 'quantile') !== (op.q !== undefined)) return false
      return !op.fold.startsWith('arg') || op.members.length === inputs.length
    case 'part':
      return inputs[0]!.map === -1 && hasPart(graph.nodes[inputs[0]!.node]!.op, op.slot)
    case 'extern': {
      const external = graph.externs?.[op.extern]
      return external?.memory === op.memory && external.inputs === inputs.length
    }
    case 'scan': {
      const before = op.init.length + inputs.length
      const ordered = op.steps.every(({ args }, k) => args.every(arg => arg < before + k))
      return ordered && op.next.every(value => value < before + op.steps.length)
    }
    default:
      return true
  }
}

/** Messages of a declared source have its columns for fields. */
function carries(op: Op & { readonly op: 'source' }, { instruments, venues }: Graph): boolean {
  if (op.stream !== 'message' || op.field === 'origin') return true
  return op.instruments.every(i => venues[instruments[i]!.venue]!.messages?.columns.includes(op.field))
}

/** Its first input must be the source of the very book that each instance reads. */
function readsBook({ instruments }: BookOp, { node, map }: Input, graph: Graph): boolean {
  const { op } = graph.nodes[node]!
  if (op.op !== 'source' || op.stream !== 'book' || op.field !== 'valid') return false
  return instruments.every((read, i) => op.instruments[map === -1 ? i : graph.maps[map]![i]!] === read)
}

function isOutput(data: unknown, o: number, graph: Graph): boolean {
  if (!isRecord(data) || !within(data.region, graph.regions) || !areTexts(data.keys)) return false
  const { kind, name, region, keys, condition, on, trigger, columns } = data as unknown as Output
  const { instances, keys: own } = graph.regions[region]!
  const isInput = (input: unknown) => reads(input, instances.length, graph.nodes.length, graph)
  const isColumn = (column: unknown) => {
    if (!isRecord(column) || !areTexts([column.name, column.unit]) || !isRecord(column.value)) return false
    const { texts, input, show, choices, after, id } = column.value
    if (after !== undefined) return kind === 'record' && (after === 'outcome' || isDelay(after))
    if (id !== undefined) return kind === 'record' && id === 'uuid'
    if (texts !== undefined) return areTexts(texts) && texts.length === instances.length
    if (show === 'choice' && !areTexts(choices)) return false
    return isInput(input) && ['number', 'bool', 'time', 'choice'].includes(show as string)
  }
  if (!['feature', 'signal', 'condition', 'record', 'peg', 'completion'].includes(kind) || typeof name !== 'string')
    return false
  if (keys.length !== own.length || !['wake', 'tick'].includes(on) || !isInput(trigger)) return false
  const looks = condition === undefined || (isIndex(condition) && condition < o)
  if (!looks || !Array.isArray(columns) || !columns.every(isColumn)) return false
  return kind === 'completion' ? completesRows(data as unknown as Output, o, graph) : !('completes' in data)
}

/** The columns of a record before it that are known at its time. */
function completesRows({ completes, region, columns }: Output, o: number, { outputs }: Graph): boolean {
  if (!isRecord(completes) || !isIndex(completes.record) || completes.record >= o || !isDelay(completes.after))
    return false
  const table = outputs[completes.record]!
  const open = table.columns.filter(({ value }) => 'after' in value && value.after === completes.after)
  return (
    table.kind === 'record' && table.region === region && columns.every(({ name }) => open.some(c => c.name === name))
  )
}

/** µs. */
const isDelay = (data: unknown): data is number => Number.isSafeInteger(data) && (data as number) > 0
