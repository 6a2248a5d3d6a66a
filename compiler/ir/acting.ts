import type { Input } from './inputs.ts'

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

/** In a graph: inputs and lists are of the region of the place, one entry an instance. */
export interface Inputs {
  readonly value: Input
  /** Indexes into the graph's instruments. */
  readonly instrument: readonly number[]
  readonly text: readonly string[]
  readonly place: { readonly region: number; readonly keys: readonly string[] }
}
export type GraphActing = Acting<Inputs>

export interface Acting<F extends Forms> {
  /** Quotes and targets outside cycles. */
  readonly standing: readonly Standing<F>[]
  readonly reactions: readonly Reaction<F>[]
  readonly cycles: readonly Cycle<F>[]
  readonly portfolios: readonly Portfolio<F>[]
  readonly alerts: readonly (Alert<F> & Declared<F>)[]
  readonly risk: readonly RiskRule<F>[]
  readonly phases: readonly Phase<F>[]
  readonly labels: readonly Label<F>[]
  readonly models: readonly Model<F>[]
  readonly pairs: readonly Pair<F>[]
}

interface Declared<F extends Forms> {
  readonly place: F['place']
  /** Where it stands in the text: [file, start, end]. */
  readonly span: readonly [string, number, number]
}

export interface Standing<F extends Forms> extends Declared<F> {
  readonly act: Quote<F> | Target<F>
}

/** `on e when c { … }` */
export interface Reaction<F extends Forms> extends Declared<F> {
  readonly event: F['value']
  readonly when?: F['value']
  readonly actions: readonly Action<F>[]
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
  readonly terms: OrderTerms<F>
  readonly when?: F['value']
}

/** Brings a holding to an amount while its condition is true. */
export interface Target<F extends Forms> {
  readonly kind: 'target'
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
      readonly price: F['value']
      /** The price that is watched: `last`, `mark`, `bid`, `ask`, `mid`. */
      readonly by: string
      /** The order lies at the venue. */
      readonly resting: boolean
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

export interface Cycle<F extends Forms> extends Declared<F> {
  readonly name: string
  /** The first is the rest state. */
  readonly states: readonly State<F>[]
}
export interface State<F extends Forms> {
  readonly name: string
  readonly actions: readonly Action<F>[]
  /** Something of it was wrong and has been told; never in a graph. */
  readonly partial?: true
  /** First true in this order; `to` is a number of a state, or -1: back where it came from. */
  readonly exits: readonly (Way<F> & { readonly to: number })[]
}

export interface Portfolio<F extends Forms> extends Declared<F> {
  readonly name: string
  /** Its members: one instance each of the place of the values below. */
  readonly members: F['place']
  readonly on: F['instrument']
  readonly at: F['value']
  readonly ranks: readonly {
    readonly side: 'long' | 'short'
    readonly end: 'top' | 'bottom'
    readonly count: F['value']
    readonly by: F['value']
  }[]
  readonly sizing: { readonly [word in 'weight' | 'target_vol' | 'band']?: F['value'] }
}

/** Applies unless known to be false: a veto and a limit also while unknown; an unknown halt lets only exits through. */
export type RiskRule<F extends Forms> = Declared<F> &
  (
    | { readonly kind: 'veto'; readonly text: readonly Piece<F>[]; readonly when: F['value'] }
    | { readonly kind: 'require'; readonly condition: F['value'] }
    | { readonly kind: 'cooldown'; readonly seconds: F['value']; readonly per: readonly string[] }
    /** Within the limit while the condition is true. */
    | { readonly kind: 'limit'; readonly of: string; readonly condition: F['value']; readonly per: readonly string[] }
    | { readonly kind: 'halt'; readonly flatten: boolean; readonly when: F['value'] }
  )

/** Goes forward only; which step it is in is a value of the graph. */
export interface Phase<F extends Forms> extends Declared<F> {
  readonly name: string
  readonly steps: readonly string[]
  readonly is: F['value']
}

/** What is known of a row later. */
export interface Label<F extends Forms> extends Declared<F> {
  readonly name: string
  readonly columns: readonly {
    readonly name: string
    /** µs after the row; `outcome`: when the trade of the row has ended. */
    readonly after: number | 'outcome'
    /** Ticks at row + after, where the label says for which rows. */
    readonly settled?: F['value']
  }[]
}

export interface Model<F extends Forms> extends Declared<F> {
  readonly name: string
  readonly family: string
  readonly args: readonly { readonly name: string; readonly value: number | string }[]
  /** One model for each of these keys; none: one for all. */
  readonly per: readonly string[]
  readonly predicts: string
  /** Of the label, µs: what purge and embargo follow from. */
  readonly horizon: number | 'outcome'
  /** Ticks once a row. */
  readonly rows: F['value']
  readonly inputs: readonly { readonly name: string; readonly unit: string; readonly value: F['value'] }[]
  /** So many steps of each input; 1: the present one. */
  readonly steps: number
  readonly settled?: F['value']
  readonly pending: number
  /** In µs; absent: it is not trained here. */
  readonly train?: { readonly every: number; readonly last?: number; readonly least?: number }
  readonly validate?: {
    readonly by: string
    readonly args: readonly { readonly name: string; readonly value: number }[]
  }
  readonly promote?: Promotion
  /** `2026-06-30` */
  readonly fitted_until?: string
}
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

/** Which members of a universe are a pair: those with evidence, at most so many, best first. */
export interface Pair<F extends Forms> extends Declared<F> {
  readonly when: F['value']
  /** Seconds for which one stays without evidence. */
  readonly keep?: F['value']
  readonly most?: { readonly count: number; readonly by: F['value'] }
}
