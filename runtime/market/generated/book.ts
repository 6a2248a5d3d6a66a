import type { SourceEvent } from '../../../compiler/ir/evaluator.ts'
import { bookKinds } from '../../../compiler/ir/streams.ts'
import type { Nature } from './hidden_price.ts'
import { type Quoted, tickInverse } from './quoting.ts'
import { random } from './random.ts'
import { behind, Side } from './side.ts'
import { outageSpans } from './venue_traits.ts'

/** Between two levels behind the best one, as a part of the price. */
const spacing = 0.5e-4

/**
 * A book behind the quotes of an instrument: with each quote comes an event that takes the book to it, the first a snapshot.
 * Some levels change besides. It takes no part in the chances of quotes and trades, which are the same with a book and
 * without. In a rich market what an outage swallowed is missed: afterwards the book is invalid, and begins anew.
 */
export function booking(nature: Nature, q: Quoted): (quote: SourceEvent) => readonly SourceEvent[] {
  const chance = random(nature.seed, 'book', q.venueName, q.symbol)
  const outages = outageSpans(nature.seed, q.venueName, nature.start)
  let outage = outages.next().value
  const sides = { 1: new Side(1, drawn), [-1]: new Side(-1, drawn) }
  let grid: { readonly perUnit: number; readonly step: number } | undefined

  return quote => {
    const [bid, bidSize, ask, askSize] = quote.fields as [number, number, number, number]
    const lost = missed(quote.origin) && grid !== undefined
    const kind = grid && !lost ? bookKinds.changes : bookKinds.snapshot
    if (lost) for (const side of [1, -1] as const) sides[side].clear()
    grid ??= gridAt(bid)
    const fields: number[] = [kind]
    move(1, Math.round(bid * grid.perUnit), bidSize)
    move(-1, Math.round(ask * grid.perUnit), askSize)
    const event: SourceEvent = { ...quote, stream: 'book', fields }
    return lost ? [{ ...event, fields: [bookKinds.invalid] }, event] : [event]

    function move(side: 1 | -1, best: number, size: number): void {
      const { perUnit, step } = grid!
      const renewed = Math.floor(chance.uniform() * behind)
      sides[side].move(best, size, step, renewed, quote.origin, (ticks, now) => fields.push(side, ticks / perUnit, now))
    }
  }

  /** Whether there was an outage since this was asked before. */
  function missed(time: number): boolean {
    let any = false
    for (; nature.isRich && time >= outage.to; outage = outages.next().value) any = true
    return any
  }

  /** Some thousand to a hundred thousand dollars' worth, in base. */
  function drawn(time: number): number {
    const u = chance.uniform()
    return Math.max(1, Math.round(((2_000 + 100_000 * u * u) / q.base.at(time)) * 1e6)) / 1e6
  }
}

function gridAt(price: number) {
  const perUnit = tickInverse(price)
  return { perUnit, step: Math.max(1, Math.round(price * perUnit * spacing)) }
}
