import type { Arg, Call, ClockLiteral, DateLiteral, Span } from '../../grammar/ast/index.ts'
import { dayNumber } from '../program/dates.ts'
import { known } from '../program/known.ts'
import { isError } from '../program/term.ts'
import { plain } from '../program/unit.ts'
import { error, kindText, type Value } from '../program/value.ts'
import { type Argument, arity, type Builtin, type Use } from './builtin.ts'
import { type Context, fail, type Scope, scalar, term } from './context.ts'

const DAY = 86_400_000_000
const MINUTE = 60_000_000
/** 1970-01-01 was a Thursday. */
const weekdays = 'thu fri sat sun mon tue wed'.split(' ')
const usages: Readonly<Record<string, string>> = {
  daily: 'daily(00:10)',
  weekly: 'weekly(mon, 00:10)',
  monthly: 'monthly(1, 00:10)',
}

/** Clocks by the calendar, in UTC. Their arguments are words and times of day, which are no values elsewhere. */
export const isCalendar = (name: string): boolean => name in usages

/** `at(t)`: the event of the time reaching t, which may change. */
export const moments: readonly (readonly [string, Builtin])[] = [
  ['at', { usage: 'at(time)', make: at }],
  ...Object.entries(usages).map(([name, usage]) => [name, { usage, make: () => error }] as const),
]

/** `2026-06-30`: its midnight. */
export function date(context: Context, { text, span }: DateLiteral, scope: Scope): Value {
  const [year, month, day] = text.split('-').map(Number) as [number, number, number]
  const days = dayNumber(year, month, day)
  if (days === undefined) return fail(context, 'HVT2136', scope, span, { text, what: 'day of the calendar' })
  return scalar({ op: 'constant', value: days * DAY, unit: plain, bare: false }, [], 'time', span, scope)
}

/** `daily(00:10)`, `weekly(mon, 00:10)`, `monthly(1, 00:10)`. */
export function calendar(context: Context, name: string, call: Call, scope: Scope): Value {
  const usage = usages[name]!
  const args = call.args.flatMap(arg => (arg.kind === 'positional' && !arg.panes ? [arg] : []))
  const time = args.at(-1)
  const wanted = name === 'daily' ? 1 : 2
  if (args.length !== call.args.length || args.length !== wanted || time?.value.kind !== 'clock')
    return fail(context, 'HVT2102', scope, call.span, { name, problem: 'is called with other arguments', usage })
  const minutes = timeOfDay(context, time.value, scope)
  if (minutes === undefined) return error
  const every = (period: number, offset: number) => term({ op: 'every', period, offset }, [], 'time', call.span, scope)
  if (name === 'daily') return { kind: 'scalar', term: every(DAY, minutes) }
  const [first] = args as [Extract<Arg, { kind: 'positional' }>]
  if (name === 'weekly') {
    const day = first.value.kind === 'name' ? weekdays.indexOf(first.value.name) : -1
    if (day >= 0) return { kind: 'scalar', term: every(7 * DAY, day * DAY + minutes) }
    const text = context.text(first.span)
    return fail(context, 'HVT2136', scope, first.span, { text, what: 'day of the week (`mon`)' })
  }
  const day = dayOfMonth(context, first, scope)
  if (day === undefined) return error
  const each = every(DAY, minutes)
  const isDay = term({ op: 'pointwise', fn: 'eq' }, [dayOf(each), number(day)], 'bool', call.span, scope)
  return scalar({ op: 'filter', name: context.text(call.span) }, [each, isDay], 'time', call.span, scope)

  function dayOf(of: typeof each) {
    return term({ op: 'pointwise', fn: 'day' }, [of], 'number', call.span, scope)
  }
  function number(value: number) {
    return term({ op: 'constant', value, unit: plain, bare: false }, [], 'number', call.span, scope)
  }
}

/** µs since midnight. */
function timeOfDay(context: Context, { text, span }: ClockLiteral, scope: Scope): number | undefined {
  const [hours, minutes] = text.split(':').map(Number) as [number, number]
  if (hours < 24 && minutes < 60) return (hours * 60 + minutes) * MINUTE
  fail(context, 'HVT2136', scope, span, { text, what: 'time of day' })
  return undefined
}

/** A day that every month has. */
function dayOfMonth(
  context: Context,
  { value: expr, span }: { readonly value: Call['of']; readonly span: Span },
  scope: Scope,
): number | undefined {
  const value = context.expression(expr, scope)
  if (value.kind === 'error' || (value.kind === 'scalar' && isError(value.term))) return undefined
  const day = value.kind === 'scalar' ? known(value.term) : undefined
  if (day !== undefined && Number.isInteger(day) && day >= 1 && day <= 28) return day
  fail(context, 'HVT2136', scope, span, { text: context.text(span), what: 'day that every month has, 1 to 28' })
  return undefined
}

function at(use: Use): Value {
  if (!arity(use, 1, 'at(time)')) return error
  const { context, scope, span } = use
  const [t] = use.args as [Argument]
  if (t.value.kind !== 'scalar' || (t.value.term.type !== 'time' && !isError(t.value.term)))
    return fail(context, 'HVT2101', scope, t.span, { what: '`at`', wanted: 'a time', found: kindText(t.value) })
  const reached = term({ op: 'reached' }, [t.value.term], 'bool', span, scope)
  return scalar({ op: 'rising', name: context.text(span) }, [reached], 'time', span, scope)
}
