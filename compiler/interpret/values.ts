/** NaN is how absence looks. */
export function isAbsent(value: number): boolean {
  return Number.isNaN(value)
}

/** Equal, or both absent. */
export function same(a: number, b: number): boolean {
  return a === b || (isAbsent(a) && isAbsent(b))
}

/** Known to be true. */
export function isTrue(value: number): boolean {
  return value !== 0 && !isAbsent(value)
}

/** The value, or absent where it is infinite. */
export function finite(value: number): number {
  return value - value === 0 ? value : Number.NaN
}
