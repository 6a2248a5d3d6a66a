import type { Expr, Feature, RecordDecl, Signal, Span } from '../../grammar/ast/index.ts'
import { type Diagnostic, diagnostic } from '../../grammar/diagnostics/diagnostic.ts'
import { nearest } from '../../grammar/diagnostics/nearest.ts'
import type { VenueMember } from '../program/keys.ts'
import type {
  FeatureDecl,
  NamedTerm,
  ParamDecl,
  Program,
  RecordTable,
  SignalDecl,
  StreamDecl,
} from '../program/program.ts'
import type { Term } from '../program/term.ts'
import { kindText, type Value } from '../program/value.ts'
import type { Modules } from '../resolve/modules.ts'
import { known } from './constant.ts'
import { type Context, childScope, fail, type Scope } from './context.ts'
import { declaredValue } from './declared.ts'
import { eventOf } from './events.ts'
import { expression } from './expression.ts'
import { bound, libraryScope } from './names.ts'
import { keyText } from './operators.ts'
import { paramParts } from './params.ts'
import { pegs } from './pegs.ts'
import { declare, type Placed } from './scopes.ts'
import { conditionOfEvent } from './signals.ts'

/** A value for a param, from outside the file. */
export interface Override {
  readonly expr: Expr
  readonly text: string
}

/** Takes the names, functions, records and keys of the entry file apart into terms. */
export function elaborate(
  modules: Modules,
  overrides: ReadonlyMap<string, Override>,
  report: (d: Diagnostic) => void,
): Program {
  const context = newContext(modules, overrides, report)
  const root: Scope = { ...libraryScope(modules.entry), names: new Map() }
  const placed = declare(context, modules.entry.decls, root)
  for (const { decl, scope } of placed) declaredValue(context, decl, scope)
  unknownOverrides(context, placed, root, overrides)
  requirements(context, placed)
  const header = modules.entry.decls.find(d => d.kind === 'header')
  return {
    name: header?.name.name ?? '',
    venues: placed.flatMap(p => venuesOf(context, p)),
    params: placed.flatMap(p => paramsOf(context, p)),
    pegs: pegs(context, placed),
    lets: placed.flatMap(p => letTerms(context, p)),
    streams: placed.flatMap(p => streamOf(context, p)),
  }
}

function newContext(
  modules: Modules,
  overrides: ReadonlyMap<string, Override>,
  report: (d: Diagnostic) => void,
): Context {
  const texts = new Map(modules.files.map(f => [f.path, f.text]))
  const context: Context = {
    modules,
    expression: (expr, scope) => expression(context, expr, scope),
    done: new Map(),
    homes: new Map(),
    overrides: new Map([...overrides].map(([name, o]) => [name, o.expr])),
    text: span => {
      const text = texts.get(span.file) ?? [...overrides.values()].find(o => o.expr.span.file === span.file)?.text ?? ''
      return text.slice(span.start, span.end)
    },
    busy: [],
    report: (code, scope, span, parameters, labels = []) =>
      report(diagnostic(code, place(scope, span, labels), parameters)),
  }
  return context
}

/** A mistake inside a function is shown where the function is called, with the place inside beside it. */
function place(scope: Scope, span: Span, labels: NonNullable<Diagnostic['labels']>) {
  const [call] = scope.calls
  return call ? { span: call, labels: [{ span, text: 'inside the function' }, ...labels] } : { span, labels }
}

function venuesOf(context: Context, { decl }: Placed): readonly VenueMember[] {
  const value = decl.kind === 'venue' ? context.done.get(decl) : undefined
  return value?.kind === 'venue' && 'member' in value.key && value.key.member.kind === 'venue' ? [value.key.member] : []
}

function paramsOf(context: Context, { decl }: Placed): readonly ParamDecl[] {
  const parts = decl.kind === 'param' ? paramParts(context.done.get(decl) ?? { kind: 'error' }) : undefined
  return parts ? [parts] : []
}

