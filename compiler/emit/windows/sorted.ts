import type { Emission } from '../place/emission.ts'
import type { F64, I32 } from '../wasm/encode/code.ts'
import { call, give, loop, select, when } from '../wasm/encode/control.ts'
import type { Func } from '../wasm/encode/func.ts'
import { f64, i32, store } from '../wasm/encode/numbers.ts'

/** Functions of numbers in ascending order from an address on; places beyond their number are 0. */
export interface Sorted {
  /** (address, number, size). */
  readonly insert: Func<undefined>
  /** (address, number, size): the number is one of them. */
  readonly remove: Func<undefined>
  /** (address, q, size): interpolated between the two order statistics around rank q · (size - 1). */
  readonly quantile: Func<'f64'>
}

export function sorted(e: Emission): Sorted {
  const place = placer(e)
  return { insert: inserter(e, place), remove: remover(e, place), quantile: quantileOf(e) }
}

const one = i32.const(1)
const entry = (from: I32, k: I32): I32 => i32.add(from, i32.shl(k, i32.const(3)))

/** (address, number, size): how many are smaller. */
function placer({ module }: Emission): Func<'i32'> {
  const func = module.func(['i32', 'f64', 'i32'], 'i32')
  const [from, value, high] = [func.parameter(0, 'i32'), func.parameter(1, 'f64'), func.parameter(2, 'i32')]
  const [low, middle] = [func.local('i32'), func.local('i32')]
  func.does(
    loop(i32.lt(low, high), [
      middle.set(i32.shr(i32.add(low, high), one)),
      when(f64.lt(f64.load(entry(from, middle)), value), [low.set(i32.add(middle, one))], [high.set(middle)]),
    ]),
    give(low),
  )
  return func
}

function inserter({ module }: Emission, place: Func<'i32'>): Func<undefined> {
  const func = module.func(['i32', 'f64', 'i32'], undefined)
  const [from, value, size] = [func.parameter(0, 'i32'), func.parameter(1, 'f64'), func.parameter(2, 'i32')]
  const [at, first] = [func.local('i32'), func.local('i32')]
  func.does(
    first.set(entry(from, call(place, from, value, size))),
    at.set(entry(from, size)),
    loop(i32.gt(at, first), [store.f64(at, 0, before(at)), at.set(i32.sub(at, i32.const(8)))]),
    store.f64(first, 0, value),
  )
  return func
}

function remover({ module }: Emission, place: Func<'i32'>): Func<undefined> {
  const func = module.func(['i32', 'f64', 'i32'], undefined)
  const [from, value, size] = [func.parameter(0, 'i32'), func.parameter(1, 'f64'), func.parameter(2, 'i32')]
  const [at, last] = [func.local('i32'), func.local('i32')]
  func.does(
    at.set(entry(from, call(place, from, value, size))),
    last.set(entry(from, i32.sub(size, one))),
    loop(i32.lt(at, last), [store.f64(at, 0, f64.load(at, 8)), at.set(i32.add(at, i32.const(8)))]),
    store.f64(last, 0, f64.const(0)),
  )
  return func
}

function quantileOf({ module }: Emission): Func<'f64'> {
  const func = module.func(['i32', 'f64', 'i32'], 'f64')
  const [from, q, size] = [func.parameter(0, 'i32'), func.parameter(1, 'f64'), func.parameter(2, 'i32')]
  const [rank, low, below, last] = [func.local('f64'), func.local('f64'), func.local('i32'), func.local('i32')]
  const next = i32.add(below, one)
  const high: F64 = f64.load(entry(from, select(i32.lt(next, last), next, last)))
  func.does(
    last.set(i32.sub(size, one)),
    rank.set(f64.mul(q, f64.fromI32(last))),
    below.set(i32.fromF64(rank)),
    low.set(f64.load(entry(from, below))),
    give(f64.add(low, f64.mul(f64.sub(high, low), f64.sub(rank, f64.floor(rank))))),
  )
  return func
}

function before(at: I32): F64 {
  return f64.load(i32.sub(at, i32.const(8)))
}
