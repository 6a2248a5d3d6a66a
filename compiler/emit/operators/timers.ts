import { absent } from '../place/emission.ts'
import { expiry } from '../values/current.ts'
import { now } from '../values/frame.ts'
import { run, select } from '../wasm/encode/control.ts'
import { f64, i32 } from '../wasm/encode/numbers.ts'
import { type Operator, put, putAndTell, tick, timer, touched } from './site.ts'

/** x while it is younger than so many seconds; the timer stands at the expiry of the present origin. */
export const fresh: Operator = {
  holds: true,
  guard: site => [0, 1, 2].map(site.heard).reduce(i32.or, touched(site)),
  look: site => {
    const { node, n, frame, steps, tools } = site
    const end = steps.hold(expiry(site.value(1), site.value(2)))
    const isFresh = f64.lt(now, end)
    const deadline = select(isFresh, end, f64.const(Number.POSITIVE_INFINITY))
    steps.do(run(tools.deadlines.arm, timer(site), deadline))
    const value = node.volatile ? frame.value({ node: n, map: -1 }) : select(isFresh, site.value(0), absent)
    putAndTell(site, { value, clean: true }, [0])
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
