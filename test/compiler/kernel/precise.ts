/** Fixed-point numbers with so many bits after the point, as whole BigInts. */
export const BITS = 1300n
const ONE = 1n << BITS

const scratch = new DataView(new ArrayBuffer(8))

/** Exactly x, for |x| ≥ 2^-1074 (the bits after the point suffice for every f64). */
export function exact(x: number): bigint {
  scratch.setFloat64(0, x)
  const bits = scratch.getBigUint64(0)
  const field = Number((bits >> 52n) & 0x7ffn)
  const fraction = (bits & ((1n << 52n) - 1n)) | (field === 0 ? 0n : 1n << 52n)
  const size = fraction << (BITS - 1075n + BigInt(Math.max(field, 1)))
  return x < 0 ? -size : size
}

export const times = (a: bigint, b: bigint): bigint => (a * b) >> BITS

/** e^x by its series, of x / 2^k, squared k times. */
export function exp(x: bigint): bigint {
  const halvings = 32n
  const small = x >> halvings
  let term = ONE
  let sum = ONE
  for (let n = 1n; term !== 0n && n < 400n; n++) {
    term = times(term, small) / n
    sum += term
  }
  for (let k = 0n; k < halvings; k++) sum = times(sum, sum)
  return sum
}

/** ln x = 2 atanh((x - 1) / (x + 1)), after dividing by powers of 2. */
export function log(x: bigint): bigint {
  const shift = BigInt(x.toString(2).length) - 1n - BITS
  const m = shift > 0n ? x >> shift : x << -shift
  return halfLog(m) * 2n + shift * LN2
}

function halfLog(m: bigint): bigint {
  const s = ((m - ONE) << BITS) / (m + ONE)
  const square = times(s, s)
  let power = s
  let sum = 0n
  for (let n = 1n; power !== 0n; n += 2n) {
    sum += power / n
    power = times(power, square)
  }
  return sum
}
const LN2 = halfLog(2n * ONE) * 2n

/** How far a result is from the truth, in units in the last place of the result. */
export function error(found: number, truth: bigint): number {
  scratch.setFloat64(0, Math.abs(found))
  const field = Math.max(1, Number((scratch.getBigUint64(0) >> 52n) & 0x7ffn))
  const unit = 1n << (BITS - 1075n + BigInt(field))
  const difference = exact(found) - truth
  return Number(((difference < 0n ? -difference : difference) * 1000n) / unit) / 1000
}
