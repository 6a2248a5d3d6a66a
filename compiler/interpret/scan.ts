import type { PartOp, ScanOp, ScanStep } from '../ir/scan.ts'
import { WAKE } from '../layout/layout.ts'
import { SCAN } from '../layout/state.ts'
import { functions } from './pointwise.ts'
import { type Operator, type Port, type Site, TICKED } from './site.ts'
import { finite, isAbsent } from './values.ts'

/** Replaces its state at the ticks of its clock. */
export function scan({ init, steps, next }: ScanOp, site: Site): Operator {
  const { inputs, memory } = site
  const events = inputs.filter(input => input.node.stream === 'event')
  const clocks = events.length > 0 ? events : inputs
  const values = new Float64Array(init.length + inputs.length + steps.length)
  const first = init.length + inputs.length
  const look = (i: number) => {
    if (!site.woke(i)) return 0
    if (!clocks.some(clock => clock.ticked(i))) return WAKE
    const state = site.state(i)
    const started = memory.cells[state + SCAN.started] === 1
    init.forEach((value, slot) => {
      values[slot] = started ? memory.cells[state + SCAN.state + slot]! : value
    })
    inputs.forEach((input, k) => {
      values[init.length + k] = input.value(i)
    })
    steps.forEach((step, k) => {
      values[first + k] = result(step, values)
    })
    if (next.some(value => isAbsent(values[value]!))) return WAKE
    memory.keep(state + SCAN.started, 1)
    next.forEach((value, slot) => {
      memory.keep(state + SCAN.state + slot, values[value]!)
    })
    site.put(i, values[next[0]!]!)
    return TICKED
  }
  return { look }
}

/** A number of another node's state. */
export function part({ slot }: PartOp, site: Site, of: Site): Operator {
  const [whole] = site.inputs as [Port]
  const look = (i: number) => {
    if (!whole.woke(i)) return 0
    site.put(i, isAbsent(whole.value(i)) ? Number.NaN : site.memory.cells[of.state(i) + SCAN.state + slot]!)
    return whole.ticked(i) && !isAbsent(site.value(i)) ? TICKED : WAKE
  }
  return { look }
}

function result({ fn, args }: ScanStep, values: Float64Array): number {
  const [a, b, c] = args.map(arg => values[arg]!) as [number, number, number]
  if (fn === 'present') return isAbsent(a) ? 0 : 1
  if (fn === 'coalesce') return isAbsent(a) ? b : a
  return finite(functions[fn](a, b, c))
}
