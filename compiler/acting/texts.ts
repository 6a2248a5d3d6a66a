import type { Alert as AlertDecl, Expr, List, TextLiteral } from '../../grammar/ast/index.ts'
import { fail, type Scope } from '../elaborate/context.ts'
import { keyText } from '../elaborate/key-text.ts'
import { lasting } from '../elaborate/timing.ts'
import type { Alert, Piece } from '../ir/orders.ts'
import type { Terms } from '../program/acting.ts'
import type { Term } from '../program/term.ts'
import { kindText } from '../program/value.ts'
import { type Collector, wanted } from './collect.ts'
import { wordOf } from './words.ts'

/** `alert "{v} is down" when disconnected(v) for 1m via [email]` */
export function alert(collector: Collector, decl: AlertDecl, scope: Scope): Alert<Terms> {
  const when = decl.when && condition(collector, decl.when, 'the condition of an alert', scope)
  return {
    kind: 'alert',
    text: pieces(collector, decl.text, scope),
    via: channels(collector, decl.via, scope),
    ...(when && { when }),
  }
}

/** `c`, `c for 10s`: as a condition. */
export function condition(
  collector: Collector,
  { condition, for: time }: { readonly condition: Expr; readonly for?: Expr },
  use: string,
  scope: Scope,
): Term | undefined {
  const term = wanted(collector, condition, 'bool', use, scope)
  if (!term || !time) return term
  const held = lasting(collector.context, condition, time, condition.span, scope)
  if (held.kind !== 'scalar') return undefined
  collector.written.push({ term: held.term, use, span: condition.span })
  return held.term
}

/** A text with values in it. */
export function pieces(collector: Collector, literal: TextLiteral, scope: Scope): readonly Piece<Terms>[] {
  return literal.parts.flatMap(part =>
    typeof part === 'string' ? (part ? [part] : []) : piece(collector, part, scope),
  )
}

function piece({ context, written }: Collector, expr: Expr, scope: Scope): readonly Piece<Terms>[] {
  const percent = expr.kind === 'call' && expr.of.kind === 'name' && expr.of.name === 'pct' ? expr.args[0] : undefined
  const of = percent?.kind === 'positional' ? percent.value : expr
  const value = context.expression(of, scope)
  const text = keyText(value)
  if (text) return [{ text }]
  const term = value.kind === 'scalar' ? value.term : value.kind === 'record' ? value.self : undefined
  if (term && term.op.op !== 'error') {
    written.push({ term, use: 'a text', span: of.span })
    return [{ value: term, show: percent ? 'percent' : term.type }]
  }
  if (value.kind !== 'error' && !term)
    fail(context, 'HVT2101', scope, of.span, { what: 'a text', wanted: 'a key or a value', found: kindText(value) })
  return []
}

const ways = ['email', 'sms', 'webhook', 'telegram', 'slack', 'log'] as const

function channels({ context }: Collector, via: List | undefined, scope: Scope): readonly string[] {
  return (via?.items ?? []).flatMap(item => {
    if (item.kind === 'name') return wordOf(context, item, ways, '`via`', scope) ?? []
    const found = kindText(context.expression(item, scope))
    fail(context, 'HVT2101', scope, item.span, { what: '`via`', wanted: ways.join(', '), found })
    return []
  })
}
