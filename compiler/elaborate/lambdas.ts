import type { Call } from '../../grammar/ast/index.ts'
import { error, type Value } from '../program/value.ts'
import type { Argument } from './builtin.ts'
import { type Context, childScope, fail, type Scope } from './context.ts'

type Lambda = Extract<Value, { kind: 'lambda' }>

/** `k -> exp(-k)` as an argument: its body, in the scope in which it is written, for each value that it is called with. */
export function lambda(context: Context, arg: Extract<Call['args'][number], { kind: 'lambda' }>, scope: Scope): Value {
  const { name, body, span } = arg
  let busy = false
  const apply = (value: Value): Value => {
    const text = `${name.name} -> …`
    if (busy) return fail(context, 'HVT2003', scope, span, { name: text, path: `${text} → ${text}` })
    const inside = childScope(scope)
    inside.names.set(name.name, { kind: 'value', value: () => value, span: name.span })
    busy = true
    const result = context.expression(body, inside)
    busy = false
    return result
  }
  return { kind: 'lambda', apply }
}

/** `weight(k)`, where `weight` is an argument of a `fn`. */
export function applied(context: Context, of: Lambda, args: readonly Argument[], expr: Call, scope: Scope): Value {
  const [arg] = args
  if (arg && args.length === 1 && !arg.name) return arg.value.kind === 'error' ? error : of.apply(arg.value)
  const name = context.text(expr.of.span)
  const problem = arg?.name ? `has no argument \`${arg.name.name}\`` : `takes 1 argument, found ${args.length}`
  return fail(context, 'HVT2102', scope, expr.span, { name, problem, usage: `${name}(x)` })
}
