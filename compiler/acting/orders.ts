import type { Expr, Quote as QuoteDecl, Span, Target as TargetDecl } from '../../grammar/ast/index.ts'
import { fail, type Scope } from '../elaborate/context.ts'
import type { Holding, Quote, Target } from '../ir/orders.ts'
import type { Terms } from '../program/acting.ts'
import { assignment, inScopeOrder, instances } from '../program/instances.ts'
import { map, memberText, type Static, type VenueMember } from '../program/keys.ts'
import type { Must } from '../program/must.ts'
import type { InstrumentRef } from '../program/term.ts'
import type { Unit } from '../program/unit.ts'
import { kindText } from '../program/value.ts'
import { type Collector, wanted } from './collect.ts'
import { assetUnit } from './given.ts'
import { orderTerms } from './order_terms.ts'
import { condition } from './texts.ts'
import { wordOf } from './words.ts'

/** `quote bid on i at price size clip as post_only when c` */
export function quote(collector: Collector, decl: QuoteDecl, scope: Scope): Quote<Terms> | undefined {
  const { context } = collector
  const side = wordOf(context, decl.side, ['bid', 'ask', 'both'], '`quote`', scope)
  const on = traded(collector, decl.on, scope)
  const when = decl.when && condition(collector, decl.when, 'the condition of a quote', scope)
  const terms = on && orderTerms(collector, decl.terms, [on], 'a quote', scope)
  if (!side || !on || !terms) return undefined
  const lacks = terms.at.length === 0 ? 'a price' : terms.values.size ? undefined : 'a size'
  if (lacks && decl.terms.some(t => t.kind === 'value_term' && t.word === (lacks === 'a price' ? 'at' : 'size')))
    return undefined
  if (lacks) {
    const example = lacks === 'a price' ? 'at price' : 'size clip'
    fail(context, 'HVT2414', scope, decl.span, { what: 'a quote', lacks, example })
    return undefined
  }
  return { kind: 'quote', side, on, counts: 'base', terms, ...(when && { when }) }
}

/** `target position(i) = 0 as ioc slippage 20bps` */
export function target(collector: Collector, decl: TargetDecl, scope: Scope): Target<Terms> | undefined {
  const of = holding(collector, decl.what, scope)
  const when = decl.when && condition(collector, decl.when, 'the condition of a target', scope)
  if (!of) return undefined
  const is = wanted(collector, decl.is, 'number', 'a target', scope, of.units, of.must)
  const terms = orderTerms(collector, decl.terms, of.on ? [of.on] : [], 'a target', scope)
  if (!is || !terms) return undefined
  const { file, start, end } = decl.span
  const span = [file, start, end] as const
  return { kind: 'target', span, of: of.holding, is, counts: 'base', terms, ...(when && { when }) }
}

/** What a target is set for: `position(i)` or `owned(v, A)`. */
function holding(
  { context }: Collector,
  expr: Expr,
  scope: Scope,
): { holding: Holding<Terms>; units: readonly Unit[]; on?: InstrumentRef; must?: Must } | undefined {
  const called = expr.kind === 'call' && expr.of.kind === 'name' ? expr.of.name : ''
  const args = expr.kind === 'call' ? expr.args.flatMap(arg => (arg.kind === 'positional' ? [arg.value] : [])) : []
  if ((called !== 'position' && called !== 'owned') || args.length === 0) {
    const found = context.text(expr.span)
    fail(context, 'HVT2101', scope, expr.span, {
      what: '`target`',
      wanted: '`position(i)` or `owned(venue, asset)`',
      found: `\`${found}\``,
    })
    return undefined
  }
  // Elaborated as a whole, so that a wrong argument is told as anywhere else.
  if (context.expression(expr, scope).kind === 'error') return undefined
  const [first, second] = args.map(arg => context.expression(arg, scope))
  if (called === 'position' && first?.kind === 'instrument') {
    checkTraded(context, first.ref, expr.span, scope)
    const units = [assetUnit(first.ref.base), assetUnit(first.ref.quote)]
    return { holding: { kind: 'position', on: first.ref }, units, on: first.ref }
  }
  if (first?.kind !== 'venue' || second?.kind !== 'asset') return undefined
  return {
    holding: { kind: 'owned', venue: map(first.is, memberText), asset: second.is },
    units: [assetUnit(second.asset)],
    ...(lends(first.is) ? {} : { must: 'zero or more' as const }),
  }
}

/** Whether coins can be borrowed at the venue, so that less than nothing is owned. */
function lends(venue: Static<VenueMember>): boolean {
  const keys = inScopeOrder(venue.keys)
  return instances(keys).some(tuple => venue.at(assignment(keys, tuple)).trading.margin !== undefined)
}

/** An instrument that can be traded. */
export function traded({ context }: Collector, expr: Expr, scope: Scope): InstrumentRef | undefined {
  const value = context.expression(expr, scope)
  if (value.kind === 'instrument') {
    checkTraded(context, value.ref, expr.span, scope)
    return value.ref
  }
  if (value.kind !== 'error')
    fail(context, 'HVT2101', scope, expr.span, { what: 'an order', wanted: 'an instrument', found: kindText(value) })
  return undefined
}

function checkTraded(context: Collector['context'], { venue }: InstrumentRef, span: Span, scope: Scope): void {
  const keys = inScopeOrder(venue.keys)
  const quiet = instances(keys)
    .map(tuple => venue.at(assignment(keys, tuple)))
    .find(v => v.pricesOnly)
  if (quiet) fail(context, 'HVT2407', scope, span, { venue: quiet.name })
}
