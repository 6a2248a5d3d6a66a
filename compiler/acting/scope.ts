import type { Mark, Span } from '../../grammar/ast/index.ts'
import { type Context, fail, type Scope, scalar } from '../elaborate/context.ts'
import type { Static } from '../program/keys.ts'
import type { Term } from '../program/term.ts'
import { error, kindText, type Value } from '../program/value.ts'

/** The cycle or trade whose place a scope is in: what it bought is its own. */
export interface Owner {
  readonly name: string
  readonly of: Static<string>
}

const owners = new WeakMap<Scope, Owner>()

export function own(scope: Scope, owner: Owner): Scope {
  owners.set(scope, owner)
  return scope
}

export function ownerOf(scope: Scope | undefined): Owner | undefined {
  return scope && (owners.get(scope) ?? ownerOf(scope.parent))
}

/** `x@entry`: x as it was when the state was entered or the trade made. `x@row`: as it was at the row of a label. */
export function marked(context: Context, expr: Mark, scope: Scope): Value {
  const value = context.expression(expr.of, scope)
  if (value.kind === 'error') return error
  if (expr.of.kind === 'mark' && expr.of.mark === expr.mark) {
    const what = `\`${context.text(expr.of.of.span)}\``
    return fail(context, 'HVT2415', scope, expr.span, { what, clause: `@${expr.mark}` })
  }
  const event = markOf(expr.mark, scope)
  if (!event) {
    const where = placesOf[expr.mark]
    if (where) return fail(context, 'HVT2402', scope, expr.span, { what: `\`@${expr.mark}\``, where })
    return fail(context, 'HVT2009', scope, expr.span, {
      of: 'a value',
      name: `@${expr.mark}`,
      known: '@entry, @row',
      suggestion: undefined,
    })
  }
  return frozen(context, value, event, expr.span, scope, expr.mark)
}

const placesOf: Readonly<Record<string, string>> = {
  entry: 'in a state of a `cycle` and in `on`',
  row: 'in a `label`',
}

function markOf(mark: string, scope: Scope | undefined): Term | undefined {
  return scope && (scope.marks?.get(mark) ?? markOf(mark, scope.parent))
}

/** A value as it was at an event, number by number. */
export function frozen(context: Context, value: Value, event: Term, span: Span, scope: Scope, mark: string): Value {
  switch (value.kind) {
    case 'scalar':
      return mark === 'row'
        ? scalar({ op: 'at_row' }, [value.term], value.term.type, span, scope)
        : scalar({ op: 'sample' }, [value.term, event], value.term.type, span, scope)
    case 'record': {
      const inside = [...value.fields].map(
        ([name, get]) => [name, () => frozen(context, get(), event, span, scope, mark)] as const,
      )
      return { kind: 'record', what: 'a record', fields: new Map(inside) }
    }
    case 'error':
      return error
    default:
      return fail(context, 'HVT2101', scope, span, { what: `\`@${mark}\``, wanted: 'a value', found: kindText(value) })
  }
}
