import type { Decl } from '../../grammar/ast/index.ts'
import { error, type Value } from '../program/value.ts'
import { constant } from './constant.ts'
import type { Context, Scope } from './context.ts'
import { param } from './params.ts'
import { signal } from './signals.ts'
import { universe } from './universes.ts'
import { venue } from './venues.ts'

/** The value of a declaration, elaborated when it is first needed: declarations stand in any order. */
export function declaredValue(context: Context, decl: Decl, scope: Scope): Value {
  const known = context.done.get(decl)
  if (known) return known
  context.busy.push(decl)
  const value = elaborate(context, decl, scope)
  context.busy.pop()
  context.done.set(decl, value)
  return value
}

function elaborate(context: Context, decl: Decl, scope: Scope): Value {
  switch (decl.kind) {
    case 'let':
    case 'feature':
      return context.expression(decl.is, scope)
    case 'const':
      return constant(context, decl, scope)
    case 'param':
      return param(context, decl, scope)
    case 'signal':
      return signal(context, decl, scope)
    case 'venue':
      return venue(context, decl, scope)
    case 'universe':
      return universe(context, decl.is, scope)
    case 'fn':
      context.homes.set(decl, scope)
      return { kind: 'function', name: decl.name.name, decl }
    default:
      return error
  }
}
