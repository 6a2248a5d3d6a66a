import type { BookOp, BookRead } from '../ir/book.ts'
import type { Graph } from '../ir/graph.ts'
import { levelsOf, SIDE, sideAt } from '../layout/book.ts'
import type { Layout } from '../layout/layout.ts'
import type { Schedule } from '../layout/schedule.ts'
import { memoryless } from './pointwise.ts'
import type { Operator, Port, Site } from './site.ts'
import { finite, isAbsent } from './values.ts'

/** What one side of a book answers, at the end of the event that changed it. */
export function book(op: BookOp, site: Site, graph: Graph, plan: Schedule, layout: Layout): Operator {
  const [valid, x] = site.inputs as [Port, Port]
  const sides = op.instruments.map(instrument => {
    const levels = levelsOf(graph, instrument)
    const feed = plan.feeds.findIndex(f => f.instrument === instrument && f.stream === 'book')
    return new Levels(site.memory.cells, layout.inboxes[feed]! / 8 + sideAt(op.side, levels), levels)
  })
  const sign = op.side === 'bid' ? 1 : -1
  const current = (i: number) => {
    const argument = x.value(i)
    return valid.value(i) === 1 && !isAbsent(argument) ? finite(reads[op.read](sides[i]!, argument, sign)) : Number.NaN
  }
  // As of a pointwise function: an event is not stirred by the book it is combined with.
  const clocks = site.inputs.filter(input => site.node.stream !== 'event' || input.node.stream === 'event')
  return memoryless(site, current, i => clocks.some(clock => clock.ticked(i)))
}

/** The levels of a side in memory, 0 the best. */
class Levels {
  constructor(
    private readonly cells: Float64Array,
    private readonly at: number,
    private readonly most: number,
  ) {}

  get count(): number {
    return this.cells[this.at + SIDE.count]!
  }

  /** The best price of those left out; 0: none was. */
  get cut(): number {
    return this.cells[this.at + SIDE.cut]!
  }

  price(level: number): number {
    return this.cells[this.at + SIDE.prices + this.count - 1 - level]!
  }

  size(level: number): number {
    return this.cells[this.at + SIDE.prices + this.most + this.count - 1 - level]!
  }
}

const reads: Record<BookRead, (side: Levels, x: number, sign: number) => number> = {
  price: (side, x) => (isLevel(side, x) ? side.price(x - 1) : Number.NaN),
  size: (side, x) => (isLevel(side, x) ? side.size(x - 1) : Number.NaN),

  top: (side, x) => {
    let sum = 0
    let level = 0
    for (; level < side.count && level < x; level++) sum += side.size(level)
    return level < x && side.cut !== 0 ? Number.NaN : sum
  },

  near: (side, x, sign) => {
    const { count } = side
    if (count === 0) return side.cut === 0 ? 0 : Number.NaN
    const limit = sign * (side.price(0) * (1 - sign * x))
    let sum = 0
    let level = 0
    for (; level < count && sign * side.price(level) >= limit; level++) sum += side.size(level)
    return level === count && side.cut !== 0 && sign * side.cut >= limit ? Number.NaN : sum
  },

  cost: (side, x) => {
    if (x < 0) return Number.NaN
    let rest = x
    let cost = 0
    for (let level = 0; level < side.count; level++) {
      const [price, size] = [side.price(level), side.size(level)]
      if (size >= rest) return cost + rest * price
      cost += size * price
      rest -= size
    }
    return Number.NaN
  },

  quantity: (side, x) => {
    if (x < 0) return Number.NaN
    let rest = x
    let quantity = 0
    for (let level = 0; level < side.count; level++) {
      const [price, size] = [side.price(level), side.size(level)]
      const worth = size * price
      if (worth >= rest) return quantity + rest / price
      quantity += size
      rest -= worth
    }
    return Number.NaN
  },
}

function isLevel({ count }: Levels, x: number): boolean {
  return x >= 1 && x <= count && x === Math.floor(x)
}
