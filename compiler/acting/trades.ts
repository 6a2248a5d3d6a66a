import type { Edge, Expr, OnDecl, Order, ExitRule as RuleDecl, Trade as TradeDecl } from '../../grammar/ast/index.ts'
import { type Context, childScope, fail, type Scope, term } from '../elaborate/context.ts'
import type { ExitRule, Leg, Trade, Way } from '../ir/orders.ts'
import type { Terms } from '../program/acting.ts'
import { map, memberText } from '../program/keys.ts'
import type { InstrumentRef, Term } from '../program/term.ts'
import { divide, plain, seconds, type Unit } from '../program/unit.ts'
import { error, type Value } from '../program/value.ts'
import { reportingUnit } from './account.ts'
import { shared } from './apart.ts'
import { type Collector, wanted } from './collect.ts'
import { after, bool, broken, marketOf, missing, reached } from './conditions.ts'
import { assetUnit, type ChannelOf, fieldsOf, given, keysText } from './given.ts'
import { orderTerms } from './order_terms.ts'
import { traded } from './orders.ts'
import { asOfEntry } from './payload.ts'
import { own } from './scope.ts'
import { condition } from './texts.ts'
import { nameOf } from './trade_names.ts'
import { prices, watchedPrices } from './watched_prices.ts'
import { wordOf } from './words.ts'

/** `trade arb [cheap[s]: +size, dear[s]: -size] … exit { … }`, `buy i size clip as market exit { … }` */
export function trade(collector: Collector, decl: TradeDecl | Order, scope: Scope): Trade<Terms> | undefined {
  const legs = decl.kind === 'trade' ? legsOf(collector, decl, scope) : single(collector, decl, scope)
  if (!legs) return undefined
  const on = legs.map(leg => leg.on)
  const terms = orderTerms(collector, decl.terms, on, 'a trade', scope)
  const exit = exits(collector, decl, on, scope)
  const name = nameOf(decl)
  if (!terms) return undefined
  const { file, start, end } = decl.span
  return { kind: 'trade', span: [file, start, end], name, legs, terms, exit }
}

/** What is known of a trade: `trade` in its own exits, by its name elsewhere. */
export function tradeValue(context: Context, decl: TradeDecl | Order, scope: Scope): Value {
  const first = decl.kind === 'trade' ? decl.legs[0]?.instrument : decl.instrument
  const on = first && context.expression(first, scope)
  const money = reportingUnit(context, decl.span, scope)
  if (on?.kind !== 'instrument' || !money) return error
  const { span } = decl
  const channel = channelOf(decl, scope)
  const [base, quote] = [assetUnit(on.ref.base), assetUnit(on.ref.quote)]
  const units: Readonly<Record<string, Unit>> = {
    qty: base,
    entry: divide(quote, base),
    profit: money,
    fees: money,
    slippage: plain,
    estimated_slippage: plain,
    latency: seconds,
  }
  const fields = fieldsOf(channel, units, span, scope)
  const age = () => term({ op: 'since' }, [filled(decl, scope)], 'number', span, scope)
  fields.set('age', () => ({ kind: 'scalar', term: age() }))
  return { kind: 'record', what: 'a trade', fields }
}

function channelOf(decl: TradeDecl | Order, scope: Scope): ChannelOf {
  return { what: `trade ${nameOf(decl)}`, of: keysText(scope.key), stream: 'level' }
}

/**
 * The event at which a reaction makes its trade: its own, but for those that find the trade open and so make none. What is
 * frozen for a trade must not move while it lasts. Of trades that stack, the latest is meant.
 */
export function entryOf(decl: OnDecl, event: Term, when: Term | undefined, scope: Scope): Term {
  const trade = decl.body.find(action => action.kind === 'trade' || action.kind === 'order')
  if (!trade) return event
  if (trade.terms.some(clause => clause.kind === 'value_term' && clause.word === 'stack')) return event
  const { span } = trade
  const open = given(channelOf(trade, scope), 'open', 'number', plain, span, scope)
  const zero = term({ op: 'constant', value: 0, unit: plain, bare: false }, [], 'number', span, scope)
  const known = term({ op: 'coalesce' }, [open, zero], 'number', span, scope)
  const free = bool({ op: 'pointwise', fn: 'eq' }, [known, zero], span, scope)
  const makes = when ? bool({ op: 'pointwise', fn: 'and' }, [when, free], span, scope) : free
  return term({ op: 'filter', name: `${nameOf(trade)} made` }, [event, makes], 'time', span, scope)
}

/** The event of its first fill. */
function filled(decl: TradeDecl | Order, scope: Scope): Term {
  const channel: ChannelOf = { what: `fill of ${nameOf(decl)}`, of: keysText(scope.key), stream: 'event' }
  return given(channel, 'time', 'time', plain, decl.span, scope)
}

