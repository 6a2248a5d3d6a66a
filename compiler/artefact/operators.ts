import { aheadAggregates } from '../ir/ahead.ts'
import { barFields } from '../ir/bars.ts'
import { bookReads } from '../ir/book.ts'
import type { Op } from '../ir/graph.ts'
import { resultsOf, seriesOf, statisticNames } from '../ir/statistics.ts'
import { type StreamName, streams } from '../ir/streams.ts'
import type { Aggregate } from '../ir/windows.ts'
import { isStatistic } from './statistics.ts'

type Check = (value: unknown) => boolean

const finite: Check = value => Number.isFinite(value)
const count: Check = value => Number.isSafeInteger(value) && (value as number) >= 0
const positive: Check = value => count(value) && value !== 0
const truth: Check = value => typeof value === 'boolean'
const share: Check = value => finite(value) && (value as number) >= 0 && (value as number) <= 1
const list =
  (of: Check): Check =>
  value =>
    Array.isArray(value) && value.every(of)
const oneOf =
  (words: readonly string[]): Check =>
  value =>
    words.includes(value as string)

/** Arguments of each pointwise function. */
const pointwise: Readonly<Record<string, number>> = {
  ...{ add: 2, sub: 2, mul: 2, div: 2, neg: 1, abs: 1, sign: 1, sqrt: 1, floor: 1, ceil: 1, min: 2, max: 2 },
  ...{ lt: 2, le: 2, gt: 2, ge: 2, eq: 2, ne: 2, and: 2, or: 2, not: 1, exp: 1, log: 1, pow: 2, if: 3 },
  ...{ elapsed: 2, later: 2, hour: 1, minute: 1, weekday: 1, day: 1, round: 2, round_down: 2 },
}
const single = ['count', 'sum', 'mean', 'var', 'std', 'min', 'max', 'first', 'last', 'argmin', 'argmax']
const pairs = ['cov', 'corr', 'slope', 'intercept']
const aggregate = oneOf([...single, ...pairs])

/** What each operator has besides its name; a field with `?` may be left out. */
const fields: Readonly<Record<Op['op'], Readonly<Record<string, Check>>>> = {
  constant: { value: finite },
  table: { values: list(value => value === null || finite(value)) },
  param: { param: count },
  params: { params: list(count) },
  now: {},
  alive: { venues: list(count) },
  heard: { venues: list(count) },
  latency: { venues: list(count) },
  source: { stream: oneOf(Object.keys(streams)), field: value => typeof value === 'string', instruments: list(count) },
  given: { field: value => typeof value === 'string', channels: list(count) },
  pointwise: { fn: oneOf(Object.keys(pointwise)) },
  coalesce: {},
  present: {},
  prev: { n: count, 'lags?': value => value === true },
  window: { aggregate, n: positive },
  time_window: { aggregate, span: positive, capacity: positive, held: truth },
  pane_window: { aggregate, span: positive, pane: positive, held: truth },
  since_window: { aggregate, held: truth },
  quantile: { q: share, n: positive },
  time_quantile: { q: share, span: positive, capacity: positive },
  later: { delay: positive, most: positive },
  ahead: { aggregate: oneOf(aheadAggregates), span: positive, most: positive, held: truth },
  fresh: {},
  tick_time: {},
  onset: {},
  live: { stream: oneOf(Object.keys(streams)), instruments: list(count), 'lacks?': list(count) },
  started: {},
  sample: {},
  every: { period: positive, 'offset?': count },
  ema: { n: finite },
  decay: { half_life: value => finite(value) && (value as number) > 0 },
  rising: {},
  filter: {},
  changed: {},
  held: {},
  over: { fold: oneOf([...single, 'quantile']), members: list(count), 'q?': share },
  bars: { period: positive, lateness: count },
  scan: { init: list(finite), steps: list(isStep), next: list(count) },
  part: { slot: count },
  statistic: { fn: oneOf(statisticNames), n: positive },
  extern: { extern: count, memory: count, warmup: count },
  book: { read: oneOf(bookReads), side: oneOf(['bid', 'ask']), instruments: list(count) },
}

/** Whether data is an operator with all that it needs, and numbers that fit each other. */
export function isOperator(data: unknown): data is Op {
  const op = data as Op
  const wanted = typeof op === 'object' && op !== null && Object.hasOwn(fields, op.op) ? fields[op.op] : undefined
  if (!wanted) return false
  const given = op as unknown as Readonly<Record<string, unknown>>
  const complete = Object.entries(wanted).every(([name, check]) => {
    if (!name.endsWith('?')) return check(given[name])
    const value = given[name.slice(0, -1)]
    return value === undefined || check(value)
  })
  return complete && fits(op)
}

/** How many inputs an operator reads; undefined: one or more. */
export function inputsOf(op: Op): number | undefined {
  const counted = (of: Aggregate) => (pairs.includes(of) ? 2 : 1)
  switch (op.op) {
    case 'pointwise':
      return pointwise[op.fn]
    case 'window':
      return counted(op.aggregate)
    case 'time_window':
    case 'pane_window':
    case 'since_window':
      return counted(op.aggregate) + 1
    case 'statistic':
      return seriesOf(op)
    case 'prev':
      return op.lags ? 2 : 1
    case 'over':
    case 'scan':
    case 'extern':
      return undefined
    default:
      return arity[op.op]
  }
}

const arity: Readonly<Partial<Record<Op['op'], number>>> = {
  ...{ constant: 0, table: 0, param: 0, params: 0, now: 0, alive: 0, heard: 0, started: 0, every: 0, given: 0 },
  ...{
    source: 1,
    latency: 1,
    present: 1,
    quantile: 1,
    tick_time: 1,
    onset: 1,
    live: 1,
    ema: 1,
    decay: 1,
    rising: 1,
    changed: 1,
    part: 1,
  },
  ...{ coalesce: 2, later: 2, ahead: 2, time_quantile: 2, sample: 2, filter: 2, held: 2, book: 2, fresh: 3, bars: 14 },
}

/** Whether `part` may show the slot of an operator. */
export function hasPart(op: Op, slot: number): boolean {
  if (op.op === 'bars') return slot < barFields.length
  if (op.op === 'statistic') return slot < resultsOf(op)
  return op.op === 'scan' && slot < op.init.length
}

function isStep(data: unknown): boolean {
  const { fn, args } = (data ?? {}) as Record<string, unknown>
  const wanted = fn === 'coalesce' ? 2 : fn === 'present' ? 1 : pointwise[fn as string]
  return list(count)(args) && (args as unknown[]).length === wanted
}

const carries = (stream: StreamName): readonly string[] => streams[stream]

function fits(op: Op): boolean {
  switch (op.op) {
    case 'source':
      return op.field === 'origin' || op.stream === 'message' || carries(op.stream).includes(op.field)
    case 'pane_window':
      return op.span % op.pane === 0
    case 'every':
      return (op.offset ?? 0) < op.period
    case 'bars':
      return op.lateness < op.period
    case 'statistic':
      return isStatistic(op)
    case 'scan':
      return op.init.length > 0 && op.next.length === op.init.length
    default:
      return true
  }
}
