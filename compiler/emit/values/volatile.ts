import type { Node } from '../../ir/graph.ts'
import type { MovingOp } from '../../ir/windows.ts'
import { absent, type Emission } from '../place/emission.ts'
import { finite } from '../place/presence.ts'
import type { F64 } from '../wasm/encode/code.ts'
import { call, choose, give, when } from '../wasm/encode/control.ts'
import type { Func } from '../wasm/encode/func.ts'
import { f64, i32, store } from '../wasm/encode/numbers.ts'
import type { BookFunctions } from './books.ts'
import { current } from './current.ts'
import { Frame, now, Steps, type Volatile } from './frame.ts'
import type { Computed } from './functions.ts'
import type { Library } from './library.ts'

/**
 * A function of the instance for each volatile node, by node; each computes at most once per moment and instance. Reading a
 * window moves it on in memory: it must be read when the interpreter reads it, and at no other time.
 * @param read The function of a place that reads a window.
 */
export function volatileFunctions(
  e: Emission,
  library: Library,
  read: (op: MovingOp) => Func<'f64'>,
  books: BookFunctions,
) {
  const functions = new Map<number, Func<'f64'>>()
  const value: Volatile = (node, instance) => call(functions.get(node)!, instance)
  e.graph.nodes.forEach((node, n) => {
    if (!node.volatile) return
    const func = e.module.func(['i32'], 'f64')
    functions.set(n, func)
    const instance = func.parameter(0, 'i32')
    const frame = new Frame(e, value, func, node.region, instance)
    const steps = new Steps(func)
    const is = computed(node, n, frame, steps)
    const result = steps.hold(is.value)
    const memo = i32.shl(instance, i32.const(4))
    const at = e.places.memos[n]!
    func.does(
      when(f64.eq(f64.load(memo, at), e.moment), [give(f64.load(memo, at + 8))]),
      frame.begin,
      ...steps.actions,
      ...(is.clean ? [] : [result.set(finite(result))]),
      store.f64(memo, at, e.moment),
      store.f64(memo, at + 8, result),
      give(result),
    )
  })
  return { value, functions }

  function computed(node: Node, n: number, frame: Frame, steps: Steps): Computed {
    const { op, inputs } = node
    switch (op.op) {
      case 'time_window':
      case 'pane_window':
      case 'time_quantile': {
        const isLive = f64.le(frame.value(inputs.at(-1)!), f64.sub(now, f64.const(op.span)))
        const place = i32.add(frame.base, i32.const(e.layout.nodes[n]!.value))
        return { value: choose(isLive, call(read(op), place), absent), clean: true }
      }
      case 'book':
        return books(op, frame, ...(inputs.map(input => frame.value(input)) as [F64, F64]), steps)
      default:
        return current(node, input => frame.value(input), steps, library)
    }
  }
}
