/** An operator that is written in another language: which file, and what it was declared to be. */
export interface External {
  /** As in the language: `heat`. */
  readonly name: string
  /** Of the file, as the host of the compiler names files. */
  readonly path: string
  /** SHA-256 of the file's text. Hex. */
  readonly digest: string
  /** Values that it takes. */
  readonly inputs: number
  /** At most so many bytes of saved state per instance; 0: a function of its values alone. */
  readonly memory: number
  /** In base units. */
  readonly params: readonly { readonly name: string; readonly value: number }[]
}

/**
 * Inputs: the values. With `memory` as `scan`: called at the ticks of its event inputs, or of all where none is an event, if
 * every input is present; ticks then if it gives a number. Else as `pointwise`. `extern` is an index into `externs`,
 * `memory` is the one there; it is declared to have a value after `warmup` calls.
 */
export interface ExternOp {
  readonly op: 'extern'
  readonly extern: number
  readonly memory: number
  readonly warmup: number
}

/** Bytes of saved state that an operator may ask for. */
export const largestMemory = 65_536
