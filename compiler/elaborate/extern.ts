import type { Call, Extern, TypeExpr } from '../../grammar/ast/index.ts'
import { isFree, type QuantityType, quantityType, typeWords } from '../program/extern.ts'
import type { Term } from '../program/term.ts'
import { error, kindText, type Value } from '../program/value.ts'
import { externName, isExternPath } from '../resolve/externs.ts'
import type { Argument } from './builtin.ts'
import { type Context, fail, type Scope, scalar } from './context.ts'
import { externSettings } from './extern_settings.ts'

/** `extern fn heat(mood: number, volume: quantity[a]): number from "./heat.ts" { memory: 16 }` */
export function extern(context: Context, decl: Extern, scope: Scope): Value {
  const name = decl.name.name
  const path = externName(decl)
  const file = context.modules.externs.get(decl)
  if (!isExternPath(path)) return fail(context, 'HVT2151', scope, decl.from.span, { path, lacks: 'path' })
  if (file?.digest === undefined)
    return fail(context, 'HVT2151', scope, decl.from.span, { path: file?.path ?? path, lacks: file?.lacks ?? 'file' })
  if (decl.params.length === 0) return fail(context, 'HVT2150', scope, decl.name.span, { name, param: undefined })
  const values: { name: string; type: QuantityType }[] = []
  const known = new Set<string>()
  for (const param of decl.params) {
    const { name: own, span } = param.name
    if (known.has(own)) return fail(context, 'HVT2002', scope, span, { name: own })
    if (!param.type) return fail(context, 'HVT2150', scope, span, { name, param: own })
    const type = typeOf(context, param.type, scope)
    if (!type) return error
    known.add(own)
    values.push({ name: own, type })
  }
  const result = typeOf(context, decl.returns, scope)
  const settings = externSettings(context, decl, scope)
  if (!result || !settings) return error
  const isTaken = (key: string) => values.some(value => value.type.some(({ of }) => of === key))
  const free = result.find(({ of }) => isFree(of) && !isTaken(of))
  if (free) return fail(context, 'HVT2154', scope, decl.returns.span, { name, key: free.of })
  const { path: from, digest } = file
  const is = { name, path: from, digest, inputs: values.length, values, result, ...settings }
  const defaults = decl.params.map(param => param.default && context.expression(param.default, scope))
  return { kind: 'extern', is, defaults }
}

/** A call: one value for each parameter, in order or by name. */
export function callExtern(
  context: Context,
  of: Extract<Value, { kind: 'extern' }>,
  args: readonly Argument[],
  expr: Call,
  scope: Scope,
): Value {
  const { is, defaults } = of
  const { name } = is
  const usage = `${name}(${is.values.map(value => value.name).join(', ')})`
  const wrong = (problem: string) => fail(context, 'HVT2102', scope, expr.span, { name, problem, usage })
  const positional = args.filter(arg => !arg.name)
  if (positional.length > is.inputs) return wrong(`takes ${is.inputs} arguments, found ${args.length}`)
  const given = new Map(positional.map((arg, i) => [is.values[i]!.name, arg]))
  for (const arg of args) {
    if (!arg.name) continue
    if (!is.values.some(value => value.name === arg.name!.name)) return wrong(`has no argument \`${arg.name.name}\``)
    if (given.has(arg.name.name)) return wrong(`is given \`${arg.name.name}\` twice`)
    given.set(arg.name.name, arg)
  }
  const terms: Term[] = []
  for (const [i, { name: own }] of is.values.entries()) {
    const arg = given.get(own)
    const value = arg?.value ?? defaults[i]
    if (!value) return wrong(`lacks the argument \`${own}\``)
    if (value.kind === 'error') return error
    const isNumber = value.kind === 'scalar' && (value.term.type === 'number' || value.term.op.op === 'error')
    if (!isNumber)
      return fail(context, 'HVT2101', scope, arg?.span ?? expr.span, {
        what: `\`${own}\` of \`${name}\``,
        wanted: 'a number',
        found: kindText(value),
      })
    terms.push(value.term)
  }
  return scalar({ op: 'extern', is }, terms, 'number', expr.span, scope)
}

function typeOf(context: Context, type: TypeExpr, scope: Scope): QuantityType | undefined {
  const keys = type.args ? undefined : (type.keys ?? []).map(key => (isNamed(key) ? nameOf(key) : undefined))
  const known = keys?.every(key => key !== undefined) ? quantityType(type.name.name, keys as string[]) : undefined
  if (!known) fail(context, 'HVT2152', scope, type.span, { type: context.text(type.span), known: typeWords })
  return known
}

type Named = Extract<NonNullable<TypeExpr['keys']>[number], { kind: 'name' | 'asset' }>

const isNamed = (key: NonNullable<TypeExpr['keys']>[number]): key is Named =>
  key.kind === 'name' || key.kind === 'asset'
const nameOf = (key: Named) => key.name
