import type { Messages } from './messages.ts'

/** A venue as it was declared: what is not said is left out. */
export interface Venue {
  readonly name: string
  readonly adapter: string
  /** After so many µs without any message its values are absent. */
  readonly silent: number
  /** Of a declared source, which is heard like a venue. */
  readonly messages?: Messages
  /** Levels that are kept of each side of its order books; left out: the usual number. */
  readonly levels?: number
  /** At most so many events of one stream of one instrument come in a second. */
  readonly rate?: number
  /** What only trading needs, where it is said. */
  readonly margin?: string
  readonly leverage?: number
  readonly positions?: string
  readonly calendar?: string
  readonly prices?: string
  /** Whose side a liquidation tells: that of the order, or of the position that it closes. */
  readonly liquidationSide?: string
  /** What fees are taken from: what a trade receives, the base or the quote. */
  readonly feesIn?: string
  /** A fee by the share, in the quote. */
  readonly perShare?: number
  /** Null: the venue only shows prices. */
  readonly fees: { readonly maker: number | null; readonly taker: number | null }
}
