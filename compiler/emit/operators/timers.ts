import { HELD } from '../../layout/state.ts'
import { absent } from '../place/emission.ts'
import { isAbsent, isPresent, isTrue } from '../place/presence.ts'
import { expiry } from '../values/current.ts'
import { now } from '../values/frame.ts'
import { microseconds } from '../values/functions.ts'
import { run, select, when } from '../wasm/encode/control.ts'
import { f64, i32, store } from '../wasm/encode/numbers.ts'
import { type Operator, put, putAndTell, state, tick, timer, touched, wake } from './site.ts'

const never = f64.const(Number.POSITIVE_INFINITY)

/** x while it is younger than so many seconds; the timer stands at the expiry of the present origin. */
export const fresh: Operator = {
  holds: true,
  guard: site => [0, 1, 2].map(site.heard).reduce(i32.or, touched(site)),
  look: site => {
    const { node, n, frame, steps, tools } = site
    const end = steps.hold(expiry(site.value(1), site.value(2)))
    const isFresh = f64.lt(now, end)
    const deadline = select(isFresh, end, never)
    steps.do(run(tools.deadlines.arm, timer(site), deadline))
    const value = node.volatile ? frame.value({ node: n, map: -1 }) : select(isFresh, site.value(0), absent)
    putAndTell(site, { value, clean: true }, [0])
  },
}

/** Whether c has been true for so many seconds; the timer stands at the end of the wait. */
export const held: Operator = {
  holds: true,
  guard: site => i32.or(i32.or(site.heard(0), site.heard(1)), touched(site)),
  look: site => {
    const { steps, tools, happened } = site
    const [condition, wait] = [steps.hold(site.value(0)), steps.hold(site.value(1))]
    const at = state(site)
    const isRunning = f64.ne(f64.load(at, 8 * HELD.running), f64.const(0))
    steps.do(
      when(
        isTrue(condition),
        [when(i32.eqz(isRunning), [store.f64(at, 8 * HELD.running, f64.const(1)), store.f64(at, 8 * HELD.since, now)])],
        [store.f64(at, 8 * HELD.running, f64.const(0))],
      ),
    )
    const end = f64.add(f64.load(at, 8 * HELD.since), microseconds(wait))
    const isWaiting = i32.and(isTrue(condition), isPresent(wait))
    const due = steps.hold(select(isWaiting, end, never))
    const reached = f64.le(due, now)
    steps.do(run(tools.deadlines.arm, timer(site), select(reached, never, due)))
    const isUnknown = i32.or(isAbsent(condition), isAbsent(wait))
    put(site, { value: select(isUnknown, absent, f64.fromI32(reached)), clean: true })
    steps.do(happened.set(wake))
  },
}

/** Ticks at its due time and arms itself for the next. */
export const every: Operator = {
  holds: true,
  guard: touched,
  look: site => {
    const {
      node: { op },
      steps,
      tools,
      happened,
    } = site
    if (op.op !== 'every') throw new TypeError(`${op.op} is no clock`)
    steps.do(run(tools.deadlines.arm, timer(site), f64.add(now, f64.const(op.period))))
    put(site, { value: now, clean: true })
    steps.do(happened.set(tick))
  },
}
