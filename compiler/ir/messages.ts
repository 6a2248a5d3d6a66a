/** What a declared source says. Its instruments are its keys (or one without a name), with the stream `message`. */
export interface Messages {
  readonly topic: string
  /** The field whose text is the symbol of the instrument; null: all are of one. */
  readonly key: string | null
  /** The fields that are numbers, as `message` carries them. */
  readonly columns: readonly string[]
  /** The fields of the times at which it happened and was known; null, or `received`: when it was received. */
  readonly at: string | null
  readonly known: string | null
}
