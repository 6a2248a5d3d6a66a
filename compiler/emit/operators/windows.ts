import { TICK } from '../../layout/layout.ts'
import { call, choose } from '../wasm/encode/control.ts'
import type { Func } from '../wasm/encode/func.ts'
import { i32 } from '../wasm/encode/numbers.ts'
import { isCompiled } from './emittable.ts'
import { type Operator, place, type Site, wake } from './site.ts'

/** The value x had n of its ticks before its last one. */
export const prev: Operator = counting(({ node: { op }, tools }) => {
  if (op.op !== 'prev') throw new TypeError(`${op.op} is no prev`)
  return tools.windows.prev(op.n)
})

/** An aggregate of the last n ticks of x. */
export const window: Operator = counting(({ node: { op }, tools }) => {
  if (op.op !== 'window' || !isCompiled(op.aggregate)) throw new TypeError(`${op.op} is no compiled window`)
  return tools.windows.window(op.aggregate, op.n)
})

/** Takes in the ticks of x; wakes with x, ticks with x once present. */
function counting(take: (site: Site) => Func<'i32'>): Operator {
  return {
    holds: false,
    look: site => {
      const { steps, happened } = site
      if (!site.ticks(0)) return steps.do(happened.set(wake))
      const ticked = i32.and(site.heard(0), i32.const(TICK))
      steps.do(happened.set(choose(ticked, call(take(site), place(site), site.value(0)), wake)))
    },
  }
}