function streamOf(context: Context, { decl, scope }: Placed): readonly StreamDecl[] {
  switch (decl.kind) {
    case 'feature':
      return feature(context, decl, scope)
    case 'signal':
      return signalOf(context, decl, scope)
    case 'record':
      return record(context, decl, scope)
    default:
      return []
  }
}

/** What a `let` says must be right even when nothing reads it. */
function letTerms(context: Context, { decl }: Placed): readonly Term[] {
  const value = decl.kind === 'let' ? context.done.get(decl) : undefined
  return value ? (columnsOf('', value, decl.span) ?? []).map(column => column.term) : []
}

function feature(context: Context, decl: Feature, scope: Scope): readonly FeatureDecl[] {
  const value = bound(context, { kind: 'decl', decl, scope }, decl.name, scope, new Map())
  const columns = columnsOf(decl.name.name, value, decl.is.span)
  if (columns) return [{ kind: 'feature', name: decl.name.name, span: decl.name.span, scope: scope.key, columns }]
  fail(context, 'HVT2101', scope, decl.is.span, {
    what: 'a feature',
    wanted: 'a number or a record of numbers',
    found: kindText(value),
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

function record(context: Context, decl: RecordDecl, scope: Scope): readonly RecordTable[] {
  const event = eventOf(context, context.expression(decl.on, scope), scope, decl.on.span, '`record`')
  const columns = decl.columns.map(({ name, value: expr }): readonly RecordTable['columns'][number][] | undefined => {
    const value = context.expression(expr, scope)
    const text = keyText(value)
    if (text) return [{ name: name.name, span: expr.span, text }]
    const parts = columnsOf(name.name, value, expr.span)
    if (!parts)
      fail(context, 'HVT2101', scope, expr.span, {
        what: 'a column',
        wanted: 'a value, a key or a record',
        found: kindText(value),
      })
    return parts
  })
  const names = decl.columns.map(c => c.name)
  const twice = names.find((n, i) => names.findIndex(m => m.name === n.name) < i)
  if (twice) fail(context, 'HVT2002', scope, twice.span, { name: twice.name })
  if (!event || twice || columns.includes(undefined)) return []
  const exact = decl.columns.some(c => c.type)
  return [
    {
      kind: 'record',
      name: decl.table.name,
      span: decl.span,
      scope: scope.key,
      event,
      columns: columns.flatMap(c => c ?? []),
      exact,
    },
  ]
}

/** One named term per number: a record's fields become `name.field`. Undefined when something else is in it. */
function columnsOf(name: string, value: Value, span: Span): readonly NamedTerm[] | undefined {
  if (value.kind === 'error') return []
  if (value.kind === 'scalar') return value.term.op.op === 'error' ? [] : [{ name, span, term: value.term }]
  if (value.kind !== 'record' || value.event) return undefined
  const parts = [...value.fields].map(([field, get]) => columnsOf(`${name}.${field}`, get(), span))
  return parts.includes(undefined) ? undefined : parts.flatMap(p => p ?? [])
}

function unknownOverrides(
  context: Context,
  placed: readonly Placed[],
  root: Scope,
  overrides: ReadonlyMap<string, Override>,
): void {
  const names = placed.flatMap(({ decl }) => (decl.kind === 'param' ? [decl.name.name] : []))
  for (const [name, { expr }] of overrides)
    if (!names.includes(name)) fail(context, 'HVT2107', root, expr.span, { name, suggestion: nearest(name, names) })
}

function requirements(context: Context, placed: readonly Placed[]): void {
  for (const { decl, scope } of placed) {
    if (decl.kind !== 'require') continue
    const value = context.expression(decl.condition, childScope(scope))
    const term: Term | undefined = value.kind === 'scalar' ? value.term : undefined
    if (!term || term.op.op === 'error') continue
    const holds = known(term)
    const condition = context.text(decl.condition.span)
    if (holds === undefined || term.type !== 'bool')
      fail(context, 'HVT2103', scope, decl.condition.span, { what: '`require`' })
    else if (holds === 0) fail(context, 'HVT2108', scope, decl.condition.span, { condition })
  }
}
