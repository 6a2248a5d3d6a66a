/**
 * A function of f64 numbers as a list of steps without branches or loops: what an interpreter evaluates and an emitter
 * writes down gives the same bits. Values are numbered: the arguments from 0, then the result of each step.
 * All arithmetic is IEEE 754 binary64, rounded to nearest even.
 */
export interface StraightLine {
  readonly inputs: number
  readonly steps: readonly Step[]
  /** The value that is the result. */
  readonly result: number
}

export type Step =
  | { readonly op: 'constant'; readonly value: number }
  | { readonly op: 'add' | 'sub' | 'mul' | 'div'; readonly a: number; readonly b: number }
  | { readonly op: 'abs' | 'floor'; readonly a: number }
  /** 1 or 0; comparisons with NaN are 0. */
  | { readonly op: 'lt' | 'eq'; readonly a: number; readonly b: number }
  /** a where c is not 0, else b. */
  | { readonly op: 'select'; readonly c: number; readonly a: number; readonly b: number }
  /** The biased exponent field of the bits less 1023: floor(log2 |a|) of normal numbers. */
  | { readonly op: 'exponent'; readonly a: number }
  /** 2^a for whole a from -1022 to 1023: bits (a + 1023) << 52. */
  | { readonly op: 'power'; readonly a: number }

/** The function as a function: the reference meaning of the steps. */
export function evaluator({ inputs, steps, result }: StraightLine): (...args: readonly number[]) => number {
  const values = new Float64Array(inputs + steps.length)
  return (...args) => {
    for (let i = 0; i < inputs; i++) values[i] = args[i]!
    for (let i = 0; i < steps.length; i++) values[inputs + i] = value(steps[i]!, values)
    return values[result]!
  }
}

function value(step: Step, values: Float64Array): number {
  if (step.op === 'constant') return step.value
  const a = values[step.a]!
  switch (step.op) {
    case 'add':
      return a + values[step.b]!
    case 'sub':
      return a - values[step.b]!
    case 'mul':
      return a * values[step.b]!
    case 'div':
      return a / values[step.b]!
    case 'lt':
      return a < values[step.b]! ? 1 : 0
    case 'eq':
      return a === values[step.b]! ? 1 : 0
    case 'select':
      return values[step.c]! !== 0 ? a : values[step.b]!
    case 'abs':
      return Math.abs(a)
    case 'floor':
      return Math.floor(a)
    case 'exponent':
      scratch.setFloat64(0, a)
      return ((scratch.getUint32(0) >>> 20) & 0x7ff) - 1023
    case 'power':
      scratch.setUint32(0, (a + 1023) << 20)
      scratch.setUint32(4, 0)
      return scratch.getFloat64(0)
  }
}

const scratch = new DataView(new ArrayBuffer(8))
