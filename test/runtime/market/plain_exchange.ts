import { bookText } from './captured_books.ts'
import { messages } from './cryptofeed.ts'
import type { Dialect, Level, Message, Sides } from './dialects.ts'

/** One batch of an exchange, and when it was received. */
export interface Step extends Sides {
  readonly whole: boolean
  readonly at: number
}

/** A book in the exchange's own digits, as plain as it gets. */
export class PlainSides {
  private readonly sides = [new Map<number, Level>(), new Map<number, Level>()] as const

  apply({ bids, asks }: Sides, whole: boolean): void {
    for (const [i, levels] of [bids, asks].entries()) {
      const side = this.sides[i]!
      if (whole) side.clear()
      for (const level of levels) {
        if (Number(level[1]) === 0) side.delete(Number(level[0]))
        else side.set(Number(level[0]), level)
      }
    }
  }

  top(count = Number.POSITIVE_INFINITY): Sides {
    const [bids, asks] = this.sides.map((side, i) => {
      const prices = [...side.keys()].sort((a, b) => (i === 0 ? b - a : a - b))
      return prices.slice(0, count).map(price => side.get(price)!)
    })
    return { bids: bids!, asks: asks! }
  }

  get crossed(): boolean {
    const { bids, asks } = this.top(1)
    return Number(bids[0]?.[0]) >= Number(asks[0]?.[0])
  }

  sum({ sum, depth }: Dialect): string | number {
    const { bids, asks } = this.top(depth)
    return sum ? sum(bids, asks) : 0
  }

  /** What a graph would see of it. */
  text({ depth }: Dialect): string {
    const { bids, asks } = this.top(depth)
    const of = (levels: readonly Level[], side: number) =>
      levels.map(([p, q]) => [`${side} ${Number(p)}`, Number(q)] as const)
    return bookText(new Map([...of(bids, 1), ...of(asks, -1)]))
  }
}

/** A message that an exchange sent, and how many steps were done by then. */
export interface Sent extends Message {
  readonly steps: number
}

/** What an exchange sends for steps, the first of them a snapshot; and another snapshot after so many of them. */
export function send(dialect: Dialect, steps: readonly Step[], again: number) {
  const sides = new PlainSides()
  const sent: Sent[] = []
  /** The book after so many steps, as a graph should see it. */
  const books: string[] = ['']
  let number = 100
  for (const [i, step] of steps.entries()) {
    sides.apply(step, step.whole)
    const about = { steps: i + 1, at: step.at, sum: sides.sum(dialect) }
    sent.push({ ...step, ...about, previous: number, number: ++number })
    books.push(sides.text(dialect))
    if (i + 1 !== again) continue
    const previous = number
    if (dialect.numbersSnapshots) number++
    sent.push({ ...sides.top(), ...about, whole: true, previous, number })
  }
  return { sent, books }
}

/** Small changes of a small book, mostly close to its top; it is never crossed. */
export function generated(count: number, next: () => number): Step[] {
  const whole = (x: number) => Math.floor(next() * x)
  const price = (side: number, away: number) => (100 - side * (0.05 + away / 20)).toFixed(2)
  const size = () => `${1 + whole(40)}.${whole(10)}0000000`
  const side = (sign: number) => Array.from({ length: 40 }, (_, i): Level => [price(sign, i), size()])
  const change = (sign: number, most: number) =>
    Array.from({ length: whole(most) }, (): Level => {
      return [price(sign, Math.floor(next() ** 2 * 40)), next() < 0.3 ? '0.00000000' : size()]
    })
  const first = { whole: true, at: 0, bids: side(1), asks: side(-1) }
  const rest = Array.from({ length: count - 1 }, (_, i) => {
    const [bids, asks] = [change(1, 4), change(-1, 4)]
    return {
      whole: false,
      at: (i + 1) * 50,
      bids: bids.length || asks.length ? bids : [[price(1, 0), size()] as Level],
      asks,
    }
  })
  return [first, ...rest]
}

/** The first batches about a book of the captures beside the project, whose checksums are right. */
export function captured(venue: 'KRAKEN' | 'OKX', instrument: string, count: number, dialect: Dialect): Step[] {
  const levels = (side: readonly Level[] = []) => side.map(([price, size]): Level => [price, size])
  const sides = new PlainSides()
  const steps: Step[] = []
  for (const { data } of messages(venue)) {
    if (steps.length === count) break
    // biome-ignore lint/suspicious/noExplicitAny: messages of any form
    const message = data as any
    const parts = venue === 'KRAKEN' ? krakenParts(message, instrument) : okxParts(message, instrument)
    if (!parts) continue
    const step = { ...parts, bids: levels(parts.bids), asks: levels(parts.asks), at: steps.length * 50 }
    sides.apply(step, step.whole)
    if (parts.sum !== undefined && parts.sum !== sides.sum(dialect)) throw new Error('not the sum of the capture')
    steps.push(step)
  }
  return steps
}

interface Parts {
  readonly whole: boolean
  readonly bids: Level[]
  readonly asks: Level[]
  readonly sum: string | number | undefined
}

// biome-ignore lint/suspicious/noExplicitAny: messages of any form
function krakenParts(message: any, pair: string): Parts | undefined {
  if (!Array.isArray(message) || message.at(-1) !== pair || message.at(-2) !== 'book-1000') return undefined
  const parts = message.slice(1, -2)
  const of = (name: string) => parts.flatMap(part => part[name] ?? [])
  const whole = 'as' in parts[0]
  return { whole, bids: of(whole ? 'bs' : 'b'), asks: of(whole ? 'as' : 'a'), sum: parts.at(-1).c }
}

// biome-ignore lint/suspicious/noExplicitAny: messages of any form
function okxParts(message: any, instrument: string): Parts | undefined {
  const { arg, action, data } = message ?? {}
  if (arg?.instId !== instrument || arg.channel !== 'books' || !data) return undefined
  const { bids, asks, checksum } = data[0]
  return { whole: action === 'snapshot', bids, asks, sum: checksum }
}
