import type { Saying, Wire } from './wire.ts'

/** An order as it is judged: what it would bring if it were filled. */
export interface Wanted {
  readonly instrument: number
  /** Above zero where it buys; of the base asset or, as a notional, of the quote asset. */
  readonly amount: number
  readonly counts: 'base' | 'quote'
  /** Its own, NaN where it has none. */
  readonly price: number
}

/**
 * What would be said of the account after orders; limits are judged by it. Of an order whose price is not known, or whose
 * notional is not of the asset in which the strategy counts, that is less.
 * @param keys Those of what orders.
 */
export function filled(wire: Wire, money: string | undefined, orders: readonly Wanted[], keys: readonly string[]) {
  const after = new Map<string, Saying>()
  const add = (what: string, of: string, field: string, change: number) => {
    const name = `${what}\n${of}\n${field}`
    const before = after.get(name)?.value ?? wire.said(what, of, field) ?? 0
    if (!Number.isNaN(before + change)) after.set(name, { what, of, field, value: before + change })
    return before
  }
  for (const order of orders) {
    const { venue, symbol, quote, base } = wire.graph.instruments[order.instrument]!
    const price = Number.isNaN(order.price) ? wire.price(order.instrument, order.amount > 0) : order.price
    const [qty, notional] =
      order.counts === 'base' ? [order.amount, order.amount * price] : [order.amount / price, order.amount]
    const of = `${wire.graph.venues[venue]!.name}[${symbol}]`
    add('position', of, 'qty', qty)
    const held = add('position', of, 'notional', notional)
    // Of a derivative nothing is owned.
    if (!symbol.includes(' ')) add('holdings', base, 'amount', qty)
    if (!isMoney(wire, quote, money)) continue
    const more = Math.abs(held + notional) - Math.abs(held)
    add('account', '', 'gross', more)
    add('account', '', 'net', notional)
    for (const { what, of: whose } of wire.graph.channels)
      if (what === 'exposure' && whose.split(', ').every(key => !key || keys.includes(key)))
        add(what, whose, 'notional', more)
  }
  const [gross, equity] = [wire.said('account', '', 'gross'), wire.said('account', '', 'equity')]
  const grown = after.get('account\n\ngross')?.value ?? gross
  if (grown !== undefined && equity !== undefined) add('account', '', 'leverage', (grown - (gross ?? 0)) / equity)
  return [...after.values()]
}

/** In which the strategy counts, or as good as that by a peg. */
function isMoney({ graph }: Wire, asset: string, money: string | undefined): boolean {
  return asset === money || graph.pegs.some(peg => peg.asset === asset && peg.equals === money)
}
