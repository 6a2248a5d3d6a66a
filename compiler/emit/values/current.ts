import type { Input, Node } from '../../ir/graph.ts'
import { absent } from '../place/emission.ts'
import { isAbsent, isPresent } from '../place/presence.ts'
import type { F64 } from '../wasm/encode/code.ts'
import { choose, select } from '../wasm/encode/control.ts'
import { f64, i32 } from '../wasm/encode/numbers.ts'
import { now, type Steps } from './frame.ts'
import { type Computed, compute, microseconds } from './functions.ts'
import type { Library } from './library.ts'
import { over } from './over.ts'

/** What a node that remembers nothing is worth, from the values of its inputs alone. */
export function current(node: Node, value: (input: Input) => F64, steps: Steps, library: Library): Computed {
  const { op } = node
  const inputs = node.inputs.map(value)
  switch (op.op) {
    case 'pointwise':
      return compute(op.fn, inputs, steps, library)
    case 'coalesce': {
      const x = steps.hold(inputs[0]!)
      return { value: select(isAbsent(x), inputs[1]!, x), clean: true }
    }
    case 'present': {
      const x = steps.hold(inputs[0]!)
      return { value: f64.fromI32(i32.eqz(isAbsent(x))), clean: true }
    }
    case 'fresh': {
      const fresh = f64.lt(now, expiry(inputs[1]!, inputs[2]!))
      return { value: choose(fresh, inputs[0]!, absent), clean: true }
    }
    case 'extern': {
      const values = inputs.map(input => steps.hold(input))
      const result = library.external(op.extern, i32.const(0), values)
      return { value: choose(values.map(isPresent).reduce(i32.and), result, absent), clean: false }
    }
    case 'over':
      return over(op, inputs, steps)
    case 'now':
      return { value: now, clean: true }
    default:
      throw new TypeError(`${op.op} remembers`)
  }
}

/** When what came from an origin ceases to be fresh. */
export function expiry(origin: F64, seconds: F64): F64 {
  return f64.add(origin, microseconds(seconds))
}
