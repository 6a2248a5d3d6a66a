import type { Reader } from '../../layout/schedule.ts'
import { type Emission, zero } from '../place/emission.ts'
import type { Action, I32 } from '../wasm/encode/code.ts'
import { loop, run, when } from '../wasm/encode/control.ts'
import type { Func } from '../wasm/encode/func.ts'
import { i32, i64, store } from '../wasm/encode/numbers.ts'

/** How instances come into the queues of blocks: once a step, in the order in which they are asked for. */
export interface Queues {
  /** By block: (instance). Also in the table, from `entries` on. */
  readonly queue: readonly Func<undefined>[]
  readonly entries: number
  /** Queues who reads a node instance of a region of so many instances. */
  readonly spread: (reader: Reader, instance: I32, instances: number) => Action
}

export function queues(e: Emission): Queues {
  const queue = e.plan.blocks.map((_, b) => queueOf(e, b))
  const entries = queue.map(func => e.module.entry(func))
  const spreads = new Map<string, Func<undefined>>()
  const spread = ({ target, inverse }: Reader, instance: I32, instances: number) => {
    if (inverse === -1) return run(queue[target]!, instance)
    const key = `${target} ${inverse} ${instances}`
    let func = spreads.get(key)
    if (!func) {
      func = e.module.func(['i32'], undefined)
      const reader = func.parameter(0, 'i32')
      func.does(...seenBy(e, inverse, instances, reader, func, other => [run(queue[target]!, other)]))
      spreads.set(key, func)
    }
    return run(func, instance)
  }
  return { queue, entries: entries[0] ?? 0, spread }
}

/** Does something for all instances that read one of `instances` instances through a map. */
export function seenBy(
  e: Emission,
  inverse: number,
  instances: number,
  instance: I32,
  func: Func,
  body: (reader: I32) => readonly Action[],
): readonly Action[] {
  const lists = e.plan.inverses[inverse]!
  const starts = [0]
  for (let i = 0; i < instances; i++) starts.push(starts[i]! + (lists[i]?.length ?? 0))
  const table = e.constants.i32s(starts)
  const items = e.constants.i32s(lists.flat())
  const [at, end] = [func.local('i32'), func.local('i32')]
  const place = i32.shl(instance, i32.const(2))
  return [
    at.set(i32.load(place, table)),
    end.set(i32.load(place, table + 4)),
    loop(i32.lt(at, end), [...body(i32.load(i32.shl(at, i32.const(2)), items)), at.set(i32.add(at, i32.const(1)))]),
  ]
}

function queueOf({ module, places: { queues } }: Emission, b: number): Func<undefined> {
  const { count, list, queued } = queues.blocks[b]!
  const func = module.func(['i32'], undefined)
  const [instance, at] = [func.parameter(0, 'i32'), func.local('i32')]
  const word = 8 * Math.floor(b / 64)
  const bit = i64.const(1n << BigInt(b % 64))
  const note = (bits: number) => store.i64(zero, bits + word, i64.or(i64.load(zero, bits + word), bit))
  func.does(
    when(i32.eqz(i32.loadByte(instance, queued)), [
      store.byte(instance, queued, i32.const(1)),
      at.set(i32.load(zero, count)),
      when(i32.eqz(at), [note(queues.waiting), note(queues.used)]),
      store.i32(i32.shl(at, i32.const(2)), list, instance),
      store.i32(zero, count, i32.add(at, i32.const(1))),
    ]),
  )
  return func
}
