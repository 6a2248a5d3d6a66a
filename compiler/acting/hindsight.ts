import type { Call, Expr } from '../../grammar/ast/index.ts'
import { type Context, fail, type Scope, scalar, term } from '../elaborate/context.ts'
import { clockOf } from '../elaborate/events.ts'
import { horizonOf } from '../program/horizon.ts'
import { isError, type Term, unwrap } from '../program/term.ts'
import { error, kindText, type Value } from '../program/value.ts'
import type { Asking } from './account.ts'
import { ticksSoFar, zero } from './counted.ts'
import { columnOf, type LabelColumn } from './labels.ts'
import { declarations } from './memory.ts'
import { modelOf } from './model_names.ts'
import { modelsOf, rowsWaiting } from './pending.ts'
import { rowsOfModel } from './rows.ts'
import { atRow, type Rows, settled } from './settle.ts'

/** Calls about rows whose label is known: what they were is causal again. */
export const hindsightCalls: ReadonlyMap<string, (asking: Asking) => Value> = new Map([
  ['settled', settledCall],
  ['labelled', labelled],
  ['error', errorCall],
  ['drift', drift],
])

/** `settled(reward)`: the label, when it is known. */
function settledCall(asking: Asking): Value {
  const { context, call, scope } = asking
  const expr = only(asking, 'settled(label)')
  const value = expr && context.expression(expr, scope)
  const label = value && columnOf(value)
  if (!expr || !value || value.kind === 'error') return error
  if (!label) return wants(asking, expr, 'a label', value)
  const rows = rowsFor(context, label.column, scope, call)
  const is = rows && settled(context, label.column.term, rows, scope)
  return is ? { kind: 'scalar', term: label.under(is) } : error
}

/** `labelled(candidate)`: how many rows of an event have a label by now. */
function labelled(asking: Asking): Value {
  const { context, call, scope } = asking
  const expr = only(asking, 'labelled(event)')
  const value = expr && context.expression(expr, scope)
  if (!expr || !value || value.kind === 'error') return error
  const event = clockOf(value)
  if (!event) return wants(asking, expr, 'an event with a label', value)
  const label = labelFor(context, event)
  if (!label) return wants(asking, expr, 'an event with a label', value)
  const rows = rowsFor(context, label, scope, call)
  const is = rows && settled(context, label.term, rows, scope)
  if (!is) return error
  const { span } = call
  const total = term({ op: 'coalesce' }, [ticksSoFar(is, span, scope), zero(span, scope)], 'number', span, scope)
  return { kind: 'scalar', term: underNames(event, total) }
}

/** `error(scorer, reward)`: what the model said at the row, less what it came to. */
function errorCall(asking: Asking): Value {
  const { context, call, scope, name } = asking
  const [first, second] = call.args.map(arg => (arg.kind === 'positional' && !arg.panes ? arg.value : undefined))
  if (!first || !second || call.args.length !== 2)
    return fail(context, 'HVT2102', scope, call.span, {
      name,
      problem: 'takes a model and its label',
      usage: 'error(model, label)',
    })
  const [says, is] = [context.expression(first, scope), context.expression(second, scope)]
  if (says.kind === 'error' || is.kind === 'error') return error
  const model = modelOf(says)
  const label = columnOf(is)
  if (!model || says.kind !== 'scalar') return wants(asking, first, 'a model', says)
  if (!label) return wants(asking, second, 'a label', is)
  const rows = rowsOfModel(context, model.decl, label.column, model.scope)
  const outcome = rows && settled(context, label.column.term, rows, scope)
  const horizon = horizonOf(label.column.term)
  if (!outcome || !rows || horizon === 'outcome') return error
  const said = term(
    { op: 'later', delay: horizon, most: rows.most },
    [atRow(unwrap(says.term)), rows.event],
    'number',
    first.span,
    scope,
  )
  return scalar({ op: 'pointwise', fn: 'sub' }, [said, { ...outcome, type: 'number' }], 'number', call.span, scope)
}

/** `drift(x, by: page_hinkley(threshold: 50))`: the detector with x before its other arguments. */
function drift(asking: Asking): Value {
  const { context, call, scope, name } = asking
  const [x, by] = call.args
  const detector = by?.kind === 'named' && by.name.name === 'by' ? by.value : undefined
  if (x?.kind !== 'positional' || !detector || call.args.length !== 2)
    return fail(context, 'HVT2102', scope, call.span, {
      name,
      problem: 'takes a value and `by:`',
      usage: 'drift(x, by: page_hinkley())',
    })
  const applied: Expr =
    detector.kind === 'call'
      ? { ...detector, args: [x, ...detector.args] }
      : { kind: 'call', of: detector, args: [x], span: detector.span }
  const value = context.expression(applied, scope)
  if (value.kind !== 'scalar' || isError(value.term)) return value
  if (value.term.type !== 'bool') return value
  return scalar({ op: 'rising', name: 'drift' }, [value.term], 'time', call.span, scope)
}

/** The rows of a label: its own, or those of the one model that predicts it. */
function rowsFor(context: Context, label: LabelColumn, scope: Scope, call: Call): Rows | undefined {
  if (label.event) return rowsWaiting(context, label.event, label.term)
  const predicting = modelsOf(context, label)
  if (predicting.length > 0) return rowsOfModel(context, predicting[0]!.decl, label, predicting[0]!.scope)
  fail(context, 'HVT2410', scope, call.span, { label: label.decl.name.name })
  return undefined
}

/** The first label whose rows are those of an event. */
function labelFor(context: Context, event: Term): LabelColumn | undefined {
  const wanted = unwrap(event)
  for (const { decl, scope } of declarations(context)) {
    if (decl.kind !== 'label' || !decl.for) continue
    const { name, span } = decl.name
    const value = context.expression({ kind: 'name', name, span }, scope)
    const column =
      columnOf(value) ?? (value.kind === 'record' ? columnOf([...value.fields.values()][0]?.() ?? error) : undefined)
    if (column?.column.event && unwrap(column.column.event) === wanted) return column.column
  }
  return undefined
}

/** A term under the names by which another was reached, so that it is of the same keys. */
function underNames(reached: Term, of: Term): Term {
  if (reached.op.op !== 'ref') return of
  const inner = underNames(reached.args[0]!, of)
  return { ...reached, args: [inner], type: inner.type }
}

function only({ context, call, name, scope }: Asking, usage: string): Expr | undefined {
  const [arg] = call.args
  if (arg?.kind === 'positional' && !arg.panes && call.args.length === 1) return arg.value
  return void fail(context, 'HVT2102', scope, call.span, { name, problem: 'takes one argument', usage })
}

function wants({ context, name, scope }: Asking, expr: Expr, wanted: string, found: Value): Value {
  return fail(context, 'HVT2101', scope, expr.span, { what: `\`${name}\``, wanted, found: kindText(found) })
}
