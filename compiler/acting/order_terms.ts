import type { Expr, OrderTerm, WithinTerm } from '../../grammar/ast/index.ts'
import { fail, type Scope } from '../elaborate/context.ts'
import type { OrderTerms, OrderWord } from '../ir/orders.ts'
import type { Terms } from '../program/acting.ts'
import type { Must } from '../program/must.ts'
import type { InstrumentRef, Term } from '../program/term.ts'
import { divide, plain, seconds, type Unit } from '../program/unit.ts'
import { type Collector, wanted } from './collect.ts'
import { assetUnit } from './given.ts'
import { orderWords } from './order_words.ts'
import { wordOf } from './words.ts'

const leftovers = ['unwind', 'cancel', 'keep', 'market'] as const
const algorithms = ['twap', 'vwap', 'pov', 'iceberg'] as const
const musts: Readonly<Record<OrderWord, Must>> = {
  size: 'a value above zero',
  slippage: 'zero or more',
  requote: 'a value above zero',
  tolerance: 'zero or more',
  ttl: 'a value above zero',
  stack: 'a whole number from 1 on',
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
    if (term.kind === 'as_term') as = orderWords(context, term.words, what, what === 'a quote', scope)
    else if (term.kind === 'within_term') rest = { ...rest, ...within(collector, term, amount, scope) }
    else if (term.word === 'at') at = prices(collector, term.is, on, price, what, scope)
    else if (term.word === 'by') rest = { ...rest, ...algorithm(collector, term.is, scope) }
    else {
      const use = `\`${term.word}\` of ${what}`
      const value = wanted(collector, term.is, 'number', use, scope, units[term.word], musts[term.word])
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
  if (expr.kind !== 'list')
    return present([wanted(collector, expr, 'number', `the price of ${what}`, scope, price, 'a value above zero')])
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
      return wanted(collector, item, 'number', `the price of ${what}`, scope, [unit], 'a value above zero')
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
  const value = (expr: Expr) =>
    range
      ? wanted(collector, expr, 'number', '`within`', scope, amount)
      : wanted(collector, expr, 'number', '`within`', scope, [seconds], 'a value above zero')
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
    const ident = arg.kind === 'named' ? arg.name : { name: 'over', span: arg.span }
    if (name !== 'twap' && name !== 'vwap') {
      const value = wanted(collector, arg.value, 'number', '`by`', scope)
      return value ? [{ name: ident.name, value }] : []
    }
    const word = wordOf(context, ident, ['over', 'participation', 'limit'], `\`${name}\``, scope)
    // The price of a limit is that of the leg which is worked.
    const units = word === 'limit' ? undefined : [word === 'participation' ? plain : seconds]
    const value =
      word && wanted(collector, arg.value, 'number', `\`${word}\` of \`${name}\``, scope, units, 'a value above zero')
    return value ? [{ name: word, value }] : []
  })
  return name ? { by: { name, args } } : {}
}

function present(terms: readonly (Term | undefined)[]): readonly Term[] {
  return terms.flatMap(term => term ?? [])
}
