import type { SourceEvent } from '../../../compiler/ir/evaluator.ts'
import type { VenueTraits } from './venue_traits.ts'

const day = 86_400e6
/** 6.5 h. */
const length = 23_400e6

/** The sessions of a venue: one a day, from the hour at which the market begins; each is told when it opens. */
export function opening(
  { venue, instrument }: Pick<SourceEvent, 'venue' | 'instrument'>,
  { latency }: VenueTraits,
  start: number,
): (until: number, into: SourceEvent[]) => void {
  let open = start
  return (until, into) => {
    for (; open < until; open += day) {
      const fields = [open, open + length]
      const received = open + Math.round(latency)
      into.push({ received, origin: open, venue, instrument, stream: 'session', fields })
    }
  }
}
