import type { Inputs } from '../../compiler/ir/acting.ts'
import type { Quote, Target, Trade } from '../../compiler/ir/orders.ts'
import { Held, type Site } from './held.ts'
import type { Orders, Resting } from './orders.ts'
import type { Risk } from './risk.ts'
import { Trades } from './trades.ts'
import type { Wire } from './wire.ts'

/** What quotes, targets and trades want, and what becomes of it. */
export class Actions {
  /** Something was wanted, whether or not it was held back. */
  asked = false
  private readonly targets = new Map<string, number>()

  private readonly held: Held
  readonly trades: Trades

  constructor(
    private readonly wire: Wire,
    private readonly orders: Orders,
    private readonly risk: Risk,
  ) {
    this.held = new Held(wire)
    this.trades = new Trades(wire, orders, risk)
  }

  /** Rests while it is wanted and known; gone without `quote`. */
  quote(quote: Quote<Inputs>, at: Site, isHere: boolean): void {
    const instrument = quote.on[at.instance]!
    const owner = { name: at.owner, keys: this.wire.keys(at.place.region, at.instance), instrument }
    const [price, size] = [this.number(quote.terms.at[0], at), this.number(quote.terms.values.size, at)]
    const isWanted = isHere && (!quote.when || this.wire.isTrue(quote.when, at.instance))
    if (isWanted) this.asked = true
    const isKnown = price > 0 && size > 0
    for (const side of quote.side === 'both' ? (['bid', 'ask'] as const) : [quote.side]) {
      const crosses = side === 'bid' && this.orders.prices(instrument, 'ask').some(ask => price >= ask)
      const isPlaced = isWanted && isKnown && !crosses && !this.trades.isTrading(instrument)
      const order: Resting = { side, price, size }
      const tolerance = this.number(quote.terms.values.tolerance, at)
      const near = Number.isNaN(tolerance) ? 0 : tolerance
      const name = `${at.name} ${side}`
      const amount = side === 'bid' ? size : -size
      // One that rests was judged when it was placed.
      const orders = this.orders.rests(name, order, near) ? [] : [{ instrument, amount, counts: quote.counts, price }]
      const passes = isPlaced && (this.held.covers(quote, order, at) || this.risk.allows(at, [instrument], orders))
      this.orders.rest(name, owner, passes ? order : undefined, near)
    }
  }

  /** One order for each amount that differs from what is held. */
  target(target: Target<Inputs>, at: Site, isHere: boolean): void {
    const held = this.held.of(target, at)
    const wanted = this.number(target.is, at)
    const isWanted = isHere && (!target.when || this.wire.isTrue(target.when, at.instance)) && !Number.isNaN(wanted)
    if (isWanted) this.asked = true
    if (!isWanted || wanted === held || Number.isNaN(held)) {
      this.targets.delete(at.name)
      return
    }
    const instruments = target.of.kind === 'position' ? [target.of.on[at.instance]!] : []
    const price = this.number(target.terms.at[0], at)
    const orders = instruments.map(instrument => ({ instrument, amount: wanted - held, counts: target.counts, price }))
    const judged = this.targets.get(at.name) === wanted ? [] : orders
    const passing = this.risk.allows(at, instruments, judged) ? wanted : this.held.passing(target, wanted, at)
    if (passing === held || this.targets.get(at.name) === passing) return
    this.targets.set(at.name, passing)
    this.orders.send(1)
  }

  /** Somebody wants to enter. */
  trade(trade: Trade<Inputs>, at: Site): void {
    this.asked = true
    this.trades.enter(trade, at)
  }

  private number(input: Inputs['value'] | undefined, { instance }: Site): number {
    return input ? this.wire.value(input, instance) : Number.NaN
  }
}
