import type { Feature, RecordDecl, Signal, Span } from '../../grammar/ast/index.ts'
import { horizonOf } from '../program/horizon.ts'
import type { FeatureDecl, NamedTerm, RecordTable, SignalDecl, StreamDecl } from '../program/program.ts'
import { kindText, type Value } from '../program/value.ts'
import { checkColumnType } from './column_types.ts'
import { type Context, childScope, fail, type Scope } from './context.ts'
import { eventOf } from './events.ts'
import { keyText } from './key-text.ts'
import { bound } from './names.ts'
import type { Placed } from './scopes.ts'
import { conditionOfEvent } from './signals.ts'

/** What a declaration puts out: features, signals, record tables; nothing of others. */
export function streamOf(context: Context, { decl, scope }: Placed, placed: readonly Placed[]): readonly StreamDecl[] {
  switch (decl.kind) {
    case 'feature':
      return feature(context, decl, scope)
    case 'signal':
      return signalOf(context, decl, scope)
    case 'record':
      return record(context, decl, scope, placed)
    default:
      return []
  }
}

function feature(context: Context, decl: Feature, scope: Scope): readonly FeatureDecl[] {
  const value = bound(context, { kind: 'decl', decl, scope }, decl.name, scope, new Map())
  const columns = columnsOf(decl.name.name, value, decl.is.span)
  const empty = value.kind === 'record' && value.fields.size === 0
  if (columns && !empty)
    return [{ kind: 'feature', name: decl.name.name, span: decl.name.span, scope: scope.key, columns }]
  fail(context, 'HVT2101', scope, decl.is.span, {
    what: 'a feature',
    wanted: 'a number or a record of numbers',
    found: empty ? 'an empty record' : kindText(value),
  })
  return []
}

function signalOf(context: Context, decl: Signal, scope: Scope): readonly SignalDecl[] {
  const value = context.done.get(decl)
  if (value?.kind !== 'record' || !value.event) return []
  const condition = conditionOfEvent(value.event)
  return [
    { kind: 'signal', name: decl.name.name, span: decl.name.span, scope: scope.key, event: value.event, condition },
  ]
}

function record(context: Context, decl: RecordDecl, outer: Scope, placed: readonly Placed[]): readonly RecordTable[] {
  const event = eventOf(context, context.expression(decl.on, outer), outer, decl.on.span, '`record`')
  const scope = event ? childScope(outer, { marks: new Map([['row', event]]) }) : outer
  const columns = decl.columns.map(({ name, value: expr }): readonly RecordTable['columns'][number][] | undefined => {
    const value = context.expression(expr, scope)
    const text = keyText(value)
    if (text) return [{ name: name.name, span: expr.span, text }]
    if (value.kind === 'row_id') return [{ name: name.name, span: expr.span, id: true }]
    const parts = columnsOf(name.name, value, expr.span)
    if (!parts)
      fail(context, 'HVT2101', scope, expr.span, {
        what: 'a column',
        wanted: 'a value, a key or a record',
        found: kindText(value),
      })
    return parts
  })
  for (const { type } of decl.columns) if (type) checkColumnType(context, type, scope)
  const names = decl.columns.map(c => c.name)
  const twice = names.find((n, i) => names.findIndex(m => m.name === n.name) < i)
  if (twice) fail(context, 'HVT2002', scope, twice.span, { name: twice.name })
  const other = placed.find(p => p.decl.kind === 'record' && p.decl.table.name === decl.table.name)
  if (other?.decl !== decl) fail(context, 'HVT2002', scope, decl.table.span, { name: decl.table.name })
  if (!event || twice || columns.includes(undefined)) return []
  const exact = decl.columns.some(c => c.type)
  return [
    {
      kind: 'record',
      name: decl.table.name,
      span: decl.span,
      scope: scope.key,
      event,
      columns: columns.flatMap(c => c ?? []).filter(c => !('term' in c) || horizonOf(c.term) === 0),
      later: columns
        .flatMap(c => c ?? [])
        .flatMap((c, place) =>
          'term' in c && horizonOf(c.term) !== 0 ? [{ ...c, place, after: horizonOf(c.term) }] : [],
        ),
      exact,
    },
  ]
}

/** One named term per number: a record's fields become `name.field`. Undefined when something else is in it. */
export function columnsOf(name: string, value: Value, span: Span): readonly NamedTerm[] | undefined {
  if (value.kind === 'error') return []
  if (value.kind === 'scalar') return value.term.op.op === 'error' ? [] : [{ name, span, term: value.term }]
  if (value.kind === 'record' && value.self) return [{ name, span, term: value.self }]
  if (value.kind !== 'record' || value.event) return undefined
  const parts = [...value.fields].map(([field, get]) => columnsOf(`${name}.${field}`, get(), span))
  return parts.includes(undefined) ? undefined : parts.flatMap(p => p ?? [])
}
