import type { Expr, Param } from '../../grammar/ast/index.ts'
import { allKeys, inScopeOrder, instances } from '../program/instances.ts'
import { type Assignment, type KeyVar, type Member, memberText } from '../program/keys.ts'
import { known } from '../program/known.ts'
import type { ParamDecl } from '../program/program.ts'
import type { ParamTerm, Term, TermOp } from '../program/term.ts'
import { isPlain, plain, type Unit } from '../program/unit.ts'
import { error, kindText, type Value } from '../program/value.ts'
import { simpleUnit } from './constant.ts'
import { type Context, fail, type Scope, term } from './context.ts'

/** `param max_age = 5s in 1s .. 30s`, its value replaced where the run sets it; `per s`: one for each member of a key. */
export function param(context: Context, decl: Param, scope: Scope): Value {
  const keys = keysOf(context, decl, scope)
  const written = number(context, decl.is, scope)
  const range = decl.in ? ends(context, decl.in, scope) : []
  if (!keys || !written || !range) return error
  const all = context.overrides.get(decl.name.name)
  const tuples = instances(keys)
  const members = tuples.map(tuple => {
    const name = nameOf(decl.name.name, tuple)
    return set(context, { decl, name, written, range }, context.overrides.get(name) ?? all, scope)
  })
  // Of an `each` without instances, which is told where it stands, nothing more is said.
  if (members.includes(undefined) || members.length === 0) return error
  const each = members as Given[]
  const [first] = each as [Given]
  const index = new Map(tuples.map((tuple, i) => [nameOf('', tuple), each[i]!.is]))
  // A tuple that a `where` leaves out is asked for while the others are sought.
  const at = (assign: Assignment) => index.get(nameOf('', keys.map(assign))) ?? first.is
  const op: TermOp = decl.per
    ? { op: 'params', params: { keys, at }, unit: first.is.unit }
    : { op: 'param', param: first.is }
  const result = term(op, [], written.type, decl.name.span, scope)
  const declared = each.map(({ is, given }, i): ParamDecl => {
    const isBare = ({ op }: Term) => op.op === 'constant' && op.bare
    const own = (of: Term) => (decl.per && !isBare(of) ? ofMember(of, decl, keys, tuples[i]!) : of)
    return { term: own(result), is, values: [written, ...given, ...range].map(own) }
  })
  params.set(result, declared)
  return { kind: 'scalar', term: result }
}

interface Given {
  readonly is: ParamTerm
  /** The value that the run gives it, if it does. */
  readonly given: readonly Term[]
}

/** One param with its present value. */
function set(
  context: Context,
  { decl, name, written, range }: { decl: Param; name: string; written: Term; range: readonly Term[] },
  override: Expr | undefined,
  scope: Scope,
): Given | undefined {
  const given = override ? number(context, override, scope) : written
  if (!given) return undefined
  const { span } = override ?? decl.is
  const value = known(given)!
  const text = context.text(span)
  if (given.type !== written.type) {
    const [wanted, found] = [words(written), words(given)]
    fail(context, 'HVT2101', scope, span, { what: `param \`${name}\``, wanted, found })
  } else if (decl.in && !allows(decl.in, range.map(known) as number[], value))
    fail(context, 'HVT2106', scope, span, { name, value: text, range: context.text(decl.in.span) })
  else return { is: { name, value, unit: unitOf([written, ...range]), text }, given: override ? [given] : [] }
  return undefined
}

/** The keys after `per`, in the order of the scopes: those of the `each` around it. */
function keysOf(context: Context, { per = [] }: Param, scope: Scope): readonly KeyVar[] | undefined {
  const around = allKeys(scope.key)
  const found = per.map(({ name, span }) => {
    const key = around.find(key => key.name === name)
    if (!key) fail(context, 'HVT2132', scope, span, { name, known: around.map(key => key.name).join(', ') })
    return key
  })
  return found.includes(undefined) ? undefined : inScopeOrder(found as KeyVar[])
}

/** `clip[BTC/USD, kraken]`: as a stream of those keys is read. */
function nameOf(name: string, tuple: readonly Member[]): string {
  return tuple.length > 0 ? `${name}[${tuple.map(memberText).join(', ')}]` : name
}

/** A term of all members as that of one: units that hang on a key are those of the member. */
function ofMember(of: Term, { name }: Param, keys: readonly KeyVar[], tuple: readonly Member[]): Term {
  const members = new Map(keys.map((key, i) => [key, { member: tuple[i]! }]))
  const ref: TermOp = { op: 'ref', name: name.name, declared: name.span, keys: members }
  return { ...of, op: ref, args: [of], depth: of.depth + 1 }
}

const params = new WeakMap<Term, readonly ParamDecl[]>()

/** What a param's declaration declares: one param, or one for each member. */
export function paramDecls(value: Value): readonly ParamDecl[] {
  return value.kind === 'scalar' ? (params.get(value.term) ?? []) : []
}

function allows(range: Expr, values: readonly number[], value: number): boolean {
  if (range.kind === 'list') return values.includes(value)
  return values[0]! <= value && value <= values[1]!
}

/** A value known before the run; anything else is told, and undefined. */
function number(context: Context, expr: Expr, scope: Scope): Term | undefined {
  const value = context.expression(expr, scope)
  if (value.kind === 'error' || (value.kind === 'scalar' && value.term.op.op === 'error')) return undefined
  if (value.kind !== 'scalar')
    fail(context, 'HVT2101', scope, expr.span, {
      what: 'a param',
      wanted: 'a number, a duration, `true` or `false`',
      found: kindText(value),
    })
  else if (known(value.term) === undefined) fail(context, 'HVT2103', scope, expr.span, { what: 'a param' })
  else if (!Number.isFinite(known(value.term))) fail(context, 'HVT2111', scope, expr.span, { what: 'a param' })
  else return value.term
  return undefined
}

/** The two ends of `lo .. hi`, or the choices of a list. */
function ends(context: Context, range: Expr, scope: Scope): readonly Term[] | undefined {
  const exprs =
    range.kind === 'list'
      ? range.items
      : range.kind === 'binary' && range.op === '..'
        ? [range.left, range.right]
        : undefined
  if (!exprs) {
    fail(context, 'HVT2101', scope, range.span, {
      what: '`in`',
      wanted: 'a range (`1 .. 5`) or a list',
      found: 'neither',
    })
    return undefined
  }
  const terms = exprs.map(e => number(context, e, scope))
  if (terms.includes(undefined)) return undefined
  const [low, high] = (terms as Term[]).map(known)
  if (range.kind !== 'list' && low! > high!) {
    fail(context, 'HVT2104', scope, range.span, { what: 'this range', problem: 'ends before it begins' })
    return undefined
  }
  return terms as Term[]
}

/** A bare 0 takes the unit of the range. */
function unitOf(terms: readonly Term[]): Unit {
  for (const unit of terms.map(simpleUnit)) if (unit && unit !== 'mixed' && !isPlain(unit)) return unit
  return plain
}

const words = (term: Term) => kindText({ kind: 'scalar', term })
