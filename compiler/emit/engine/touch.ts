import { TOUCHED } from '../../layout/layout.ts'
import type { Place } from '../../layout/schedule.ts'
import type { Emission } from '../place/emission.ts'
import type { Action, I32 } from '../wasm/encode/code.ts'
import { run, runAt } from '../wasm/encode/control.ts'
import type { Func } from '../wasm/encode/func.ts'
import { i32, store } from '../wasm/encode/numbers.ts'
import type { Queues } from './queues.ts'

/** Has node instances look at what happened, whatever their inputs do. */
export interface Touch {
  /** Touches entry `index` of a list of places; `bits` are flags to set besides. */
  readonly at: (list: number, index: I32, bits: I32) => Action
  /** Stores a list of places; returns its address. */
  readonly list: (places: readonly Place[]) => number
}

/** Of an entry: address of the flag byte, queue function in the table, instance. */
const ENTRY = { flags: 0, queue: 4, instance: 8, bytes: 12 } as const

export function touch(e: Emission, queues: Queues): Touch {
  const func = toucher(e, queues)
  return {
    at: (list, index, bits) => run(func, i32.add(i32.const(list), i32.mul(index, i32.const(ENTRY.bytes))), bits),
    list: places =>
      e.constants.i32s(
        places.flatMap(({ node, instance }) => {
          const { stride } = e.layout.regions[e.graph.nodes[node]!.region]!
          const flags = e.layout.nodes[node]!.flags + instance * stride
          return [flags, queues.entries + e.plan.blockOf[node]!, instance]
        }),
      ),
  }
}

function toucher({ module }: Emission, { queue }: Queues): Func<undefined> {
  const func = module.func(['i32', 'i32'], undefined)
  const [entry, bits, flags] = [func.parameter(0, 'i32'), func.parameter(1, 'i32'), func.local('i32')]
  func.does(
    flags.set(i32.load(entry, ENTRY.flags)),
    store.byte(flags, 0, i32.or(i32.loadByte(flags), i32.or(bits, i32.const(TOUCHED)))),
    ...(queue[0] ? [runAt(queue[0], i32.load(entry, ENTRY.queue), i32.load(entry, ENTRY.instance))] : []),
  )
  return func
}
