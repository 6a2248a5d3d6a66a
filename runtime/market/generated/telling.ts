import type { SourceEvent } from '../../../compiler/ir/evaluator.ts'
import type { StreamName } from '../../../compiler/ir/streams.ts'
import type { Nature } from './hidden_price.ts'
import type { Quoted } from './quoting.ts'
import { type Random, random } from './random.ts'
import { outages, type VenueTraits } from './venue_traits.ts'

const second = 1e6
const hour = 3_600 * second
const liquidationsPerSecond = 0.02

/** One more thing that a venue says: the fields of a message at a time, and when it says so again. */
interface Teller {
  next: number
  readonly tell: (at: number) => { readonly fields?: readonly number[]; readonly after: number }
}
type Make = (q: Quoted, chance: Random, start: number) => Teller

/** What a strategy may read of an instrument besides its quotes and trades. */
const tellers: Readonly<Partial<Record<StreamName, Make>>> = {
  listing,
  mark,
  funding,
  open_interest,
  liquidations,
  borrow,
}

/** Of the streams that are read those of this kind, in an order of their own. */
export function told(streams: readonly StreamName[]): readonly StreamName[] {
  return (Object.keys(tellers) as StreamName[]).filter(stream => streams.includes(stream))
}

/**
 * What a venue says of an instrument besides quotes and trades, each stream with numbers of its own: reading one changes no
 * other. Each call gives the events with origin before `until`.
 */
export function telling(
  nature: Nature,
  q: Quoted,
  streams: readonly StreamName[],
  traits: VenueTraits,
): (until: number, into: SourceEvent[]) => void {
  const { seed, start } = nature
  const all = told(streams).flatMap(stream => {
    const make = tellers[stream]
    const chance = random(seed, stream, q.venueName, q.symbol)
    return make ? [{ stream, chance, teller: make(q, chance, start), silent: outages(nature, q.venueName) }] : []
  })
  return (until, into) => {
    for (const { stream, chance, teller, silent } of all) {
      while (teller.next < until) {
        const origin = teller.next
        const { fields, after } = teller.tell(origin)
        teller.next += Math.max(1, Math.round(after))
        const received = origin + Math.round(traits.latency * (1 + 0.2 * chance.uniform()))
        const { venue, instrument } = q
        if (fields && !silent(origin)) into.push({ received, origin, venue, instrument, stream, fields })
      }
    }
  }
}

const priceOf = ({ base, quote }: Quoted, at: number) => base.at(at) / quote.at(at)

/** Told once: steps of which sizes are whole numbers, and prices of five digits or more. */
function listing(q: Quoted, _: Random, start: number): Teller {
  return {
    next: start,
    tell: at => ({
      fields: [tenth(priceOf(q, at) / 1e4), 1e-6, tenth(10 / q.quote.at(at)), 1],
      after: Number.POSITIVE_INFINITY,
    }),
  }
}

/** The greatest power of ten that is not above x. */
function tenth(x: number): number {
  let above = 1
  while (above < x * 10) above *= 10
  let below = 1
  while (above / below > x) below *= 10
  return above / below
}

/** Every second. */
function mark(q: Quoted, chance: Random, start: number): Teller {
  let basis = 2e-4 * chance.normal()
  return {
    next: start + Math.round(second * chance.uniform()),
    tell: at => {
      basis += -basis / 120 + 2e-5 * chance.normal()
      const index = priceOf(q, at)
      return { fields: [index * (1 + basis), index], after: second }
    },
  }
}

/** Every minute; the rate of an interval is what was predicted when it began. */
function funding(_: Quoted, chance: Random, start: number): Teller {
  const interval = [1, 4, 8, 8][Math.floor(4 * chance.uniform())]! * hour
  const drawn = () => 1e-4 + 1e-4 * chance.normal()
  let [predicted, rate, paid] = [drawn(), drawn(), drawn()]
  let nextAt = (Math.floor(start / interval) + 1) * interval
  return {
    next: start + Math.round(second * chance.uniform()),
    tell: at => {
      if (at >= nextAt) {
        paid = rate
        rate = predicted
        nextAt += interval
      }
      predicted += (1e-4 - predicted) / 240 + 8e-6 * chance.normal()
      return { fields: [rate, predicted, interval / second, nextAt, paid], after: 60 * second }
    },
  }
}

/** Every five seconds, some hundred million dollars' worth. */
function open_interest(q: Quoted, chance: Random, start: number): Teller {
  const dollars = 1e8 * chance.between(0.5, 2)
  let amount: number | undefined
  return {
    next: start + Math.round(second * chance.uniform()),
    tell: at => {
      amount = (amount ?? dollars / q.base.at(at)) * (1 + 1e-4 * chance.normal())
      return { fields: [Math.round(amount * 1e6) / 1e6], after: 5 * second }
    },
  }
}

/** Rare while it is calm, and in a fast move against those who are on its wrong side. All of them are told. */
function liquidations(q: Quoted, chance: Random, start: number): Teller {
  const gap = () => (chance.exponential() / liquidationsPerSecond) * second
  return {
    next: start + Math.round(gap()),
    tell: at => {
      const move = q.base.moveAt(at)
      const falling = move && at < move.end + 5 * second
      const side = falling ? move.direction : chance.uniform() < 0.5 ? -1 : 1
      const qty = Math.max(1, Math.round((chance.between(200, 40_000) / q.base.at(at)) * 1e6)) / 1e6
      return { fields: [priceOf(q, at), qty, side, 1], after: falling ? gap() / 40 : gap() }
    },
  }
}

/** Every minute, about five per cent a year. */
function borrow(q: Quoted, chance: Random, start: number): Teller {
  const usual = (0.05 * chance.between(0.5, 2)) / (365 * 86_400)
  return {
    next: start + Math.round(second * chance.uniform()),
    tell: at => {
      const available = Math.round((1e6 * chance.between(0.2, 1)) / q.base.at(at))
      return { fields: [usual * chance.between(0.9, 1.1), available], after: 60 * second }
    },
  }
}
