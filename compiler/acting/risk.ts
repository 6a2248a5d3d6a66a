import type { Expr, Ident, Limit, Risk, RiskItem } from '../../grammar/ast/index.ts'
import { type Context, childScope, fail, type Scope } from '../elaborate/context.ts'
import type { RiskRule } from '../ir/acting.ts'
import type { Terms } from '../program/acting.ts'
import { allKeys } from '../program/instances.ts'
import { fixed } from '../program/keys.ts'
import { keysOf } from '../program/keys_of.ts'
import { type Term, unwrap } from '../program/term.ts'
import { plain, seconds } from '../program/unit.ts'
import type { Value } from '../program/value.ts'
import { reportingUnit } from './account.ts'
import { type Collector, wanted } from './collect.ts'
import { broken } from './conditions.ts'
import { inShapeOrder } from './declared_order.ts'
import { given, textOf } from './given.ts'
import { hidesAccount } from './hidden.ts'
import { condition, pieces } from './texts.ts'

/** Everything of all `risk` blocks. All rules hold at once: neither their order nor the block in which one stands means anything. */
export function risk(
  collector: Collector,
  blocks: readonly { readonly decl: Risk; readonly scope: Scope }[],
): readonly RiskRule<Terms>[] {
  const items = blocks.flatMap(({ decl, scope }) => decl.body.map(item => ({ decl: item, scope })))
  return inShapeOrder(items).flatMap(({ decl, scope }) => rule(collector, decl, scope) ?? [])
}

function rule(collector: Collector, item: RiskItem, scope: Scope): RiskRule<Terms> | undefined {
  const base = { place: scope.key, span: [item.span.file, item.span.start, item.span.end] as const }
  if (hidesAccount(collector.context, item, scope)) return unread(item, base, scope)
  switch (item.kind) {
    case 'veto': {
      const when = condition(collector, item.when, 'the condition of a veto', scope)
      return when && { ...base, kind: 'veto', text: pieces(collector, item.text, scope), when }
    }
    case 'halt': {
      const when = condition(collector, item.when, 'the condition of `halt`', scope)
      return { ...base, kind: 'halt', flatten: item.flatten, when: when ?? broken(item.span, scope) }
    }
    case 'require': {
      const held = wanted(collector, item.condition, 'bool', '`require`', scope)
      return held && { ...base, kind: 'require', condition: held }
    }
    case 'cooldown': {
      const time = wanted(collector, item.is, 'number', '`cooldown`', scope, [seconds], 'a value above zero')
      return time && { ...base, kind: 'cooldown', seconds: time, per: keysNamed(collector, item.per ?? [], scope) }
    }
    case 'limit':
      return limit(collector, item, base, scope)
  }
}

/** What is missing because a rule is wrong must not be missed as well. */
function unread(
  item: RiskItem,
  base: Pick<RiskRule<Terms>, 'place' | 'span'>,
  scope: Scope,
): RiskRule<Terms> | undefined {
  const is = broken(item.span, scope)
  if (item.kind === 'halt') return { ...base, kind: 'halt', flatten: item.flatten, when: is }
  return item.kind === 'limit' ? { ...base, kind: 'limit', of: '', condition: is, per: [] } : undefined
}

