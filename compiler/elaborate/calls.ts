import type { Call, Expr, Fn, Span } from '../../grammar/ast/index.ts'
import { suggest } from '../../grammar/diagnostics/nearest.ts'
import { fixed } from '../program/keys.ts'
import { error, kindText, type Value } from '../program/value.ts'
import type { Argument } from './builtin.ts'
import { builtins } from './builtins.ts'
import { micros } from './constant.ts'
import { type Context, childScope, fail, type Scope } from './context.ts'
import { callExtern } from './extern.ts'
import { applied, lambda } from './lambdas.ts'
import { calendar, isCalendar } from './times.ts'
import { hasType } from './types.ts'

/** A call of a kernel operator or of a `fn`; a `fn` is replaced by its body (it cannot recurse). */
export function call(context: Context, expr: Call, scope: Scope): Value {
  const asked = context.engine.call(context, expr, scope)
  if (asked) return asked
  const of = context.expression(expr.of, scope)
  if (of.kind === 'error') return error
  if (of.kind === 'method') return method(context, of, expr, scope)
  if (of.kind !== 'function' && of.kind !== 'extern' && of.kind !== 'lambda')
    return fail(context, 'HVT2101', scope, expr.of.span, { what: 'a call', wanted: 'a function', found: kindText(of) })
  if (of.kind === 'function' && !of.decl && isCalendar(of.name)) return calendar(context, of.name, expr, scope)
  const args = [
    ...(of.kind === 'function' ? itself(of, expr) : []),
    ...expr.args.map(arg => argument(context, arg, scope)),
  ]
  if (args.includes(undefined)) return error
  const given = args as Argument[]
  if (given.some(arg => arg.value.kind === 'error')) return error
  if (of.kind === 'extern') return callExtern(context, of, given, expr, scope)
  if (of.kind === 'lambda') return applied(context, of, given, expr, scope)
  return of.decl
    ? inline(context, of.decl, given, expr, scope)
    : builtins.get(of.name)!.make({ context, name: of.name, args: given, span: expr.span, scope })
}

/** `x.f(y)`: what stands before the dot is the first argument. */
function itself({ of }: Extract<Value, { kind: 'function' }>, expr: Call): readonly Argument[] {
  return of ? [{ name: undefined, value: of, span: expr.of.span, written: false }] : []
}

function method(context: Context, of: Extract<Value, { kind: 'method' }>, expr: Call, scope: Scope): Value {
  const name = expr.of.kind === 'member' ? expr.of.name.name : ''
  const [word] = expr.args
  if (word?.kind === 'positional' && word.value.kind === 'name' && of.words) {
    const { name } = word.value
    if (of.words.includes(name)) return of.call({ kind: 'text', is: fixed(name) }, word.span)
    const known = of.words.join(', ')
    return fail(context, 'HVT2120', scope, word.span, { word: name, known, ...suggest(name, of.words) })
  }
  const given = expr.args.map(arg => argument(context, arg, scope))
  if (given.includes(undefined)) return error
  const [arg] = given as Argument[]
  if (arg && given.length === 1 && !arg.name) return arg.value.kind === 'error' ? error : of.call(arg.value, arg.span)
  const problem = `takes one argument, found ${given.length}`
  return fail(context, 'HVT2102', scope, expr.span, { name, problem, usage: of.usage })
}

function argument(context: Context, arg: Call['args'][number], scope: Scope): Argument | undefined {
  if (arg.kind === 'next') {
    const horizon = micros(context, context.expression(arg.horizon, scope), scope, arg.horizon.span, '`next`')
    return horizon === undefined
      ? undefined
      : { name: undefined, value: { kind: 'next', horizon, span: arg.span }, span: arg.span, written: false }
  }
  if (arg.kind === 'lambda')
    return { name: undefined, value: lambda(context, arg, scope), span: arg.span, written: false }
  if (arg.kind === 'positional' && arg.panes) {
    const value = panes(context, arg.value, arg.panes, arg.span, scope)
    return value && { name: undefined, value, span: arg.span, written: false }
  }
  const name = arg.kind === 'named' ? arg.name : undefined
  const span = name ? arg.value.span : arg.span
  return { name, value: context.expression(arg.value, scope), span, written: arg.value.kind === 'number' }
}

