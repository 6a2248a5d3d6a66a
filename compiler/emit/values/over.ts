import type { OverOp } from '../../ir/keys.ts'
import { absent } from '../place/emission.ts'
import { isAbsent, isPresent, isTrue } from '../place/presence.ts'
import type { F64, Local } from '../wasm/encode/code.ts'
import { select } from '../wasm/encode/control.ts'
import { f64, i32 } from '../wasm/encode/numbers.ts'
import type { Steps } from './frame.ts'
import type { Computed } from './functions.ts'
import { sorted } from './sorted.ts'

/** A fold over the members of a universe. */
export function over({ fold, members, q }: OverOp, inputs: readonly F64[], steps: Steps): Computed {
  switch (fold) {
    case 'sum':
      return { value: sum(inputs), clean: false }
    case 'mean':
      return { value: f64.div(sum(inputs), f64.const(inputs.length)), clean: false }
    case 'var':
      return { value: variance(inputs, steps), clean: false }
    case 'std':
      return { value: f64.sqrt(variance(inputs, steps)), clean: false }
    case 'first':
      return { value: first(inputs, steps), clean: true }
    case 'last':
      return { value: first(inputs.toReversed(), steps), clean: true }
    case 'quantile':
      return { value: quantile(inputs, q!, steps), clean: false }
    case 'count':
      return { value: f64.fromI32(inputs.map(input => isTrue(steps.hold(input))).reduce(i32.add)), clean: true }
    case 'min':
    case 'argmin':
      return { value: best(fold === 'min' ? undefined : members, inputs, f64.lt, steps), clean: true }
    case 'max':
    case 'argmax':
      return { value: best(fold === 'max' ? undefined : members, inputs, f64.gt, steps), clean: true }
  }
}

/** As a balanced tree. */
function sum(inputs: readonly F64[]): F64 {
  if (inputs.length === 1) return inputs[0]!
  let half = 1
  while (half * 2 < inputs.length) half *= 2
  return f64.add(sum(inputs.slice(0, half)), sum(inputs.slice(half)))
}

function variance(inputs: readonly F64[], steps: Steps): F64 {
  const values = inputs.map(input => steps.hold(input))
  const mean = steps.hold(f64.div(sum(values), f64.const(values.length)))
  const squares = values.map(value => {
    const distance = steps.hold(f64.sub(value, mean))
    return f64.mul(distance, distance)
  })
  return f64.div(sum(squares), f64.const(values.length - 1))
}

/** The first that is present. */
function first(inputs: readonly F64[], steps: Steps): F64 {
  const value = steps.hold(absent)
  for (const input of inputs) steps.do(value.set(select(isAbsent(value), input, value)))
  return value
}

/** Interpolated between the two order statistics around rank q · (n - 1), n of them present. */
function quantile(inputs: readonly F64[], q: number, steps: Steps): F64 {
  const values = inputs.map(input => steps.hold(f64.add(input, f64.const(0))))
  const last = steps.hold(f64.fromI32(i32.sub(values.map(isPresent).reduce(i32.add), i32.const(1))))
  const none = steps.holdTruth(f64.lt(last, f64.const(0)))
  // What is absent stands behind all numbers, which are finite.
  for (const value of values) steps.do(value.set(select(isPresent(value), value, f64.const(Number.POSITIVE_INFINITY))))
  sorted(values, steps)
  const rank = steps.hold(f64.mul(f64.const(q), last))
  const below = steps.hold(f64.floor(rank))
  const low = steps.hold(at(values, below))
  const high = at(values, f64.min(f64.add(below, f64.const(1)), last))
  return select(none, absent, f64.add(low, f64.mul(f64.sub(high, low), f64.sub(rank, below))))
}

function at(values: readonly Local<'f64'>[], place: F64): F64 {
  return values.reduceRight<F64>((others, value, k) => select(f64.eq(place, f64.const(k)), value, others), absent)
}

/** The best present value, or its member; the first of equals. */
function best(
  members: readonly number[] | undefined,
  inputs: readonly F64[],
  better: typeof f64.lt,
  steps: Steps,
): F64 {
  const value = steps.hold(absent)
  const member = steps.hold(absent)
  for (const [k, input] of inputs.entries()) {
    const x = steps.hold(input)
    const takes = steps.holdTruth(i32.or(better(x, value), i32.and(isAbsent(value), i32.eqz(isAbsent(x)))))
    steps.do(value.set(select(takes, x, value)))
    if (members) steps.do(member.set(select(takes, f64.const(members[k]!), member)))
  }
  return members ? member : value
}
