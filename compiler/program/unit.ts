import type { AssetRef } from './keys.ts'
/** A rational exponent in lowest terms, den > 0. */
export interface Rational {
  readonly num: number
  readonly den: number
}

/** One factor of a unit: seconds, an asset (perhaps that of a key), or a variable still to be solved. */
export type Atom = { readonly kind: 'seconds' } | { readonly kind: 'variable'; readonly id: number } | AssetRef

/**
 * An element of the free abelian group over atoms with rational exponents, as in Kennedy, "Dimension types" (1994).
 * Keyed by the atom's identity; exponents are never 0; the empty unit is plain.
 */
export type Unit = ReadonlyMap<string, { readonly atom: Atom; readonly power: Rational }>

export const plain: Unit = new Map()
export const seconds: Unit = unitOf({ kind: 'seconds' })

export function unitOf(atom: Atom): Unit {
  return new Map([[atomId(atom), { atom, power: { num: 1, den: 1 } }]])
}

export function multiply(a: Unit, b: Unit): Unit {
  if (isPlain(a)) return b
  const product = new Map(a)
  for (const [id, { atom, power }] of b) {
    const sum = add(product.get(id)?.power ?? zero, power)
    if (sum.num === 0) product.delete(id)
    else product.set(id, { atom, power: sum })
  }
  return product
}

export function power(a: Unit, exponent: Rational): Unit {
  if (exponent.num === 0) return plain
  if (exponent.num === exponent.den) return a
  return new Map([...a].map(([id, f]) => [id, { atom: f.atom, power: times(f.power, exponent) }]))
}

export const divide = (a: Unit, b: Unit): Unit => multiply(a, power(b, { num: -1, den: 1 }))
export const isPlain = (a: Unit): boolean => a.size === 0
export const equal = (a: Unit, b: Unit): boolean => isPlain(divide(a, b))

/** `USDT/BTC`, `1/s`, `s.quote/s.base`, `plain`. */
export function unitText(unit: Unit): string {
  if (isPlain(unit)) return 'plain'
  const factors = [...unit.values()].sort((a, b) => (atomText(a.atom) < atomText(b.atom) ? -1 : 1))
  const side = (positive: boolean) =>
    factors.filter(f => f.power.num > 0 === positive).map(f => atomText(f.atom) + exponentText(f.power))
  const [above, below] = [side(true), side(false)]
  return (above.join('*') || '1') + below.map(text => `/${text}`).join('')
}

export function atomText(atom: Atom): string {
  switch (atom.kind) {
    case 'seconds':
      return 's'
    case 'variable':
      return '?'
    case 'asset':
      return atom.name
    case 'part':
      return atom.part === 'self' ? atom.of.name : `${atom.of.name}.${atom.part}`
  }
}

const keyIds = new WeakMap<object, number>()
let nextKeyId = 0

/** Two atoms are the same factor when their ids are equal. Ids of keys are only compared, never shown or ordered. */
export function atomId(atom: Atom): string {
  switch (atom.kind) {
    case 'seconds':
      return 's'
    case 'variable':
      return `?${atom.id}`
    case 'asset':
      return atom.name
    case 'part': {
      if (!keyIds.has(atom.of)) keyIds.set(atom.of, nextKeyId++)
      return `#${keyIds.get(atom.of)}.${atom.part}`
    }
  }
}

const zero: Rational = { num: 0, den: 1 }

export function rational(num: number, den: number): Rational {
  const divisor = gcd(Math.abs(num), Math.abs(den)) || 1
  const sign = den < 0 ? -1 : 1
  return { num: (sign * num) / divisor, den: (sign * den) / divisor }
}

const add = (a: Rational, b: Rational) => rational(a.num * b.den + b.num * a.den, a.den * b.den)
const times = (a: Rational, b: Rational) => rational(a.num * b.num, a.den * b.den)
const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b))

function exponentText({ num, den }: Rational): string {
  const size = Math.abs(num)
  if (den === 1) return size === 1 ? '' : `^${size}`
  const decimal = String(size / den)
  return decimal.length <= 5 ? `^${decimal}` : `^(${size}/${den})`
}
