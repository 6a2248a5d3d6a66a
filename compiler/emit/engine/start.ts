import type { Graph } from '../../ir/graph.ts'
import { HEADER } from '../../layout/layout.ts'
import { absent, type Emission, zero } from '../place/emission.ts'
import { finite } from '../place/presence.ts'
import { current } from '../values/current.ts'
import { Frame, Steps, type Volatile } from '../values/frame.ts'
import type { Library } from '../values/library.ts'
import type { Action, F64 } from '../wasm/encode/code.ts'
import { each, run } from '../wasm/encode/control.ts'
import type { Func } from '../wasm/encode/func.ts'
import { f64, i32, store } from '../wasm/encode/numbers.ts'

/** Exports `start()`: makes memory as it is before the first event. It is all 0 until then. */
export function exportStart(e: Emission, volatile: Volatile, library: Library): void {
  const { module, graph, layout, plan, moment } = e
  const func = module.func([], undefined)
  const slot = (at: number, value: F64) => store.f64(zero, at, value)
  func.does(
    slot(HEADER.now, absent),
    ...graph.params.map(({ value }, p) =>
      slot(layout.params + 8 * p, f64.const(Number.isFinite(value) ? value : Number.NaN)),
    ),
    ...plan.feeds.flatMap(({ fields }, f) =>
      Array.from({ length: 1 + fields.length }, (_, k) => slot(layout.inboxes[f]! + 8 * k, absent)),
    ),
    ...fill(func, layout.timers.slots, layout.timers.deadlines, Number.POSITIVE_INFINITY),
    ...graph.regions.flatMap((_, r) => clearValues(e, r, func)),
    ...presentAtStart(graph).flatMap(n => run(firstValue(e, volatile, library, n))),
    moment.set(f64.add(moment, f64.const(1))),
  )
  module.exportFunc('start', func)
  const renew = module.func([], undefined)
  renew.does(moment.set(f64.add(moment, f64.const(1))))
  module.exportFunc('renew', renew)
}

function fill(func: Func, slots: number, start: number, value: number): readonly Action[] {
  const at = func.local('i32')
  return each(at, i32.const(slots), [store.f64(i32.shl(at, i32.const(3)), start, f64.const(value))])
}

/** Makes every value of a region absent. */
function clearValues({ graph, layout, constants }: Emission, r: number, func: Func): readonly Action[] {
  const values = graph.nodes.flatMap(({ region }, n) => (region === r ? [layout.nodes[n]!.value] : []))
  const { instances, stride } = layout.regions[r]!
  if (values.length === 0 || instances === 0) return []
  const table = constants.i32s(values)
  const [instance, at] = [func.local('i32'), func.local('i32')]
  const place = i32.add(i32.load(i32.shl(at, i32.const(2)), table), i32.mul(instance, i32.const(stride)))
  return each(instance, i32.const(instances), each(at, i32.const(values.length), [store.f64(place, 0, absent)]))
}

/** Nodes that may have a value when nothing has happened yet; an input stands before its reader. */
function presentAtStart(graph: Graph): readonly number[] {
  const found = new Set<number>()
  graph.nodes.forEach(({ op, inputs }, n) => {
    const [a, b, c] = inputs.map(input => found.has(input.node))
    if (isPresent()) found.add(n)

    function isPresent(): boolean {
      switch (op.op) {
        case 'constant':
        case 'table':
        case 'param':
        case 'params':
        case 'alive':
        case 'present':
          return true
        case 'extern':
          return op.memory === 0 && inputs.every(input => found.has(input.node))
        case 'coalesce':
          return a! || b!
        case 'over':
          return op.fold === 'count' || inputs.some(input => found.has(input.node))
        case 'pointwise':
          if (op.fn === 'and' || op.fn === 'or') return a! || b!
          return op.fn === 'if' ? a! && (b! || c!) : [a, b, c].every(known => known !== false)
        default:
          return false
      }
    }
  })
  return [...found]
}

/** A function that gives all instances of a node the value that follows from its inputs. */
function firstValue(e: Emission, volatile: Volatile, library: Library, n: number): Func<undefined> {
  const { graph, layout, constants } = e
  const node = graph.nodes[n]!
  const func = e.module.func([], undefined)
  const instance = func.local('i32')
  const frame = new Frame(e, volatile, func, node.region, instance)
  const steps = new Steps(func)
  const value = first()
  func.does(
    ...each(instance, i32.const(layout.regions[node.region]!.instances), [
      frame.begin,
      ...steps.actions,
      store.f64(frame.base, layout.nodes[n]!.value, finite(value)),
    ]),
  )
  return func

  function first(): F64 {
    const { op } = node
    switch (op.op) {
      case 'constant':
        return f64.const(op.value)
      case 'table': {
        const table = constants.f64s(instancesOf(op.values))
        return f64.load(i32.shl(instance, i32.const(3)), table)
      }
      case 'param':
        return f64.load(zero, layout.params + 8 * op.param)
      case 'params': {
        const places = constants.i32s(op.params.map(param => layout.params + 8 * param))
        return f64.load(i32.load(i32.shl(instance, i32.const(2)), places))
      }
      case 'alive':
        return f64.const(0)
      default:
        return steps.hold(current(node, input => frame.value(input), steps, library).value)
    }
  }

  function instancesOf(values: readonly (number | null)[]): number[] {
    return graph.regions[node.region]!.instances.map((_, i) => values[i] ?? Number.NaN)
  }
}
