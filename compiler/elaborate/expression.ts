import type { Expr, NumberLiteral, RecordExpr } from '../../grammar/ast/index.ts'
import { plain, seconds } from '../program/unit.ts'
import { error, kindText, type Value } from '../program/value.ts'
import { call } from './calls.ts'
import { choice, matching } from './choosing.ts'
import { type Context, childScope, fail, type Scope, scalar } from './context.ts'
import { clockOf } from './events.ts'
import { index } from './index-keys.ts'
import { assetMember, symbolMember, symbolOf } from './instruments.ts'
import { member } from './members.ts'
import { name } from './names.ts'
import { binary, unary } from './operators.ts'
import { over } from './over.ts'
import { text } from './text.ts'
import { date } from './times.ts'
import { every, fresh, lasting } from './timing.ts'
import { literalUnit } from './units.ts'

/** The meaning of an expression, one short function per form of the grammar. */
export function expression(context: Context, expr: Expr, scope: Scope): Value {
  const { span } = expr
  switch (expr.kind) {
    case 'number':
      return number(context, expr, scope)
    case 'duration':
      return scalar({ op: 'constant', value: expr.micros / 1e6, unit: seconds, bare: false }, [], 'number', span, scope)
    case 'bool':
      return scalar({ op: 'constant', value: Number(expr.value), unit: plain, bare: false }, [], 'bool', span, scope)
    case 'none':
      return scalar({ op: 'constant', value: Number.NaN, unit: undefined, bare: false }, [], 'number', span, scope)
    case 'text':
      return text(context, expr, scope)
    case 'symbol':
      return symbolMember({ kind: 'symbol', base: expr.base, quote: expr.quote, suffix: expr.suffix })
    case 'symbol_of':
      return symbolOf(context, expr, scope)
    case 'asset':
      return assetMember(expr.name)
    case 'name':
      return name(context, expr, scope)
    case 'member':
      return placed(member(context, context.expression(expr.of, scope), expr.name, scope), span)
    case 'index':
      return index(context, expr, scope)
    case 'call':
      return call(context, expr, scope)
    case 'unary':
      return unary(context, expr, scope)
    case 'binary':
      return binary(context, expr, scope)
    case 'if':
      return choice(context, expr, scope)
    case 'match':
      return matching(context, expr, scope)
    case 'fresh':
      return fresh(context, expr, scope)
    case 'lasting':
      return lasting(context, expr.of, expr.for, span, scope)
    case 'every':
      return every(context, expr, scope)
    case 'on':
      return sampledOn(context, expr, scope)
    case 'block':
      return block(context, expr, scope)
    case 'record':
      return record(context, expr, scope)
    case 'list':
      return { kind: 'list', items: expr.items.map(item => context.expression(item, scope)) }
    case 'over':
      return over(context, expr, scope)
    case 'mark':
      return context.engine.mark(context, expr, scope)
    case 'date':
      return date(context, expr, scope)
    case 'clock':
      return fail(context, 'HVT2137', scope, span, { text: expr.text })
  }
}

function number(context: Context, expr: NumberLiteral, scope: Scope): Value {
  if (expr.unread) return error
  if (!expr.unit) {
    const unit = expr.value === 0 ? undefined : plain
    return scalar({ op: 'constant', value: expr.value, unit, bare: true }, [], 'number', expr.span, scope)
  }
  const unit = literalUnit(context, expr.unit, scope)
  return unit ? scalar({ op: 'constant', value: expr.value, unit, bare: false }, [], 'number', expr.span, scope) : error
}

/** `(x on c)`: x as of the last tick of c. */
function sampledOn(context: Context, expr: Extract<Expr, { kind: 'on' }>, scope: Scope): Value {
  const clock = context.expression(expr.clock, scope)
  const ticks = clockOf(clock)
  if (clock.kind === 'error') return error
  if (!ticks)
    return fail(context, 'HVT2101', scope, expr.clock.span, {
      what: '`on`',
      wanted: 'an event or a clock',
      found: kindText(clock),
    })
  const sample = (value: Value, span: Expr['span']): Value => {
    if (value.kind === 'scalar') return scalar({ op: 'sample' }, [value.term, ticks], value.term.type, span, scope)
    if (value.kind === 'record') {
      const fields = new Map([...value.fields].map(([field, get]) => [field, () => sample(get(), span)] as const))
      return { kind: 'record', what: 'a record', fields }
    }
    return value.kind === 'error'
      ? error
      : fail(context, 'HVT2101', scope, span, { what: '`on`', wanted: 'a value', found: kindText(value) })
  }
  return sample(context.expression(expr.of, scope), expr.span)
}

function block(context: Context, expr: Extract<Expr, { kind: 'block' }>, scope: Scope): Value {
  let inside = scope
  for (const [i, { name, is, span }] of expr.lets.entries()) {
    if (expr.lets.findIndex(other => other.name.name === name.name) < i)
      return fail(context, 'HVT2002', scope, name.span, { name: name.name })
    const value = context.expression(is, inside)
    inside = childScope(inside)
    inside.names.set(name.name, { kind: 'value', value: () => value, span })
  }
  return context.expression(expr.result, inside)
}

function record(context: Context, expr: RecordExpr, scope: Scope): Value {
  const fields = new Map<string, () => Value>()
  for (const { name, value } of expr.fields) {
    if (fields.has(name.name)) return fail(context, 'HVT2002', scope, name.span, { name: name.name })
    const elaborated = context.expression(value, scope)
    fields.set(name.name, () => elaborated)
  }
  return { kind: 'record', what: 'a record', fields }
}

/** A number is where its whole name stands: `q.bid`, not `q`. */
function placed(value: Value, span: Expr['span']): Value {
  return value.kind === 'scalar' ? { kind: 'scalar', term: { ...value.term, span } } : value
}
