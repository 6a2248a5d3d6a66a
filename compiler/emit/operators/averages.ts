import { DECAY } from '../../layout/state.ts'
import { isAbsent } from '../place/presence.ts'
import { now, Steps } from '../values/frame.ts'
import type { F64, Local } from '../wasm/encode/code.ts'
import { select, when } from '../wasm/encode/control.ts'
import { f64, i32, store } from '../wasm/encode/numbers.ts'
import { type Operator, put, type Site, state, stored, ticked, wake } from './site.ts'

/** The exponential average over ticks. */
export const ema: Operator = averaging((before, x, { node: { op } }) => {
  if (op.op !== 'ema') throw new TypeError(`${op.op} is no ema`)
  return f64.add(before, f64.mul(f64.sub(x, before), f64.const(2 / (op.n + 1))))
})

/** The exponential average in time. */
export const decay: Operator = averaging((before, x, site) => {
  const { op } = site.node
  if (op.op !== 'decay') throw new TypeError(`${op.op} is no decay`)
  const last = f64.load(state(site), 8 * DECAY.last)
  const elapsed = site.steps.hold(f64.div(f64.sub(now, last), f64.const(op.half_life)))
  site.steps.do(store.f64(state(site), 8 * DECAY.last, now))
  const moved = f64.add(x, f64.mul(f64.sub(before, x), site.tools.library.pow(f64.const(0.5), elapsed)))
  return select(f64.eq(elapsed, f64.const(0)), before, moved)
})

type Next = (before: Local<'f64'>, x: Local<'f64'>, site: Site) => F64

/** Moves from its first tick on; its memory is its value. */
function averaging(next: Next): Operator {
  return {
    holds: true,
    look: site => {
      const { held, steps, happened } = site
      const atTick = new Steps(steps.func)
      const [before, x] = [held, atTick.hold(site.value(0))]
      const moved = next(before, x, { ...site, steps: atTick })
      const present = put({ ...site, steps: atTick }, { value: select(isAbsent(before), x, moved), clean: false })
      atTick.do(happened.set(i32.or(wake, i32.and(ticked(site, [0]), present))))
      steps.do(held.set(stored(site)), happened.set(wake), when(ticked(site, [0]), atTick.actions))
    },
  }
}
