import type { Emission, zero } from '../place/emission.ts'
import { each, loop, runAt } from '../wasm/encode/control.ts'
import type { Func } from '../wasm/encode/func.ts'
import { i32, i64, store } from '../wasm/encode/numbers.ts'

/** Runs the function of each block that has something to look at, in order; on the way later blocks get more to look at. */
export function evaluate(e: Emission, blocks: readonly Func<undefined>[]): Func<undefined> {
  const func = e.module.func([], undefined)
  const word = func.local('i32')
  const bits = func.local('i64')
  const { waiting, words } = e.places.queues
  const at = i32.shl(word, i32.const(3))
  func.does(
    ...each(word, i32.const(words), [
      loop(i32.eqz(i64.eqz(bits.tee(i64.load(at, waiting)))), [
        store.i64(at, waiting, i64.and(bits, i64.sub(bits, i64.const(1n)))),
        ...callOf(e, blocks, i32.add(i32.shl(word, i32.const(6)), i32.wrap(i64.ctz(bits)))),
      ]),
    ]),
  )
  return func
}

/** Runs the function of each block that looked at something. */
export function clear(e: Emission, blocks: readonly Func<undefined>[]): Func<undefined> {
  const func = e.module.func([], undefined)
  const word = func.local('i32')
  const bits = func.local('i64')
  const { used, words } = e.places.queues
  const at = i32.shl(word, i32.const(3))
  func.does(
    ...each(word, i32.const(words), [
      bits.set(i64.load(at, used)),
      store.i64(at, used, i64.const(0n)),
      loop(i32.eqz(i64.eqz(bits)), [
        ...callOf(e, blocks, i32.add(i32.shl(word, i32.const(6)), i32.wrap(i64.ctz(bits)))),
        bits.set(i64.and(bits, i64.sub(bits, i64.const(1n)))),
      ]),
    ]),
  )
  return func
}

function callOf({ module }: Emission, blocks: readonly Func<undefined>[], block: typeof zero) {
  const entries = blocks.map(func => module.entry(func))
  return blocks[0] ? [runAt(blocks[0], i32.add(block, i32.const(entries[0]!)))] : []
}
