import type { Expect, Expr } from '../../grammar/ast/index.ts'
import { accountWords } from '../acting/account.ts'
import { type Collector, wanted } from '../acting/collect.ts'
import { fail, type Scope } from '../elaborate/context.ts'
import { columnsOf } from '../elaborate/streams.ts'
import type { Expectation } from '../ir/testing.ts'
import { known } from '../program/known.ts'
import type { FeatureDecl, NamedTerm } from '../program/program.ts'
import { seconds } from '../program/unit.ts'
import { isNeverFalse } from './certain.ts'
import { asksOnly, type Says } from './vacuous.ts'

/** An expectation, and the output by which a run sees it. */
export interface Expected {
  readonly expectation: Expectation
  readonly feature: FeatureDecl
}

/** @param says What the test itself says, by channel: an expectation that reads only that expects nothing of the strategy. */
export function expected(
  collector: Collector,
  of: Expect,
  number: number,
  says: Says,
  scope: Scope,
): Expected | undefined {
  const { context } = collector
  const condition = wanted(collector, of.condition, 'bool', '`expect`', scope)
  const time = timeOf(collector, of, scope)
  if (!condition || time === undefined) return undefined
  const text = oneLine(context.text(of.condition.span))
  if (known(condition) !== undefined) fail(context, 'HVT2433', scope, of.condition.span, { text })
  else if (asksOnly(condition, says)) fail(context, 'HVT2434', scope, of.condition.span, { text })
  else if (isNeverFalse(condition)) fail(context, 'HVT2437', scope, of.condition.span, { text })
  const output = `expect ${number}`
  const columns = [
    { name: output, span: of.span, term: condition },
    ...parts(collector, of.condition, scope).map(({ name, ...rest }) => ({ ...rest, name: `${output}: ${name}` })),
  ]
  const place = [of.span.file, of.span.start, of.span.end] as const
  return {
    expectation: { text, span: place, hold: of.hold, time, output, orders: /\b(orders|working)\b/.test(text) },
    feature: { kind: 'feature', name: output, span: of.span, scope: undefined, columns },
  }
}

/** µs from the beginning of the test. */
function timeOf(collector: Collector, { time, hold }: Expect, scope: Scope): number | undefined {
  const term = wanted(collector, time, 'number', `\`${hold}\``, scope, [seconds])
  const value = term && known(term)
  if (term && value === undefined) fail(collector.context, 'HVT2103', scope, time.span, { what: `\`${hold}\`` })
  if (value === undefined || value >= 0) return value === undefined ? undefined : Math.round(value * 1e6)
  fail(collector.context, 'HVT2438', scope, time.span, { time: collector.context.text(time.span) })
  return undefined
}

/** The sides of its comparisons and the names in them, each once: what it was made of. */
function parts(collector: Collector, condition: Expr, scope: Scope): readonly NamedTerm[] {
  const { context } = collector
  const found = new Map<string, NamedTerm>()
  const seen = (expr: Expr) => {
    const name = oneLine(context.text(expr.span))
    if (found.has(name) || expr === condition) return
    const value = context.expression(expr, scope)
    const terms = value.kind === 'error' ? [] : (columnsOf(name, level(value), expr.span) ?? [])
    if (terms.length === 1 && known(terms[0]!.term) === undefined) found.set(name, { ...terms[0]!, name })
  }
  const walk = (expr: Expr) => {
    switch (expr.kind) {
      case 'binary':
        if (comparisons.has(expr.op)) for (const side of [expr.left, expr.right]) if (!isWord(side)) seen(side)
        if (!isWord(expr.left)) walk(expr.left)
        if (!isWord(expr.right)) walk(expr.right)
        return
      case 'unary':
        return walk(expr.of)
      case 'name':
      case 'member':
      case 'index':
        return seen(expr)
      case 'call':
        if (expr.of.kind !== 'name' || !pointwise.has(expr.of.name)) return seen(expr)
        for (const arg of expr.args) if (arg.kind === 'positional') walk(arg.value)
        return
    }
  }
  walk(condition)
  return [...found.values()]

  /** `idle` beside a cycle is a word, and no name; `equity` is one of the account. */
  function isWord(expr: Expr): boolean {
    return expr.kind === 'name' && !accountWords.has(expr.name) && !isKnown(expr.name, scope)
  }
}

function isKnown(name: string, scope: Scope | undefined): boolean {
  return scope !== undefined && (scope.names.has(name) || scope.inner.has(name) || isKnown(name, scope.parent))
}

const comparisons: ReadonlySet<string> = new Set(['<', '<=', '>', '>=', '==', '!='])
const pointwise: ReadonlySet<string> = new Set(
  'abs sign sqrt exp log pow min max round floor ceil not present'.split(' '),
)

function level<V extends { readonly kind: string }>(value: V): V {
  return value.kind === 'record' ? ({ ...value, event: undefined } as V) : value
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim()
