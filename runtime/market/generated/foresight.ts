import type { HiddenPrice, Nature } from './hidden_price.ts'
import type { FastMove } from './path.ts'
import type { Quoted } from './quoting.ts'
import type { Random } from './random.ts'

const seconds = 1e6
/** How early a fast move is known at most, µs. Less than the time between two moves of one asset. */
export const foresight = 40 * seconds

/** What those who know of a fast move do at a pool before it comes. */
export interface Rush {
  /** µs. It ends when the hidden price begins to move. */
  readonly start: number
  readonly end: number
  /** Which way they trade: +1 buys base; 0: both ways, much volume and no direction. */
  readonly side: 1 | -1 | 0
  /** The part of the liquidity that is withdrawn by its end; 0: none. */
  readonly drain: number
}

/** What a pool makes of the fast moves to come. */
export interface Foresight {
  /** How far the pool's price is ahead of the hidden one, µs, and the rush that is on; for times that never run backwards. */
  at(time: number): { readonly lead: number; readonly rush: Rush | undefined }
}

/**
 * A pool leads: its price is that of 1–10 s later, by another lead for each fast move. Before one move in five, or
 * in a rich market in two, there is a rush of 12–25 s, of which some do not show the direction, and some take no liquidity along.
 */
export function foreseeing(
  { base, quote, venueName: venue, symbol }: Quoted,
  chance: Random,
  nature: Nature,
): Foresight {
  const { truth, isRich } = nature
  const known = new Map<HiddenPrice, FastMove>()
  let lead = 1 * seconds
  let aim = lead
  let rushes: Rush[] = []
  let last: number | undefined

  const learn = (price: HiddenPrice, way: 1 | -1, time: number) => {
    const move = price.moveAt(time + foresight)
    if (!move || known.get(price) === move) return
    known.set(price, move)
    aim = chance.between(1, 10) * seconds
    truth.leads.push({ venue, symbol, from: time, lead: Math.round(aim) })
    if (chance.uniform() >= (isRich ? 0.5 : 0.2)) return
    const start = Math.max(time, move.start - Math.round(chance.between(12, 25) * seconds))
    const side = chance.uniform() < 0.8 ? ((move.direction * way) as 1 | -1) : 0
    const drain = chance.uniform() < 0.6 ? chance.between(0.05, 0.15) : 0
    if (start >= move.start) return
    rushes.push({ start, end: move.start, side, drain })
    truth.rushes.push({ venue, symbol, from: start, to: move.start, side, drain })
  }

  return {
    at(time) {
      learn(base, 1, time)
      learn(quote, -1, time)
      // The future comes at most half as fast again as time does: a new lead is no jump of the price.
      const most = 0.5 * (time - (last ?? time))
      last = time
      lead += Math.max(-most, Math.min(most, aim - lead))
      rushes = rushes.filter(r => time < r.end)
      return { lead, rush: rushes.find(r => time >= r.start) }
    },
  }
}
