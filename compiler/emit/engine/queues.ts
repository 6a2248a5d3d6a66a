import { starts } from '../place/constants.ts'
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
  /** Queues what of a block reads a node instance, of a region of so many, through some of `inverses` (-1: it itself). */
  readonly spread: (block: number, inverses: readonly number[], instance: I32, instances: number) => Action
}

export function queues(e: Emission): Queues {
  const queue = e.plan.blocks.map((_, b) => queueOf(e, b))
  const entries = queue.map(func => e.module.entry(func))
  const spreads = new Map<string, Func<undefined>>()
  const spread: Queues['spread'] = (block, inverses, instance, instances) => {
    if (inverses.every(inverse => inverse === -1)) return run(queue[block]!, instance)
    const key = `${block} ${inverses} ${instances}`
    const func = spreads.get(key) ?? spreader(e, block, inverses, instances)
    spreads.set(key, func)
    return run(func, instance)
  }
  return { queue, entries: entries[0] ?? 0, spread }
}

/** Does something for all instances that read one of `instances` instances through some maps, once for each. */
export function seenBy(
  e: Emission,
  inverses: readonly number[],
  instances: number,
  instance: I32,
  func: Func,
  body: (reader: I32) => readonly Action[],
): readonly Action[] {
  const lists = Array.from({ length: instances }, (_, i) => {
    const readers = inverses.flatMap(inverse => (inverse === -1 ? [i] : (e.plan.inverses[inverse]![i] ?? [])))
    return [...new Set(readers)]
  })
  const table = e.constants.i32s(starts(lists.map(list => list.length)))
  const items = e.constants.i32s(lists.flat())
  const [at, end] = [func.local('i32'), func.local('i32')]
  const place = i32.shl(instance, i32.const(2))
  return [
    at.set(i32.load(place, table)),
    end.set(i32.load(place, table + 4)),
    loop(i32.lt(at, end), [...body(i32.load(i32.shl(at, i32.const(2)), items)), at.set(i32.add(at, i32.const(1)))]),
  ]
}

/** (instance): queues its readers. As `queueOf` for each of them, with the length of the queue in a variable. */
function spreader(e: Emission, block: number, inverses: readonly number[], instances: number): Func<undefined> {
  const { count, list, queued } = e.places.queues.blocks[block]!
  const func = e.module.func(['i32'], undefined)
  const [size, reader] = [func.local('i32'), func.local('i32')]
  func.does(
    size.set(i32.load(zero, count)),
    when(i32.eqz(size), noted(e, block)),
    ...seenBy(e, inverses, instances, func.parameter(0, 'i32'), func, other => [
      reader.set(other),
      when(i32.eqz(i32.loadByte(reader, queued)), [
        store.byte(reader, queued, i32.const(1)),
        store.i32(i32.shl(size, i32.const(2)), list, reader),
        size.set(i32.add(size, i32.const(1))),
      ]),
    ]),
    store.i32(zero, count, size),
  )
  return func
}

/** Notes that a block has something to look at; nothing is wrong if it then has not. */
function noted({ places: { queues } }: Emission, b: number): readonly Action[] {
  const word = 8 * Math.floor(b / 64)
  const bit = i64.const(1n << BigInt(b % 64))
  const note = (bits: number) => store.i64(zero, bits + word, i64.or(i64.load(zero, bits + word), bit))
  return [note(queues.waiting), note(queues.used)]
}

function queueOf(e: Emission, b: number): Func<undefined> {
  const { count, list, queued } = e.places.queues.blocks[b]!
  const func = e.module.func(['i32'], undefined)
  const [instance, at] = [func.parameter(0, 'i32'), func.local('i32')]
  func.does(
    when(i32.eqz(i32.loadByte(instance, queued)), [
      store.byte(instance, queued, i32.const(1)),
      at.set(i32.load(zero, count)),
      when(i32.eqz(at), noted(e, b)),
      store.i32(i32.shl(at, i32.const(2)), list, instance),
      store.i32(zero, count, i32.add(at, i32.const(1))),
    ]),
  )
  return func
}
