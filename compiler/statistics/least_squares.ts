/** Columns of equal length; the last is what the others explain. */
export type Columns = readonly Float64Array[]

/**
 * The triangle L with L Lᵀ the products of the columns: L[i][i]² of a column is what is left of its sum of squares after
 * the columns before it have explained it. Undefined where a column is made of others, to the precision of numbers.
 */
export function triangle(columns: Columns): readonly Float64Array[] | undefined {
  const rows = products(columns)
  for (const [i, row] of rows.entries()) {
    const whole = row[i]!
    for (let j = 0; j <= i; j++) {
      const above = j < i ? rows[j]! : row
      let rest = row[j]!
      for (let k = 0; k < j; k++) rest -= row[k]! * above[k]!
      if (j < i) row[j] = rest / above[j]!
      else if (!(rest > COLLINEAR * whole)) return undefined
      else row[i] = Math.sqrt(rest)
    }
  }
  return rows
}

const COLLINEAR = 1e-12

/** b with b · `below`, a triangle, = the first of `right`. */
export function above(below: Columns, right: Float64Array): number[] {
  const solution = Array<number>(below.length).fill(0)
  for (let j = below.length - 1; j >= 0; j--) {
    let rest = right[j]!
    for (let i = j + 1; i < below.length; i++) rest -= below[i]![j]! * solution[i]!
    solution[j] = rest / below[j]![j]!
  }
  return solution
}

/** What of values is left less their mean, in `to`. */
export function centred(values: Float64Array, to: Float64Array = new Float64Array(values.length)): Float64Array {
  // From the first value, so that what is rounded is of the size of the differences.
  const anchor = values[0]!
  let sum = 0
  for (let i = 0; i < values.length; i++) {
    const moved = values[i]! - anchor
    to[i] = moved
    sum += moved
  }
  const offset = sum / values.length
  for (let i = 0; i < values.length; i++) to[i]! -= offset
  return to
}

/** A column less its mean, where a trend has a constant. */
export const levelled = (column: Float64Array, trend: number, to?: Float64Array) =>
  trend < 0 ? column : centred(column, to)

/** The columns of a trend besides its constant: time, and its square. */
export function powers(rows: number, trend: number): Columns {
  if (trend <= 0) return []
  const time = Float64Array.from({ length: rows }, (_, t) => t - (rows - 1) / 2)
  return trend === 1 ? [time] : [time, centred(time.map(t => t * t))]
}

export function product(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

/**
 * Of each column with itself and those before it. Several in one pass: an addition waits for the one before it in its sum, and
 * there are those of other sums to do meanwhile.
 */
export function products(columns: Columns): readonly Float64Array[] {
  const rows = columns.map((_, i) => new Float64Array(i + 1))
  for (let k = 0; k < columns.length; k += 3) {
    const [a, b = a!, c = b] = columns.slice(k, k + 3) as [Float64Array, Float64Array?, Float64Array?]
    const sums = ofThree(a, b, c)
    for (let i = k, s = 0; i < k + 3; i++)
      for (let j = k; j <= i; j++, s++) if (i < columns.length) rows[i]![j] = sums[s]!
    for (let i = k + 3; i < columns.length; i++) rows[i]!.set(withThree(a, b, c, columns[i]!), k)
  }
  return rows
}

function ofThree(a: Float64Array, b: Float64Array, c: Float64Array): readonly number[] {
  let [aa, ab, bb, ac, bc, cc] = [0, 0, 0, 0, 0, 0]
  for (let i = 0; i < a.length; i++) {
    const x = a[i]!
    const y = b[i]!
    const z = c[i]!
    aa += x * x
    ab += x * y
    bb += y * y
    ac += x * z
    bc += y * z
    cc += z * z
  }
  return [aa, ab, bb, ac, bc, cc]
}

function withThree(a: Float64Array, b: Float64Array, c: Float64Array, by: Float64Array): readonly number[] {
  let [ofA, ofB, ofC] = [0, 0, 0]
  for (let i = 0; i < by.length; i++) {
    const x = by[i]!
    ofA += a[i]! * x
    ofB += b[i]! * x
    ofC += c[i]! * x
  }
  return [ofA, ofB, ofC]
}

/** y - slope · x, in `to`. */
export function residuals(
  y: Float64Array,
  x: Float64Array,
  slope: number,
  to: Float64Array = new Float64Array(y.length),
): Float64Array {
  for (let t = 0; t < y.length; t++) to[t] = y[t]! - slope * x[t]!
  return to
}

/** From each to the next, in `to`. */
export function changesOf(x: Float64Array, to: Float64Array = new Float64Array(x.length - 1)): Float64Array {
  for (let t = 0; t < to.length; t++) to[t] = x[t + 1]! - x[t]!
  return to
}
