import { TOUCHED } from '../../layout/layout.ts'
import type { Place } from '../../layout/schedule.ts'
import { type Emission, zero } from '../place/emission.ts'
import type { Action, I32 } from '../wasm/encode/code.ts'
import { run, runAt, when } from '../wasm/encode/control.ts'
import type { Func } from '../wasm/encode/func.ts'
import { i32, store } from '../wasm/encode/numbers.ts'
import type { Queues } from './queues.ts'

/** Has node instances look at what happened, whatever their inputs do. */
export interface Touch {
  /** Touches entry `index` of a list of places; `bits` are flags to set besides. */
  readonly at: (list: number, index: I32, bits: I32) => Action
  /** Stores a list of places; returns its address. */
  readonly list: (places: readonly Place[]) => number
  /** Stores groups of places, one after another, of which each is touched as a whole and in order. */
  readonly groups: (groups: readonly (readonly Place[])[]) => number
}

/** Of an entry: address of the flag byte, queue function in the table (-1: it is queued already), instance. */
const ENTRY = { flags: 0, queue: 4, instance: 8, bytes: 12 } as const

export function touch(e: Emission, queues: Queues): Touch {
  const func = toucher(e, queues)
  return {
    at: (list, index, bits) => run(func, i32.add(i32.const(list), i32.mul(index, i32.const(ENTRY.bytes))), bits),
    list: places => e.constants.i32s(places.flatMap(place => entry(place))),
    groups: groups =>
      e.constants.i32s(
        groups.flatMap(places => places.flatMap((place, k) => entry(place, isQueuedWith(place, places[k - 1])))),
      ),
  }

  function entry({ node, instance }: Place, isQueued = false): number[] {
    const { stride } = e.layout.regions[e.graph.nodes[node]!.region]!
    const flags = e.layout.nodes[node]!.flags + instance * stride
    return [flags, isQueued ? -1 : queues.entries + e.plan.blockOf[node]!, instance]
  }

  function isQueuedWith({ node, instance }: Place, before: Place | undefined): boolean {
    return before?.instance === instance && e.plan.blockOf[before.node] === e.plan.blockOf[node]
  }
}

function toucher({ module }: Emission, { queue }: Queues): Func<undefined> {
  const func = module.func(['i32', 'i32'], undefined)
  const [entry, bits] = [func.parameter(0, 'i32'), func.parameter(1, 'i32')]
  const [flags, to] = [func.local('i32'), func.local('i32')]
  func.does(
    flags.set(i32.load(entry, ENTRY.flags)),
    store.byte(flags, 0, i32.or(i32.loadByte(flags), i32.or(bits, i32.const(TOUCHED)))),
    to.set(i32.load(entry, ENTRY.queue)),
    ...(queue[0] ? [when(i32.ge(to, zero), [runAt(queue[0], to, i32.load(entry, ENTRY.instance))])] : []),
  )
  return func
}
