import type { Call, Decl, Expr, File, Ident, Mark, Span } from '../../grammar/ast/index.ts'
import type { Code, Parameters } from '../../grammar/diagnostics/catalogue/index.ts'
import type { Label } from '../../grammar/diagnostics/diagnostic.ts'
import type { Claim } from '../program/claims.ts'
import type { KeyScope } from '../program/keys.ts'
import type { Membership } from '../program/program.ts'
import { depthOf, isError, type ScalarType, type Term, type TermOp } from '../program/term.ts'
import { error, type Value } from '../program/value.ts'
import type { Modules } from '../resolve/modules.ts'

/** What a name stands for: a declaration, or a value known already (a key, an argument, a `let` in braces). */
export type Binding =
  | { readonly kind: 'decl'; readonly decl: Decl; readonly scope: Scope }
  /** With the scope of an `each`: one of its trades, reachable from outside by name and keys. */
  | { readonly kind: 'value'; readonly value: () => Value; readonly span: Span; readonly scope?: Scope }
  /** A payload, frozen; with keys (`side[BTC/USD]`) its name is still the stream's. */
  | { readonly kind: 'payload'; readonly value: () => Value; readonly span: Span; readonly stream?: Binding }

/** The names seen from one place. */
export interface Scope {
  readonly parent: Scope | undefined
  readonly file: File
  /** The innermost `each` around it. */
  readonly key: KeyScope | undefined
  readonly names: Map<string, Binding>
  /** Streams of the `each` blocks inside it, reachable by name and keys. */
  readonly inner: Map<string, Binding[]>
  /** Places of the function calls that lead here, outermost first. */
  readonly calls: readonly Span[]
  /** What `x@entry`, `x@row` mean here: the event at which x is taken. */
  readonly marks?: ReadonlyMap<string, Term>
}

/** What universes take from outside the strategy. */
export interface Outside {
  /** The text of a file, its path relative to the strategy. */
  readonly read: (path: string) => string | undefined
  /** Members that the run gives, by universe. */
  readonly given: ReadonlyMap<string, readonly string[]>
  /** Names of all of these universes, and of those whose members are not known. */
  readonly known: Set<string>
  readonly open: Set<string>
  readonly memberships: Membership[]
}

/** What elaboration shares: the open ends of the recursion, the memory of what is done, and where mistakes go. */
export interface Context {
  readonly modules: Modules
  readonly engine: Engine
  readonly expression: (expr: Expr, scope: Scope) => Value
  readonly done: Map<Decl, Value>
  /** Where each function met so far was declared. */
  readonly homes: Map<Decl, Scope>
  /** `--param` texts by name. */
  readonly overrides: ReadonlyMap<string, Expr>
  /** Every word that is a value of the program, in the order in which it was met. */
  readonly choices: string[]
  /** What declared types say of units; decided when units are known. */
  readonly claims: Claim[]
  readonly outside: Outside
  /** Names of declarations that are not compiled yet. */
  readonly refused: Set<string>
  /** Names that nothing has, once for each scope that uses them. */
  readonly unknown: string[]
  /** The source text of a span. */
  readonly text: (span: Span) => string
  /** Declarations being elaborated, in order: meeting one again is a circle. */
  readonly busy: Decl[]
  readonly report: <C extends Code>(
    code: C,
    scope: Scope,
    span: Span,
    parameters: Parameters<C>,
    labels?: readonly Label[],
  ) => void
}

/** What trades, learns and keeps up, and the words that it brings: elaborated beside the streams, see `compiler/acting`. */
export interface Engine {
  /** Of a declaration that is no stream of its own. */
  readonly declared: (context: Context, decl: Decl, scope: Scope) => Value
  /** Of a word that the engine knows (`equity`), where nothing is declared under it. */
  readonly word: (context: Context, name: Ident, scope: Scope) => Value | undefined
  /** Of a call that asks the engine or looks at how its arguments are written. */
  readonly call: (context: Context, call: Call, scope: Scope) => Value | undefined
  readonly mark: (context: Context, mark: Mark, scope: Scope) => Value
  /** Names that a declaration brings besides its own: those of trades. */
  readonly names: (context: Context, decl: Decl, scope: Scope) => ReadonlyMap<string, Binding>
  readonly words: ReadonlySet<string>
  /** What a test says in place of a declaration. */
  readonly override?: (context: Context, decl: Decl, scope: Scope, value: Value) => Value
  /** What a test says in place of a number of a bar. */
  readonly bar?: (context: Context, of: Term, field: string, scope: Scope) => Term
}

/** Reports and gives the value that everything accepts, so that one mistake has one message. */
export function fail<C extends Code>(
  context: Context,
  code: C,
  scope: Scope,
  span: Span,
  parameters: Parameters<C>,
  labels: readonly Label[] = [],
): Value {
  context.report(code, scope, span, parameters, labels)
  return error
}

export function term(op: TermOp, args: readonly Term[], type: ScalarType, span: Span, scope: Scope): Term {
  return { op: args.some(isError) ? { op: 'error' } : op, args, type, span, calls: scope.calls, depth: depthOf(args) }
}

export function scalar(op: TermOp, args: readonly Term[], type: ScalarType, span: Span, scope: Scope): Value {
  return { kind: 'scalar', term: term(op, args, type, span, scope) }
}

export function childScope(
  parent: Scope,
  changes: Partial<Pick<Scope, 'file' | 'key' | 'calls' | 'marks'>> = {},
): Scope {
  return {
    parent,
    file: parent.file,
    key: parent.key,
    calls: parent.calls,
    names: new Map(),
    inner: new Map(),
    ...changes,
  }
}
