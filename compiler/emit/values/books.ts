import type { BookOp, BookRead, BookSide } from '../../ir/book.ts'
import { levelsOf, SIDE, sideAt } from '../../layout/book.ts'
import { absent, type Emission } from '../place/emission.ts'
import { isPresent } from '../place/presence.ts'
import type { Action, F64, I32 } from '../wasm/encode/code.ts'
import { call, choose, give, loop, when } from '../wasm/encode/control.ts'
import type { Func } from '../wasm/encode/func.ts'
import { f64, i32 } from '../wasm/encode/numbers.ts'
import type { Frame, Steps } from './frame.ts'
import type { Computed } from './functions.ts'

/** What an instance's book answers, from whether it is valid and the argument. */
export type BookFunctions = (op: BookOp, frame: Frame, valid: F64, x: F64, steps: Steps) => Computed

/** One function for each answer and side. */
export function bookFunctions(e: Emission): BookFunctions {
  const known = new Map<string, Func<'f64'>>()
  const functionOf = ({ read, side }: BookOp) => {
    const key = `${read} ${side}`
    const func = known.get(key) ?? reader(e, read, side)
    known.set(key, func)
    return func
  }
  return (op, frame, valid, x, steps) => {
    const argument = steps.hold(x)
    const asked = i32.and(f64.eq(valid, f64.const(1)), isPresent(argument))
    const [at, room] = [place(e, op, frame, 'at'), place(e, op, frame, 'room')]
    return { value: choose(asked, call(functionOf(op), at, room, argument), absent), clean: false }
  }
}

/** Of the instance's side: its address, or the bytes that its prices take, so much behind which stand the sizes. */
function place({ graph, plan, layout, constants }: Emission, op: BookOp, frame: Frame, what: 'at' | 'room'): I32 {
  const all = op.instruments.map(instrument => {
    const levels = levelsOf(graph, instrument)
    const feed = plan.feeds.findIndex(f => f.instrument === instrument && f.stream === 'book')
    return what === 'room' ? 8 * levels : layout.inboxes[feed]! + 8 * sideAt(op.side, levels)
  })
  if (all.every(one => one === all[0])) return i32.const(all[0]!)
  const table = constants.i32s(all)
  return frame.early(`book ${table}`, () => i32.load(i32.shl(frame.instance, i32.const(2)), table))
}

/** (address of the side, bytes of its prices, argument), step by step as in the interpreter. */
function reader({ module }: Emission, read: BookRead, side: BookSide): Func<'f64'> {
  const func = module.func(['i32', 'i32', 'f64'], 'f64')
  const [at, room, x] = [func.parameter(0, 'i32'), func.parameter(1, 'i32'), func.parameter(2, 'f64')]
  const [first, level] = [func.local('i32'), func.local('i32')]
  const [price, size, sum, rest] = [func.local('f64'), func.local('f64'), func.local('f64'), func.local('f64')]
  const count = f64.load(at, 8 * SIDE.count)
  const cut = f64.load(at, 8 * SIDE.cut)
  const isCut = f64.ne(cut, no)
  /** The price at an address stands `room` bytes before its size; `first` is the address of the best one. */
  const sizeAt = (address: I32) => f64.load(i32.add(address, room))
  const last = i32.add(at, i32.const(8 * (SIDE.prices - 1)))
  const best = first.set(i32.add(last, i32.shl(i32.fromF64(count), i32.const(3))))
  const oneWorse = level.set(i32.sub(level, i32.const(8)))
  const from = [best, level.set(first)]
  const isLeft = i32.ne(level, last)
  /** Of prices of bids the higher, of asks the lower is better: both as if they were bids. */
  const signed = (value: F64) => (side === 'bid' ? value : f64.neg(value))

  const bodies: Record<BookRead, () => readonly Action[]> = {
    price: () => ofLevel(address => f64.load(address)),
    size: () => ofLevel(sizeAt),

    top: () => [
      ...from,
      loop(i32.and(isLeft, f64.lt(f64.fromI32(i32.shr(i32.sub(first, level), i32.const(3))), x)), [
        sum.set(f64.add(sum, sizeAt(level))),
        oneWorse,
      ]),
      when(i32.and(f64.lt(f64.fromI32(i32.shr(i32.sub(first, level), i32.const(3))), x), isCut), [give(absent)]),
      give(sum),
    ],

    near: () => [
      ...from,
      when(i32.eqz(isLeft), [when(isCut, [give(absent)]), give(no)]),
      rest.set(signed(f64.mul(f64.load(first), f64.sub(one, signed(x))))),
      loop(i32.and(isLeft, f64.ge(signed(f64.load(level)), rest)), [sum.set(f64.add(sum, sizeAt(level))), oneWorse]),
      when(i32.and(i32.eqz(isLeft), i32.and(isCut, f64.ge(signed(cut), rest))), [give(absent)]),
      give(sum),
    ],

    cost: () => [
      when(f64.lt(x, no), [give(absent)]),
      ...from,
      rest.set(x),
      loop(isLeft, [
        price.set(f64.load(level)),
        size.set(sizeAt(level)),
        when(f64.ge(size, rest), [give(f64.add(sum, f64.mul(rest, price)))]),
        sum.set(f64.add(sum, f64.mul(size, price))),
        rest.set(f64.sub(rest, size)),
        oneWorse,
      ]),
      give(absent),
    ],

    quantity: () => [
      when(f64.lt(x, no), [give(absent)]),
      ...from,
      rest.set(x),
      loop(isLeft, [
        price.set(f64.load(level)),
        size.set(sizeAt(level)),
        when(f64.ge(f64.mul(size, price), rest), [give(f64.add(sum, f64.div(rest, price)))]),
        sum.set(f64.add(sum, size)),
        rest.set(f64.sub(rest, f64.mul(size, price))),
        oneWorse,
      ]),
      give(absent),
    ],
  }
  func.does(...bodies[read]())
  return func

  function ofLevel(value: (address: I32) => F64): readonly Action[] {
    const isLevel = i32.and(i32.and(f64.ge(x, one), f64.le(x, count)), f64.eq(x, f64.floor(x)))
    return [
      when(i32.eqz(isLevel), [give(absent)]),
      best,
      give(value(i32.sub(first, i32.shl(i32.sub(i32.fromF64(x), i32.const(1)), i32.const(3))))),
    ]
  }
}

const no = f64.const(0)
const one = f64.const(1)
