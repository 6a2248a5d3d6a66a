import { fewestTicks, results, type StatisticOp, seriesOf } from '../ir/statistics.ts'
import type { Term } from '../program/term.ts'
import { error, type Value } from '../program/value.ts'
import { type Argument, arity, type Builtin, type Use, wrong } from './builtin.ts'
import { knownSize } from './constant.ts'
import { fail, term } from './context.ts'

/** Statistics of counted windows that need all of their ticks at once: what `std.stats` is made with. */
export const statistics: readonly (readonly [string, Builtin])[] = [
  ['dickey_fuller', { usage: tested('x'), make: use => test(use, 'adf') }],
  ['cointegration', { usage: tested('y, x'), make: use => test(use, 'engle_granger') }],
  ['rescaled_range', { usage: 'rescaled_range(x, n)', make: exponent }],
]

/** Beyond, one tick would take seconds. */
const MOST = 10_000

function tested(series: string): string {
  const name = series === 'x' ? 'dickey_fuller' : 'cointegration'
  return `${name}(${series}, n)\` or \`${name}(${series}, n, lags)`
}

/** `{ stat, p, lags }`; -1 lags are as many as a criterion chooses. */
function test(use: Use, fn: 'adf' | 'engle_granger'): Value {
  const series = seriesOf[fn]
  const given = use.args.length === series + 2 ? series + 2 : series + 1
  if (!arity(use, given, tested(series === 1 ? 'x' : 'y, x'))) return error
  const lags = given === series + 2 ? lagsOf(use, use.args[series + 1]!) : -1
  const n = lags === undefined ? undefined : ticks(use, fn, use.args[series]!, fewestTicks(fn, Math.max(lags, 0)))
  if (lags === undefined || n === undefined) return error
  return of(use, { op: 'statistic', fn, n, ...(lags >= 0 && { lags }) }, ['stat', 'p', 'lags'])
}

function exponent(use: Use): Value {
  if (!arity(use, 2, 'rescaled_range(x, n)')) return error
  const n = ticks(use, 'hurst', use.args[1]!, fewestTicks('hurst'))
  return n === undefined ? error : of(use, { op: 'statistic', fn: 'hurst', n }, [])
}

/** A whole number known before the run. */
function ticks(use: Use, name: StatisticOp['fn'], arg: Argument, least: number): number | undefined {
  const size = sizeOf(use, arg, 'the number of ticks')
  if (!size) return undefined
  if ('count' in size && Number.isInteger(size.count) && size.count >= least && size.count <= MOST) return size.count
  const found = 'count' in size ? size.count.toLocaleString('en-US') : 'other' in size ? size.other : 'a duration'
  return void fail(use.context, 'HVT2165', use.scope, arg.span, { name, least, most: MOST, found })
}

function lagsOf(use: Use, arg: Argument): number | undefined {
  const what = 'the number of lags'
  const size = sizeOf(use, arg, what)
  if (!size) return undefined
  if ('count' in size && Number.isInteger(size.count) && size.count >= -1 && size.count <= 100) return size.count
  return void fail(use.context, 'HVT2104', use.scope, arg.span, { what, problem: 'is no whole number from 0 to 100' })
}

function sizeOf({ context, scope }: Use, { value, span }: Argument, what: string) {
  if (value.kind === 'scalar' && value.term.op.op === 'error') return undefined
  const size = value.kind === 'scalar' ? knownSize(value.term) : undefined
  if (!size) fail(context, 'HVT2103', scope, span, { what })
  return size
}

/** The statistic of the first arguments, a record of its results where they have names. */
function of(use: Use, op: StatisticOp, names: readonly string[]): Value {
  const { scope, span } = use
  const inputs: Term[] = []
  for (const x of use.args.slice(0, seriesOf[op.fn])) {
    if (x.value.kind !== 'scalar' || x.value.term.type !== 'number') return wrong(use, x, 'a number')
    inputs.push(x.value.term)
  }
  const all = term(op, inputs, 'number', span, scope)
  if (results[op.fn] === 1) return { kind: 'scalar', term: all }
  const part = (slot: number) => term({ op: 'part', slot }, [all], 'number', span, scope)
  const fields = names.map((name, slot) => [name, (): Value => ({ kind: 'scalar', term: part(slot) })] as const)
  return { kind: 'record', what: 'a test', fields: new Map(fields) }
}
