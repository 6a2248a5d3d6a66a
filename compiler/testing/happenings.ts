import type { Expr, Given } from '../../grammar/ast/index.ts'
import { type Context, fail, type Scope } from '../elaborate/context.ts'
import { declaredValue } from '../elaborate/declared.ts'
import { member } from '../elaborate/members.ts'
import type { Happening } from '../ir/testing.ts'
import { allKeys } from '../program/instances.ts'
import { memberText } from '../program/keys.ts'
import type { GivenValue } from '../program/program.ts'
import type { Term } from '../program/term.ts'
import type { Value } from '../program/value.ts'
import { generated } from './generators.ts'
import { barChannel, barsBelow } from './given_bars.ts'
import { market, marketNumber } from './given_market.ts'
import { fillOf, trades } from './given_trades.ts'
import { flat, messages, refused, said, type Telling } from './messages.ts'
import { isMarket } from './overrides.ts'
import { channelBelow, cycleBelow, every, sourceBelow, under } from './reached.ts'
import { type Target, targetOf } from './targets.ts'
import { saidOf } from './values.ts'

/** What a `given` makes happen, and when; mistakes in it are told. `given` gets each value that has a unit. */
export function happeningsOf(
  context: Context,
  written: Given,
  given: GivenValue[],
  scope: Scope,
): readonly Happening[] {
  const root = scope.parent!
  const target = targetOf(context, written.stream, root)
  const value = task(context, written.stream, root) ?? meant(context, written.stream, target, root)
  if (value.kind === 'error' || (value.kind === 'scalar' && value.term.op.op === 'error')) return []
  const of = generated(context, written, value, scope)
  if (!of) return []
  if (target?.decl.kind === 'label' || target?.decl.kind === 'param')
    return target.decl.kind === 'param' && of.is ? [] : refused(context, of, value, scope)
  inOrder(context, of, scope)
  const told: Telling = { context, of, given, scope }
  if (value.kind === 'record' && isMarket(value)) return market(told, value)
  if (value.kind === 'scalar' && sourceBelow(value.term)) return marketNumber(told, value.term)
  if (value.kind === 'record' && value.event && barsBelow(value.event)) return bars(told, value)
  if (value.kind === 'record' && value.self && cycleBelow(value.self)) return states(told, value.self)
  const fill = fillOf(value)
  if (fill && value.kind === 'record') return trades(told, value, fill)
  if (value.kind !== 'scalar' && value.kind !== 'record') return refused(context, of, value, scope)
  if (value.kind === 'scalar' || value.fields.size > 0 || value.event) return messages(told, value, target)
  return refused(context, of, value, scope)
}

/** `arrived[carry[ADA]]`: of the tasks of a cycle. */
function task(context: Context, stream: Expr, scope: Scope): Value | undefined {
  if (stream.kind !== 'index' || stream.of.kind !== 'name' || stream.keys.length !== 1) return undefined
  const { name } = stream.of
  if (name !== 'arrived' && name !== 'filled') return undefined
  const value = context.expression(stream.keys[0]!, scope)
  const self = value.kind === 'record' ? value.self : undefined
  const cycle = self && cycleBelow(self)
  if (!self || cycle?.op.op !== 'given') return value.kind === 'error' ? value : undefined
  const { what } = cycle.op.given
  const tasks = { ...cycle.op.given, what: `tasks of ${what}`, field: name, stream: 'level' as const }
  const { words: _, ...said } = tasks
  const term: Term = { ...cycle, op: { op: 'given', given: said }, type: 'bool' }
  return { kind: 'scalar', term: under(self, term) }
}

/** Of all instances where no key is said. */
function meant(context: Context, stream: Expr, target: Target | undefined, scope: Scope): Value {
  if (!target || (!target.keys && allKeys(target.scope.key).length === 0)) return context.expression(stream, scope)
  if (target.keys) return context.expression(keysFirst(stream), scope)
  const field = (expr: Expr): Value =>
    expr.kind === 'member'
      ? member(context, field(expr.of), expr.name, scope)
      : declaredValue(context, target.decl, target.scope)
  return field(stream)
}

/** `fit.slope[k]` as `fit[k].slope`. */
function keysFirst(expr: Expr): Expr {
  if (expr.kind !== 'index' || expr.of.kind !== 'member') return expr
  return { ...expr.of, of: keysFirst({ ...expr, of: expr.of.of }) }
}

/** A time that goes back is a slip of the pen. */
function inOrder(context: Context, { events = [] }: Given, scope: Scope): void {
  events.forEach(({ at }, k) => {
    if (k > 0 && at.micros < events[k - 1]!.at.micros)
      fail(context, 'HVT2432', scope, at.span, { time: at.text, before: events[k - 1]!.at.text })
  })
}

function bars(told: Telling, value: Extract<Value, { kind: 'record' }>): readonly Happening[] {
  const { instrument, period } = barsBelow(value.event!)!
  return said(told).flatMap(([time, is]): readonly Happening[] => {
    const terms =
      is.kind === 'given_trade' ? refused(told.context, told.of, value, told.scope) : flat(told, value, is, '')
    const says = Object.fromEntries((terms ?? []).flatMap(leaf => ('path' in leaf ? [[leaf.path, leaf.is]] : [])))
    const base = { kind: 'message' as const, time, what: barChannel(period), says }
    return every(instrument.is).map(one => ({ ...base, of: memberText(one) }))
  })
}

function states(told: Telling, self: Term): readonly Happening[] {
  return said(told).flatMap(([time, is]): readonly Happening[] => {
    if (is.kind === 'given_trade') return []
    const state = saidOf(told.context, is, self, told.given, told.scope)
    if (typeof state !== 'string') return []
    const { what, of } = channelBelow(self)!
    return every(of).map(keys => ({ kind: 'state', time, cycle: what.slice('cycle '.length), of: keys, state }))
  })
}
