/** Declarations that act and learn; `orders.ts` has what they order. */

import type { Input } from './inputs.ts'
import type { Action, Alert, Forms, Piece, Place, Promotion, Quote, Target, Way } from './orders.ts'

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
  readonly span: Place
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

export interface Cycle<F extends Forms> extends Declared<F> {
  readonly name: string
  /** The first is the rest state. */
  readonly states: readonly State<F>[]
}
export interface State<F extends Forms> {
  readonly name: string
  readonly span: Place
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
/** Which members of a universe are a pair: those with evidence, at most so many, best first. */
export interface Pair<F extends Forms> extends Declared<F> {
  readonly when: F['value']
  /** Seconds for which one stays without evidence. */
  readonly keep?: F['value']
  readonly most?: { readonly count: number; readonly by: F['value'] }
}
