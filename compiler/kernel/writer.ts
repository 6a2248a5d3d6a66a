import type { Step, StraightLine } from './straight_line.ts'

/** A value of a function that is being written: its number. */
export type V = number
/** An unevaluated sum of two numbers, the second far below the first: about 106 bits. */
export type Double = readonly [high: V, low: V]

/** Writes a straight-line function step by step; each method appends a step and gives its value. */
export class Writer {
  private readonly steps: Step[] = []

  constructor(private readonly inputs: number) {}

  finish(result: V): StraightLine {
    return { inputs: this.inputs, steps: this.steps, result }
  }

  constant = (value: number): V => this.step({ op: 'constant', value })
  add = (a: V, b: V): V => this.step({ op: 'add', a, b })
  sub = (a: V, b: V): V => this.step({ op: 'sub', a, b })
  mul = (a: V, b: V): V => this.step({ op: 'mul', a, b })
  div = (a: V, b: V): V => this.step({ op: 'div', a, b })
  lt = (a: V, b: V): V => this.step({ op: 'lt', a, b })
  eq = (a: V, b: V): V => this.step({ op: 'eq', a, b })
  abs = (a: V): V => this.step({ op: 'abs', a })
  floor = (a: V): V => this.step({ op: 'floor', a })
  exponent = (a: V): V => this.step({ op: 'exponent', a })
  power = (a: V): V => this.step({ op: 'power', a })
  select = (c: V, a: V, b: V): V => this.step({ op: 'select', c, a, b })

  /** a * 2^k for whole |k| < 2044, rounded once. */
  scale(a: V, k: V): V {
    const half = this.floor(this.mul(k, this.constant(0.5)))
    return this.mul(this.mul(a, this.power(half)), this.power(this.sub(k, half)))
  }

  /** c0 + c1 x + c2 x² + … */
  polynomial(x: V, coefficients: readonly number[]): V {
    const [first, ...others] = [...coefficients].reverse()
    return others.reduce((sum, c) => this.add(this.mul(sum, x), this.constant(c)), this.constant(first!))
  }

  /** a + b without error (Knuth's two-sum). */
  sum(a: V, b: V): Double {
    const high = this.add(a, b)
    const fromB = this.sub(high, a)
    const fromA = this.sub(high, fromB)
    return [high, this.add(this.sub(a, fromA), this.sub(b, fromB))]
  }

  /** a * b without error, for factors below 2^970 (Dekker's product with Veltkamp's splitting). */
  product(a: V, b: V): Double {
    const high = this.mul(a, b)
    const [aHigh, aLow] = this.split(a)
    const [bHigh, bLow] = this.split(b)
    const first = this.sub(this.mul(aHigh, bHigh), high)
    const cross = this.add(this.add(first, this.mul(aHigh, bLow)), this.mul(aLow, bHigh))
    return [high, this.add(cross, this.mul(aLow, bLow))]
  }

  addDoubles([a, aLow]: Double, [b, bLow]: Double): Double {
    const [high, low] = this.sum(a, b)
    return this.sum(high, this.add(low, this.add(aLow, bLow)))
  }

  mulDoubles([a, aLow]: Double, [b, bLow]: Double): Double {
    const [high, low] = this.product(a, b)
    return this.sum(high, this.add(low, this.add(this.mul(a, bLow), this.mul(aLow, b))))
  }

  double(high: number, low: number): Double {
    return [this.constant(high), this.constant(low)]
  }

  /** Two halves of at most 26 bits. */
  private split(a: V): Double {
    const spread = this.mul(a, this.constant(2 ** 27 + 1))
    const high = this.sub(spread, this.sub(spread, a))
    return [high, this.sub(a, high)]
  }

  private step(step: Step): V {
    return this.inputs + this.steps.push(step) - 1
  }
}
