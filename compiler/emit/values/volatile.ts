import type { Emission } from '../place/emission.ts'
import { finite } from '../place/presence.ts'
import { call, give, when } from '../wasm/encode/control.ts'
import type { Func } from '../wasm/encode/func.ts'
import { f64, i32, store } from '../wasm/encode/numbers.ts'
import { current } from './current.ts'
import { Frame, Steps, type Volatile } from './frame.ts'
import type { Library } from './library.ts'

/** A function of the instance for each volatile node, by node; each computes at most once per moment and instance. */
export function volatileFunctions(e: Emission, library: Library) {
  const functions = new Map<number, Func<'f64'>>()
  const value: Volatile = (node, instance) => call(functions.get(node)!, instance)
  e.graph.nodes.forEach((node, n) => {
    if (!node.volatile) return
    const func = e.module.func(['i32'], 'f64')
    functions.set(n, func)
    const instance = func.parameter(0, 'i32')
    const frame = new Frame(e, value, func, node.region, instance)
    const steps = new Steps(func)
    const is = current(node, input => frame.value(input), steps, library)
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
}
