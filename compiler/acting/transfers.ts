import type { Expr, Transfer as TransferDecl } from '../../grammar/ast/index.ts'
import { fail, type Scope } from '../elaborate/context.ts'
import type { Transfer, Wallet } from '../ir/orders.ts'
import type { Terms } from '../program/acting.ts'
import { fixed, map, memberText } from '../program/keys.ts'
import { kindText } from '../program/value.ts'
import { shared } from './apart.ts'
import { type Collector, wanted } from './collect.ts'

/** `transfer held@entry from thin to deep by tron`: the amount's unit says which asset. */
export function transfer(collector: Collector, decl: TransferDecl, scope: Scope): Transfer<Terms> | undefined {
  const use = 'the amount of a transfer'
  const amount = wanted(collector, decl.amount, 'number', use, scope)
  if (amount)
    collector.written.push({ term: amount, use, span: decl.amount.span, ofAsset: true, must: 'a value above zero' })
  const from = wallet(collector, decl.from, scope)
  const to = wallet(collector, decl.to, scope)
  const by = decl.by?.kind === 'name' ? decl.by.name : undefined
  const one =
    from && to && 'venue' in from && 'venue' in to && from.account === to.account && shared(from.venue, to.venue)
  if (one) fail(collector.context, 'HVT2418', scope, decl.to.span, { what: 'both ends of this transfer', is: one })
  if (!amount || !from || !to) return undefined
  return { kind: 'transfer', amount, asset: fixed(''), from, to, ...(by && { by }) }
}

/** A venue, an account of one (`x.spot`), or a venue that is chosen as it runs. */
function wallet({ context, written }: Collector, expr: Expr, scope: Scope): Wallet<Terms> | undefined {
  const account = expr.kind === 'member' ? expr.name.name : undefined
  const known = account === 'spot' || account === 'futures' || account === 'funding'
  const value = context.expression(known && expr.kind === 'member' ? expr.of : expr, scope)
  if (value.kind === 'venue') return { venue: map(value.is, memberText), ...(known && { account }) }
  if (value.kind === 'scalar' && value.term.type === 'choice') {
    written.push({ term: value.term, use: 'a transfer', span: expr.span })
    return { chosen: value.term }
  }
  if (value.kind !== 'error' && !(value.kind === 'scalar' && value.term.op.op === 'error'))
    fail(context, 'HVT2101', scope, expr.span, { what: '`transfer`', wanted: 'a venue', found: kindText(value) })
  return undefined
}
