import { HEADER } from '../../layout/layout.ts'
import type { Emission } from '../place/emission.ts'
import { zero } from '../place/emission.ts'
import type { Calendar } from '../values/calendar.ts'
import { now } from '../values/frame.ts'
import type { I32 } from '../wasm/encode/code.ts'
import { call, each, give, loop, run, select, when } from '../wasm/encode/control.ts'
import type { Func } from '../wasm/encode/func.ts'
import { f64, i32, store } from '../wasm/encode/numbers.ts'
import type { Deadlines } from './deadlines.ts'
import { starts } from './inboxes.ts'
import type { Touch } from './touch.ts'

/** What arms, disarms and touches timers. */
interface Parts {
  readonly calendar: Calendar
  readonly deadlines: Deadlines
  readonly touch: Touch
}

/** (venue): a message came. Its `alive` instances need to look only if they were dead. */
export function hearer(e: Emission, { deadlines, touch }: Parts): Func<undefined> {
  const { graph, plan, layout, constants } = e
  const silent = constants.f64s(graph.venues.map(venue => venue.silent))
  const first = constants.i32s(starts(plan.venues.map(places => places.length)))
  const places = plan.venues.flat()
  const slots = constants.i32s(places.map(({ node, instance }) => layout.nodes[node]!.timer + instance))
  const list = touch.list(places)
  const func = e.module.func(['i32'], undefined)
  const [venue, at, end, slot] = [func.parameter(0, 'i32'), func.local('i32'), func.local('i32'), func.local('i32')]
  const deadline = f64.add(now, f64.load(i32.shl(venue, i32.const(3)), silent))
  func.does(
    at.set(i32.load(i32.shl(venue, i32.const(2)), first)),
    end.set(i32.load(i32.shl(venue, i32.const(2)), first + 4)),
    loop(i32.lt(at, end), [
      slot.set(i32.load(i32.shl(at, i32.const(2)), slots)),
      when(i32.eqz(deadlines.armed(slot)), [touch.at(list, at, zero)]),
      run(deadlines.arm, slot, deadline),
      at.set(i32.add(at, i32.const(1))),
    ]),
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
    loop(f64.le(call(deadlines.next), time), [
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

/** (time): nominal timers begin with the first event, at or after its time. */
export function starter(e: Emission, { deadlines, calendar }: Parts): Func<undefined> {
  const { plan, graph } = e
  const periods = plan.timers.slice(plan.expiries).map(({ node }) => {
    const { op } = graph.nodes[node]!
    return op.op === 'every' ? op.period : Number.POSITIVE_INFINITY
  })
  const table = e.constants.f64s(periods)
  const func = e.module.func(['f64'], undefined)
  const [time, at, period, over] = [func.parameter(0, 'f64'), func.local('i32'), func.local('f64'), func.local('f64')]
  const next = f64.add(f64.sub(time, over), period)
  func.does(
    store.f64(zero, HEADER.started, f64.const(1)),
    ...each(at, i32.const(periods.length), [
      period.set(f64.load(i32.shl(at, i32.const(3)), table)),
      over.set(calendar.remainder(time, period)),
      run(deadlines.arm, i32.add(at, i32.const(plan.expiries)), select(f64.eq(over, f64.const(0)), time, next)),
    ]),
  )
  return func
}
