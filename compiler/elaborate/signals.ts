import { cover, type Expr, type Signal } from '../../grammar/ast/index.ts'
import type { Term } from '../program/term.ts'
import { error, kindText, type Value } from '../program/value.ts'
import { type Context, fail, type Scope, scalar, term } from './context.ts'
import { eventOf } from './events.ts'
import { lasting } from './timing.ts'

/** `signal up(side) when c` is the rising edge of c; `signal e = f when c` lets f through while c is true. */
export function signal(context: Context, decl: Signal, scope: Scope): Value {
  const name = decl.name.name
  const condition = decl.when && conditionOf(context, decl.when, decl.for, scope)
  if (decl.when && !condition) return error
  const source =
    decl.is && eventOf(context, context.expression(decl.is, scope), scope, decl.is.span, `signal \`${name}\``)
  if (decl.is && !source) return error
  const event = source
    ? condition
      ? term({ op: 'filter', name }, [source, condition], 'time', decl.name.span, scope)
      : source
    : condition && term({ op: 'rising', name }, [condition], 'time', decl.name.span, scope)
  if (!event) return error
  const fields = new Map<string, () => Value>()
  for (const { name: field, span } of decl.payload) {
    const value = sampled(context.expression({ kind: 'name', name: field, span }, scope), event, span, scope)
    fields.set(field, () => value)
  }
  return { kind: 'record', what: 'a signal', fields, event }
}

/** The condition behind a signal, for counting how often it holds. */
export function conditionOfEvent(event: Term): Term | undefined {
  if (event.op.op === 'rising') return event.args[0]
  return event.op.op === 'filter' ? event.args[1] : undefined
}

function conditionOf(context: Context, expr: Expr, time: Expr | undefined, scope: Scope): Term | undefined {
  if (time) {
    const held = lasting(context, expr, time, cover(expr.span, time.span), scope)
    return held.kind === 'scalar' ? held.term : undefined
  }
  const value = context.expression(expr, scope)
  if (value.kind === 'scalar' && (value.term.type === 'bool' || value.term.op.op === 'error')) return value.term
  if (value.kind !== 'error')
    fail(context, 'HVT2101', scope, expr.span, { what: '`when`', wanted: 'a condition', found: kindText(value) })
  return undefined
}

/** A payload: what it was at the firing, number by number. */
function sampled(value: Value, event: Term, span: Signal['span'], scope: Scope): Value {
  if (value.kind === 'scalar') return scalar({ op: 'sample' }, [value.term, event], value.term.type, span, scope)
  if (value.kind !== 'record') return value
  const fields = [...value.fields].map(([name, get]) => [name, sampled(get(), event, span, scope)] as const)
  return { kind: 'record', what: 'a record', fields: new Map(fields.map(([name, field]) => [name, () => field])) }
}
