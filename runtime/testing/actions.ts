import type { Inputs } from '../../compiler/ir/acting.ts'
import type { Quote, Target, Trade } from '../../compiler/ir/orders.ts'
import type { Orders } from './orders.ts'
import type { Risk, Where } from './risk.ts'
import type { Wire } from './wire.ts'

/** Something that acts: its name in the source, whose it is, and where it stands. */
export interface Site extends Where {
  /** Identifies it and its instance. */
  readonly name: string
  /** `cycle carry`, or empty. */
  readonly owner: string
}

/** What quotes, targets and trades want, and what becomes of it. */
export class Actions {
  /** Something was wanted, whether or not it was held back. */
  asked = false
  private readonly targets = new Map<string, number>()
  private readonly open = new Map<string, { readonly trade: Trade<Inputs>; readonly at: Site }>()

  constructor(
    private readonly wire: Wire,
    private readonly orders: Orders,
    private readonly risk: Risk,
  ) {}

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
      const order = isPlaced && this.risk.allows(at, [instrument]) ? { side, price, size } : undefined
      const tolerance = this.number(quote.terms.values.tolerance, at)
      this.orders.rest(`${at.name} ${side}`, owner, order, Number.isNaN(tolerance) ? 0 : tolerance)
    }
  }

  /** One order for each amount that differs from what is held. */
  target(target: Target<Inputs>, at: Site, isHere: boolean): void {
    const held = this.held(target, at)
    const wanted = this.number(target.is, at)
    const isWanted = isHere && (!target.when || this.wire.isTrue(target.when, at.instance)) && !Number.isNaN(wanted)
    if (isWanted) this.asked = true
    if (!isWanted || wanted === held || Number.isNaN(held)) {
      this.targets.delete(at.name)
      return
    }
    if (this.targets.get(at.name) === wanted) return
    const reduces = Math.abs(wanted) < Math.abs(held) && wanted * held >= 0
    const instruments = target.of.kind === 'position' ? [target.of.on[at.instance]!] : []
    if (!reduces && !this.risk.allows(at, instruments)) return
    this.targets.set(at.name, wanted)
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

  /** What is held of what a target is set for; nothing where nobody said anything. */
  private held({ of, counts }: Target<Inputs>, { place, instance, owner }: Site): number {
    const { graph } = this.wire
    if (of.kind === 'position') {
      const { venue, symbol } = graph.instruments[of.on[instance]!]!
      const field = counts === 'base' ? 'qty' : 'notional'
      return this.wire.said('position', `${graph.venues[venue]!.name}[${symbol}]`, field) ?? 0
    }
    const what = `${of.venue[instance]} ${of.asset[instance]}`
    if (!owner) return this.wire.said('owned', what, 'amount') ?? 0
    return (
      this.wire.said(`owned by ${owner}`, `${this.wire.keys(place.region, instance)} ${what}`.trim(), 'amount') ?? 0
    )
  }

  private isTrading(instrument: number): boolean {
    return [...this.open.values()].some(({ trade, at }) => trade.legs.some(({ on }) => on[at.instance] === instrument))
  }

  private number(input: Inputs['value'] | undefined, { instance }: Site): number {
    return input ? this.wire.value(input, instance) : Number.NaN
  }
}
