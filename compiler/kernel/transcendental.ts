import type { StraightLine } from './straight_line.ts'
import { type Double, type V, Writer } from './writer.ts'

/*
 * exp, log and pow from their series, in the classical way: the argument is reduced with ln 2 split in parts, the series
 * of a small rest is summed, and what the last bits need is carried in a second number. Results are within 0.6 units in
 * the last place, subnormal ones within 1.5 (tests compare with exact arithmetic).
 */

/** ln 2 = first + second + third; the first has 32 bits, so that its multiples by whole numbers below 2^21 are exact. */
const LN2 = { first: 0.6931471803691238, second: 1.9082149292705877e-10, third: 1.1612227229362532e-26 }

/** e^x; overflows to infinity, underflows to 0. */
export const exp: StraightLine = (() => {
  const w = new Writer(1)
  return w.finish(w.add(exponential(w, [0, w.constant(0)]), w.sub(0, 0)))
})()

/** The natural logarithm; NaN of what is not greater than 0. */
export const log: StraightLine = (() => {
  const w = new Writer(1)
  const [high, low] = logarithm(w, 0)
  return w.finish(w.select(w.lt(w.constant(0), 0), w.add(high, low), w.constant(Number.NaN)))
})()

/** x^y. Of a negative x only with a whole y (else NaN); 0^0 is 1, and 0 to a negative power is infinite. */
export const pow: StraightLine = (() => {
  const w = new Writer(2)
  const [x, y] = [0, 1]
  const [zero, one] = [w.constant(0), w.constant(1)]
  const far = clamp(w, y, w.constant(2 ** 70))
  const [high, low] = w.mulDoubles(logarithm(w, w.abs(x)), [far, zero])
  const size = exponential(w, [high, low])
  const whole = w.eq(w.floor(y), y)
  const half = w.mul(y, w.constant(0.5))
  const signed = w.select(w.eq(w.floor(half), half), size, w.sub(zero, size))
  const ofNegative = w.select(whole, signed, w.constant(Number.NaN))
  const ofZero = w.select(w.lt(zero, y), zero, w.select(w.eq(y, zero), one, w.constant(Number.POSITIVE_INFINITY)))
  const result = w.select(w.eq(x, zero), ofZero, w.select(w.lt(x, zero), ofNegative, size))
  return w.finish(w.add(result, w.add(w.sub(x, x), w.sub(y, y))))
})()

/** e^(high + low): 2^k times e^r, |r| ≤ ln 2 / 2 + a little; e^r = 1 + r + r² (1/2! + r/3! + …). */
function exponential(w: Writer, [x, low]: Double): V {
  const bound = w.constant(800)
  const high = clamp(w, x, bound)
  const rest = w.select(w.lt(w.abs(x), bound), low, w.constant(0))
  const k = w.floor(w.add(w.mul(high, w.constant(1 / Math.LN2)), w.constant(0.5)))
  const part = w.sub(high, w.mul(k, w.constant(LN2.first)))
  const [r, tail] = w.sum(part, w.sub(w.constant(0), w.mul(k, w.constant(LN2.second))))
  const rLow = w.add(tail, rest)
  const q = w.polynomial(
    r,
    Array.from({ length: 14 }, (_, i) => 1 / factorial(i + 2)),
  )
  const curved = w.mul(w.mul(r, r), q)
  const [sum, error] = w.sum(w.constant(1), r)
  const missing = w.mul(rLow, w.add(sum, curved))
  return w.scale(w.add(sum, w.add(w.add(error, curved), missing)), k)
}

/**
 * ln x to about 100 bits: x = 2^e m with m between √½ and √2; ln m = 2 s (1 + s²/3 + s⁴/5 + …) with s = (m - 1) / (m + 1).
 */
function logarithm(w: Writer, x: V): Double {
  const [zero, one] = [w.constant(0), w.constant(1)]
  const small = w.lt(x, w.constant(2 ** -1022))
  const normal = w.select(small, w.mul(x, w.constant(2 ** 54)), x)
  const exponent = w.exponent(normal)
  const mantissa = w.scale(normal, w.sub(zero, exponent))
  const big = w.lt(w.constant(Math.SQRT2), mantissa)
  const m = w.select(big, w.mul(mantissa, w.constant(0.5)), mantissa)
  const e = w.add(w.sub(exponent, w.select(small, w.constant(54), zero)), w.select(big, one, zero))

  const numerator = w.sub(m, one)
  const [below, belowLow] = w.sum(one, m)
  const ratio = w.div(numerator, below)
  const [back, backLow] = w.product(ratio, below)
  const missing = w.sub(w.sub(w.sub(numerator, back), backLow), w.mul(ratio, belowLow))
  const s: Double = [ratio, w.div(missing, below)]
  const square = w.mulDoubles(s, s)
  const end = w.polynomial(
    square[0],
    Array.from({ length: 12 }, (_, i) => 1 / (2 * i + 7)),
  )
  const fifth = w.addDoubles(w.double(0.2, -1.1102230246251566e-17), [w.mul(square[0], end), zero])
  const third = w.addDoubles(w.double(1 / 3, 1.850371707708594e-17), w.mulDoubles(square, fifth))
  const series = w.addDoubles([one, zero], w.mulDoubles(square, third))
  const [ofM, ofMLow] = w.mulDoubles(s, series)
  const [second, secondLow] = w.product(e, w.constant(LN2.second))
  const fine = w.add(secondLow, w.mul(e, w.constant(LN2.third)))
  const powers = w.addDoubles([w.mul(e, w.constant(LN2.first)), zero], [second, fine])
  return w.addDoubles(powers, [w.mul(ofM, w.constant(2)), w.mul(ofMLow, w.constant(2))])
}

/** x between -bound and bound. */
function clamp(w: Writer, x: V, bound: V): V {
  const above = w.select(w.lt(bound, x), bound, x)
  const low = w.sub(w.constant(0), bound)
  return w.select(w.lt(above, low), low, above)
}

function factorial(n: number): number {
  return n < 2 ? 1 : n * factorial(n - 1)
}
