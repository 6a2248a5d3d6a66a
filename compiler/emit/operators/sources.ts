import { STREAM } from '../../layout/layout.ts'
import { GIVEN } from '../../layout/state.ts'
import { absent } from '../place/emission.ts'
import { isPresent, same } from '../place/presence.ts'
import { now } from '../values/frame.ts'
import type { F64 } from '../wasm/encode/code.ts'
import { select, when } from '../wasm/encode/control.ts'
import { f64, i32 } from '../wasm/encode/numbers.ts'
import { flags, type Operator, put, type Site, state, stored, storeHeld, tick, timer, touched, wake } from './site.ts'

/** A venue is alive while its timer is armed. */
export const alive: Operator = {
  holds: true,
  mayBeQuiet: true,
  guard: () => i32.const(1),
  look: site => {
    const { held, happened, steps, tools } = site
    steps.do(held.set(f64.fromI32(tools.deadlines.armed(timer(site)))))
    steps.do(when(f64.ne(held, stored(site)), [storeHeld(site), happened.set(wake)]))
  },
}

/** The time of a venue's last message: it is asked to look at each, and at the first event of all. */
export const heard: Operator = {
  holds: true,
  guard: touched,
  look: site => {
    put(site, { value: now, clean: true })
    site.steps.do(site.happened.set(wake))
  },
}

/** How long a venue's last message was under way: it is asked to look at each. */
export const latency: Operator = {
  holds: true,
  guard: site => i32.or(touched(site), site.heard(0)),
  look: site => {
    const { origin } = site.frame.emission
    const latest = f64.div(f64.sub(now, origin), f64.const(1e6))
    const known = select(touched(site), latest, stored(site))
    put(site, { value: select(f64.eq(site.value(0), f64.const(1)), known, absent), clean: false })
    site.steps.do(site.happened.set(wake))
  },
}

/** What the engine said last: it is asked to look at each message. */
export const given: Operator = {
  holds: true,
  guard: touched,
  look: site => {
    const said = f64.load(state(site), 8 * GIVEN.said)
    const isThere = put(site, { value: said, clean: true })
    site.steps.do(site.happened.set(select(isThere, tick, wake)))
  },
}

/** A field of the last event of the instance's instrument, while its venue is alive. */
export const source: Operator = {
  holds: true,
  mayBeQuiet: true,
  guard: site => i32.or(touched(site), site.heard(0)),
  look: site => {
    const { held, happened, steps } = site
    const before = steps.hold(stored(site))
    put(site, { value: select(f64.eq(site.value(0), f64.const(1)), field(site), absent), clean: true })
    const ticks = i32.and(i32.and(flags(site), i32.const(STREAM)), i32.shl(isPresent(held), i32.const(3)))
    steps.do(happened.set(select(ticks, tick, select(same(before, held), i32.const(0), wake))))
  },
}

/** In the inbox, which holds finite numbers and the one NaN only. */
function field({ node: { op }, frame }: Site): F64 {
  if (op.op !== 'source') throw new TypeError(`${op.op} is no source`)
  const { layout, plan, constants } = frame.emission
  const feeds = op.instruments.map(instrument =>
    plan.feeds.findIndex(f => f.instrument === instrument && f.stream === op.stream),
  )
  const inboxes = feeds.map(feed => layout.inboxes[feed]!)
  // All are of one stream, or of one source: they have the same fields. The origin stands before them.
  const offset = op.field === 'origin' ? 0 : 8 * (1 + plan.feeds[feeds[0]!]!.fields.indexOf(op.field))
  if (inboxes.length === 1) return f64.load(i32.const(inboxes[0]!), offset)
  const table = constants.i32s(inboxes)
  const inbox = frame.early(`inbox ${table}`, () => i32.load(i32.shl(frame.instance, i32.const(2)), table))
  return f64.load(inbox, offset)
}
