import type { Call, Expr, Over } from '../../grammar/ast/index.ts'
import type { KeyFold } from '../ir/keys.ts'
import { allKeys } from '../program/instances.ts'
import { type KeyScope, type KeyVar, memberText, type Universe } from '../program/keys.ts'
import type { Term } from '../program/term.ts'
import { error, kindText, type Value } from '../program/value.ts'
import { choiceNumber } from './choices.ts'
import { ratioOf } from './constant.ts'
import { type Context, childScope, fail, type Scope, term } from './context.ts'
import { keyValue } from './instruments.ts'
import { isRanking, ranked } from './ranks.ts'
import { tooMany } from './too-many.ts'
import { universe } from './universes.ts'

const folds = new Set<string>([
  ...(['sum', 'mean', 'var', 'std', 'min', 'max', 'argmin', 'argmax'] satisfies KeyFold[]),
  ...(['count', 'first', 'last', 'quantile'] satisfies KeyFold[]),
])

/** `sum(x[k]) over k in u`: a fold over the members of a universe. `sum(x) over u`: of the stream x of each. */
export function over(context: Context, expr: Over, scope: Scope): Value {
  const wants = (at: Expr, wanted: string, found: string) =>
    fail(context, 'HVT2101', scope, at.span, { what: '`over`', wanted, found })
  const { of } = expr
  if (of.kind !== 'call' || of.of.kind !== 'name') return wants(of, 'a fold, `sum(x[k]) over k in u`', 'something else')
  const name = of.of.name
  if (isRanking(name)) return ranked(context, expr, of, name, scope)
  if (!folds.has(name))
    return wants(
      of.of,
      'sum, mean, var, std, min, max, argmin, argmax, count, first, last, quantile, rank or top',
      `\`${name}\``,
    )
  const [x, ratio] = of.args.flatMap(arg => (arg.kind === 'positional' && !arg.panes ? [arg.value] : []))
  const two = name === 'quantile'
  if (!x || of.args.length !== (two ? 2 : 1) || (two && !ratio))
    return fail(context, 'HVT2102', scope, of.span, {
      name,
      problem: `takes ${two ? 'two arguments' : 'one argument'} over keys, found ${of.args.length}`,
      usage: `${name}(x[k]${two ? ', q' : ''}) over k in u`,
    })
  const members = universe(context, expr.in, scope)
  if (members.kind !== 'universe') return error
  const inside = opened(context, expr, members.universe, scope)
  const each = inside && (expr.name ? x : indexed(x))
  if (!inside) return error
  if (!each) return wants(x, 'the name of a stream of each key, or `over k in …`', 'another expression')
  if (!ratio) return folded(context, of, { fold: name as KeyFold }, each, inside, scope)
  const q = ratioOf(context, context.expression(ratio, scope), scope, ratio.span)
  return q === undefined ? error : folded(context, of, { fold: 'quantile', q }, each, inside, scope)
}

/** A scope in which the key is bound: to its name, or to one that cannot be written. */
function opened(context: Context, { name, in: within }: Over, members: Universe, scope: Scope): Opened | undefined {
  const vars: KeyVar[] = []
  const key: KeyScope = { parent: scope.key, vars, where: [] }
  const keyVar: KeyVar = { name: name?.name ?? 'key', universe: members, scope: key }
  vars.push(keyVar)
  for (let s: Scope | undefined = scope; s && name; s = s.parent)
    if (s.names.has(name.name)) return void fail(context, 'HVT2002', scope, name.span, { name: name.name })
  if (tooMany(context, allKeys(key), within.span, scope)) return undefined
  const inside = childScope(scope, { key })
  inside.names.set(name?.name ?? unnamed, {
    kind: 'value',
    value: () => keyValue({ var: keyVar }, name?.span ?? within.span, inside),
    span: name?.span ?? within.span,
  })
  return { inside, key: keyVar }
}

interface Opened {
  readonly inside: Scope
  readonly key: KeyVar
}

interface Folding {
  readonly fold: KeyFold
  readonly q?: number
}

const unnamed = 'the key'

/** `x` as `x[k]`, `x.f` as `x[k].f`. */
function indexed(expr: Expr): Expr | undefined {
  if (expr.kind === 'name')
    return { kind: 'index', of: expr, keys: [{ kind: 'name', name: unnamed, span: expr.span }], span: expr.span }
  const of = expr.kind === 'member' ? indexed(expr.of) : undefined
  return of && expr.kind === 'member' ? { ...expr, of } : undefined
}

function folded(
  context: Context,
  at: Call,
  { fold, q }: Folding,
  expr: Expr,
  { inside, key }: Opened,
  scope: Scope,
): Value {
  const value = context.expression(expr, inside)
  if (value.kind === 'error') return error
  const wanted = fold === 'count' ? 'bool' : 'number'
  if (value.kind !== 'scalar' || (value.term.type !== wanted && value.term.op.op !== 'error'))
    return fail(context, 'HVT2101', scope, expr.span, {
      what: `\`${fold}\` over keys`,
      wanted: wanted === 'bool' ? 'a condition' : 'a number',
      found: kindText(value),
    })
  const { term: of } = value
  const make = (f: KeyFold, type: Term['type'], members: readonly number[] = []): Value => ({
    kind: 'scalar',
    term: term({ op: 'over', fold: f, key, members, ...(q !== undefined && { q }) }, [of], type, at.span, scope),
  })
  if (fold !== 'argmin' && fold !== 'argmax') return make(fold, 'number')
  const members = key.universe.members.map(member => choiceNumber(context, memberText(member)))
  const fields = new Map([
    ['key', () => make(fold, 'choice', members)],
    ['value', () => make(fold === 'argmin' ? 'min' : 'max', 'number')],
  ])
  return { kind: 'record', what: 'the best of the keys', fields }
}
