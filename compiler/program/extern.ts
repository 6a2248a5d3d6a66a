import type { External } from '../ir/external.ts'
import { multiply, plain, power, rational, seconds, type Unit, unitOf } from './unit.ts'

/** What an `extern fn` takes and gives, and which file does it. */
export interface ExternTerm extends External {
  readonly values: readonly { readonly name: string; readonly type: QuantityType }[]
  readonly result: QuantityType
  /** Ticks after which it is declared to have a value. */
  readonly warmup: number
}

/** A unit with names of its own: `price[b, q]` is q¹ b⁻¹. A name beginning with a capital is that asset. */
export type QuantityType = readonly { readonly of: string; readonly power: 1 | -1 }[]

/** The name of seconds in such a type: no asset and no key is called so. */
const second = '1s'

/** By word: the unit of each of its keys, in order. */
const words: Readonly<
  Record<string, { readonly keys: number; readonly of: (keys: readonly string[]) => QuantityType }>
> = {
  number: { keys: 0, of: () => [] },
  duration: { keys: 0, of: () => [{ of: second, power: 1 }] },
  quantity: { keys: 1, of: ([asset]) => [{ of: asset!, power: 1 }] },
  price: {
    keys: 2,
    of: ([base, quote]) => [
      { of: quote!, power: 1 },
      { of: base!, power: -1 },
    ],
  },
}

/** As they are written in a message. */
export const typeWords = 'number, duration, quantity[a], price[base, quote]'

/** The type of a word and its keys; undefined where they are none. */
export function quantityType(word: string, keys: readonly string[]): QuantityType | undefined {
  const known = Object.hasOwn(words, word) ? words[word] : undefined
  return known?.keys === keys.length ? known.of(keys) : undefined
}

/** Whether a name in a type stands for whatever asset it is at a call. */
export const isFree = (name: string): boolean => name !== second && !/^[A-Z]/.test(name)

/** The unit of a type at one call, which has given its names a unit each. */
export function unitOfType(type: QuantityType, own: ReadonlyMap<string, Unit>): Unit {
  const named = (name: string): Unit => {
    if (name === second) return seconds
    return own.get(name) ?? unitOf({ kind: 'asset', name })
  }
  return type.reduce((unit, factor) => multiply(unit, power(named(factor.of), rational(factor.power, 1))), plain)
}
