import type { Ident, Span } from '../../grammar/ast/index.ts'
import type { ScalarType, Term } from '../program/term.ts'
import { kindText, type Value } from '../program/value.ts'
import { type Context, fail, type Scope } from './context.ts'

export interface Argument {
  readonly name: Ident | undefined
  readonly value: Value
  readonly span: Span
  /** A bare number written on the spot, not passed on from elsewhere. */
  readonly written: boolean
}

/** One call of a kernel operator. */
export interface Use {
  readonly context: Context
  readonly name: string
  readonly args: readonly Argument[]
  readonly span: Span
  readonly scope: Scope
}

export interface Builtin {
  readonly usage: string
  readonly make: (use: Use) => Value
}

/** Whether there are as many arguments as wanted, none of them named; else a message. */
export function arity({ context, scope, span, name, args }: Use, wanted: number, usage: string): boolean {
  const named = args.find(arg => arg.name)
  if (args.length === wanted && !named) return true
  const problem = named
    ? `has no argument \`${named.name!.name}\``
    : `takes ${wanted === 1 ? 'one argument' : `${wanted} arguments`}, found ${args.length}`
  fail(context, 'HVT2102', scope, span, { name, problem, usage })
  return false
}

export function wrong(use: Use, arg: Argument, wanted: string): Value {
  return fail(use.context, 'HVT2101', use.scope, arg.span, {
    what: `\`${use.name}\``,
    wanted,
    found: kindText(arg.value),
  })
}

/** The arguments as terms of these types; undefined where one is something else, which is told. */
export function scalars(use: Use, usage: string, types: readonly ScalarType[]): readonly Term[] | undefined {
  if (!arity(use, types.length, usage)) return undefined
  const terms: Term[] = []
  for (const [i, arg] of use.args.entries()) {
    const ok = arg.value.kind === 'scalar' && (arg.value.term.type === types[i] || arg.value.term.op.op === 'error')
    if (!ok) return void wrong(use, arg, types[i] === 'time' ? 'a time' : 'a number')
    if (arg.value.kind === 'scalar') terms.push(arg.value.term)
  }
  return terms
}

/** Whether `none` stands in its place. */
export function isNone({ value }: Argument): boolean {
  return value.kind === 'scalar' && value.term.op.op === 'constant' && Number.isNaN(value.term.op.value)
}
