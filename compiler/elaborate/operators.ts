import type { Binary, BinaryOp, Expr, Unary } from '../../grammar/ast/index.ts'
import type { Pointwise } from '../ir/pointwise.ts'
import { fixed, join, map, memberText, type Static } from '../program/keys.ts'
import type { ScalarType, Term } from '../program/term.ts'
import { plain } from '../program/unit.ts'
import { error, kindText, type Value } from '../program/value.ts'
import { among } from './among.ts'
import { checkPossible, choiceOf, possible } from './choices.ts'
import { type Context, fail, type Scope, scalar, term } from './context.ts'
import { keyText } from './key-text.ts'
import { isUnknown } from './names.ts'
import { raised } from './powers.ts'

const arithmetic: Partial<Record<BinaryOp, Pointwise>> = { '+': 'add', '-': 'sub', '*': 'mul', '/': 'div' }
const comparisons: Partial<Record<BinaryOp, Pointwise>> = {
  '<': 'lt',
  '<=': 'le',
  '>': 'gt',
  '>=': 'ge',
  '==': 'eq',
  '!=': 'ne',
}

export function binary(context: Context, expr: Binary, scope: Scope): Value {
  const left = context.expression(expr.left, scope)
  const asked =
    left.kind === 'scalar' || (left.kind === 'record' && left.self) ? among(context, expr, scope) : undefined
  if (asked) return asked
  // A range means something beside a value only.
  if (left.kind === 'error' && (expr.op === 'in' || expr.op === 'not in')) return error
  const right = wordOf(context, left, expr, scope) ?? context.expression(expr.right, scope)
  if (left.kind === 'error' || right.kind === 'error') return error
  const keys = keyComparison(context, expr, left, right, scope)
  if (keys) return keys
  const words = choiceComparison(context, expr, left, right, scope)
  if (words) return words
  if (expr.op === '..') {
    const found = 'a range, which stands after `in`: `x in 1 .. 5`'
    return fail(context, 'HVT2101', scope, expr.opSpan, { what: 'this place', wanted: 'a value', found })
  }
  if (expr.op === 'in' || expr.op === 'not in') {
    if (right.kind === 'universe') return fail(context, 'HVT2011', scope, expr.opSpan, { what: `\`${expr.op}\` here` })
    const wanted = 'a list or a range after it (`[CALM, BRISK]`, `1 .. 5`)'
    return fail(context, 'HVT2101', scope, expr.right.span, { what: `\`${expr.op}\``, wanted, found: kindText(right) })
  }
  const a = operand(context, left, expr.left, expr.op, scope)
  const b = a && operand(context, right, expr.right, expr.op, scope)
  if (!a || !b) return error
  const pointwise = (fn: Pointwise, type: ScalarType) => scalar({ op: 'pointwise', fn }, [a, b], type, expr.span, scope)
  const wants = (wanted: string, found: Term, at: Expr) =>
    fail(context, 'HVT2101', scope, at.span, {
      what: `\`${expr.op}\``,
      wanted,
      found: kindText({ kind: 'scalar', term: found }),
    })

  if (expr.op === 'and' || expr.op === 'or') {
    if (a.type !== 'bool') return wants('a condition', a, expr.left)
    return b.type === 'bool' ? pointwise(expr.op, 'bool') : wants('a condition', b, expr.right)
  }
  if (expr.op === '??')
    return a.type === b.type
      ? scalar({ op: 'coalesce' }, [a, b], a.type, expr.span, scope)
      : wants(kindText({ kind: 'scalar', term: a }), b, expr.right)
  const comparison = comparisons[expr.op]
  if (comparison) {
    const ordered = comparison !== 'eq' && comparison !== 'ne'
    if (ordered && (a.type === 'bool' || a.type === 'choice')) return wants('a number', a, expr.left)
    return a.type === b.type
      ? pointwise(comparison, 'bool')
      : wants(kindText({ kind: 'scalar', term: a }), b, expr.right)
  }
  if (expr.op === '-' && a.type === 'time' && b.type === 'time') return pointwise('elapsed', 'number')
  if (expr.op === '+' && a.type === 'time' && b.type === 'number') return pointwise('later', 'time')
  if (expr.op === '-' && a.type === 'time' && b.type === 'number') {
    const back = term({ op: 'pointwise', fn: 'neg' }, [b], 'number', expr.right.span, scope)
    return scalar({ op: 'pointwise', fn: 'later' }, [a, back], 'time', expr.span, scope)
  }
  if (a.type !== 'number') return wants('a number', a, expr.left)
  if (b.type !== 'number') return wants('a number', b, expr.right)
  return expr.op === '^'
    ? { kind: 'scalar', term: raised(a, b, expr.span, scope) }
    : pointwise(arithmetic[expr.op]!, 'number')
}

