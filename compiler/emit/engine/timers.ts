import { HEADER } from '../../layout/layout.ts'
import { starts } from '../place/constants.ts'
import { type Emission, zero } from '../place/emission.ts'
import { now } from '../values/frame.ts'
import type { Library } from '../values/library.ts'
import type { I32 } from '../wasm/encode/code.ts'
import { call, each, give, loop, run, when } from '../wasm/encode/control.ts'
import type { Func } from '../wasm/encode/func.ts'
import { f64, i32, store } from '../wasm/encode/numbers.ts'
import type { Deadlines } from './deadlines.ts'
import type { Touch } from './touch.ts'

/** What arms, disarms and touches timers. */
interface Parts {
  readonly library: Library
  readonly deadlines: Deadlines
  readonly touch: Touch
}

/** (venue): a message came. Its `alive` instances need to look only if they were dead, its `heard` ones always. */
export function hearer(e: Emission, { deadlines, touch }: Parts): Func<undefined> {
  const { graph, plan, layout, constants } = e
  const silent = constants.f64s(graph.venues.map(venue => venue.silent))
  const first = constants.i32s(starts(plan.venues.map(places => places.length)))
  const places = plan.venues.flat()
  const slots = constants.i32s(places.map(({ node, instance }) => layout.nodes[node]!.timer + instance))
  const list = touch.list(places)
  const firstHeard = constants.i32s(starts(plan.heard.map(places => places.length)))
  const heard = touch.list(plan.heard.flat())
  const func = e.module.func(['i32'], undefined)
  const [venue, at, end, slot] = [func.parameter(0, 'i32'), func.local('i32'), func.local('i32'), func.local('i32')]
  const deadline = f64.add(now, f64.load(i32.shl(venue, i32.const(3)), silent))
  func.does(
    at.set(i32.load(i32.shl(venue, i32.const(2)), first)),
    end.set(i32.load(i32.shl(venue, i32.const(2)), first + 4)),
    loop(i32.lt(at, end), [
      slot.set(i32.load(i32.shl(at, i32.const(2)), slots)),
      when(i32.eqz(deadlines.armed(slot)), [touch.at(list, at, zero)]),
      ...deadlines.postpone(slot, deadline),
      at.set(i32.add(at, i32.const(1))),
    ]),
    at.set(i32.load(i32.shl(venue, i32.const(2)), firstHeard)),
    end.set(i32.load(i32.shl(venue, i32.const(2)), firstHeard + 4)),
    loop(i32.lt(at, end), [touch.at(heard, at, zero), at.set(i32.add(at, i32.const(1)))]),
  )
  return func
}

/** (now, limit): disarms and touches the timers of slots below `limit` that are due; → how many. */
export function taker(e: Emission, { deadlines, touch }: Parts): Func<'i32'> {
  const func = e.module.func(['f64', 'i32'], 'i32')
  const [time, limit] = [func.parameter(0, 'f64'), func.parameter(1, 'i32')]
  const [slot, taken] = [func.local('i32'), func.local('i32')]
  const list = touch.list(e.plan.timers)
  const due: I32 = f64.le(deadlines.deadline(slot), time)
  func.does(
    loop(f64.le(deadlines.next, time), [
      // The heap holds an entry here, or its first would be at +∞.
      when(i32.ge(deadlines.first, limit), [give(taken)]),
      slot.set(call(deadlines.pop)),
      when(
        due,
        [
          run(deadlines.arm, slot, f64.const(Number.POSITIVE_INFINITY)),
          touch.at(list, slot, zero),
          taken.set(i32.add(taken, i32.const(1))),
        ],
        [run(deadlines.arm, slot, deadlines.deadline(slot))],
      ),
    ]),
    give(taken),
  )
  return func
}

/**
 * (time): what happens once, with the first event, before its step: nominal timers are armed, at or after its time, and
 * whoever remembers the beginning is touched.
 */
export function starter(e: Emission, { deadlines, library, touch }: Parts): Func<undefined> {
  const { plan, graph, constants } = e
  const clocks = plan.timers.flatMap(({ node }, slot) => {
    const { op } = graph.nodes[node]!
    return op.op === 'every' ? [{ ...op, slot }] : []
  })
  const slots = constants.i32s(clocks.map(({ slot }) => slot))
  const periods = constants.f64s(clocks.map(({ period }) => period))
  const offsets = constants.f64s(clocks.map(({ offset }) => offset ?? 0))
  const started = graph.nodes.flatMap(({ op }, node) => (op.op === 'started' ? [{ node, instance: 0 }] : []))
  const touched = [...plan.heard.flat(), ...started]
  const list = touch.list(touched)
  const func = e.module.func(['f64'], undefined)
  const [time, at, offset] = [func.parameter(0, 'f64'), func.local('i32'), func.local('f64')]
  const place = i32.shl(at, i32.const(3))
  const due = library.firstDue(f64.load(place, periods), f64.sub(time, offset))
  func.does(
    store.f64(zero, HEADER.started, f64.const(1)),
    ...each(at, i32.const(clocks.length), [
      offset.set(f64.load(place, offsets)),
      run(deadlines.arm, i32.load(i32.shl(at, i32.const(2)), slots), f64.add(due, offset)),
    ]),
    ...each(at, i32.const(touched.length), [touch.at(list, at, zero)]),
  )
  return func
}
