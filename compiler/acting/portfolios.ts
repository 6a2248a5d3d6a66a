import type { Portfolio as PortfolioDecl, PortfolioItem, Rank } from '../../grammar/ast/index.ts'
import { childScope, fail, type Scope } from '../elaborate/context.ts'
import { eventOf } from '../elaborate/events.ts'
import { keyValue } from '../elaborate/instruments.ts'
import { universe } from '../elaborate/universes.ts'
import type { Portfolio } from '../ir/acting.ts'
import type { Terms } from '../program/acting.ts'
import type { KeyScope, KeyVar } from '../program/keys.ts'
import type { Term } from '../program/term.ts'
import { plain } from '../program/unit.ts'
import { type Collector, wanted } from './collect.ts'

/** `portfolio book over i in x[perps] at weekly(mon, 00:10) { long top 10 by strength[i]  weight 1 / vol[i] }` */
export function portfolio(
  collector: Collector,
  decl: PortfolioDecl,
  outer: Scope,
): Omit<Portfolio<Terms>, 'place' | 'span'> | undefined {
  const { context } = collector
  const members = universe(context, decl.in, outer)
  const at = eventOf(context, context.expression(decl.at, outer), outer, decl.at.span, '`at`')
  if (at) collector.written.push({ term: at, use: '`at`', span: decl.at.span })
  if (members.kind !== 'universe') return undefined
  const vars: KeyVar[] = []
  const key: KeyScope = { parent: outer.key, vars, where: [] }
  const keyVar: KeyVar = { name: decl.key.name, universe: members.universe, scope: key }
  vars.push(keyVar)
  const scope = childScope(outer, { key })
  const of = keyValue({ var: keyVar }, decl.key.span, scope)
  scope.names.set(decl.key.name, { kind: 'value', value: () => of, span: decl.key.span })
  if (of.kind !== 'instrument') {
    const found = `a universe of ${members.universe.of}s`
    fail(context, 'HVT2101', outer, decl.in.span, { what: '`portfolio`', wanted: 'instruments, `x[perps]`', found })
    return undefined
  }
  const ranks = decl.items.flatMap(item => (item.kind === 'rank' ? (rank(collector, item, scope) ?? []) : []))
  if (!decl.items.some(item => item.kind === 'rank'))
    fail(context, 'HVT2414', outer, decl.name.span, {
      what: 'a portfolio',
      lacks: 'what it holds',
      example: 'long top 10 by x[i]',
    })
  const sizing = sizingOf(collector, decl.items, scope)
  return at && { name: decl.name.name, members: key, on: of.ref, at, ranks, sizing }
}

const musts = { weight: undefined, target_vol: 'a value above zero', band: 'zero or more' } as const

function rank(collector: Collector, item: Rank, scope: Scope): Portfolio<Terms>['ranks'][number] | undefined {
  const count = wanted(
    collector,
    item.count,
    'number',
    `\`${item.side}\``,
    scope,
    [plain],
    'zero or a whole number above it',
  )
  const by = wanted(collector, item.by, 'number', '`by`', scope)
  return count && by && { side: item.side, end: item.end, count, by }
}

function sizingOf(collector: Collector, items: readonly PortfolioItem[], scope: Scope): Portfolio<Terms>['sizing'] {
  const sizing: { [word in 'weight' | 'target_vol' | 'band']?: Term } = {}
  for (const item of items) {
    if (item.kind === 'rank') continue
    if (sizing[item.kind])
      fail(collector.context, 'HVT2415', scope, item.span, { what: 'a portfolio', clause: item.kind })
    const units = item.kind === 'weight' ? undefined : [plain]
    const value = wanted(collector, item.is, 'number', `\`${item.kind}\``, scope, units, musts[item.kind])
    if (value) sizing[item.kind] = value
  }
  return sizing
}
