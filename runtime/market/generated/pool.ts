import type { SourceEvent } from '../../../compiler/ir/evaluator.ts'
import { foreseeing, type Rush } from './foresight.ts'
import type { Nature } from './hidden_price.ts'
import type { Quoted } from './quoting.ts'
import { random } from './random.ts'
import { outages, type VenueTraits } from './venue_traits.ts'

const seconds = 1e6
/** µs between two blocks. */
const block = 2 * seconds
const swapsPerSecond = 5
/** Mints and burns of everyday, per block. */
const changesPerBlock = 0.1

/**
 * A pool's own events: each call gives those of the blocks that end before `until`. All events of a block have one origin and
 * one time of receipt. A swap is a trade, then a pool event; a mint or burn is a pool event. The price leads the hidden one,
 * and with it every venue that quotes.
 */
export function swapping(nature: Nature, q: Quoted, traits: VenueTraits): (until: number, into: SourceEvent[]) => void {
  const { seed, start } = nature
  const chance = random(seed, 'pool', q.venueName, q.symbol)
  const silent = outages(nature, q.venueName)
  const { at: foresee } = foreseeing(q, chance, nature)
  const worth = chance.between(5e6, 2e7)
  let usual: number | undefined
  /** Of the usual liquidity. */
  let share = 1
  let end = start + block
  let nextSwap = start + gap(swapsPerSecond)
  let received = start

  return (until, into) => {
    for (; end < until; end += block) {
      const { lead, rush } = foresee(end)
      const latency = traits.latency * (1 + 0.2 * chance.exponential())
      received = Math.max(received, Math.round(end + latency))
      const [base, quote] = [q.base.at(end + lead), q.quote.at(end + lead)]
      usual ??= worth / Math.sqrt(base * quote)
      const send = (stream: SourceEvent['stream'], fields: readonly number[]) => {
        if (!silent(end)) into.push({ received, origin: end, venue: q.venue, instrument: q.instrument, stream, fields })
      }
      if (provide(rush)) send('pool', [usual * share])
      for (; nextSwap < end; nextSwap += gap(swapsPerSecond * (rush ? 2.5 : 1))) {
        const price = (base / quote) * (1 + 3e-4 * chance.normal())
        send('trades', [price, size(base, rush), side(rush)])
        send('pool', [usual * share])
      }
    }
  }

  /** Changes the liquidity, perhaps. In a rush it goes faster and faster; afterwards it comes back within minutes. */
  function provide(rush: Rush | undefined): boolean {
    if (rush?.drain) {
      const left = (time: number) => {
        const part = Math.max(0, time - rush.start) / (rush.end - rush.start)
        return 1 - rush.drain * part * part
      }
      share *= left(end) / left(end - block)
      return true
    }
    if (chance.uniform() >= changesPerBlock) return false
    share += (1 - share) * 0.2 + chance.between(-1e-3, 1e-3)
    return true
  }

  function side(rush: Rush | undefined): number {
    const u = chance.uniform()
    if (rush?.side && u < 0.96) return rush.side
    return chance.uniform() < 0.5 ? -1 : 1
  }

  /** One to three thousand dollars' worth, in base; in a rush twice that. */
  function size(base: number, rush: Rush | undefined): number {
    const u = chance.uniform()
    return Math.max(1, Math.round((((1_000 + 2_000 * u * u) * (rush ? 2 : 1)) / base) * 1e6)) / 1e6
  }

  function gap(perSecond: number): number {
    return Math.max(1, Math.round((chance.exponential() / perSecond) * seconds))
  }
}
