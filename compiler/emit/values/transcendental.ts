import type { Step, StraightLine } from '../../kernel/straight_line.ts'
import * as kernel from '../../kernel/transcendental.ts'
import type { Emission } from '../place/emission.ts'
import type { F64, Local } from '../wasm/encode/code.ts'
import { call, give, select } from '../wasm/encode/control.ts'
import type { Func } from '../wasm/encode/func.ts'
import { f64, i32, i64 } from '../wasm/encode/numbers.ts'

/** The functions of compiler/kernel. */
export interface Transcendental {
  readonly exp: (x: F64) => F64
  readonly log: (x: F64) => F64
  readonly pow: (base: F64, exponent: F64) => F64
}

/** Each becomes a function of the module when it is first called for. */
export function transcendentals(e: Emission): Transcendental {
  const known = new Map<StraightLine, Func<'f64'>>()
  const applied = (program: StraightLine, ...operands: readonly F64[]) => {
    const func = known.get(program) ?? transcribed(e, program)
    known.set(program, func)
    return call(func, ...operands)
  }
  return {
    exp: x => applied(kernel.exp, x),
    log: x => applied(kernel.log, x),
    pow: (base, exponent) => applied(kernel.pow, base, exponent),
  }
}

/** A straight-line function, step by step. */
function transcribed({ module }: Emission, { inputs, steps, result }: StraightLine): Func<'f64'> {
  const func = module.func(Array<'f64'>(inputs).fill('f64'), 'f64')
  const values: F64[] = Array.from({ length: inputs }, (_, k) => func.parameter(k, 'f64'))
  const actions = steps.flatMap(step => {
    const value = written(step, values)
    if (step.op === 'constant') {
      values.push(value)
      return []
    }
    const local: Local<'f64'> = func.local('f64')
    values.push(local)
    return [local.set(value)]
  })
  func.does(...actions, give(values[result]!))
  return func
}

function written(step: Step, values: readonly F64[]): F64 {
  if (step.op === 'constant') return f64.const(step.value)
  const a = values[step.a]!
  switch (step.op) {
    case 'add':
    case 'sub':
    case 'mul':
    case 'div':
      return f64[step.op](a, values[step.b]!)
    case 'lt':
    case 'eq':
      return f64.fromI32(f64[step.op](a, values[step.b]!))
    case 'select':
      return select(f64.ne(values[step.c]!, f64.const(0)), a, values[step.b]!)
    case 'abs':
    case 'floor':
      return f64[step.op](a)
    case 'exponent': {
      const field = i32.and(i32.wrap(i64.shrUnsigned(i64.bits(a), i64.const(52n))), i32.const(0x7ff))
      return f64.fromI32(i32.sub(field, i32.const(1023)))
    }
    case 'power':
      return f64.ofBits(i64.shl(i64.extend(i32.saturated(f64.add(a, f64.const(1023)))), i64.const(52n)))
  }
}
