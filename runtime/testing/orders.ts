import type { Wire } from './wire.ts'

/** One order that rests. */
export interface Resting {
  readonly side: 'bid' | 'ask'
  readonly price: number
  readonly size: number
}

/** Every order that was sent, and those that rest; nothing is filled here. */
export class Orders {
  private sent: number[] = []
  /** By quote, then by what it belongs to: `cycle carry`, keys. */
  private readonly resting = new Map<string, { readonly owner: Owner; readonly order: Resting }>()

  constructor(private readonly wire: Wire) {}

  /** So many orders go out. */
  send(count: number): void {
    for (let k = 0; k < count; k++) this.sent.push(this.wire.now)
  }

  /** Brings what rests under one name to what is wanted: placing and changing it is an order, taking it away none. */
  rest(name: string, owner: Owner, wanted: Resting | undefined, tolerance: number): void {
    if (!wanted) {
      this.resting.delete(name)
      return
    }
    if (this.rests(name, wanted, tolerance)) return
    this.resting.set(name, { owner, order: wanted })
    this.send(1)
  }

  /** Whether what rests under a name is as wanted. */
  rests(name: string, wanted: Resting, tolerance: number): boolean {
    const before = this.resting.get(name)?.order
    return before?.size === wanted.size && Math.abs(before.price - wanted.price) <= tolerance
  }

  /** Prices of one side at an instrument. */
  prices(instrument: number, side: Resting['side']): readonly number[] {
    const all = [...this.resting.values()].filter(
      ({ owner, order }) => owner.instrument === instrument && order.side === side,
    )
    return all.map(({ order }) => order.price)
  }

  /** Says what tests, limits and cycles ask of orders, where it has changed. */
  report(): void {
    for (const { what, of } of this.wire.graph.channels) {
      if (what === 'orders') this.say(what, of, 'count', this.countOf(of))
      const [, side, cycle] = /^working (bid|ask|orders) of (cycle .*)$/.exec(what) ?? []
      if (cycle) {
        const own = this.of(cycle, of).filter(order => side === 'orders' || order.side === side)
        this.say(what, of, 'count', own.length)
        this.say(what, of, 'price', own[0]?.price ?? Number.NaN)
        this.say(what, of, 'size', own[0]?.size ?? Number.NaN)
      }
      const [, owner] = /^account of (cycle .*)$/.exec(what) ?? []
      if (owner) this.say(what, of, 'working', this.of(owner, of).length)
    }
  }

  /** Of the whole run; those that rest; or those of the last `1s`. */
  private countOf(of: string): number {
    if (of === '') return this.sent.length
    if (of === 'open') return this.resting.size
    const since = this.wire.now - micros(of)
    return this.sent.length - 1 - this.sent.findLastIndex(time => time <= since)
  }

  private of(name: string, keys: string): readonly Resting[] {
    return [...this.resting.values()].flatMap(({ owner, order }) =>
      owner.name === name && owner.keys === keys ? [order] : [],
    )
  }

  private say(what: string, of: string, field: string, value: number): void {
    const before = this.wire.said(what, of, field)
    if (before !== undefined && !Object.is(before, value)) this.wire.say(what, of, { [field]: value })
  }
}

export interface Owner {
  readonly name: string
  readonly keys: string
  readonly instrument: number
}

const units: Readonly<Record<string, number>> = { us: 1, ms: 1e3, s: 1e6, m: 6e7, h: 36e8, d: 864e8 }

/** `1m30s` */
function micros(text: string): number {
  return [...text.matchAll(/([\d_.]+)(us|ms|[smhd])/g)].reduce(
    (sum, [, number, unit]) => sum + Number(number!.replaceAll('_', '')) * units[unit!]!,
    0,
  )
}
