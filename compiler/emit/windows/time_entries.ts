import type { WindowOp } from '../../ir/windows.ts'
import { TIME, timePlaces } from '../../layout/windows.ts'
import type { Action, F64, I32, Local } from '../wasm/encode/code.ts'
import { loop, select, when } from '../wasm/encode/control.ts'
import type { Func } from '../wasm/encode/func.ts'
import { f64, i32 } from '../wasm/encode/numbers.ts'
import { get, slot } from './state.ts'

export type TimeOp = WindowOp & { readonly op: 'time_window' }

const none = i32.const(0)
/** How many there are in the current block and in the previous one. */
export const current = (at: I32): I32 => i32.fromF64(get(at, TIME.current))
export const previous = (at: I32): I32 => i32.fromF64(get(at, TIME.previous))

export type Entries = ReturnType<typeof entriesOf>

/** Addresses of entries; what stands within one is found by the offsets `time`, `partial` and `until`. */
export function entriesOf(op: TimeOp) {
  const { before, elements, entry, until } = timePlaces(op)
  const half = (at: I32) => i32.fromF64(get(at, TIME.half))
  const place = (at: I32, half: I32, k: I32): I32 =>
    i32.add(at, i32.add(i32.mul(half, i32.const(8 * entry * (op.capacity + 1))), i32.mul(k, i32.const(8 * entry))))
  return {
    bytes: 8 * entry,
    before,
    current: (at: I32, k: I32) => place(at, half(at), k),
    previous: (at: I32, k: I32) => place(at, i32.sub(i32.const(1), half(at)), k),
    time: slot(elements),
    partial: slot(elements + 1),
    until: slot(elements + until),
  }
}

/** How many of the previous block's ticks are no younger than a time: times never fall. */
export function search(func: Func, at: I32, entries: Entries, from: F64, low: Local<'i32'>): readonly Action[] {
  const [middle, high] = [func.local('i32'), func.local('i32')]
  return [
    low.set(none),
    high.set(previous(at)),
    loop(i32.lt(low, high), [
      middle.set(i32.shr(i32.add(low, high), i32.const(1))),
      when(
        f64.gt(f64.load(entries.previous(at, middle), entries.time), from),
        [high.set(middle)],
        [low.set(i32.add(middle, i32.const(1)))],
      ),
    ]),
  ]
}

/** The last tick of both blocks: whether there is one, its entry. */
export function lastOf(func: Func, at: I32, entries: Entries) {
  const [size, place] = [func.local('i32'), func.local('i32')]
  const last = i32.sub(size, i32.const(1))
  const find = [
    size.set(current(at)),
    place.set(entries.current(at, last)),
    when(i32.eqz(size), [size.set(previous(at)), place.set(entries.previous(at, last))]),
  ]
  return { find, exists: i32.gt(size, none), place }
}

/** Address of what says until when the last tick is in force. */
export function untilOf(at: I32, { exists, place }: ReturnType<typeof lastOf>, { until, before }: Entries): I32 {
  return select(exists, i32.add(place, i32.const(until)), i32.add(at, i32.const(slot(before))))
}
