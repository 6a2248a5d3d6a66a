import type {
  Expr,
  OrderTerm,
  Quote as QuoteDecl,
  Span,
  Target as TargetDecl,
  WithinTerm,
} from '../../grammar/ast/index.ts'
import { fail, type Scope } from '../elaborate/context.ts'
import type { Holding, OrderTerms, OrderWord, Quote, Target } from '../ir/orders.ts'
import type { Terms } from '../program/acting.ts'
import { assignment, inScopeOrder, instances } from '../program/instances.ts'
import { map, memberText } from '../program/keys.ts'
import type { InstrumentRef, Term } from '../program/term.ts'
import { divide, plain, seconds, type Unit } from '../program/unit.ts'
import { kindText } from '../program/value.ts'
import { type Collector, wanted } from './collect.ts'
import { assetUnit } from './given.ts'
import { condition } from './texts.ts'
import { wordOf } from './words.ts'

const kinds = ['ioc', 'fok', 'gtc', 'market', 'post_only', 'reduce_only', 'chained', 'linked', 'stp'] as const
const leftovers = ['unwind', 'cancel', 'keep', 'market'] as const
const algorithms = ['twap', 'vwap', 'pov', 'iceberg'] as const

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
  const is = wanted(collector, decl.is, 'number', 'a target', scope, of.units)
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
): { holding: Holding<Terms>; units: readonly Unit[]; on?: InstrumentRef } | undefined {
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
  }
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

/** What stands behind an order; each clause once. */
export function orderTerms(
  collector: Collector,
  terms: readonly OrderTerm[],
  on: readonly InstrumentRef[],
  what: string,
  scope: Scope,
): OrderTerms<Terms> | undefined {
  const { context } = collector
  const [first] = on
  const price = first && [divide(assetUnit(first.quote), assetUnit(first.base))]
  const amount = first && [assetUnit(first.base), assetUnit(first.quote)]
  const units: Readonly<Record<OrderWord, readonly Unit[] | undefined>> = {
    size: amount,
    slippage: [plain],
    requote: [seconds],
    tolerance: price,
    ttl: [seconds],
    stack: [plain],
  }
  let at: readonly Term[] = []
  const values: { [word in OrderWord]?: Term } = {}
  let as: readonly string[] = []
  let rest: Pick<OrderTerms<Terms>, 'within' | 'by'> = {}
  const seen = new Set<string>()
  for (const term of terms) {
    const clause = term.kind === 'value_term' ? term.word : term.kind === 'as_term' ? 'as' : 'within'
    if (seen.has(clause)) fail(context, 'HVT2415', scope, term.span, { what, clause })
    seen.add(clause)
    if (term.kind === 'as_term') as = term.words.flatMap(word => wordOf(context, word, kinds, '`as`', scope) ?? [])
    else if (term.kind === 'within_term') rest = { ...rest, ...within(collector, term, amount, scope) }
    else if (term.word === 'at') at = prices(collector, term.is, on, price, what, scope)
    else if (term.word === 'by') rest = { ...rest, ...algorithm(collector, term.is, scope) }
    else {
      const value = wanted(collector, term.is, 'number', `\`${term.word}\` of ${what}`, scope, units[term.word])
      if (value) values[term.word] = value
    }
  }
  return { at, values, as, ...rest }
}

function prices(
  collector: Collector,
  expr: Expr,
  on: readonly InstrumentRef[],
  price: readonly Unit[] | undefined,
  what: string,
  scope: Scope,
): readonly Term[] {
  if (expr.kind !== 'list') return present([wanted(collector, expr, 'number', `the price of ${what}`, scope, price)])
  if (expr.items.length !== on.length) {
    const wantedText = on.length === 1 ? 'one price' : `${on.length} prices, one a leg`
    fail(collector.context, 'HVT2101', scope, expr.span, {
      what: '`at`',
      wanted: wantedText,
      found: `${expr.items.length}`,
    })
    return []
  }
  return present(
    expr.items.map((item, k) => {
      const { base, quote } = on[k]!
      const unit = divide(assetUnit(quote), assetUnit(base))
      return wanted(collector, item, 'number', `the price of ${what}`, scope, [unit])
    }),
  )
}

/** `within 1s else unwind`, `within -cap .. cap`: a time, or a band of inventory. */
function within(
  collector: Collector,
  term: WithinTerm,
  amount: readonly Unit[] | undefined,
  scope: Scope,
): Pick<OrderTerms<Terms>, 'within'> {
  const range = term.is.kind === 'binary' && term.is.op === '..' ? term.is : undefined
  const otherwise = term.else && wordOf(collector.context, term.else, leftovers, '`else`', scope)
  const value = (expr: Expr) => wanted(collector, expr, 'number', '`within`', scope, range ? amount : [seconds])
  const from = range && value(range.left)
  const to = value(range ? range.right : term.is)
  return to ? { within: { to, ...(from && { from }), ...(otherwise && { else: otherwise }) } } : {}
}

/** `by twap(1h, participation: 10%)` */
function algorithm(collector: Collector, expr: Expr, scope: Scope): Pick<OrderTerms<Terms>, 'by'> {
  const { context } = collector
  const called = expr.kind === 'call' && expr.of.kind === 'name' ? expr.of : expr.kind === 'name' ? expr : undefined
  if (!called) {
    const found = `\`${context.text(expr.span)}\``
    fail(context, 'HVT2101', scope, expr.span, { what: '`by`', wanted: '`twap(1h)` or another algorithm', found })
    return {}
  }
  const name = wordOf(context, called, algorithms, '`by`', scope)
  const args = (expr.kind === 'call' ? expr.args : []).flatMap(arg => {
    if (arg.kind !== 'positional' && arg.kind !== 'named') return []
    const value = wanted(collector, arg.value, 'number', '`by`', scope)
    return value ? [{ name: arg.kind === 'named' ? arg.name.name : 'over', value }] : []
  })
  return name ? { by: { name, args } } : {}
}

function present(terms: readonly (Term | undefined)[]): readonly Term[] {
  return terms.flatMap(term => term ?? [])
}
