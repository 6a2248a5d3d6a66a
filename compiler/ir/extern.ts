/**
 * An operator of your own, written in TypeScript: what a file named by `extern fn` exports by default.
 *
 *     extern fn heat(mood: number, volume: quantity[a]): number from "./heat.ts" { memory: 16, setup: { keep: 0.9 } }
 *
 * It runs once per key and must be a function of what it is given: the same calls, the same answers, on every machine. It
 * is given no clock, no randomness, no network and no files, and keeps nothing outside its state.
 * @typeParam State Whatever it remembers from call to call. It may be changed in place.
 * @typeParam Values One number per parameter of the declaration, in base units: seconds, whole coins, ratios.
 */
export interface Extern<State, Values extends readonly number[] = readonly number[]> {
  /** The state before the first call; `params` are the numbers of the declaration's `setup`. */
  setup(params: Readonly<Record<string, number>>): State
  /**
   * Called at every tick of the values' clock at which all of them are present: never with NaN.
   * @returns The operator's value until the next call. Absent: undefined, or what is no finite number.
   */
  process(state: State, ...values: Values): number | undefined
  /** All of the state, in no more bytes than the declaration's `memory`. */
  save(state: State): Uint8Array
  /** The state that was saved: `process` answers as if it had never been interrupted. */
  recover(bytes: Uint8Array, params: Readonly<Record<string, number>>): State
}

/**
 * An operator without state, where the declaration says no `memory`: the file's default export is a function of the
 * values, absent where one of them is. How often it is called is nobody's business.
 */
export type Formula<Values extends readonly number[] = readonly number[]> = (...values: Values) => number | undefined
