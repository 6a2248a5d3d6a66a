import type { Action as ActionDecl, Let } from '../../grammar/ast/index.ts'
import { childScope, fail, type Scope } from '../elaborate/context.ts'
import { declaredValue } from '../elaborate/declared.ts'
import type { Action } from '../ir/orders.ts'
import type { Terms } from '../program/acting.ts'
import type { Collector } from './collect.ts'
import { quote, target } from './orders.ts'
import { alert } from './texts.ts'
import { trade } from './trades.ts'
import { transfer } from './transfers.ts'
import { optimize, retrain } from './upkeep.ts'

/** What stands in the braces of `on` and of a state; lets are seen by what stands beside them. */
export function actions(collector: Collector, decls: readonly ActionDecl[], scope: Scope): readonly Action<Terms>[] {
  return decls.flatMap(decl => action(collector, decl, scope) ?? [])
}

function action(collector: Collector, decl: ActionDecl, scope: Scope): Action<Terms> | undefined {
  switch (decl.kind) {
    case 'let':
      return undefined
    case 'quote':
      return quote(collector, decl, scope)
    case 'target':
      return target(collector, decl, scope)
    case 'trade':
    case 'order':
      return trade(collector, decl, scope)
    case 'transfer':
      return transfer(collector, decl, scope)
    case 'alert':
      return alert(collector, decl, scope)
    case 'retrain':
      return retrain(collector, decl, scope)
    case 'optimize':
      return optimize(collector, decl, scope)
  }
}

/** A scope in which the lets of a block are names; each is checked even when nothing reads it. */
export function withLets(collector: Collector, decls: readonly { readonly kind: string }[], outer: Scope): Scope {
  const { context } = collector
  const lets = decls.filter((decl): decl is Let => decl.kind === 'let')
  if (lets.length === 0) return outer
  const scope = childScope(outer)
  for (const decl of lets) {
    const { name, span } = decl.name
    if (isTaken(name, scope)) fail(context, 'HVT2002', scope, span, { name })
    else scope.names.set(name, { kind: 'decl', decl, scope })
  }
  for (const decl of lets) {
    const value = declaredValue(context, decl, scope)
    if (value.kind === 'scalar' && value.term.op.op !== 'error')
      collector.written.push({ term: value.term, use: `\`${decl.name.name}\``, span: decl.is.span })
  }
  return scope
}

function isTaken(name: string, scope: Scope): boolean {
  for (let s: Scope | undefined = scope; s; s = s.parent) if (s.names.has(name)) return true
  return false
}