/** `1h by 1s`: the pane divides the window. */
function panes(context: Context, window: Expr, pane: Expr, span: Span, scope: Scope): Value | undefined {
  const over = micros(context, context.expression(window, scope), scope, window.span, 'a window of panes')
  const by = micros(context, context.expression(pane, scope), scope, pane.span, '`by`')
  if (over === undefined || by === undefined) return undefined
  const number = over / by
  if (Number.isInteger(number) && number <= 65_536) return { kind: 'panes', over, pane: by, span }
  const texts = { window: context.text(window.span), pane: context.text(pane.span) }
  const many = Number.isInteger(number) ? number.toLocaleString('en-US') : undefined
  fail(context, 'HVT2306', scope, span, { ...texts, panes: many })
  return undefined
}

function inline(context: Context, decl: Fn, args: readonly Argument[], expr: Call, scope: Scope): Value {
  const name = decl.name.name
  const usage = `${name}(${decl.params.map(p => p.name.name).join(', ')})`
  const wrong = (problem: string) => fail(context, 'HVT2102', scope, expr.span, { name, problem, usage })
  if (context.busy.includes(decl))
    return fail(context, 'HVT2003', scope, expr.span, { name, path: `${name} → … → ${name}` })
  const inside = childScope(context.homes.get(decl)!, { calls: [...scope.calls, expr.span], key: scope.key })
  const given = new Map<string, Pick<Argument, 'value' | 'span'>>()
  const positional = args.filter(arg => !arg.name)
  if (positional.length > decl.params.length)
    return wrong(`takes ${decl.params.length} arguments, found ${args.length}`)
  positional.forEach((arg, i) => void given.set(decl.params[i]!.name.name, arg))
  for (const arg of args) {
    if (!arg.name) continue
    if (!decl.params.some(p => p.name.name === arg.name!.name)) return wrong(`has no argument \`${arg.name.name}\``)
    if (given.has(arg.name.name)) return wrong(`is given \`${arg.name.name}\` twice`)
    given.set(arg.name.name, arg)
  }
  context.busy.push(decl)
  const result = body()
  context.busy.pop()
  return result

  function body(): Value {
    for (const param of decl.params) {
      const value = given.get(param.name.name)?.value ?? (param.default && context.expression(param.default, inside))
      if (!value) return wrong(`lacks the argument \`${param.name.name}\``)
      inside.names.set(param.name.name, { kind: 'value', value: () => value, span: param.name.span })
    }
    return typed(context, decl, given, expr, inside, scope)
  }
}

/** The result of a call, its arguments and itself checked against the types that the function declares. */
function typed(
  context: Context,
  decl: Fn,
  given: ReadonlyMap<string, Pick<Argument, 'span'>>,
  expr: Call,
  inside: Scope,
  scope: Scope,
): Value {
  const of = `\`${decl.name.name}\``
  for (const { name, type, default: other } of decl.params) {
    const binding = inside.names.get(name.name)
    if (!type || binding?.kind !== 'value') continue
    const argument = given.get(name.name)
    const at = argument?.span ?? other?.span ?? expr.span
    const use = { what: `\`${name.name}\` of ${of}`, at, from: argument ? scope : inside, call: expr }
    if (!hasType(context, binding.value(), type, inside, use)) return error
  }
  const result = context.expression(decl.is, inside)
  const use = { what: `the result of ${of}`, at: decl.is.span, from: inside, call: expr }
  return decl.returns && !hasType(context, result, decl.returns, inside, use) ? error : result
}
