import { type AheadOp, aheadHolding } from '../../ir/ahead.ts'
import { isPresent } from '../place/presence.ts'
import { Steps } from '../values/frame.ts'
import type { F64 } from '../wasm/encode/code.ts'
import { call, run, select, when } from '../wasm/encode/control.ts'
import { f64, i32, store } from '../wasm/encode/numbers.ts'
import { heldAt, waiting } from './row_functions.ts'
import { type Operator, place, put, type Site, tick, ticked, timer, touched, wake } from './site.ts'

/** x as it was at a tick of e, so long after it. */
export const later: Operator = {
  holds: false,
  mayBeQuiet: true,
  guard: site => i32.or(touched(site), ticked(site, [1])),
  look: site => {
    site.steps.do(
      happenedNothing(site),
      tell(site, settled => settled),
      make(site, true),
    )
  },
}

/** What came of x in the time after a tick of e. */
export const ahead: Operator = {
  holds: false,
  mayBeQuiet: true,
  guard: site => i32.or(touched(site), ticked(site, [0, 1])),
  look: site => {
    const op = opOf(site)
    if (op.op !== 'ahead') throw new TypeError(`${op.op} says nothing of what follows`)
    const take = site.tools.rows(op).take!
    const isWaiting = f64.gt(waiting(place(site)), f64.const(0))
    const asAtEnd = op.held && op.aggregate === 'last'
    site.steps.do(
      happenedNothing(site),
      when(ticked(site, [0]), [when(isWaiting, [run(take, place(site), site.value(0))])]),
      tell(site, settled => (asAtEnd ? site.value(0) : settled)),
      make(site, op.held && aheadHolding.has(op.aggregate)),
    )
  },
}

const happenedNothing = ({ happened }: Site) => happened.set(i32.const(0))

/** Tells the oldest row if its time has come. */
function tell(site: Site, value: (settled: F64) => F64) {
  const steps = new Steps(site.steps.func)
  const settled = steps.hold(call(site.tools.rows(opOf(site)).settle, place(site), timer(site)))
  const isThere = put({ ...site, steps }, { value: value(settled), clean: false })
  steps.do(site.happened.set(select(isThere, tick, wake)))
  return when(touched(site), steps.actions)
}

/** Makes a row at a tick of e. */
function make(site: Site, keeps: boolean) {
  const op = opOf(site)
  const row = site.steps.func.local('i32')
  const x = site.steps.func.local('f64')
  const keep = [x.set(site.value(0)), store.f64(row, heldAt(op), select(isPresent(x), x, f64.const(Number.NaN)))]
  return when(ticked(site, [1]), [
    row.set(call(site.tools.rows(op).add, place(site), timer(site))),
    ...(keeps ? [when(row, keep)] : []),
  ])
}

function opOf({ node: { op } }: Site): AheadOp {
  if (op.op === 'later' || op.op === 'ahead') return op
  throw new TypeError(`${op.op} has no rows`)
}
