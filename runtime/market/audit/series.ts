import type { FeedEvent } from '../event.ts'
import { Gaps } from './gaps.ts'
import { Moves } from './moves.ts'

/** Something that was seen so often, and in which row first. */
export interface Seen {
  count: number
  line: number | undefined
}

/** What is seen of one stream of one instrument, row by row and without keeping any. */
export class Series {
  rows = 0
  first = Number.POSITIVE_INFINITY
  last = Number.NEGATIVE_INFINITY
  /** Rows that say what the one before said, of the same time. */
  readonly duplicates: Seen = { count: 0, line: undefined }
  /** Rows that were received before the one above. */
  readonly backwards: Seen & { most: number } = { count: 0, line: undefined, most: 0 }
  /** Bars that do not end at a multiple of their length. */
  readonly unaligned: Seen = { count: 0, line: undefined }
  /** Receipt less the exchange's stamp, µs. */
  leastDelay = Number.POSITIVE_INFINITY
  mostDelay = Number.NEGATIVE_INFINITY
  readonly gaps: Gaps
  readonly moves: Moves | undefined
  private before: FeedEvent | undefined

  /** @param every Length of the bars, µs, where they are bars. */
  constructor(
    readonly symbol: string | undefined,
    readonly stream: FeedEvent['stream'],
    private readonly every: number | undefined,
  ) {
    this.gaps = new Gaps(every)
    this.moves = stream && priced[stream] !== undefined ? new Moves(priced[stream]) : undefined
  }

  see(event: FeedEvent): void {
    const { received, stamp, line } = event
    const { before, every } = this
    this.rows++
    if (received < this.first) this.first = received
    if (received > this.last) this.last = received
    if (stamp !== undefined) {
      const delay = received - stamp
      if (delay < this.leastDelay) this.leastDelay = delay
      if (delay > this.mostDelay) this.mostDelay = delay
      if (every !== undefined && every < day && (stamp + 1) % every !== 0) note(this.unaligned, line)
    }
    this.moves?.see(event)
    if (before) {
      if (received < before.received) {
        note(this.backwards, line)
        this.backwards.most = Math.max(this.backwards.most, before.received - received)
      } else this.gaps.see((stamp ?? received) - (before.stamp ?? before.received), event)
      if (isSame(before, event)) note(this.duplicates, line)
    }
    this.before = event
  }
}

const day = 86_400_000_000

/** Where in the fields the price stands that is watched. */
const priced: Readonly<Record<string, number>> = { quote: 0, ticker: 0, trades: 0, bar: 3, mark: 0, liquidations: 0 }

export function note(seen: Seen, line: number): void {
  seen.count++
  seen.line ??= line
}

function isSame(a: FeedEvent, b: FeedEvent): boolean {
  if (a.stamp !== b.stamp || (a.stamp === undefined && a.received !== b.received)) return false
  if (a.stream === undefined || a.fields.length !== b.fields.length) return false
  return a.fields.every((n, k) => Object.is(n, b.fields[k]))
}
