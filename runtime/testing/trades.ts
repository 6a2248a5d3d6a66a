import type { Inputs } from '../../compiler/ir/acting.ts'
import type { ExitRule, Trade } from '../../compiler/ir/orders.ts'
import type { Wanted } from './filled.ts'
import type { Site } from './held.ts'
import type { Orders } from './orders.ts'
import type { Risk } from './risk.ts'
import type { Wire } from './wire.ts'

interface Open {
  readonly trade: Trade<Inputs>
  readonly at: Site
  /** Its first leg was bought, so its exit sells that. */
  readonly sells: boolean
  /** The best price since the entry, by the exit that trails it. */
  readonly best: Map<ExitRule<Inputs>, number>
}

/** Trades from their entry to their exit. */
export class Trades {
  private readonly open = new Map<string, Open>()
  /** Ended in this step: the graph takes them for open until it is told. */
  private readonly ended = new Set<string>()

  constructor(
    private readonly wire: Wire,
    private readonly orders: Orders,
    private readonly risk: Risk,
  ) {}

  /** Each leg is an order; one at a time unless they may stack. */
  enter(trade: Trade<Inputs>, at: Site): void {
    const instruments = trade.legs.map(({ on }) => on[at.instance]!)
    const isOpen = (this.open.has(at.name) || this.ended.has(at.name)) && !trade.terms.values.stack
    const amounts = trade.legs.flatMap(({ amount }) =>
      typeof amount === 'string' ? [] : [this.wire.value(amount, at.instance)],
    )
    const isKnown = amounts.every(amount => amount !== 0 && !Number.isNaN(amount))
    if (isOpen || !isKnown || !this.risk.allows(at, instruments, this.wanted(trade, at))) return
    this.open.set(at.name, { trade, at, sells: amounts[0]! > 0, best: new Map() })
    this.say(trade, at, 1)
    this.orders.send(trade.legs.length)
    this.risk.enter(at)
  }

  /** Trades that are to end send an order for each leg. */
  exits(): void {
    this.ended.clear()
    for (const [name, open] of this.open) {
      // All are looked at, so that each trail has its best price.
      if (!open.trade.exit.map(rule => this.isOver(rule, open)).includes(true)) continue
      this.open.delete(name)
      this.ended.add(name)
      this.say(open.trade, open.at, 0)
      this.orders.send(open.trade.legs.length)
    }
  }

  /** What the legs before it bring is not known of a leg. */
  private wanted({ legs, terms }: Trade<Inputs>, { instance }: Site): readonly Wanted[] {
    return legs.flatMap(({ on, amount, counts }, k) => {
      if (typeof amount === 'string') return []
      const at = terms.at[k]
      const price = at ? this.wire.value(at, instance) : Number.NaN
      return [{ instrument: on[instance]!, amount: this.wire.value(amount, instance), counts, price }]
    })
  }

  isTrading(instrument: number): boolean {
    return [...this.open.values()].some(({ trade, at }) => trade.legs.some(({ on }) => on[at.instance] === instrument))
  }

  private say({ name }: Trade<Inputs>, { place, instance }: Site, open: number): void {
    this.wire.say(`trade ${name}`, this.wire.keys(place.region, instance), { open })
  }

  /** A price that is unknown ends nothing: that is what `absent` is for. */
  private isOver(rule: ExitRule<Inputs>, { at, sells, best }: Open): boolean {
    if ('condition' in rule) return this.wire.isTrue(rule.condition, at.instance)
    const { kind, watched } = rule
    // As for what was bought: higher is better.
    const sign = sells ? 1 : -1
    const price = sign * this.wire.value(sells ? watched.sells : watched.buys, at.instance)
    const set = this.wire.value(rule.price, at.instance)
    if (kind === 'take') return price >= sign * set
    if (kind === 'stop') return price <= sign * set
    if (Number.isNaN(price)) return false
    const highest = Math.max(best.get(rule) ?? price, price)
    best.set(rule, highest)
    return price <= highest - set
  }
}
