import { product } from './least_squares.ts'

/** A direction in which columns vary by themselves, and the sum of squares in it. */
export interface Axis {
  readonly square: number
  readonly direction: Float64Array
}

/** Until no two columns have more in common than rounding; a few sweeps do, more never come. */
const [COMMON, SWEEPS] = [1e-15, 50]

/**
 * The axes of a square matrix given by its columns, the greatest first: pairs of columns are turned until all are
 * orthogonal (Hestenes 1958), which keeps the digits of small ones.
 */
export function rotated(columns: readonly Float64Array[]): Axis[] {
  const turned = columns.map(column => Float64Array.from(column))
  const turns = columns.map((_, i) => new Float64Array(columns.length).fill(1, i, i + 1))
  for (let sweep = 0, moved = true; moved && sweep < SWEEPS; sweep++) {
    moved = false
    for (let p = 0; p < columns.length; p++)
      for (let q = p + 1; q < columns.length; q++) {
        const [a, b] = [turned[p]!, turned[q]!]
        const [aa, bb, ab] = [product(a, a), product(b, b), product(a, b)]
        if (!(Math.abs(ab) > COMMON * Math.sqrt(aa * bb))) continue
        moved = true
        const zeta = (bb - aa) / (2 * ab)
        const tangent = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta))
        const cosine = 1 / Math.sqrt(1 + tangent * tangent)
        turn(a, b, cosine, tangent * cosine)
        turn(turns[p]!, turns[q]!, cosine, tangent * cosine)
      }
  }
  return turned
    .map((column, i) => ({ square: product(column, column), direction: turns[i]! }))
    .sort((a, b) => b.square - a.square)
}

function turn(a: Float64Array, b: Float64Array, cosine: number, sine: number): void {
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i]!, b[i]!]
    a[i] = cosine * x - sine * y
    b[i] = sine * x + cosine * y
  }
}
