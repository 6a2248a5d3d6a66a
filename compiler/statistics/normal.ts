import { evaluator } from '../kernel/straight_line.ts'
import * as kernel from '../kernel/transcendental.ts'

const exp = evaluator(kernel.exp)
const SQRT_PI = 1.7724538509055159

/** The share of a standard normal distribution below z, to about 1e-13 of itself. */
export function normalBelow(z: number): number {
  const x = Math.abs(z) * Math.SQRT1_2
  const tail = (x < 2 ? 1 - erf(x) : erfc(x)) / 2
  return z < 0 ? tail : 1 - tail
}

/** erf x = 2/√π e^(-x²) Σ (2x²)^k x / (1·3·…·(2k+1)), all terms positive: Abramowitz and Stegun 7.1.6. */
function erf(x: number): number {
  let term = x
  let sum = x
  for (let k = 1; term > sum * 1e-17; k++) {
    term *= (2 * x * x) / (2 * k + 1)
    sum += term
  }
  return (2 / SQRT_PI) * exp(-x * x) * sum
}

/** erfc x = e^(-x²)/√π · 1/(x + (1/2)/(x + (2/2)/(x + …))), from its 100th denominator up: Abramowitz and Stegun 7.1.14. */
function erfc(x: number): number {
  let below = x
  for (let k = 100; k > 0; k--) below = x + k / 2 / below
  return exp(-x * x) / (SQRT_PI * below)
}
