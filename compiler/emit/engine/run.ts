import { HEADER } from '../../layout/layout.ts'
import { type Emission, zero } from '../place/emission.ts'
import { EVENT } from '../place/places.ts'
import { now } from '../values/frame.ts'
import type { Library } from '../values/library.ts'
import type { F64 } from '../wasm/encode/code.ts'
import { call, each, give, loop, run, when } from '../wasm/encode/control.ts'
import type { Func } from '../wasm/encode/func.ts'
import type { Global } from '../wasm/encode/module.ts'
import { f64, i32, store } from '../wasm/encode/numbers.ts'
import type { Deadlines } from './deadlines.ts'
import { receive } from './inboxes.ts'
import { hearer, starter, taker } from './timers.ts'
import type { Touch } from './touch.ts'

/** The parts of a step that others emit. */
export interface Parts {
  readonly library: Library
  readonly deadlines: Deadlines
  readonly touch: Touch
  readonly evaluate: Func<undefined>
  readonly clear: Func<undefined>
  /** → 1 if there is no room for all. */
  readonly report: Func<'i32'>
  /** Bytes of reports so far. */
  readonly written: Global<'i32'>
}

/**
 * Exports `run(count)`: the steps of the first `count` event records and of the timers due before each; and
 * `advance(time)`: those of the timers due before a time. Both give the bytes of reports they wrote, plus 1 if the area is
 * full: the host then reads it and calls again with the same argument.
 */
export function exportRuns(e: Emission, parts: Parts): void {
  const { module } = e
  const open = module.global('i32', 0)
  const cursor = module.global('i32', 0)
  const finish = finisher(e, parts, open)
  const take = taker(e, parts)
  const timers = timerSteps(e, parts, take, finish, open)
  const event = eventStep(e, parts, take)
  const start = starter(e, parts)

  const advance = module.func(['f64'], 'i32')
  advance.does(
    parts.written.set(zero),
    when(call(timers, advance.parameter(0, 'f64')), [give(i32.or(parts.written, i32.const(1)))]),
    give(parts.written),
  )
  module.exportFunc('advance', advance)

  const batch = module.func(['i32'], 'i32')
  const [count, record, full] = [batch.parameter(0, 'i32'), batch.local('i32'), i32.or(parts.written, i32.const(1))]
  batch.does(
    parts.written.set(zero),
    loop(i32.lt(cursor, count), [
      record.set(i32.add(i32.const(e.places.events), i32.mul(cursor, i32.const(e.places.eventBytes)))),
      when(
        f64.eq(f64.load(zero, HEADER.started), f64.const(1)),
        [when(call(timers, f64.load(record, EVENT.received)), [give(full)])],
        [run(start, f64.load(record, EVENT.received))],
      ),
      run(event, record),
      open.set(i32.const(1)),
      cursor.set(i32.add(cursor, i32.const(1))),
    ]),
    when(call(finish), [give(full)]),
    cursor.set(zero),
    give(parts.written),
  )
  module.exportFunc('run', batch)

  exportGive(e, parts, { timers, finish, start, take, open, cursor })
}

interface Stepping {
  readonly timers: Func<'i32'>
  readonly finish: Func<'i32'>
  readonly start: Func<undefined>
  readonly take: Func<'i32'>
  readonly open: Global<'i32'>
  readonly cursor: Global<'i32'>
}

/**
 * Exports `give(time, count)`: the timers due before a time, then the step in which the engine says something: it has
 * written what, and in the area of events the numbers (i32) of the places concerned, as the schedule lists them.
 */
function exportGive(e: Emission, parts: Parts, { timers, finish, start, take, open, cursor }: Stepping): void {
  const func = e.module.func(['f64', 'i32'], 'i32')
  const [time, count] = [func.parameter(0, 'f64'), func.parameter(1, 'i32')]
  const [k, ignored, full] = [func.local('i32'), func.local('i32'), i32.or(parts.written, i32.const(1))]
  const list = parts.touch.list(e.plan.channels.flatMap(places => places.map(({ place }) => place)))
  const place = i32.load(i32.add(i32.const(e.places.events), i32.shl(k, i32.const(2))))
  func.does(
    parts.written.set(zero),
    when(i32.eqz(cursor), [
      when(
        f64.eq(f64.load(zero, HEADER.started), f64.const(1)),
        [when(call(timers, time), [give(full)])],
        [run(start, time)],
      ),
      ...begin(e, time, HEADER.events),
      ...each(k, count, [parts.touch.at(list, place, zero)]),
      ignored.set(call(take, now, i32.const(e.plan.expiries))),
      run(parts.evaluate),
      open.set(i32.const(1)),
      cursor.set(i32.const(1)),
    ]),
    when(call(finish), [give(full)]),
    cursor.set(zero),
    give(parts.written),
  )
  e.module.exportFunc('give', func)
}

/** Reports and ends the step that is open, if one is; → 1 if there was no room for all reports. */
function finisher({ module }: Emission, { report, clear }: Parts, open: Global<'i32'>): Func<'i32'> {
  const func = module.func([], 'i32')
  func.does(
    when(i32.eqz(open), [give(zero)]),
    when(call(report), [give(i32.const(1))]),
    run(clear),
    open.set(zero),
    give(zero),
  )
  return func
}

/** (time): every timer step due strictly before it, after what is open is finished; → 1 if there was no room. */
function timerSteps(
  e: Emission,
  parts: Parts,
  take: Func<'i32'>,
  finish: Func<'i32'>,
  open: Global<'i32'>,
): Func<'i32'> {
  const func = e.module.func(['f64'], 'i32')
  const [time, due] = [func.parameter(0, 'f64'), func.local('f64')]
  const { deadlines, evaluate } = parts
  func.does(
    when(call(finish), [give(i32.const(1))]),
    loop(f64.lt(due.tee(deadlines.next), time), [
      when(call(take, due, i32.const(e.plan.timers.length)), [
        ...begin(e, due, HEADER.timers),
        run(evaluate),
        open.set(i32.const(1)),
        when(call(finish), [give(i32.const(1))]),
      ]),
    ]),
    give(zero),
  )
  return func
}

function begin({ moment }: Emission, time: F64, counter: number) {
  return [
    store.f64(zero, HEADER.now, time),
    store.f64(zero, counter, f64.add(f64.load(zero, counter), f64.const(1))),
    moment.set(f64.add(moment, f64.const(1))),
  ]
}

/** (record): the step of an event, up to its reports. */
function eventStep(e: Emission, parts: Parts, take: Func<'i32'>): Func<undefined> {
  const func = e.module.func(['i32'], undefined)
  const record = func.parameter(0, 'i32')
  const hear = hearer(e, parts)
  const received = receive(e, parts.touch)
  const ignored = func.local('i32')
  func.does(
    ...begin(e, f64.load(record, EVENT.received), HEADER.events),
    e.origin.set(f64.load(record, EVENT.origin)),
    run(hear, i32.load(record, EVENT.venue)),
    when(i32.ge(i32.load(record, EVENT.feed), zero), [run(received, record)]),
    // Nominal timers due now stay queued: they follow the events of their time.
    ignored.set(call(take, now, i32.const(e.plan.expiries))),
    run(parts.evaluate),
  )
  return func
}
