import type { Nature } from './hidden_price.ts'
import { random } from './random.ts'

const second = 1e6

/**
 * By which part an instrument's price is off at a time, planted: 1–3 % for 4–15 s, some twenty minutes apart. What else
 * shows the same asset is not, so that is true arbitrage. To be asked for times that never run backwards.
 */
export function planted(
  { seed, start, truth }: Nature,
  { venueName: venue, symbol }: { readonly venueName: string; readonly symbol: string },
): (time: number) => number {
  const chance = random(seed, 'dislocated', venue, symbol)
  let size = 0
  let from = start
  let to = start
  return time => {
    while (time >= to) {
      from = to + Math.round((60 + 1_200 * chance.exponential()) * second)
      to = from + Math.round(chance.between(4, 15) * second)
      size = chance.between(0.01, 0.03) * (chance.uniform() < 0.5 ? -1 : 1)
      truth.dislocations.push({ venue, symbol, kind: 'planted', from, to, size })
    }
    return time >= from ? size : 0
  }
}
