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
  steps.forEach((step, k) => {
    if (step.op === 'constant') values[inputs + k] = step.value
  })
  // Numbers side by side: steps as objects and texts would take ten times as long.
  const code = Int32Array.from(steps.flatMap((step, k) => (step.op === 'constant' ? [] : encoded(step, inputs + k))))
  return (...args) => {
    for (let i = 0; i < inputs; i++) values[i] = args[i]!
    for (let at = 0; at < code.length; at += WORDS)
      values[code[at + 1]!] = value(code[at]!, values, code[at + 2]!, code[at + 3]!, code[at + 4]!)
    return values[result]!
  }
}

const codes = ['add', 'sub', 'mul', 'div', 'lt', 'eq', 'select', 'abs', 'floor', 'exponent', 'power'] as const
const WORDS = 5

function encoded(step: Exclude<Step, { readonly op: 'constant' }>, to: number): readonly number[] {
  return [codes.indexOf(step.op), to, step.a, 'b' in step ? step.b : 0, 'c' in step ? step.c : 0]
}

/** By the place of an operation among `codes`. */
function value(code: number, values: Float64Array, ofA: number, ofB: number, ofC: number): number {
  const a = values[ofA]!
  switch (code) {
    case 0:
      return a + values[ofB]!
    case 1:
      return a - values[ofB]!
    case 2:
      return a * values[ofB]!
    case 3:
      return a / values[ofB]!
    case 4:
      return a < values[ofB]! ? 1 : 0
    case 5:
      return a === values[ofB]! ? 1 : 0
    case 6:
      return values[ofC]! !== 0 ? a : values[ofB]!
    case 7:
      return Math.abs(a)
    case 8:
      return Math.floor(a)
    case 9:
      scratch.setFloat64(0, a)
      return ((scratch.getUint32(0) >>> 20) & 0x7ff) - 1023
    default:
      scratch.setUint32(0, (a + 1023) << 20)
      scratch.setUint32(4, 0)
      return scratch.getFloat64(0)
  }
}

const scratch = new DataView(new ArrayBuffer(8))
