import { RISING } from '../../layout/state.ts'
import { isAbsent, isTrue } from '../place/presence.ts'
import { now, Steps } from '../values/frame.ts'
import type { Action } from '../wasm/encode/code.ts'
import { when } from '../wasm/encode/control.ts'
import { f64, i32, store } from '../wasm/encode/numbers.ts'
import { type Operator, put, putAndTell, type Site, state, tick, ticked, wake } from './site.ts'

/** The time of the last tick of x. */
export const tickTime: Operator = {
  holds: true,
  guard: site => ticked(site, [0]),
  look: site => {
    put(site, { value: now, clean: true })
    site.steps.do(site.happened.set(wake))
  },
}

/** x as it was at the last tick of c. */
export const sample: Operator = {
  holds: true,
  guard: site => ticked(site, [1]),
  look: site => putAndTell(site, { value: site.value(0), clean: true }, [1]),
}

/** Ticks when c becomes true. An unknown condition is looked through. */
export const rising: Operator = {
  holds: false,
  look: site => {
    const { steps, happened } = site
    const condition = steps.hold(site.value(0))
    const at = state(site)
    const rose = i32.and(f64.ne(condition, f64.const(0)), f64.eq(f64.load(at, 8 * RISING.known), f64.const(0)))
    steps.do(
      happened.set(wake),
      when(i32.eqz(isAbsent(condition)), [
        when(rose, fire(site)),
        store.f64(at, 8 * RISING.known, f64.fromI32(f64.ne(condition, f64.const(0)))),
      ]),
    )
  },
}

/** Ticks with e while c is true. */
export const filter: Operator = {
  holds: false,
  look: site => {
    const { steps, happened } = site
    const condition = steps.hold(site.value(1))
    steps.do(happened.set(wake), when(i32.and(ticked(site, [0]), isTrue(condition)), fire(site)))
  },
}

function fire(site: Site): readonly Action[] {
  const steps = new Steps(site.steps.func)
  put({ ...site, steps }, { value: now, clean: true })
  steps.do(site.happened.set(tick))
  return steps.actions
}
