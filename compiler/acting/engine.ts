import type { Call, Cycle, Decl, Ident, OnDecl } from '../../grammar/ast/index.ts'
import type { Binding, Context, Engine, Scope } from '../elaborate/context.ts'
import { error, type Value } from '../program/value.ts'
import { accountCalls, accountWord, accountWords } from './account.ts'
import { cycleValue } from './cycle_value.ts'
import { hindsightCalls } from './hindsight.ts'
import { labelValue } from './labels.ts'
import { remember } from './memory.ts'
import { modelValue } from './model_names.ts'
import { phaseValue } from './phases.ts'
import { marked } from './scope.ts'
import { tradesOf } from './trade_names.ts'
import { tradeValue } from './trades.ts'

/** The words, calls and names that what acts brings into expressions. */
export const engine: Engine = {
  declared,
  word: (context, name, scope) => {
    if (name.name === 'uuid') return { kind: 'row_id' }
    return accountWords.has(name.name) ? accountWord(context, name, scope) : undefined
  },
  call,
  mark: marked,
  names,
  words: new Set([...accountWords, 'uuid']),
}

function declared(context: Context, decl: Decl, scope: Scope): Value {
  switch (decl.kind) {
    case 'label':
      return labelValue(context, decl, scope)
    case 'model':
      return modelValue(context, decl, scope)
    case 'phase':
      return phaseValue(context, decl, scope)
    case 'cycle':
      return cycleValue(context, decl, scope)
    default:
      return error
  }
}

function call(context: Context, of: Call, scope: Scope): Value | undefined {
  const name = of.of.kind === 'name' ? of.of.name : ''
  const make = accountCalls.get(name) ?? hindsightCalls.get(name)
  return make && !isDeclared(name, scope) ? make({ context, call: of, name, scope }) : undefined
}

/** Whether the file means something of its own by a name. */
function isDeclared(name: string, scope: Scope | undefined): boolean {
  return scope !== undefined && (scope.names.get(name)?.kind === 'decl' || isDeclared(name, scope.parent))
}

/** Trades by their names, for records and labels of the events that make them. */
function names(context: Context, decl: Decl, scope: Scope): ReadonlyMap<string, Binding> {
  if (decl.kind === 'label' || decl.kind === 'model') remember(context, decl, scope)
  if (decl.kind !== 'on' && decl.kind !== 'cycle') return new Map()
  const bindings = new Map<string, Binding>()
  for (const trade of tradesOf(decl as OnDecl | Cycle, on => context.text(on.event.span)))
    if (trade.kind === 'trade' && trade.name) {
      const known: { value?: Value } = {}
      const value = () => (known.value ??= tradeValue(context, trade, scope))
      bindings.set((trade.name satisfies Ident).name, { kind: 'value', value, span: trade.name.span, scope })
    }
  return bindings
}
