/**
 * What a strategy does and keeps up: orders, cycles, risk, models, alerts. One shape in two forms (`Forms`): in a program
 * values are terms, in a graph inputs of the region where the declaration stands. All of it is plain data; what runs it
 * reads the values of its inputs and answers through the graph's channels.
 */
export interface Forms {
  /** A number, a condition or an event. */
  readonly value: unknown
  /** An instrument in each instance. */
  readonly instrument: unknown
  /** A text in each instance: a key, a venue, an asset. */
  readonly text: unknown
  /** Where the declaration stands: its keys. */
  readonly place: unknown
}

export type Action<F extends Forms> =
  | Quote<F>
  | Target<F>
  | Trade<F>
  | Transfer<F>
  | Alert<F>
  | { readonly kind: 'retrain'; readonly model: string }
  | Optimize<F>

/** How an order is worked. Durations in seconds, `slippage` a ratio, prices and sizes in their units. */
export interface OrderTerms<F extends Forms> {
  /** One price, or one a leg. */
  readonly at: readonly F['value'][]
  readonly values: { readonly [word in OrderWord]?: F['value'] }
  readonly within?: { readonly from?: F['value']; readonly to: F['value']; readonly else?: string }
  readonly by?: {
    readonly name: string
    readonly args: readonly { readonly name: string; readonly value: F['value'] }[]
  }
  /** `ioc`, `fok`, `gtc`, `market`, `post_only`, `reduce_only`, `chained`. */
  readonly as: readonly string[]
}
export type OrderWord = 'size' | 'slippage' | 'requote' | 'tolerance' | 'ttl' | 'stack'

/** Rests at a price while its condition is true. */
export interface Quote<F extends Forms> {
  readonly kind: 'quote'
  readonly side: 'bid' | 'ask' | 'both'
  readonly on: F['instrument']
  /** What its size counts. */
  readonly counts: Counts
  readonly terms: OrderTerms<F>
  readonly when?: F['value']
}

/** Where something stands in the text: [file, start, end]. */
export type Place = readonly [string, number, number]

/** Brings a holding to an amount while its condition is true. */
export interface Target<F extends Forms> {
  readonly kind: 'target'
  readonly span: Place
  readonly of: Holding<F>
  readonly is: F['value']
  readonly counts: Counts
  readonly terms: OrderTerms<F>
  readonly when?: F['value']
}

/** Whether an amount counts units of the base asset or of the quote asset (a notional). */
export type Counts = 'base' | 'quote'

export type Holding<F extends Forms> =
  | { readonly kind: 'position'; readonly on: F['instrument'] }
  | { readonly kind: 'owned'; readonly venue: F['text']; readonly asset: F['text'] }

export interface Trade<F extends Forms> {
  readonly kind: 'trade'
  readonly span: Place
  readonly name?: string
  readonly legs: readonly Leg<F>[]
  readonly terms: OrderTerms<F>
  readonly exit: readonly ExitRule<F>[]
}
/** Signed: buys above zero. `received`: what the leg before it brought, net of fees. */
export interface Leg<F extends Forms> {
  readonly on: F['instrument']
  readonly amount: F['value'] | 'received' | '-received'
  readonly counts: Counts
}

/** Why a state or a trade is left; the condition is true when it is. */
export interface Way<F extends Forms> {
  readonly kind: 'when' | 'after' | 'at' | 'absent'
  readonly condition: F['value']
}
export type ExitRule<F extends Forms> =
  | Way<F>
  | {
      readonly kind: 'stop' | 'take' | 'trail'
      /** Of the first leg; of `trail` how far from the best price since the entry. */
      readonly price: F['value']
      /** The price that is watched: `last`, `mark`, `index`, `bid`, `ask`, `mid`; absent: the one at which the exit trades. */
      readonly by?: string
      readonly watched: Watched<F>
      /** The order lies at the venue. */
      readonly resting: boolean
    }

/** A price of the first leg's instrument, where the exit sells it and where it buys it back. */
export interface Watched<F extends Forms> {
  readonly sells: F['value']
  readonly buys: F['value']
}

export interface Transfer<F extends Forms> {
  readonly kind: 'transfer'
  readonly amount: F['value']
  readonly asset: F['text']
  readonly from: Wallet<F>
  readonly to: Wallet<F>
  /** The network. */
  readonly by?: string
}
/** A venue by name, or one that is chosen as it runs. */
export type Wallet<F extends Forms> =
  | { readonly venue: F['text']; readonly account?: string }
  | { readonly chosen: F['value'] }

export interface Alert<F extends Forms> {
  readonly kind: 'alert'
  readonly text: readonly Piece<F>[]
  readonly when?: F['value']
  readonly via: readonly string[]
}
/** A piece of a text: as written, by key, or a value as it is then. */
export type Piece<F extends Forms> =
  | string
  | { readonly text: F['text'] }
  | { readonly value: F['value']; readonly show: 'number' | 'bool' | 'time' | 'choice' | 'percent' }

export interface Promotion {
  readonly when: string
  readonly by?: number
}

export interface Optimize<F extends Forms> {
  readonly kind: 'optimize'
  readonly params: readonly string[]
  /** µs */
  readonly last: number
  readonly objective: { readonly measure: string; readonly of: F['value'] }
  readonly promote?: Promotion
}
