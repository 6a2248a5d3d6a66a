import { ticksOnChangeOnly } from '../../ir/streams.ts'
import { STREAM } from '../../layout/layout.ts'
import { starts } from '../place/constants.ts'
import type { Emission } from '../place/emission.ts'
import { EVENT } from '../place/places.ts'
import { finite, isAbsent, same } from '../place/presence.ts'
import type { I32 } from '../wasm/encode/code.ts'
import { each, loop, when } from '../wasm/encode/control.ts'
import type { Func } from '../wasm/encode/func.ts'
import { f64, i32, store } from '../wasm/encode/numbers.ts'
import type { Touch } from './touch.ts'

/** (event record): stores an event that somebody reads and touches its sources. */
export function receive(e: Emission, touch: Touch): Func<undefined> {
  const { feeds } = e.plan
  const tables = {
    inbox: e.constants.i32s(e.layout.inboxes),
    fields: e.constants.i32s(feeds.map(({ fields }) => fields.length)),
    always: e.constants.i32s(feeds.map(({ stream }) => (ticksOnChangeOnly.has(stream) ? 0 : 1))),
    sources: e.constants.i32s(starts(feeds.map(({ sources }) => sources.length))),
  }
  const list = touch.groups(feeds.map(({ sources }) => sources))

  const func = e.module.func(['i32'], undefined)
  const event = func.parameter(0, 'i32')
  const [feed, inbox, ticks] = [func.local('i32'), func.local('i32'), func.local('i32')]
  const [field, fields, slot] = [func.local('i32'), func.local('i32'), func.local('i32')]
  const [source, end] = [func.local('i32'), func.local('i32')]
  const [before, after] = [func.local('f64'), func.local('f64')]
  const by = (table: number, offset = 0): I32 => i32.load(i32.shl(feed, i32.const(2)), table + offset)
  func.does(
    feed.set(i32.load(event, EVENT.feed)),
    inbox.set(by(tables.inbox)),
    ticks.set(i32.or(by(tables.always), isAbsent(f64.load(inbox)))),
    fields.set(by(tables.fields)),
    ...each(field, fields, [
      slot.set(i32.add(inbox, i32.shl(field, i32.const(3)))),
      before.set(f64.load(slot, 8)),
      after.set(f64.load(i32.add(event, i32.shl(field, i32.const(3))), EVENT.fields)),
      after.set(finite(after)),
      store.f64(slot, 8, after),
      when(i32.eqz(same(before, after)), [ticks.set(i32.const(1))]),
    ]),
    before.set(f64.load(event, EVENT.origin)),
    store.f64(inbox, 0, finite(before)),
    source.set(by(tables.sources)),
    end.set(by(tables.sources, 4)),
    ticks.set(i32.mul(ticks, i32.const(STREAM))),
    loop(i32.lt(source, end), [touch.at(list, source, ticks), source.set(i32.add(source, i32.const(1)))]),
  )
  return func
}
