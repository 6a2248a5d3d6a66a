import { HEADER } from '../../layout/layout.ts'
import { type Emission, zero } from '../place/emission.ts'
import type { Action, F64, I32 } from '../wasm/encode/code.ts'
import { choose, each, give, loop, run, when } from '../wasm/encode/control.ts'
import type { Func } from '../wasm/encode/func.ts'
import { f64, i32, store } from '../wasm/encode/numbers.ts'

/** The timers, as in the interpreter: a binary heap in the state, re-armed lazily. */
export interface Deadlines {
  /** (slot, deadline): arms, disarms with +∞. */
  readonly arm: Func<undefined>
  /** Arms with a deadline that is no earlier than those before it: mostly there is nothing to do but to note it. */
  readonly postpone: (slot: I32, deadline: F64) => readonly Action[]
  /** → the slot that was first in the heap. */
  readonly pop: Func<'i32'>
  readonly armed: (slot: I32) => I32
  readonly deadline: (slot: I32) => F64
  /** The time of the first entry, +∞ if there is none. */
  readonly next: F64
  /** The slot of the first entry. */
  readonly first: I32
}

const infinity = f64.const(Number.POSITIVE_INFINITY)

export function deadlines(e: Emission): Deadlines {
  const { timers } = e.layout
  const deadline = (slot: I32) => f64.load(i32.shl(slot, i32.const(3)), timers.deadlines)
  const heap = heapOf(e)
  const arm = armer(e, heap)
  const position = (slot: I32) => f64.load(i32.shl(slot, i32.const(3)), timers.positions)
  return {
    arm,
    postpone: (slot, time) => [
      store.f64(i32.shl(slot, i32.const(3)), timers.deadlines, time),
      when(f64.eq(position(slot), f64.const(0)), [run(arm, slot, time)]),
    ],
    pop: popper(e, heap),
    armed: slot => f64.lt(deadline(slot), infinity),
    deadline,
    next: choose(f64.eq(f64.load(zero, HEADER.queued), f64.const(0)), infinity, heap.deadlineAt(zero)),
    first: i32.fromF64(heap.slotAt(zero)),
  }
}

type Heap = ReturnType<typeof heapOf>

function heapOf({ module, layout: { timers } }: Emission) {
  const deadlineAt = (at: I32) => f64.load(i32.shl(at, i32.const(4)), timers.heap)
  const slotAt = (at: I32) => f64.load(i32.shl(at, i32.const(4)), timers.heap + 8)
  const before = (at: I32, deadline: F64, slot: F64) =>
    i32.or(f64.lt(deadlineAt(at), deadline), i32.and(f64.eq(deadlineAt(at), deadline), f64.lt(slotAt(at), slot)))
  const set = (at: I32, deadline: F64, slot: F64) => [
    store.f64(i32.shl(at, i32.const(4)), timers.heap, deadline),
    store.f64(i32.shl(at, i32.const(4)), timers.heap + 8, slot),
    store.f64(i32.shl(i32.fromF64(slot), i32.const(3)), timers.positions, f64.fromI32(i32.add(at, i32.const(1)))),
  ]

  const rise = module.func(['i32', 'f64', 'f64'], undefined)
  {
    const [at, deadline, slot] = [rise.parameter(0, 'i32'), rise.parameter(1, 'f64'), rise.parameter(2, 'f64')]
    const parent = rise.local('i32')
    rise.does(
      loop(i32.gt(at, zero), [
        parent.set(i32.shr(i32.sub(at, i32.const(1)), i32.const(1))),
        when(before(parent, deadline, slot), [...set(at, deadline, slot), give()]),
        ...set(at, deadlineAt(parent), slotAt(parent)),
        at.set(parent),
      ]),
      ...set(at, deadline, slot),
    )
  }

  const sink = module.func(['i32', 'f64', 'f64'], undefined)
  {
    const [size, deadline, slot] = [sink.parameter(0, 'i32'), sink.parameter(1, 'f64'), sink.parameter(2, 'f64')]
    const [at, child, other] = [sink.local('i32'), sink.local('i32'), sink.local('i32')]
    sink.does(
      child.set(i32.const(1)),
      loop(i32.lt(child, size), [
        other.set(i32.add(child, i32.const(1))),
        when(i32.lt(other, size), [when(before(other, deadlineAt(child), slotAt(child)), [child.set(other)])]),
        when(i32.eqz(before(child, deadline, slot)), [...set(at, deadline, slot), give()]),
        ...set(at, deadlineAt(child), slotAt(child)),
        at.set(child),
        child.set(i32.add(i32.shl(at, i32.const(1)), i32.const(1))),
      ]),
      ...set(at, deadline, slot),
    )
  }
  return { deadlineAt, slotAt, rise, sink }
}

const queued = i32.fromF64(f64.load(zero, HEADER.queued))

function armer({ module, layout: { timers } }: Emission, { deadlineAt, rise }: Heap): Func<undefined> {
  const arm = module.func(['i32', 'f64'], undefined)
  const [slot, deadline, at] = [arm.parameter(0, 'i32'), arm.parameter(1, 'f64'), arm.local('i32')]
  arm.does(
    store.f64(i32.shl(slot, i32.const(3)), timers.deadlines, deadline),
    when(f64.eq(deadline, infinity), [give()]),
    at.set(i32.sub(i32.fromF64(f64.load(i32.shl(slot, i32.const(3)), timers.positions)), i32.const(1))),
    when(
      i32.lt(at, zero),
      [
        at.set(queued),
        store.f64(zero, HEADER.queued, f64.fromI32(i32.add(at, i32.const(1)))),
        run(rise, at, deadline, f64.fromI32(slot)),
      ],
      [when(f64.lt(deadline, deadlineAt(at)), [run(rise, at, deadline, f64.fromI32(slot))])],
    ),
  )
  return arm
}

function popper({ module, layout: { timers } }: Emission, { deadlineAt, slotAt, sink }: Heap): Func<'i32'> {
  const pop = module.func([], 'i32')
  const [first, size, at] = [pop.local('i32'), pop.local('i32'), pop.local('i32')]
  const [deadline, slot] = [pop.local('f64'), pop.local('f64')]
  pop.does(
    first.set(i32.fromF64(slotAt(zero))),
    size.set(i32.sub(queued, i32.const(1))),
    store.f64(zero, HEADER.queued, f64.fromI32(size)),
    deadline.set(deadlineAt(size)),
    slot.set(slotAt(size)),
    ...each(at, i32.const(2), [
      store.f64(i32.shl(i32.add(i32.shl(size, i32.const(1)), at), i32.const(3)), timers.heap, f64.const(0)),
    ]),
    store.f64(i32.shl(first, i32.const(3)), timers.positions, f64.const(0)),
    when(i32.gt(size, zero), [run(sink, size, deadline, slot)]),
    give(first),
  )
  return pop
}
