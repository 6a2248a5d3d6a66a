import type { Action, Cycle, OnDecl, Order, Trade } from '../../grammar/ast/index.ts'

type Traded = Trade | Order

const names = new WeakMap<Traded, string>()

/** What a trade is called: its own name, or after the event or the state that makes it. */
export function nameOf(decl: Traded): string {
  return names.get(decl) ?? 'trade'
}

/** The trades of a declaration, each named once and for all: by what is written, not by where. */
export function tradesOf(decl: OnDecl | Cycle, textOf: (decl: OnDecl) => string): readonly Traded[] {
  if (decl.kind === 'on') return named(decl.body, textOf(decl))
  return decl.body.flatMap(state =>
    state.kind === 'state' ? named(state.body, `${decl.name.name}.${state.name.name}`) : [],
  )
}

function named(body: readonly (Action | { readonly kind: 'to' })[], after: string): readonly Traded[] {
  const trades = body.filter((action): action is Traded => action.kind === 'trade' || action.kind === 'order')
  for (const [k, trade] of trades.entries()) {
    const own = trade.kind === 'trade' ? trade.name?.name : undefined
    names.set(trade, own ?? (k === 0 ? after : `${after} ${k + 1}`))
  }
  return trades
}
