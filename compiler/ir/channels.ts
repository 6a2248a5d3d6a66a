/** Something of which the engine tells the graph: positions, orders, states of cycles, models. */
export interface Channel {
  /** `position`, `cycle carry`. */
  readonly what: string
  /** Whose: an instrument, an account, keys; empty where there is one only. */
  readonly of: string
  readonly fields: readonly string[]
}
