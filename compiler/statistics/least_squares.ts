/** Columns of equal length; the last is what the others explain. */
export type Columns = readonly Float64Array[]

/**
 * The triangle L with L Lᵀ the products of the columns: L[i][i]² of a column is what is left of its sum of squares after
 * the columns before it have explained it. Undefined where a column is made of others, to the precision of numbers.
 */
export function triangle(columns: Columns): readonly Float64Array[] | undefined {
  const rows: Float64Array[] = []
  for (const [i, column] of columns.entries()) {
    const row = new Float64Array(i + 1)
    for (let j = 0; j <= i; j++) row[j] = product(columns[j]!, column)
    const whole = row[i]!
    for (let j = 0; j <= i; j++) {
      const above = j < i ? rows[j]! : row
      let rest = row[j]!
      for (let k = 0; k < j; k++) rest -= row[k]! * above[k]!
      if (j < i) row[j] = rest / above[j]!
      else if (!(rest > COLLINEAR * whole)) return undefined
      else row[i] = Math.sqrt(rest)
    }
    rows.push(row)
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

/** A copy less its mean. */
export function centred(values: Float64Array): Float64Array {
  // From the first value, so that what is rounded is of the size of the differences.
  const anchor = values[0]!
  const moved = new Float64Array(values.length)
  let sum = 0
  for (let i = 0; i < values.length; i++) {
    moved[i] = values[i]! - anchor
    sum += moved[i]!
  }
  const offset = sum / values.length
  for (let i = 0; i < moved.length; i++) moved[i]! -= offset
  return moved
}

export function product(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}
