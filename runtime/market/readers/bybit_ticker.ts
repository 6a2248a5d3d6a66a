import type { FeedEvent } from '../event.ts'
import type { Received } from './book_events.ts'
import type { ToBase } from './contracts.ts'
import { decimal } from './decimal.ts'
import type { Json } from './parse_json.ts'
import { alive, type Decoded } from './tally.ts'

const hour = 3_600

/**
 * Tickers of one instrument. A snapshot has every field, what follows only those that changed: the others stay. A message is a
 * tick of those streams that it has a field of.
 */
export class BybitTicker {
  private known: Json = {}

  constructor(private readonly base: ToBase) {}

  events(data: Json, whole: boolean, at: Received): Decoded<FeedEvent> {
    this.known = whole ? data : { ...this.known, ...data }
    const { known } = this
    const number = (field: string) => decimal(known[field])
    const all = [
      { stream: 'ticker', of: ['bid1Price', 'ask1Price'], fields: [number('bid1Price'), number('ask1Price')] },
      { stream: 'mark', of: ['markPrice', 'indexPrice'], fields: [number('markPrice'), number('indexPrice')] },
      {
        stream: 'funding',
        of: ['fundingRate', 'nextFundingTime', 'fundingIntervalHour'],
        // Neither what is predicted for the interval after this one nor what was paid is told.
        fields: [
          number('fundingRate'),
          Number.NaN,
          number('fundingIntervalHour') * hour,
          number('nextFundingTime') * 1_000,
          Number.NaN,
        ],
      },
      {
        stream: 'open_interest',
        of: ['openInterest'],
        fields: [this.base(number('openInterest'), number('markPrice'))],
      },
    ] as const
    const told = all.filter(({ of, fields }) => of.some(field => field in data) && !Number.isNaN(fields[0]))
    const events = told.map(({ stream, fields }): FeedEvent => ({ ...at, stream, fields }))
    return events.length ? events : alive(at.received, at.line, at.stamp)
  }
}