/** `limit orders <= 5 per 1s`, `limit position <= 5_000 USD per c`: in here `orders` and `position` are counted. */
function limit(
  collector: Collector,
  item: Limit,
  base: Pick<RiskRule<Terms>, 'place' | 'span'>,
  outer: Scope,
): RiskRule<Terms> | undefined {
  const { context } = collector
  const { condition: expr, per } = item
  const rate = per && 'kind' in per ? per : undefined
  const keys = per && !('kind' in per) ? keysNamed(collector, per as readonly Ident[], outer) : []
  const perKeys = allKeys(outer.key).filter(key => keys.includes(key.name))
  const scope = childScope(outer)
  const bind = (name: string, value: () => Value) =>
    void scope.names.set(name, { kind: 'value', value, span: expr.span })
  for (const word of ['orders', 'cancels'])
    bind(word, () => {
      const channel = { what: word, of: fixed(rate ? rate.text : 'open'), stream: 'level' as const }
      return { kind: 'scalar', term: given(channel, 'count', 'number', plain, expr.span, scope) }
    })
  const money = usesWord(expr, 'position') ? reportingUnit(context, expr.span, outer) : undefined
  if (money)
    bind('position', () => {
      const channel = { what: 'exposure', of: textOf(perKeys), stream: 'level' as const }
      return { kind: 'scalar', term: given(channel, 'notional', 'number', money, expr.span, scope) }
    })
  const within = wanted(collector, expr, 'bool', '`limit`', scope)
  if (within) countsWhole(collector, within)
  const isSound = within && compares(context, expr, outer) && (rate || saysWhose(context, expr, within, keys, outer))
  const of = expr.kind === 'binary' ? context.text(expr.left.span) : context.text(expr.span)
  const condition = isSound ? within : broken(expr.span, scope)
  return { ...base, kind: 'limit', of, condition, per: rate ? [rate.text] : keys }
}

/** `limit orders <= 5`: orders come one by one. */
function countsWhole({ written }: Collector, within: Term): void {
  const { op, args } = unwrap(within)
  if (op.op !== 'pointwise') return
  for (const [k, side] of args.entries()) {
    const { op: counted } = unwrap(side)
    if (counted.op !== 'given' || (counted.given.what !== 'orders' && counted.given.what !== 'cancels')) continue
    const most = args[1 - k]
    const use = `a limit of \`${counted.given.what}\``
    if (most) written.push({ term: most, use, span: most.span, must: 'a whole number from 1 on' })
  }
}

function compares(context: Context, expr: Expr, scope: Scope): boolean {
  if (expr.kind === 'binary' && ['<', '<=', '>', '>='].includes(expr.op)) return true
  const wanted = 'a comparison, `gross <= 10_000 USD`'
  fail(context, 'HVT2101', scope, expr.span, { what: '`limit`', wanted, found: 'another condition' })
  return false
}

/** A limit of what differs between keys of its scope names them all behind `per`. */
function saysWhose(context: Context, expr: Expr, within: Term, per: readonly string[], scope: Scope): boolean {
  const read = keysOf(within)
  const keys = allKeys(scope.key).filter(key => read.has(key) || per.includes(key.name))
  if (keys.every(key => per.includes(key.name))) return true
  const example = `per ${keys.map(key => key.name).join(', ')}`
  fail(context, 'HVT2414', scope, expr.span, { what: 'this limit', lacks: '`per`', example })
  return false
}

/** Keys of the scope by name. */
function keysNamed({ context }: Collector, per: readonly Ident[], scope: Scope): readonly string[] {
  const known = allKeys(scope.key).map(key => key.name)
  for (const { name, span } of per)
    if (!known.includes(name) && !isBound(name, scope))
      fail(context, 'HVT2412', scope, span, {
        word: name,
        what: '`per`',
        known: known.join(', '),
        suggestion: undefined,
      })
  return per.map(({ name }) => name).filter(name => known.includes(name))
}

/** Whether a name is one whose mistake has been told: a key of a universe that is wrong. */
function isBound(name: string, scope: Scope | undefined): boolean {
  const binding = scope?.names.get(name)
  return (
    scope !== undefined && (binding?.kind === 'value' ? binding.value().kind === 'error' : isBound(name, scope.parent))
  )
}

/** Whether a name stands in an expression. */
function usesWord(expr: unknown, name: string): boolean {
  if (Array.isArray(expr)) return expr.some(part => usesWord(part, name))
  if (typeof expr !== 'object' || expr === null) return false
  const node = expr as { readonly kind?: string; readonly name?: unknown }
  if (node.kind === 'name' && node.name === name) return true
  return Object.entries(expr).some(([field, part]) => field !== 'span' && usesWord(part, name))
}
