import { isAbsent } from '../place/presence.ts'
import { current } from '../values/current.ts'
import { when } from '../wasm/encode/control.ts'
import { f64, i32 } from '../wasm/encode/numbers.ts'
import { type Operator, put, putAndTell, type Site, stored, storeHeld, ticked, wake } from './site.ts'

/** A level ticks with any of its inputs, an event only with its event inputs. */
export const pointwise: Operator = {
  holds: true,
  look: site => {
    const { nodes } = site.frame.emission.graph
    const clocks = site.node.inputs.flatMap(({ node }, k) =>
      site.node.stream !== 'event' || nodes[node]!.stream === 'event' ? [k] : [],
    )
    putAndTell(site, now(site), clocks)
  },
}

/** A fold over the members of a universe: ticks with any of them. */
export const over: Operator = {
  holds: true,
  look: site =>
    putAndTell(
      site,
      now(site),
      site.node.inputs.map((_, k) => k),
    ),
}

/** x, else y: ticks with y only while x is absent. */
export const coalesce: Operator = {
  holds: true,
  look: site => {
    const { happened, steps } = site
    const isThere = put(site, now(site))
    const clock = i32.or(ticked(site, [0]), i32.and(ticked(site, [1]), isAbsent(site.value(0))))
    steps.do(happened.set(i32.or(wake, i32.and(clock, isThere))))
  },
}

/** Wakes when x comes or goes. */
export const present: Operator = {
  holds: true,
  mayBeQuiet: true,
  guard: site => site.heard(0),
  look: site => {
    const { happened, held, steps } = site
    const { value } = now(site)
    steps.do(held.set(value))
    steps.do(when(f64.ne(held, stored(site)), [storeHeld(site), happened.set(wake)]))
  },
}

/** A volatile node's value is asked for, like by any other reader: it is computed once. */
function now(site: Site) {
  const { node, n, frame, steps, tools } = site
  if (node.volatile) return { value: frame.value({ node: n, map: -1 }), clean: true }
  const inputs = new Map(node.inputs.map((input, k) => [input, k]))
  return current(node, input => site.value(inputs.get(input)!), steps, tools.library)
}
