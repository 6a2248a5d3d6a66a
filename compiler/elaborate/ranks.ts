import type { Call, Expr, Over } from '../../grammar/ast/index.ts'
import type { Pointwise } from '../ir/pointwise.ts'
import { allKeys, existence, instances } from '../program/instances.ts'
import { join, type KeyScope, type KeyVar, map, memberText, ofKey, type Universe } from '../program/keys.ts'
import type { ScalarType, Term, TermOp } from '../program/term.ts'
import { plain } from '../program/unit.ts'
import { error, kindText, type Value } from '../program/value.ts'
import { type Context, childScope, fail, type Scope, term } from './context.ts'
import { tooMany } from './too-many.ts'
import { universe } from './universes.ts'

const usages: Readonly<Record<string, string>> = { rank: 'rank(x[i]) over u', top: 'top(n, by: x[i]) over u' }

/** Folds that ask where one of the keys stands among all. */
export const isRanking = (name: string) => name in usages

/** `rank(x[i])` without `over`. */
export const rankings = Object.entries(usages).map(([name, usage]) => {
  const make = ({ context, scope, span }: Pick<Parameters<typeof wrongArguments>[0], 'context' | 'scope' | 'span'>) =>
    wrongArguments({ context, scope, span, name, problem: 'is asked over keys' })
  return [name, { usage, make }] as const
})

/**
 * Within `each i in u`: `rank(x[i]) over u` is the place of the value of i among those of all members, 1 the greatest;
 * `top(n, by: x[i]) over u` is whether it is one of the first n. The value is asked once more with each member in i's place.
 */
export function ranked(context: Context, expr: Over, of: Call, name: string, scope: Scope): Value {
  const asked = questionOf(of, name)
  if (!asked || expr.name) {
    const problem = expr.name ? 'names no key of its own' : 'has other arguments'
    return wrongArguments({ context, scope, span: of.span, name, problem })
  }
  const members = universe(context, expr.in, scope)
  if (members.kind !== 'universe') return error
  const own = keyOver(scope.key, members.universe)
  if (!own)
    return fail(context, 'HVT2101', scope, expr.in.span, {
      what: `\`${name}\``,
      wanted: `to stand in \`each i in ${context.text(expr.in.span)}\``,
      found: 'no such `each` around it',
    })
  if (tooMany(context, [...allKeys(scope.key), own], expr.in.span, scope)) return error
  const missing = firstMissing(scope.key, own)
  if (missing) return fail(context, 'HVT2008', scope, of.span, { member: missing, name: context.text(asked.by.span) })
  const x = number(context, asked.by, `\`${name}\``, scope)
  const most = asked.most && number(context, asked.most, `the number of \`${name}\``, scope)
  if (!x || (asked.most && !most)) return error
  const place = placeOf(x, own, of, scope)
  return { kind: 'scalar', term: most ? term(compare('le'), [place, most], 'bool', of.span, scope) : place }
}

function questionOf({ args }: Call, name: string): { readonly by: Expr; readonly most?: Expr } | undefined {
  const [first, second, ...rest] = args
  if (first?.kind !== 'positional' || first.panes || rest.length > 0) return undefined
  if (name === 'rank') return second ? undefined : { by: first.value }
  return second?.kind === 'named' && second.name.name === 'by' ? { by: second.value, most: first.value } : undefined
}

/** The innermost key around that runs over the same members. */
function keyOver(scope: KeyScope | undefined, { members }: Universe): KeyVar | undefined {
  const text = (all: Universe['members']) => all.map(memberText).join('\n')
  return allKeys(scope).findLast(({ universe: { members: others } }) => text(others) === text(members))
}

/** A tuple of keys that is not there when another member stands in the place of one. */
function firstMissing(scope: KeyScope | undefined, own: KeyVar): string | undefined {
  const keys = allKeys(scope)
  // Without conditions all are there.
  if (keys.every(key => key.scope.where.length === 0)) return undefined
  const exists = existence(keys)
  for (const tuple of instances(keys))
    for (const member of own.universe.members) {
      const other = tuple.map((same, k) => (keys[k] === own ? member : same))
      if (!exists(other)) return other.map(memberText).join(', ')
    }
  return undefined
}

function number(context: Context, expr: Expr, what: string, scope: Scope): Term | undefined {
  const value = context.expression(expr, scope)
  if (value.kind === 'error' || (value.kind === 'scalar' && value.term.op.op === 'error')) return undefined
  if (value.kind === 'scalar' && value.term.type === 'number') return value.term
  return void fail(context, 'HVT2101', scope, expr.span, { what, wanted: 'a number', found: kindText(value) })
}

const compare = (fn: Pointwise): TermOp => ({ op: 'pointwise', fn })

/**
 * How many members are not behind: greater, or equal and not later in the order of keys. One that has a value is not behind
 * itself; one without is behind nobody, and is in no place.
 */
function placeOf(x: Term, own: KeyVar, { span }: Call, scope: Scope): Term {
  const vars: KeyVar[] = []
  const key: KeyVar = { ...own, name: `other ${own.name}`, scope: { parent: scope.key, vars, where: [] } }
  vars.push(key)
  const inside = childScope(scope, { key: key.scope })
  const make = (op: TermOp, args: readonly Term[], type: ScalarType) => term(op, args, type, span, inside)
  const truth = (fn: Pointwise, ...args: readonly Term[]) => make(compare(fn), args, 'bool')
  const count = (value: number) => make({ op: 'constant', value, unit: plain, bare: false }, [], 'number')
  const another = make(
    { op: 'ref', name: own.name, declared: span, keys: new Map([[own, { var: key }]]) },
    [x],
    'number',
  )
  const notLater = join(ofKey({ var: key }), ofKey({ var: own }), (a, b) => memberText(a) <= memberText(b))
  const first = make({ op: 'table', value: map(notLater, Number), unit: plain }, [], 'bool')
  const notBehind = truth('or', truth('gt', another, x), truth('and', truth('eq', another, x), first))
  const place = make({ op: 'over', fold: 'count', key, members: [] }, [notBehind], 'number')
  return make(compare('if'), [truth('gt', place, count(0)), place, count(Number.NaN)], 'number')
}

function wrongArguments(at: {
  readonly context: Context
  readonly scope: Scope
  readonly span: Call['span']
  readonly name: string
  readonly problem: string
}): Value {
  const { context, scope, span, name, problem } = at
  return fail(context, 'HVT2102', scope, span, { name, problem, usage: usages[name]! })
}