export function unary(context: Context, expr: Unary, scope: Scope): Value {
  const value = context.expression(expr.of, scope)
  if (value.kind === 'error') return error
  const of = operand(context, value, expr.of, expr.op, scope)
  if (!of) return error
  const wanted = expr.op === 'not' ? 'bool' : 'number'
  if (of.type !== wanted)
    return fail(context, 'HVT2101', scope, expr.of.span, {
      what: `\`${expr.op}\``,
      wanted: wanted === 'bool' ? 'a condition' : 'a number',
      found: kindText(value),
    })
  if (expr.op === '+') return value
  const { op } = of
  if (expr.op === '-' && op.op === 'constant')
    return scalar({ ...op, value: -op.value }, [], 'number', expr.span, scope)
  return scalar({ op: 'pointwise', fn: expr.op === 'not' ? 'not' : 'neg' }, [of], wanted, expr.span, scope)
}

/** `cheap != dear`: keys compare by what they name. */
function keyComparison(context: Context, expr: Binary, left: Value, right: Value, scope: Scope): Value | undefined {
  const a = keyText(left)
  if (!a) return undefined
  if ((expr.op === 'in' || expr.op === 'not in') && (right.kind === 'list' || right.kind === 'universe')) {
    const texts = right.kind === 'universe' ? [] : right.items.map(keyText)
    if (texts.includes(undefined)) return undefined
    const members = right.kind === 'universe' ? right.universe.members.map(memberText) : []
    const inList = (texts as Static<string>[]).reduce(
      (found, text) =>
        join(
          join(a, text, (x, y) => x === y),
          found,
          (x, y) => x || y,
        ),
      map(a, x => members.includes(x)),
    )
    return table(expr.op === 'in' ? inList : map(inList, x => !x), expr, scope)
  }
  const b = keyText(right)
  if (!b || (expr.op !== '==' && expr.op !== '!=')) return undefined
  if (left.kind !== right.kind)
    return fail(context, 'HVT2101', scope, expr.right.span, {
      what: `\`${expr.op}\``,
      wanted: kindText(left),
      found: kindText(right),
    })
  return table(
    join(a, b, (x, y) => (x === y) === (expr.op === '==')),
    expr,
    scope,
  )
}

/** `regime == CALM`, `best.key != v`: a choice and a word or a key. */
function choiceComparison(context: Context, expr: Binary, left: Value, right: Value, scope: Scope): Value | undefined {
  if (expr.op !== '==' && expr.op !== '!=') return undefined
  const [a, b] = [choiceOf(context, left, expr.left.span, scope), choiceOf(context, right, expr.right.span, scope)]
  if (!a || !b) return undefined
  if (!checkPossible(context, a, b, scope) || !checkPossible(context, b, a, scope)) return error
  return scalar({ op: 'pointwise', fn: expr.op === '==' ? 'eq' : 'ne' }, [a, b], 'bool', expr.span, scope)
}

/** `carry == idle`: a word that the value can be, or cannot, where one stands beside it. */
function wordOf(context: Context, of: Value, { op, right }: Binary, scope: Scope): Value | undefined {
  if (right.kind !== 'name' || (op !== '==' && op !== '!=')) return undefined
  // What it can be is not known of what is wrong.
  if (of.kind === 'error') return isUnknown(context, right.name, scope) ? error : undefined
  const state = of.kind === 'record' ? of.self : of.kind === 'scalar' ? of.term : undefined
  const values = state?.type === 'choice' ? possible(state) : undefined
  if (!values) return undefined
  const isWord = [...values].some(n => context.choices[n] === right.name) || isUnknown(context, right.name, scope)
  return isWord ? { kind: 'text', is: fixed(right.name) } : undefined
}

function table(value: Static<boolean>, expr: Binary, scope: Scope): Value {
  return scalar({ op: 'table', value: map(value, Number), unit: plain }, [], 'bool', expr.span, scope)
}

function operand(context: Context, value: Value, expr: Expr, op: string, scope: Scope): Term | undefined {
  if (value.kind === 'scalar') return value.term
  const wanted = op === 'and' || op === 'or' || op === 'not' ? 'a condition' : 'a number'
  const parts = value.kind === 'record' && value.what !== 'a signal' && { parts: [...value.fields.keys()] }
  fail(context, 'HVT2101', scope, expr.span, { what: `\`${op}\``, wanted, found: kindText(value), ...parts })
  return undefined
}