function legsOf(collector: Collector, decl: TradeDecl, scope: Scope): readonly Leg<Terms>[] | undefined {
  const legs = decl.legs.map(({ instrument, amount }, k): Leg<Terms> | undefined => {
    const on = traded(collector, instrument, scope)
    if (!on) return undefined
    const received = receivedIn(amount)
    if (received && k === 0) {
      const where = 'in a leg after the first'
      return void fail(collector.context, 'HVT2402', scope, amount.span, { what: '`received`', where })
    }
    if (received) return { on, amount: received, counts: 'base' }
    const is = wanted(
      collector,
      amount,
      'number',
      'the amount of a leg',
      scope,
      amountUnits(on),
      'a value other than zero',
    )
    return is && { on, amount: is, counts: 'base' }
  })
  if (legs.includes(undefined)) return undefined
  const known = legs as Leg<Terms>[]
  for (const [k, { on }] of known.entries()) {
    const is = known.slice(0, k).flatMap(other => shared(map(other.on.is, memberText), map(on.is, memberText)) ?? [])[0]
    if (is)
      fail(collector.context, 'HVT2418', scope, decl.legs[k]!.instrument.span, { what: 'two legs of this trade', is })
  }
  return known
}

/** `+received`, `-received`: what the leg before it brought. */
function receivedIn(expr: Expr): 'received' | '-received' | undefined {
  const of = expr.kind === 'unary' ? expr.of : expr
  if (of.kind !== 'name' || of.name !== 'received') return undefined
  return expr.kind === 'unary' && expr.op === '-' ? '-received' : 'received'
}

function single(collector: Collector, decl: Order, scope: Scope): readonly Leg<Terms>[] | undefined {
  const on = traded(collector, decl.instrument, scope)
  const size = decl.terms.find(t => t.kind === 'value_term' && t.word === 'size')
  if (!on) return undefined
  if (size?.kind !== 'value_term') {
    fail(collector.context, 'HVT2414', scope, decl.span, {
      what: `\`${decl.side}\``,
      lacks: 'a size',
      example: 'size clip',
    })
    return undefined
  }
  const is = wanted(collector, size.is, 'number', 'the size of an order', scope, amountUnits(on), 'a value above zero')
  if (!is) return undefined
  const amount = decl.side === 'buy' ? is : term({ op: 'pointwise', fn: 'neg' }, [is], 'number', size.span, scope)
  return [{ on, amount, counts: 'base' }]
}

function amountUnits({ base, quote }: InstrumentRef): readonly Unit[] {
  return [assetUnit(base), assetUnit(quote)]
}

function exits(
  collector: Collector,
  decl: TradeDecl | Order,
  on: readonly InstrumentRef[],
  outer: Scope,
): readonly ExitRule<Terms>[] {
  const scope = own(childScope(outer), { name: `trade ${nameOf(decl)}`, of: keysText(outer.key) })
  const itself = tradeValue(collector.context, decl, outer)
  scope.names.set('trade', { kind: 'value', value: () => itself, span: decl.span })
  const { base, quote } = on[0]!
  const units = [divide(assetUnit(quote), assetUnit(base))]
  const watch = { begun: filled(decl, outer), values: on.flatMap(one => marketOf(one, decl.span, outer)) }
  return (decl.exit ?? []).flatMap((rule): readonly ExitRule<Terms>[] => {
    if (isEdge(rule)) {
      const { kind, condition } = way(collector, rule, watch, scope)
      return [{ kind, condition: asOfEntry(condition) }]
    }
    const at = wanted(collector, rule.at, 'number', `\`${rule.kind}\``, scope, units, 'a value above zero')
    const by = rule.by && wordOf(collector.context, rule.by, prices, `\`${rule.kind}\``, scope)
    const price = asOfEntry(at ?? broken(rule.span, scope))
    const watched = watchedPrices(collector.context, by, on[0]!, rule.span, scope)
    return [{ kind: rule.kind, price, ...(by && { by }), watched, resting: rule.resting }]
  })
}

function isEdge(rule: RuleDecl): rule is Edge {
  return rule.kind === 'when' || rule.kind === 'after' || rule.kind === 'at' || rule.kind === 'absent'
}

/** What a way out looks at: since when it counts, and which values it misses. */
export interface Watch {
  readonly begun: Term
  readonly values: readonly Term[]
}

/** A way out of a state or a trade as a condition, with the timer that it needs. */
export function way(collector: Collector, edge: Edge, watch: Watch, scope: Scope): Way<Terms> {
  const { kind, span } = edge
  return { kind, condition: conditionOf() ?? broken(span, scope) }

  function conditionOf(): Term | undefined {
    switch (edge.kind) {
      case 'when':
        return condition(collector, edge, '`when`', scope)
      case 'at': {
        const time = wanted(collector, edge.is, 'time', '`at`', scope)
        return time && reached(time, span, scope)
      }
      case 'after': {
        const time = wanted(collector, edge.is, 'number', '`after`', scope, [seconds], 'a value above zero')
        return time && after(watch.begun, time, span, scope)
      }
      case 'absent': {
        const time = wanted(collector, edge.is, 'number', '`absent`', scope, [seconds], 'a value above zero')
        return time && missing(watch.values, time, span, scope)
      }
    }
  }
}
