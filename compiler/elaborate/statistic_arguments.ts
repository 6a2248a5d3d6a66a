import { fewestTicks, MOST_TICKS, type StatisticOp, type WithoutTicks } from '../ir/statistics.ts'
import type { Term } from '../program/term.ts'
import { plain } from '../program/unit.ts'
import type { Value } from '../program/value.ts'
import { type Argument, type Use, wrong } from './builtin.ts'
import { knownSize } from './constant.ts'
import { fail, scalar, term } from './context.ts'

/** The statistic with its number of ticks, a whole number known before the run. */
export function withTicks(use: Use, op: WithoutTicks, arg: Argument): StatisticOp | undefined {
  const size = sizeOf(use, arg, 'the number of ticks')
  if (!size) return undefined
  const least = fewestTicks(op)
  if ('count' in size && Number.isInteger(size.count) && size.count >= least && size.count <= MOST_TICKS)
    return sized(op, size.count)
  const found = 'count' in size ? size.count.toLocaleString('en-US') : 'other' in size ? size.other : 'a duration'
  return void fail(use.context, 'HVT2165', use.scope, arg.span, { name: op.fn, least, most: MOST_TICKS, found })
}

function sized({ op, fn, ...rest }: WithoutTicks, n: number): StatisticOp {
  return { op, fn, n, ...rest } as StatisticOp
}

/** A whole number known before the run. */
export function wholeNumber(
  use: Use,
  arg: Argument,
  what: string,
  [least, most]: readonly [number, number],
): number | undefined {
  const size = sizeOf(use, arg, what)
  if (!size) return undefined
  if ('count' in size && Number.isInteger(size.count) && size.count >= least && size.count <= most) return size.count
  const problem = `is no whole number from ${least} to ${most}`
  return void fail(use.context, 'HVT2104', use.scope, arg.span, { what, problem })
}

function sizeOf({ context, scope }: Use, { value, span }: Argument, what: string) {
  if (value.kind === 'scalar' && value.term.op.op === 'error') return undefined
  const size = value.kind === 'scalar' ? knownSize(value.term) : undefined
  if (!size) fail(context, 'HVT2103', scope, span, { what })
  return size
}

/** An argument as a series of numbers. */
export function numbersOf(use: Use, arg: Argument): Term | undefined {
  if (arg.value.kind === 'scalar' && arg.value.term.type === 'number') return arg.value.term
  return void wrong(use, arg, 'a number')
}

export type Named = readonly (readonly [name: string, series: Term])[]

/** An argument as series with names, so many at least and at most. */
export function namedSeries(use: Use, arg: Argument, [least, most]: readonly [number, number]): Named | undefined {
  const wanted = `a record of ${least} to ${most} numbers (\`{ a: x, b: y }\`)`
  if (arg.value.kind === 'error') return undefined
  if (arg.value.kind !== 'record') return void wrong(use, arg, wanted)
  const { size } = arg.value.fields
  if (size < least || size > most) {
    const [what, found] = [`\`${use.name}\``, size === 1 ? 'one of one' : `one of ${size}`]
    return void fail(use.context, 'HVT2101', use.scope, arg.span, { what, wanted, found })
  }
  const named: (readonly [string, Term])[] = []
  for (const [name, field] of arg.value.fields) {
    const value = field()
    if (value.kind !== 'scalar' || value.term.type !== 'number') return void wrong(use, arg, wanted)
    named.push([name, value.term])
  }
  return named
}

/** What shows each of the results of a statistic. */
export function partsOf({ span, scope }: Use, op: StatisticOp, inputs: readonly Term[]): (slot: number) => Value {
  const all = term(op, inputs, 'number', span, scope)
  return slot => ({ kind: 'scalar', term: term({ op: 'part', slot }, [all], 'number', span, scope) })
}

/** A plain number that is known before the run; NaN is absent. */
export function constantOf({ span, scope }: Use, value: number): Value {
  return scalar({ op: 'constant', value, unit: plain, bare: false }, [], 'number', span, scope)
}

export function record(what: string, fields: readonly (readonly [string, Value])[]): Value {
  return { kind: 'record', what, fields: new Map(fields.map(([name, value]) => [name, () => value])) }
}
