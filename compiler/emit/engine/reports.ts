import type { Output } from '../../ir/graph.ts'
import { HEADER, TICK } from '../../layout/layout.ts'
import { absent, type Emission, zero } from '../place/emission.ts'
import { REPORT } from '../place/places.ts'
import { Frame, type Volatile } from '../values/frame.ts'
import type { Action, I32 } from '../wasm/encode/code.ts'
import { callAt, each, give, loop, when } from '../wasm/encode/control.ts'
import type { Func } from '../wasm/encode/func.ts'
import type { Global } from '../wasm/encode/module.ts'
import { f64, i32, i64, store } from '../wasm/encode/numbers.ts'
import { seenBy } from './queues.ts'

/**
 * Writes a report for each mark and clears it; in the order of outputs, then of instances, because that is the order of
 * the bits. Returns 1 if the report area is full: what is left stays marked, the next call goes on with it.
 */
export function reports(e: Emission, volatile: Volatile, written: Global<'i32'>): Func<'i32'> {
  const { marks } = e.places
  const writers = e.graph.outputs.map((output, o) => writer(e, volatile, written, output, o))
  const entries = writers.map(func => e.module.entry(func))
  const table = e.constants.i32s(marks.outputOf.map(o => entries[o]!))

  const func = e.module.func([], 'i32')
  const [index, word] = [func.local('i32'), func.local('i32')]
  const left = func.local('i64')
  const place = i32.shl(index, i32.const(3))
  const like = writers[0]
  func.does(
    ...(like
      ? each(index, i32.const(marks.summaryWords), [
          left.set(i64.load(place, marks.summary)),
          loop(i32.eqz(i64.eqz(left)), [
            word.set(i32.add(i32.shl(index, i32.const(6)), i32.wrap(i64.ctz(left)))),
            when(callAt(like, i32.load(i32.shl(word, i32.const(2)), table), word), [
              store.i64(place, marks.summary, left),
              give(i32.const(1)),
            ]),
            left.set(lowestCleared(left)),
          ]),
          store.i64(place, marks.summary, left),
        ])
      : []),
    give(zero),
  )
  return func
}

/** Marks an output instance for reporting. */
export function mark({ places: { marks }, layout }: Emission, o: number, region: number, instance: I32): Action[] {
  const first = marks.firstWord[o]!
  const set = (address: I32, offset: number, bit: I32) =>
    store.i64(
      address,
      offset,
      i64.or(i64.load(address, offset), i64.shl(i64.const(1n), i64.extend(i32.and(bit, i32.const(63))))),
    )
  if (layout.regions[region]!.instances <= 64) {
    return [
      set(zero, marks.words + 8 * first, instance),
      set(zero, marks.summary + 8 * Math.floor(first / 64), i32.const(first % 64)),
    ]
  }
  const within = i32.shr(instance, i32.const(6))
  const word = i32.add(i32.const(first), within)
  return [
    set(i32.shl(within, i32.const(3)), marks.words + 8 * first, instance),
    set(i32.shl(i32.shr(word, i32.const(6)), i32.const(3)), marks.summary, word),
  ]
}

/** Marks the instances of an output whose trigger is a node instance of a region of so many instances. */
export function markReaders(e: Emission, o: number, inverse: number, instances: number, instance: I32, func: Func) {
  const { region } = e.graph.outputs[o]!
  if (inverse === -1) return mark(e, o, region, instance)
  const reader = func.local('i32')
  return seenBy(e, [inverse], instances, instance, func, other => [reader.set(other), ...mark(e, o, region, reader)])
}

const lowestCleared = (bits: Expression64) => i64.and(bits, i64.sub(bits, i64.const(1n)))
type Expression64 = Parameters<typeof i64.eqz>[0]

/** (word): writes the reports of one word of marks; returns 1 if not all had room. */
function writer(e: Emission, volatile: Volatile, written: Global<'i32'>, output: Output, o: number): Func<'i32'> {
  const { marks, reports: area, end } = e.places
  const size = REPORT.columns + 8 * output.columns.length
  const func = e.module.func(['i32'], 'i32')
  const word = func.parameter(0, 'i32')
  const [instance, to, first, place] = [func.local('i32'), func.local('i32'), func.local('i32'), func.local('i32')]
  const left = func.local('i64')
  const frame = new Frame(e, volatile, func, output.region, instance)
  const values = output.columns.map(({ value }) => ('input' in value ? frame.value(value.input) : absent))
  const trigger = e.layout.nodes[output.trigger.node]!
  const ticked = i32.and(i32.loadByte(frame.offset(output.trigger), trigger.flags), i32.const(TICK))
  func.does(
    place.set(i32.shl(word, i32.const(3))),
    first.set(i32.shl(i32.sub(word, i32.const(marks.firstWord[o]!)), i32.const(6))),
    left.set(i64.load(place, marks.words)),
    loop(i32.eqz(i64.eqz(left)), [
      when(i32.gt(i32.add(written, i32.const(size)), i32.const(end - area)), [
        store.i64(place, marks.words, left),
        give(i32.const(1)),
      ]),
      instance.set(i32.add(first, i32.wrap(i64.ctz(left)))),
      to.set(i32.add(i32.const(area), written)),
      frame.begin,
      store.f64(to, REPORT.now, f64.load(zero, HEADER.now)),
      store.i32(to, REPORT.output, i32.or(i32.const(2 * o), ticked)),
      store.i32(to, REPORT.instance, instance),
      ...values.map((value, c) => store.f64(to, REPORT.columns + 8 * c, value)),
      written.set(i32.add(written, i32.const(size))),
      left.set(lowestCleared(left)),
    ]),
    store.i64(place, marks.words, i64.const(0n)),
    give(zero),
  )
  return func
}
