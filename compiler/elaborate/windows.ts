import type { Span } from '../../grammar/ast/index.ts'
import type { Aggregate } from '../ir/graph.ts'
import type { ScalarType } from '../program/term.ts'
import { error, kindText, type Value } from '../program/value.ts'
import { knownSize } from './constant.ts'
import { type Context, fail, type Scope, scalar } from './context.ts'

export type WindowName = Aggregate | 'last'

interface Part {
  readonly value: Value
  readonly span: Span
  readonly written: boolean
}

/** `mean(x, 20)`: over the last 20 ticks; `mean(x, next 20m)`: over the 20 minutes to come, which is hindsight. */
export function windowed(
  use: { readonly context: Context; readonly scope: Scope; readonly span: Span; readonly name: string },
  name: WindowName,
  x: Part,
  window: Part,
): Value {
  const { context, scope, span } = use
  if (x.value.kind !== 'scalar' || x.value.term.type === 'bool' || timeless(x.value.term.type, name))
    return x.value.kind === 'error'
      ? error
      : fail(context, 'HVT2101', scope, x.span, { what: `\`${name}\``, wanted: 'a number', found: kindText(x.value) })
  const of = x.value.term
  if (window.value.kind === 'next')
    return scalar(
      { op: 'next', aggregate: name, horizon: window.value.horizon, window: window.span },
      [of],
      of.type,
      span,
      scope,
    )
  if (window.value.kind !== 'scalar')
    return fail(context, 'HVT2101', scope, window.span, {
      what: `the window of \`${name}\``,
      wanted: 'a number of ticks',
      found: kindText(window.value),
    })
  if (window.value.term.op.op === 'error') return error
  const size = knownSize(window.value.term)
  if (!size) return fail(context, 'HVT2103', scope, window.span, { what: `the window of \`${name}\`` })
  if ('micros' in size) return fail(context, 'HVT2011', scope, window.span, { what: 'a window of time' })
  if ('other' in size)
    return fail(context, 'HVT2203', scope, window.span, {
      what: `the window of \`${name}\``,
      wanted: 'a number of ticks',
      found: size.other,
    })
  const n = size.count
  if (!Number.isInteger(n) || n < 1 || n > 1e6)
    return fail(context, 'HVT2104', scope, window.span, {
      what: `the window of \`${name}\``,
      problem: 'is no whole number from 1 to 1,000,000',
    })
  if (name === 'last') return scalar({ op: 'prev', n: 0 }, [of], of.type, span, scope)
  const unsure = (name === 'min' || name === 'max') && window.written
  return scalar({ op: 'window', aggregate: name, n, unsure }, [of], of.type, span, scope)
}

/** Times have an order, but no sum. */
function timeless(type: ScalarType, name: WindowName): boolean {
  return type === 'time' && !['min', 'max', 'first', 'last'].includes(name)
}
