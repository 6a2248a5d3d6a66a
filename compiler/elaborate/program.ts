import type { Decl, Expr, Span } from '../../grammar/ast/index.ts'
import { type Diagnostic, diagnostic } from '../../grammar/diagnostics/diagnostic.ts'
import { nearest } from '../../grammar/diagnostics/nearest.ts'
import type { VenueMember } from '../program/keys.ts'
import { known } from '../program/known.ts'
import type { ParamDecl, Program } from '../program/program.ts'
import type { Term } from '../program/term.ts'
import { kindText } from '../program/value.ts'
import type { Modules } from '../resolve/modules.ts'
import { streamsAsked, wordsAsked } from './also.ts'
import { type Context, type Engine, fail, type Scope } from './context.ts'
import { declaredValue } from './declared.ts'
import { expression } from './expression.ts'
import { libraryScope } from './names.ts'
import { paramDecls } from './params.ts'
import { equations, peg } from './pegs.ts'
import { declare, type Placed } from './scopes.ts'
import { columnsOf, streamOf } from './streams.ts'

/** A value for a param, from outside the file. */
export interface Override {
  readonly expr: Expr
  readonly text: string
}

/** What is asked for besides the file: names as outputs, and members of universes that stand elsewhere. */
export interface Asked {
  readonly also: readonly string[]
  readonly members: ReadonlyMap<string, readonly string[]>
}

/** Takes the names, functions, records and keys of the entry file apart into terms. */
export function elaborate(
  modules: Modules,
  overrides: ReadonlyMap<string, Override>,
  report: (d: Diagnostic) => void,
  engine: Engine,
  { also, members }: Asked,
): Elaborated {
  const context = newContext(modules, overrides, members, report, engine)
  const root: Scope = { ...libraryScope(modules.entry), names: new Map() }
  const placed = declare(context, modules.entry.decls, root)
  for (const { decl, scope } of placed) declaredValue(context, decl, scope)
  unknownOverrides(context, placed, root, overrides)
  unknownUniverses(context, modules.entry.decls, root)
  const equal = equations(context, placed)
  const required = requirements(context, placed)
  const header = modules.entry.decls.find(d => d.kind === 'header')
  const program = {
    name: header?.name.name ?? '',
    reporting: header?.kind === 'header' ? header.reporting?.name : undefined,
    venues: placed.flatMap(p => venuesOf(context, p)),
    params: placed.flatMap(p => paramsOf(context, p)).sort((a, b) => (a.is.name < b.is.name ? -1 : 1)),
    pegs: equal.flatMap(equation => peg(context, equation) ?? []),
    equations: equal,
    lets: [...placed.flatMap(p => letTerms(context, p)), ...required],
    streams: [
      ...placed.flatMap(p => [...streamOf(context, p, placed), ...streamsAsked(context, p, also)]),
      ...(header ? wordsAsked(context, also, placed, header.span, root) : []),
    ],
    choices: context.choices,
    claims: context.claims,
    open: [...context.outside.open].sort(),
    memberships: context.outside.memberships,
  }
  return { program, context, placed, root }
}

/** The streams of a program; the context goes on to what acts on them. */
export interface Elaborated {
  readonly program: Omit<Program, 'acting' | 'given'>
  readonly context: Context
  readonly placed: readonly Placed[]
  readonly root: Scope
}

function newContext(
  modules: Modules,
  overrides: ReadonlyMap<string, Override>,
  members: ReadonlyMap<string, readonly string[]>,
  report: (d: Diagnostic) => void,
  engine: Engine,
): Context {
  const told = new Set<string>()
  const texts = new Map(modules.files.map(f => [f.path, f.text]))
  const context: Context = {
    modules,
    engine,
    expression: (expr, scope) => expression(context, expr, scope),
    done: new Map(),
    homes: new Map(),
    choices: [],
    claims: [],
    outside: { read: modules.read, given: members, known: new Set(), open: new Set(), memberships: [] },
    refused: new Set(modules.absent),
    unknown: [],
    overrides: new Map([...overrides].map(([name, o]) => [name, o.expr])),
    text: span => {
      const text = texts.get(span.file) ?? [...overrides.values()].find(o => o.expr.span.file === span.file)?.text ?? ''
      return text.slice(span.start, span.end)
    },
    busy: [],
    report: (code, scope, span, parameters, labels = []) => {
      // A mistake inside a function is told at the first call only, and one call has one message of a kind.
      const places = [...scope.calls.slice(0, 1), span].map(at => `${String(code)} ${at.file} ${at.start}`)
      if (scope.calls.length > 0 && places.some(at => told.has(at))) return
      for (const at of places) told.add(at)
      const at = place(scope, span, labels)
      report(diagnostic(code, { ...at, text: texts.get(at.span.file) }, parameters))
    },
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
  return decl.kind === 'param' ? paramDecls(context.done.get(decl) ?? { kind: 'error' }) : []
}

/** What a `let` says must be right even when nothing reads it. */
function letTerms(context: Context, { decl }: Placed): readonly Term[] {
  const value = decl.kind === 'let' || decl.kind === 'const' ? context.done.get(decl) : undefined
  return value ? (columnsOf('', value, decl.span) ?? []).map(column => column.term) : []
}

function unknownOverrides(
  context: Context,
  placed: readonly Placed[],
  root: Scope,
  overrides: ReadonlyMap<string, Override>,
): void {
  const names = placed.flatMap(p =>
    p.decl.kind === 'param' ? [p.decl.name.name, ...paramsOf(context, p).map(({ is }) => is.name)] : [],
  )
  const wrong = new Set(placed.flatMap(({ decl }) => (decl.kind === 'param' && isWrong(decl) ? [decl.name.name] : [])))
  for (const [name, { expr }] of overrides) {
    if (names.includes(name) || wrong.has(name.replace(/\[.*/s, ''))) continue
    const known = [...new Set(names)].join(', ')
    fail(context, 'HVT2107', root, expr.span, { name, suggestion: nearest(name, names), known })
  }

  /** Told already: which members it would have had is not known. */
  function isWrong(decl: Decl): boolean {
    return context.done.get(decl)?.kind === 'error'
  }
}

/** Members are given to universes whose members stand elsewhere. */
function unknownUniverses(context: Context, decls: readonly Decl[], root: Scope): void {
  const names = [...context.outside.known]
  const span = decls[0]?.span
  for (const name of context.outside.given.keys())
    if (!names.includes(name) && span)
      fail(context, 'HVT2143', root, span, { name, suggestion: nearest(name, names), known: names.join(', ') })
}

/** Tells of requirements that do not hold; their terms are checked like others. */
function requirements(context: Context, placed: readonly Placed[]): readonly Term[] {
  return placed.flatMap(({ decl, scope }) => {
    const value = decl.kind === 'require' ? context.expression(decl.condition, scope) : undefined
    if (decl.kind !== 'require' || value?.kind !== 'scalar' || value.term.op.op === 'error') return []
    const { span } = decl.condition
    const holds = known(value.term)
    if (value.term.type !== 'bool')
      fail(context, 'HVT2101', scope, span, { what: '`require`', wanted: 'a condition', found: kindText(value) })
    else if (holds === undefined) fail(context, 'HVT2103', scope, span, { what: '`require`' })
    else if (holds === 0) fail(context, 'HVT2108', scope, span, { condition: context.text(span) })
    return [value.term]
  })
}
