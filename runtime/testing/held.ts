import type { Inputs } from '../../compiler/ir/acting.ts'
import type { Quote, Target } from '../../compiler/ir/orders.ts'
import type { Resting } from './orders.ts'
import type { Where } from './risk.ts'
import type { Wire } from './wire.ts'

/** Something that acts: its name in the source, whose it is, and where it stands. */
export interface Site extends Where {
  /** Identifies it and its instance. */
  readonly name: string
  /** `cycle carry`, or empty. */
  readonly owner: string
}

/** What is held; nothing where nobody said anything. */
export class Held {
  constructor(private readonly wire: Wire) {}

  /** Of what a target is set for. */
  of({ of, counts }: Target<Inputs>, at: Site): number {
    if (of.kind === 'position') return this.position(of.on[at.instance]!, counts === 'base' ? 'qty' : 'notional')
    return this.coins('owned', `${of.venue[at.instance]} ${of.asset[at.instance]}`, at)
  }

  /**
   * What of a target passes a veto: no more than nothing on the other side, and no less than what hedges own coins. Nothing
   * passes where this is what is held.
   */
  passing(target: Target<Inputs>, wanted: number, at: Site): number {
    const held = this.of(target, at)
    const hedges = target.of.kind === 'position' && target.counts === 'base'
    const base = hedges ? this.wire.graph.instruments[target.of.on[at.instance]!]!.base : ''
    const hedge = hedges ? -Math.max(0, this.coins('holdings', base, at)) : 0
    return Math.min(Math.max(wanted, Math.min(held, hedge, 0)), Math.max(held, 0))
  }

  /** Whether an order of a quote can only bring what is held closer to nothing. */
  covers({ counts, terms, on }: Quote<Inputs>, { side, price, size }: Resting, at: Site): boolean {
    if (terms.as.includes('reduce_only')) return true
    const { venue, symbol, base } = this.wire.graph.instruments[on[at.instance]!]!
    const position = this.position(on[at.instance]!, 'qty')
    // Of a derivative only the position is sold.
    const coins = symbol.includes(' ') ? 0 : this.coins('owned', `${this.wire.graph.venues[venue]!.name} ${base}`, at)
    const held = side === 'ask' ? Math.max(position, coins) : -position
    return (counts === 'base' ? size : size / price) <= held
  }

  private position(on: number, field: 'qty' | 'notional'): number {
    const { venue, symbol } = this.wire.graph.instruments[on]!
    return this.wire.said('position', `${this.wire.graph.venues[venue]!.name}[${symbol}]`, field) ?? 0
  }

  /** Of the cycle that acts, or outside of cycles of the strategy. */
  private coins(what: 'owned' | 'holdings', of: string, { place, instance, owner }: Site): number {
    if (!owner) return this.wire.said(what, of, 'amount') ?? 0
    const text = `${this.wire.keys(place.region, instance)} ${of}`.trim()
    return this.wire.said(`${what} by ${owner}`, text, 'amount') ?? this.wire.said(what, of, 'amount') ?? 0
  }
}
