import type { Binary, Expr, Span } from '../../grammar/ast/index.ts'
import { canonical, type Key, map, type NumberMember, ofKey } from '../program/keys.ts'
import { known } from '../program/known.ts'
import { substituteKey } from '../program/substitute.ts'
import type { Term } from '../program/term.ts'
import { plain } from '../program/unit.ts'
import { error, kindText, type Value } from '../program/value.ts'
import { knownSize } from './constant.ts'
import { type Context, fail, type Scope, scalar } from './context.ts'

/** More keys than that are a slip of the pen, or a strategy that nobody could run. */
const most = 10_000

/** `0..19`: every whole number from the first to the last. */
export function wholeNumbers(context: Context, { left, right, span }: Binary, scope: Scope): Value {
  const first = whole(context, left, scope)
  const last = first === undefined ? undefined : whole(context, right, scope)
  if (first === undefined || last === undefined) return error
  const count = last - first + 1
  const problem = count < 1 ? 'ends before it begins' : `has more than ${most.toLocaleString('en-US')} numbers`
  if (count < 1 || count > most) return fail(context, 'HVT2131', scope, span, { what: 'this range of keys', problem })
  const members = Array.from({ length: count }, (_, i): NumberMember => ({ kind: 'number', value: first + i }))
  return { kind: 'universe', universe: canonical(members) }
}

/** A key that is a number is a plain number wherever it stands: another one in each instance. */
export function numberKey(key: Key, span: Span, scope: Scope): Value {
  const value = map(ofKey<NumberMember>(key), member => member.value)
  return scalar({ op: 'table', value, unit: plain, key }, [], 'number', span, scope)
}

/** What a number in brackets names: the key of an `each`, or the member of that number. Undefined for what is calculated. */
export function numberKeyOf(term: Term): Key | undefined {
  if (term.op.op === 'table') return term.op.key
  const inner = term.op.op === 'ref' ? numberKeyOf(term.args[0]!) : undefined
  if (inner && term.op.op === 'ref') return substituteKey(inner, term.op.keys)
  const size = term.type === 'number' ? knownSize(term) : undefined
  const value = size && 'count' in size ? size.count : undefined
  return value !== undefined && Number.isInteger(value) ? { member: { kind: 'number', value } } : undefined
}

function whole(context: Context, expr: Expr, scope: Scope): number | undefined {
  const value = context.expression(expr, scope)
  if (value.kind === 'error' || (value.kind === 'scalar' && value.term.op.op === 'error')) return undefined
  const what = 'an end of a range of keys'
  const size = value.kind === 'scalar' ? knownSize(value.term) : undefined
  if (value.kind === 'scalar' && known(value.term) === undefined) fail(context, 'HVT2103', scope, expr.span, { what })
  else if (!size || !('count' in size)) {
    const found = size && 'other' in size ? size.other : size ? 'a duration' : kindText(value)
    fail(context, 'HVT2101', scope, expr.span, { what, wanted: 'a whole number', found })
  } else if (!Number.isSafeInteger(size.count))
    fail(context, 'HVT2131', scope, expr.span, { what, problem: 'is no whole number' })
  else return size.count
  return undefined
}
