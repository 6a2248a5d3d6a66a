import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { evaluator } from '../../../compiler/kernel/straight_line.ts'
import * as kernel from '../../../compiler/kernel/transcendental.ts'
import * as precise from './precise.ts'

const exp = evaluator(kernel.exp)
const log = evaluator(kernel.log)
const pow = evaluator(kernel.pow)

const RUNS = { numRuns: 400 }
const wide = fc.double({ min: 5e-324, max: Number.MAX_VALUE, noNaN: true, noDefaultInfinity: true })
const near = fc.double({ min: 0.5, max: 2, noNaN: true })
/** Very close to 1, where logarithms are small. */
const beside = fc.integer({ min: -1000, max: 1000 }).map(n => 1 + n * 2 ** -52)
const positive = fc.oneof(wide, near, beside, fc.double({ min: 1e-9, max: 1e9, noNaN: true }))

/** The worst error that was met, in units in the last place. */
function worst(check: (note: (error: number) => void) => void): number {
  let most = 0
  check(error => {
    most = Math.max(most, error)
  })
  return most
}

describe('exp', () => {
  test('is within 0.6 units in the last place where the result is normal, 1.5 below', () => {
    const normal = worst(note => {
      const x = fc.oneof(fc.double({ min: -708, max: 709.7, noNaN: true }), fc.double({ min: -1, max: 1, noNaN: true }))
      fc.assert(
        fc.property(x, a => note(precise.error(exp(a), precise.exp(precise.exact(a))))),
        RUNS,
      )
    })
    expect(normal).toBeLessThan(0.6)
    const small = worst(note => {
      const x = fc.double({ min: -745, max: -708, noNaN: true })
      fc.assert(
        fc.property(x, a => note(precise.error(exp(a), precise.exp(precise.exact(a))))),
        RUNS,
      )
    })
    expect(small).toBeLessThan(1.5)
  })

  test.each([
    [0, 1],
    [1, Math.E],
    [-1, 1 / Math.E],
    [5e-324, 1],
    [710, Number.POSITIVE_INFINITY],
    [1e308, Number.POSITIVE_INFINITY],
    [-746, 0],
    [-1e308, 0],
    [Number.NaN, Number.NaN],
  ])('exp(%d) is %d', (x, y) => {
    expect(exp(x)).toBe(y)
  })
})

describe('log', () => {
  test('is within 0.6 units in the last place everywhere', () => {
    const error = worst(note => {
      fc.assert(
        fc.property(positive, a => note(precise.error(log(a), precise.log(precise.exact(a))))),
        RUNS,
      )
    })
    expect(error).toBeLessThan(0.6)
  })

  test.each([
    [1, 0],
    [Math.E, 1],
    [0, Number.NaN],
    [-1, Number.NaN],
    [Number.NaN, Number.NaN],
    [5e-324, -744.4400719213812],
    [Number.MAX_VALUE, 709.782712893384],
  ])('log(%d) is %d', (x, y) => {
    expect(log(x)).toBe(y)
  })
})

describe('pow', () => {
  test('is within 0.6 units in the last place where the result is normal', () => {
    const error = worst(note => {
      fc.assert(
        fc.property(positive, fc.oneof(fc.double({ min: -20, max: 20, noNaN: true }), wide), (x, y) => {
          const power = precise.times(precise.log(precise.exact(x)), precise.exact(y))
          const limit = precise.exact(708)
          if (power > limit || power < -limit) return
          note(precise.error(pow(x, y), precise.exp(power)))
        }),
        RUNS,
      )
    })
    expect(error).toBeLessThan(0.6)
  })

  test('whole powers of whole numbers that fit are exact', () => {
    for (let x = -12; x <= 12; x++)
      for (let y = 0; y <= 14; y++) {
        const truth = Number(BigInt(x) ** BigInt(y))
        if (Math.abs(truth) < 2 ** 50) expect([x, y, pow(x, y)]).toEqual([x, y, truth === 0 ? 0 : truth])
      }
  })

  test.each([
    [0, 0, 1],
    [0, 2.5, 0],
    [0, -1, Number.POSITIVE_INFINITY],
    [-8, 1 / 3, Number.NaN],
    [-2, -3, -0.125],
    [-1, 1e300, 1],
    [1, 1e300, 1],
    [1 + 2 ** -52, 1e300, Number.POSITIVE_INFINITY],
    [2, 1024, Number.POSITIVE_INFINITY],
    [2, -1075, 0],
    [2, -1074, 5e-324],
    [Number.NaN, 0, Number.NaN],
    [1, Number.NaN, Number.NaN],
    [Number.MAX_VALUE, 1, Number.MAX_VALUE],
    [5e-324, 1, 5e-324],
  ])('pow(%d, %d) is %d', (x, y, z) => {
    expect(pow(x, y)).toBe(z)
  })
})
