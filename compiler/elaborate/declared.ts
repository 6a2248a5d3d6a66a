import type { Decl } from '../../grammar/ast/index.ts'
import { deepest } from '../program/term.ts'
import { error, type Value } from '../program/value.ts'
import { namesOf } from './brought_names.ts'
import { constant } from './constant.ts'
import { type Context, fail, type Scope } from './context.ts'
import { source } from './declared_sources.ts'
import { extern } from './extern.ts'
import { isOutside, outside } from './outside.ts'
import { param } from './params.ts'
import { assetSettings, headerSettings } from './settings.ts'
import { signal } from './signals.ts'
import { isType } from './types.ts'
import { annotated, universe } from './universes.ts'
import { venue } from './venues.ts'

/** The value of a declaration, elaborated when it is first needed: declarations stand in any order. */
export function declaredValue(context: Context, decl: Decl, scope: Scope): Value {
  const known = context.done.get(decl)
  if (known) return known
  context.busy.push(decl)
  const written = context.busy.length > 200 ? tooDeep(context, decl, scope) : shallow(context, decl, scope)
  context.busy.pop()
  const value = context.engine.override?.(context, decl, scope, written) ?? written
  context.done.set(decl, value)
  return value
}

function shallow(context: Context, decl: Decl, scope: Scope): Value {
  const value = elaborate(context, decl, scope)
  return value.kind === 'scalar' && value.term.depth > deepest ? tooDeep(context, decl, scope) : value
}

/** Told at the first declaration that goes too deep; what is built on it follows from it. */
function tooDeep(context: Context, decl: Decl, scope: Scope): Value {
  return fail(context, 'HVT2014', scope, 'name' in decl ? decl.name.span : decl.span, {})
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
    case 'source':
      return source(context, decl, scope)
    case 'universe':
      if (isOutside(decl.is)) return outside(context, decl, scope)
      return annotated(context, decl, universe(context, decl.is, scope), scope)
    case 'header':
      headerSettings(context, decl, scope)
      return error
    case 'asset':
      return assetSettings(context, decl, scope)
    case 'extern':
      return extern(context, decl, scope)
    case 'label':
    case 'model':
    case 'phase':
    case 'cycle': {
      const value = context.engine.declared(context, decl, scope)
      // Its words mean nothing then, and that follows from its mistake.
      if (value.kind === 'error') for (const word of namesOf(decl)) context.refused.add(word)
      return value
    }
    case 'fn':
      for (const type of [...decl.params.map(p => p.type), decl.returns]) if (type) isType(context, type, scope)
      context.homes.set(decl, scope)
      return { kind: 'function', name: decl.name.name, decl }
    default:
      return error
  }
}
