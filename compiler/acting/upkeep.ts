import type { Expr, Optimize as OptimizeDecl, Promote, Retrain } from '../../grammar/ast/index.ts'
import { nearest } from '../../grammar/diagnostics/nearest.ts'
import { micros } from '../elaborate/constant.ts'
import { fail, type Scope } from '../elaborate/context.ts'
import type { Action, Optimize, Promotion } from '../ir/orders.ts'
import type { Terms } from '../program/acting.ts'
import { known } from '../program/known.ts'
import type { Collector } from './collect.ts'
import { wanted } from './collect.ts'
import { modelOf } from './model_names.ts'
import { wordOf } from './words.ts'

/** `retrain scorer` */
export function retrain({ context }: Collector, decl: Retrain, scope: Scope): Action<Terms> | undefined {
  const { name, span } = decl.model
  const value = context.expression({ kind: 'name', name, span }, scope)
  const model = modelOf(value)
  if (model) return { kind: 'retrain', model: model.decl.name.name }
  if (value.kind !== 'error')
    fail(context, 'HVT2101', scope, span, { what: '`retrain`', wanted: 'a model', found: `\`${name}\`` })
  return undefined
}

const measures = ['sharpe', 'sortino', 'calmar', 'total', 'mean'] as const

/** `optimize [entry_z, exit_z] on last 90d objective sharpe(equity) promote when better` */
export function optimize(collector: Collector, decl: OptimizeDecl, scope: Scope): Optimize<Terms> | undefined {
  const { context } = collector
  const params = decl.params.items.flatMap(item => paramOf(collector, item, scope) ?? [])
  const last = micros(context, context.expression(decl.last, scope), scope, decl.last.span, '`last`')
  const { objective: expr } = decl
  const measure =
    expr.kind === 'call' && expr.of.kind === 'name'
      ? wordOf(context, expr.of, measures, '`objective`', scope)
      : undefined
  const arg = expr.kind === 'call' ? expr.args[0] : undefined
  const of =
    measure && arg?.kind === 'positional' ? arg.value : measure ? undefined : expr.kind === 'call' ? undefined : expr
  if (!of && measure)
    fail(context, 'HVT2102', scope, expr.span, {
      name: measure,
      problem: 'takes one argument',
      usage: `${measure}(equity)`,
    })
  const term = of && wanted(collector, of, 'number', '`objective`', scope)
  if (!term || last === undefined) return undefined
  const promote = decl.promote && promotion(collector, decl.promote, scope)
  return {
    kind: 'optimize',
    params,
    last,
    objective: { measure: measure ?? 'last', of: term },
    ...(promote && { promote }),
  }
}

/** Params only: limits of risk are never optimised, they are none. */
function paramOf({ context }: Collector, item: Expr, scope: Scope): string | undefined {
  const params = context.modules.entry.decls.flatMap(d => (d.kind === 'param' ? [d.name.name] : []))
  if (item.kind === 'name' && params.includes(item.name)) return item.name
  const name = context.text(item.span)
  const suggestion = nearest(name, params)
  fail(context, 'HVT2107', scope, item.span, { name, suggestion, known: params.join(', ') })
  return undefined
}

/** `promote when better by 5%` */
export function promotion({ context }: Collector, { when, by }: Promote, scope: Scope): Promotion {
  const name = when.kind === 'name' ? when : { name: context.text(when.span), span: when.span }
  const word = wordOf(context, name, ['better', 'always', 'never'], '`promote when`', scope) ?? 'better'
  const value = by && context.expression(by, scope)
  const share = value?.kind === 'scalar' ? known(value.term) : undefined
  if (by && value?.kind !== 'error' && share === undefined) fail(context, 'HVT2103', scope, by.span, { what: '`by`' })
  if (by && share !== undefined && share < 0)
    fail(context, 'HVT2417', scope, by.span, {
      what: '`by`',
      must: 'zero or more',
      found: `\`${context.text(by.span)}\``,
    })
  return { when: word, ...(share !== undefined && { by: share }) }
}
