import type { Model as ModelDecl } from '../../grammar/ast/index.ts'
import { micros } from '../elaborate/constant.ts'
import { type Context, fail, type Scope, term } from '../elaborate/context.ts'
import { eventOf } from '../elaborate/events.ts'
import { horizonOf } from '../program/horizon.ts'
import { known } from '../program/known.ts'
import { type Term, unwrap } from '../program/term.ts'
import type { LabelColumn } from './labels.ts'
import type { Rows } from './settle.ts'

/** So many rows may wait for their label where nothing says how many. */
const PENDING = 10_000

const rowsKnown = new WeakMap<LabelColumn, Map<ModelDecl, Rows | undefined>>()

/** The rows of a model for a label, found once: what is wrong with them is told once. */
export function rowsOfModel(context: Context, decl: ModelDecl, label: LabelColumn, scope: Scope): Rows | undefined {
  const found = rowsKnown.get(label) ?? new Map<ModelDecl, Rows | undefined>()
  rowsKnown.set(label, found)
  if (!found.has(decl)) found.set(decl, findRows(context, decl, label, scope))
  return found.get(decl)
}

/** The rows of a model: `rows at e`, `rows every 1s`, those of its label, or the clock of its inputs. */
function findRows(context: Context, decl: ModelDecl, label: LabelColumn, scope: Scope): Rows | undefined {
  const rows = decl.body.find(item => item.kind === 'rows')
  const predict = decl.body.find(item => item.kind === 'predict')
  const most = rows?.pending && countOf(context, rows.pending, scope)
  if (rows?.pending && most === undefined) return undefined
  if (rows?.each === 'every') {
    const period = micros(context, context.expression(rows.clock, scope), scope, rows.clock.span, '`rows every`')
    if (period === undefined) return undefined
    return bounded(
      { event: term({ op: 'every', period }, [], 'time', rows.clock.span, scope), most: most ?? PENDING },
      label.term,
    )
  }
  const clock = rows?.clock ?? predict?.on
  if (clock) {
    const event = eventOf(context, context.expression(clock, scope), scope, clock.span, '`rows`')
    return event && bounded({ event, most: most ?? PENDING }, label.term)
  }
  if (label.event) return bounded({ event: label.event, most: most ?? PENDING }, label.term)
  fail(context, 'HVT2414', scope, decl.name.span, {
    what: `model \`${decl.name.name}\``,
    lacks: 'its rows',
    example: 'rows every 1s',
  })
  return undefined
}

/** Rows at an event that wait for what is known some time after it, where nothing says how many. */
export function rowsAt(event: Term, column: Term): Rows {
  return bounded({ event, most: PENDING }, column)
}

/** A grid cannot have more rows waiting than fit between a row and its label. */
function bounded({ event, most }: Rows, column: Term): Rows {
  const { op } = unwrap(event)
  const horizon = horizonOf(column)
  if (op.op !== 'every' || horizon === 'outcome') return { event, most }
  return { event, most: Math.min(most, Math.ceil(horizon / op.period) + 1) }
}

function countOf(context: Context, expr: Parameters<Context['expression']>[0], scope: Scope): number | undefined {
  const value = context.expression(expr, scope)
  const count = value.kind === 'scalar' ? known(value.term) : undefined
  if (count !== undefined && Number.isInteger(count) && count >= 1 && count <= 1e7) return count
  if (value.kind !== 'error')
    fail(context, 'HVT2104', scope, expr.span, {
      what: 'this number',
      problem: 'is no whole number from 1 to 10,000,000',
    })
  return undefined
}
