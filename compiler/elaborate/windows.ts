import type { Span } from '../../grammar/ast/index.ts'
import { type Aggregate, holding } from '../ir/windows.ts'
import { known } from '../program/known.ts'
import type { Extent, Term } from '../program/term.ts'
import { plain } from '../program/unit.ts'
import { error, kindText, type Value } from '../program/value.ts'
import { durationProblem, knownSize } from './constant.ts'
import { type Context, fail, type Scope, scalar, term } from './context.ts'

/** An argument of a window operator. */
export interface Part {
  readonly value: Value
  readonly span: Span
  readonly written: boolean
}

interface Use {
  readonly context: Context
  readonly scope: Scope
  readonly span: Span
  readonly name: string
}

/** What stands in the place of a window: a past extent, with the event it begins at, or the future. */
export type Window =
  | { readonly kind: 'past'; readonly over: Extent; readonly since: readonly Term[] }
  | { readonly kind: 'next'; readonly horizon: number; readonly span: Span }

/**
 * `mean(x, 20)`: over the last 20 ticks; `10s`: over time; `1h by 1s`: over panes; `since(e)`: reset at e; `next 20m`: over
 * the 20 minutes to come, which is hindsight.
 */
export function windowOf(use: Use, part: Part): Window | undefined {
  const { context, scope, name } = use
  const { value, span } = part
  const what = `the window of \`${name}\``
  if (value.kind === 'error' || (value.kind === 'scalar' && value.term.op.op === 'error')) return undefined
  if (value.kind === 'next') return { kind: 'next', horizon: value.horizon, span }
  if (value.kind === 'panes') return past({ kind: 'panes', span: value.over, pane: value.pane })
  if (value.kind !== 'scalar') {
    fail(context, 'HVT2101', scope, span, { what, wanted: 'a number of ticks or a duration', found: kindText(value) })
    return undefined
  }
  const e = sinceEvent(value.term)
  if (e) return past({ kind: 'since' }, [e])
  const size = knownSize(value.term)
  if (!size) {
    fail(context, 'HVT2103', scope, span, { what })
    return undefined
  }
  if ('other' in size) {
    fail(context, 'HVT2203', scope, span, { what, wanted: 'a number of ticks or a duration', found: size.other })
    return undefined
  }
  const wrong = (problem: string) => void fail(context, 'HVT2104', scope, span, { what, problem })
  if ('micros' in size) {
    const problem = durationProblem(size.micros)
    return problem ? wrong(problem) : past({ kind: 'time', span: size.micros })
  }
  if (!Number.isInteger(size.count) || size.count < 1 || size.count > 1e6)
    return wrong('is no whole number from 1 to 1,000,000')
  return past({ kind: 'count', n: size.count })
}

function past(over: Extent, since: readonly Term[] = []): Window {
  return { kind: 'past', over, since }
}

/** The event of `since(e)`, under whatever names it was reached by. */
function sinceEvent(t: Term): Term | undefined {
  if (t.op.op === 'since') return t.args[0]
  if (t.op.op !== 'ref') return undefined
  const inner = sinceEvent(t.args[0]!)
  return inner && { ...t, args: [inner], type: inner.type }
}

/** The aggregate of inputs over a window; undefined where a mistake was told. */
export function aggregate(use: Use, of: Aggregate, inputs: readonly Term[], part: Part): Term | undefined {
  const { scope, span } = use
  const window = windowOf(use, part)
  if (!window) return undefined
  const type = of === 'argmin' || of === 'argmax' ? 'time' : valued.has(of) ? inputs[0]!.type : 'number'
  if (window.kind === 'next') {
    const op = { op: 'next', aggregate: of, horizon: window.horizon, window: window.span } as const
    return term(op, inputs, type === 'time' && inputs[0]!.type !== 'time' ? 'number' : type, span, scope)
  }
  const { over, since } = window
  if (over.kind === 'count' && of === 'last') return term({ op: 'prev', n: 0 }, inputs, type, span, scope)
  const unsure = (of === 'min' || of === 'max') && (over.kind === 'time' || part.written)
  return term({ op: 'window', aggregate: of, over, unsure }, [...inputs, ...since], type, span, scope)
}

/** Those whose value is one of the ticks, and a mean, which lies among them. */
const valued: ReadonlySet<Aggregate> = new Set<Aggregate>([...holding, 'mean'])

/** `argmin(x, w)`: the least value, and how long ago it was; in a window to come, `after` how long. */
export function extreme(use: Use, of: 'argmin' | 'argmax', x: Term, part: Part): Value {
  const { scope, span } = use
  const value = aggregate(use, of === 'argmin' ? 'min' : 'max', [x], { ...part, written: false })
  const time = value && aggregate(use, of, [x], part)
  if (!time) return error
  const future = time.op.op === 'next'
  const now = term({ op: 'now' }, [], 'time', span, scope)
  const age = future ? time : term({ op: 'pointwise', fn: 'elapsed' }, [now, time], 'number', span, scope)
  return parts('an extreme', { value: sure(value), [future ? 'after' : 'age']: age })
}

/** `ols(y, x, w)`: the line y = intercept + slope · x of least squares. */
export function line(use: Use, inputs: readonly Term[], part: Part): Value {
  const slope = aggregate(use, 'slope', inputs, part)
  const intercept = slope && aggregate(use, 'intercept', inputs, part)
  return intercept ? parts('a fitted line', { slope, intercept }) : error
}

export function quantile(use: Use, x: Term, written: string, q: number, part: Part): Value {
  const { context, scope, span } = use
  const window = windowOf(use, part)
  if (!window) return error
  if (window.kind === 'next') return fail(context, 'HVT2011', scope, part.span, { what: 'a quantile of the future' })
  const { over } = window
  if (over.kind === 'panes' || over.kind === 'since')
    return fail(context, 'HVT2308', scope, part.span, {
      window: over.kind === 'panes' ? 'panes' : '`since`',
      x: written,
    })
  return scalar({ op: 'quantile', q, over }, [x], x.type, span, scope)
}

/**
 * Whether a value in second place of `min` or `max` is a window: a duration, a whole number from 2 written as such, or a
 * plain number by name, whatever its value, so that setting a param never changes what the call means. What a function was
 * given for a name of its own is whole then. What is known before the run has no window.
 */
export function isWindow(value: Value, of: Value, written: boolean): boolean {
  if (value.kind === 'next' || value.kind === 'panes') return true
  if (value.kind !== 'scalar' || (of.kind === 'scalar' && known(of.term) !== undefined)) return false
  if (sinceEvent(value.term)) return true
  const size = knownSize(value.term)
  if (!size || 'other' in size) return false
  if ('micros' in size || isNamed(value.term)) return true
  return isBare(value.term) && Number.isInteger(size.count) && size.count >= (written ? 2 : 1)
}

function isBare({ op }: Term): boolean {
  return op.op === 'constant' && op.unit === plain
}

/** A `const` or `param`, read by its name. */
export function isNamed(t: Term): boolean {
  return t.op.op === 'ref' && known(t) !== undefined
}

function sure(t: Term): Term {
  return t.op.op === 'window' ? { ...t, op: { ...t.op, unsure: false } } : t
}

function parts(what: string, fields: Readonly<Record<string, Term>>): Value {
  const values = Object.entries(fields).map(
    ([name, t]) => [name, () => ({ kind: 'scalar', term: t }) as const] as const,
  )
  return { kind: 'record', what, fields: new Map(values) }
}
