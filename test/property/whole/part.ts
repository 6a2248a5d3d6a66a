/** Random expressions to fill a part with: prices are of `c` in USD; choices are any natural numbers. */
export interface Pieces {
  readonly price: readonly string[]
  readonly ticking: readonly string[]
  readonly ratio: readonly string[]
  readonly condition: readonly string[]
  readonly choice: readonly number[]
}

/** Declarations, each text ending with a line break: of the file, of a coin, and of the file after the coins. */
export interface Part {
  readonly top?: string
  readonly body?: string
  readonly after?: string
}

/** The number makes names differ from those of other parts. */
export type PartOf = (of: Pieces, n: number) => Part

/** One of several texts. */
export function oneOf<T>(choice: number, texts: readonly T[]): T {
  return texts[choice % texts.length]!
}
