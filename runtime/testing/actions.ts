import type { Inputs } from '../../compiler/ir/acting.ts'
import type { Quote, Target, Trade } from '../../compiler/ir/orders.ts'
import { Held, type Site } from './held.ts'
import type { Orders } from './orders.ts'
import type { Risk } from './risk.ts'
import type { Wire } from './wire.ts'

/** What quotes, targets and trades want, and what becomes of it. */
export class Actions {
  /** Something was wanted, whether or not it was held back. */
  asked = false
  private readonly targets = new Map<string, number>()
  private readonly open = new Map<string, { readonly trade: Trade<Inputs>; readonly at: Site }>()

  private readonly held: Held

  constructor(
    private readonly wire: Wire,
    private readonly orders: Orders,
    private readonly risk: Risk,
  ) {
    this.held = new Held(wire)
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
      const isPlaced = isWanted && isKnown && !crosses && !this.isTrading(instrument)
      const passes =
        isPlaced && (this.held.covers(quote, { side, price, size }, at) || this.risk.allows(at, [instrument]))
      const order = passes ? { side, price, size } : undefined
      const tolerance = this.number(quote.terms.values.tolerance, at)
      this.orders.rest(`${at.name} ${side}`, owner, order, Number.isNaN(tolerance) ? 0 : tolerance)
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
    const passing = this.risk.allows(at, instruments) ? wanted : this.held.passing(target, wanted, at)
    if (passing === held || this.targets.get(at.name) === passing) return
    this.targets.set(at.name, passing)
    this.orders.send(1)
  }

  /** Each leg is an order; one at a time unless they may stack. */
  trade(trade: Trade<Inputs>, at: Site): void {
    this.asked = true
    const instruments = trade.legs.map(({ on }) => on[at.instance]!)
    const isOpen = this.open.has(at.name) && !trade.terms.values.stack
    const isKnown = trade.legs.every(
      ({ amount }) =>
        typeof amount === 'string' || (this.number(amount, at) !== 0 && !Number.isNaN(this.number(amount, at))),
    )
    if (isOpen || !isKnown || !this.risk.allows(at, instruments)) return
    this.open.set(at.name, { trade, at })
    this.orders.send(trade.legs.length)
    this.risk.enter(at)
  }

  /** Trades that are to end send an order for each leg. */
  exits(): void {
    for (const [name, { trade, at }] of this.open) {
      const isOver = trade.exit.some(rule => 'condition' in rule && this.wire.isTrue(rule.condition, at.instance))
      if (!isOver) continue
      this.open.delete(name)
      this.orders.send(trade.legs.length)
    }
  }

  private isTrading(instrument: number): boolean {
    return [...this.open.values()].some(({ trade, at }) => trade.legs.some(({ on }) => on[at.instance] === instrument))
  }

  private number(input: Inputs['value'] | undefined, { instance }: Site): number {
    return input ? this.wire.value(input, instance) : Number.NaN
  }
}
