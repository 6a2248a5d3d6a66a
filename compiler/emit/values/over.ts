import type { OverOp } from '../../ir/keys.ts'
import { absent } from '../place/emission.ts'
import { isAbsent, isTrue } from '../place/presence.ts'
import type { F64 } from '../wasm/encode/code.ts'
import { select } from '../wasm/encode/control.ts'
import { f64, i32 } from '../wasm/encode/numbers.ts'
import type { Steps } from './frame.ts'
import type { Computed } from './functions.ts'

/** A fold over the members of a universe. */
export function over({ fold, members }: OverOp, inputs: readonly F64[], steps: Steps): Computed {
  switch (fold) {
    case 'sum':
      return { value: sum(inputs), clean: false }
    case 'mean':
      return { value: f64.div(sum(inputs), f64.const(inputs.length)), clean: false }
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
