import { isPresent } from '../place/presence.ts'
import { Steps } from '../values/frame.ts'
import { when } from '../wasm/encode/control.ts'
import { i32 } from '../wasm/encode/numbers.ts'
import { pointwise } from './pointwise.ts'
import { clocksOf } from './scan.ts'
import { type Operator, put, type Site, state, stored, tick, ticked, wake } from './site.ts'

/** An operator from outside: one that remembers moves on at the ticks of its clock, any other is a function of now. */
export const extern: Operator = {
  holds: true,
  look: site => {
    const { op } = site.node
    if (op.op !== 'extern') throw new TypeError(`${op.op} is no extern`)
    if (op.memory === 0) pointwise.look(site)
    else step(op.extern, site)
  },
}

function step(index: number, site: Site): void {
  const { held, happened, steps, tools } = site
  const atTick = new Steps(steps.func)
  const values = site.node.inputs.map((_, k) => atTick.hold(site.value(k)))
  const called = new Steps(steps.func)
  const result = called.hold(tools.library.external(index, state(site), values))
  const present = put({ ...site, steps: called }, { value: result, clean: false })
  called.do(when(present, [happened.set(tick)]))
  atTick.do(when(values.map(isPresent).reduce(i32.and), called.actions))
  steps.do(held.set(stored(site)), happened.set(wake), when(ticked(site, clocksOf(site)), atTick.actions))
}
