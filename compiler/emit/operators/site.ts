import type { AheadOp } from '../../ir/ahead.ts'
import type { BarsOp } from '../../ir/bars.ts'
import type { Node } from '../../ir/graph.ts'
import { TICK, TOUCHED, WAKE } from '../../layout/layout.ts'
import type { Deadlines } from '../engine/deadlines.ts'
import { absent } from '../place/emission.ts'
import { isPresent, isReal } from '../place/presence.ts'
import type { BookFunctions } from '../values/books.ts'
import type { Frame, Steps } from '../values/frame.ts'
import type { Computed } from '../values/functions.ts'
import type { Library } from '../values/library.ts'
import type { Action, F64, I32, Local } from '../wasm/encode/code.ts'
import { select } from '../wasm/encode/control.ts'
import { f64, i32, store } from '../wasm/encode/numbers.ts'
import type { WindowFunctions } from '../windows/functions.ts'
import type { BarFunctions } from './bar_functions.ts'
import type { RowFunctions } from './row_functions.ts'

/** What an operator does at a step, as code for one instance of its node. */
export interface Operator {
  /**
   * When it looks. Undefined: whenever an input wakes, and then it always wakes itself; the code of neighbours that
   * wake together stands under one condition.
   */
  readonly guard?: (site: Site) => I32
  /** Looks: sets `site.happened`, stores what is new. `site.held` is the node's value afterwards, if `holds`. */
  readonly look: (site: Site) => void
  readonly holds: boolean
  /** It may look and find that nothing happened. */
  readonly mayBeQuiet?: boolean
}

/** A node where its code is written. */
export interface Site {
  readonly n: number
  readonly node: Node
  readonly frame: Frame
  readonly steps: Steps
  readonly tools: Tools
  readonly held: Local<'f64'>
  /** 0, `WAKE` or `TICKED`. */
  readonly happened: Local<'i32'>
  /** The value of an input. */
  readonly value: (input: number) => F64
  /** What happened to an input: 0, `WAKE` or `TICKED`. */
  readonly heard: (input: number) => I32
  /** Whether an input can ever tick. */
  readonly ticks: (input: number) => boolean
}

export interface Tools {
  readonly library: Library
  readonly deadlines: Deadlines
  readonly windows: WindowFunctions
  readonly bars: (op: BarsOp) => BarFunctions
  readonly books: BookFunctions
  readonly rows: (op: AheadOp) => RowFunctions
}

export const TICKED = WAKE | TICK
export const wake = i32.const(WAKE)
export const tick = i32.const(TICKED)

/** Stores a value, which is then in `held`. Returns whether it is present: 1 or 0. */
export function put(site: Site, { value, clean }: Computed): I32 {
  const { held, steps } = site
  steps.do(held.set(value))
  if (clean) {
    steps.do(storeHeld(site))
    return isPresent(held)
  }
  const present = steps.func.local('i32')
  steps.do(present.set(isReal(held)), held.set(select(present, held, absent)), storeHeld(site))
  return present
}

export function storeHeld({ frame, n, held }: Site): Action {
  return store.f64(frame.base, frame.emission.layout.nodes[n]!.value, held)
}

/** The value before this step, or now if it was stored. */
export function stored({ frame, n }: Site): F64 {
  return f64.load(frame.base, frame.emission.layout.nodes[n]!.value)
}

/** Whether any of the inputs ticked: 1 or 0. */
export function ticked(site: Site, inputs: readonly number[]): I32 {
  const clocks = inputs.filter(site.ticks).map(site.heard)
  return clocks.length === 0 ? i32.const(0) : i32.and(clocks.reduce(i32.or), i32.const(TICK))
}

/** Stores a value; wakes, and ticks if it is present and one of some inputs ticked. */
export function putAndTell(site: Site, computed: Computed, clocks: readonly number[]): void {
  const { happened, steps } = site
  const present = put(site, computed)
  const heard = clocks.filter(site.ticks).map(site.heard)
  if (heard.length === 0) steps.do(happened.set(wake))
  // `present` is 1 at most: of what is heard only the tick is left.
  else steps.do(happened.set(i32.or(wake, i32.and(heard.reduce(i32.or), present))))
}

export function flags({ frame, n }: Site): I32 {
  return i32.loadByte(frame.base, frame.emission.layout.nodes[n]!.flags)
}

export const touched = (site: Site): I32 => i32.and(flags(site), i32.const(TOUCHED))

/** Address of the value. */
export function place({ frame, n }: Site): I32 {
  return i32.add(frame.base, i32.const(frame.emission.layout.nodes[n]!.value))
}

/** Address of the private state. */
export function state({ frame, n }: Site): I32 {
  return i32.add(frame.base, i32.const(frame.emission.layout.nodes[n]!.state))
}

export function timer({ frame, n }: Site): I32 {
  return i32.add(frame.instance, i32.const(frame.emission.layout.nodes[n]!.timer))
}
