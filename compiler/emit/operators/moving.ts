import type { MovingOp } from '../../ir/windows.ts'
import { isAbsent } from '../place/presence.ts'
import { now } from '../values/frame.ts'
import { call, run, select, when } from '../wasm/encode/control.ts'
import { f64, i32 } from '../wasm/encode/numbers.ts'
import { type Operator, place, put, type Site, timer, touched, wake } from './site.ts'
import { ticksOf } from './windows.ts'

/** A window that moves with time; its timer stands at the time when nothing more will be in it. */
export const movingWindow: Operator = {
  holds: true,
  guard: site => site.node.inputs.map((_, k) => site.heard(k)).reduce(i32.or, touched(site)),
  look: site => {
    const { n, frame, steps, tools, happened } = site
    const { roll, take, gone, empties } = tools.windows.moving(opOf(site))
    const ticks = ticksOf(site, 1)
    const x = steps.func.local('f64')
    const leaves = gone
      ? [when(site.heard(0), [x.set(site.value(0)), when(isAbsent(x), [run(gone, place(site))])])]
      : []
    steps.do(run(roll, place(site)), when(ticks.ticked, [run(take, place(site), ...ticks.values)], leaves))
    const end = steps.hold(call(empties, place(site)))
    const deadline = select(f64.gt(end, now), end, f64.const(Number.POSITIVE_INFINITY))
    steps.do(run(tools.deadlines.arm, timer(site), deadline))
    const isThere = put(site, { value: frame.value({ node: n, map: -1 }), clean: true })
    steps.do(happened.set(i32.or(wake, i32.and(ticks.ticked, isThere))))
  },
}

function opOf({ node: { op } }: Site): MovingOp {
  if (op.op === 'time_window' || op.op === 'pane_window' || op.op === 'time_quantile') return op
  throw new TypeError(`${op.op} does not move with time`)
}
