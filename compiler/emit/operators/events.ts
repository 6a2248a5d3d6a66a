import { CHANGED, RISING } from '../../layout/state.ts'
import { isAbsent, isTrue } from '../place/presence.ts'
import { now, Steps } from '../values/frame.ts'
import type { Action, I32 } from '../wasm/encode/code.ts'
import { when } from '../wasm/encode/control.ts'
import { f64, i32, store } from '../wasm/encode/numbers.ts'
import {
  type Operator,
  put,
  putAndTell,
  type Site,
  state,
  stored,
  storeHeld,
  tick,
  ticked,
  touched,
  wake,
} from './site.ts'

/** The time of the last tick of x. */
export const tickTime: Operator = {
  holds: true,
  guard: site => ticked(site, [0]),
  look: site => {
    put(site, { value: now, clean: true })
    site.steps.do(site.happened.set(wake))
  },
}

/** The first time at which c was true. */
export const onset: Operator = {
  ...once(site => isTrue(site.steps.hold(site.value(0)))),
  guard: site => site.heard(0),
}

/** The first time at which the instance's venue was alive, if the market of the run has its stream. */
export const live: Operator = {
  ...once(site => i32.and(isTrue(site.steps.hold(site.value(0))), isHad(site))),
  guard: site => site.heard(0),
}

function isHad({ node: { op, region }, frame }: Site): I32 {
  if (op.op !== 'live') throw new TypeError(`${op.op} is no stream`)
  const { lacks = [] } = op
  if (lacks.length === 0) return i32.const(1)
  const { constants, layout } = frame.emission
  const had: number[] = new Array(layout.regions[region]!.instances).fill(1)
  for (const instance of lacks) had[instance] = 0
  return i32.load(i32.shl(frame.instance, i32.const(2)), constants.i32s(had))
}

/** The time of the run's first event, in whose step it is touched. */
export const started: Operator = { ...once(() => i32.const(1)), guard: touched }

/** The time of the first look at which a condition held. */
function once(condition: (site: Site) => I32): Operator {
  return {
    holds: true,
    mayBeQuiet: true,
    look: site => {
      const { held, steps, happened } = site
      const holds = condition(site)
      steps.do(
        held.set(stored(site)),
        when(i32.and(isAbsent(held), holds), [held.set(now), storeHeld(site), happened.set(wake)]),
      )
    },
  }
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

/** Ticks with x when its value is another than at its tick before. */
export const changed: Operator = {
  holds: false,
  guard: site => ticked(site, [0]),
  look: site => {
    const { held, steps, happened } = site
    const at = state(site)
    const last = f64.load(at, 8 * CHANGED.last)
    const known = f64.eq(f64.load(at, 8 * CHANGED.ticked), f64.const(1))
    steps.do(
      held.set(site.value(0)),
      happened.set(wake),
      when(i32.and(known, f64.ne(last, held)), [storeHeld(site), happened.set(tick)]),
      store.f64(at, 8 * CHANGED.ticked, f64.const(1)),
      store.f64(at, 8 * CHANGED.last, held),
    )
  },
}

/** Ticks with e while c is true. */
export const filter: Operator = {
  holds: false,
  look: site => {
    const { steps, happened } = site
    const condition = steps.func.local('f64')
    steps.do(
      happened.set(wake),
      when(ticked(site, [0]), [condition.set(site.value(1)), when(isTrue(condition), fire(site))]),
    )
  },
}

function fire(site: Site): readonly Action[] {
  const steps = new Steps(site.steps.func)
  put({ ...site, steps }, { value: now, clean: true })
  steps.do(site.happened.set(tick))
  return steps.actions
}
