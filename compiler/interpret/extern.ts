import type { Calls } from '../external/calls.ts'
import type { ExternOp } from '../ir/external.ts'
import { WAKE } from '../layout/layout.ts'
import { memoryless } from './pointwise.ts'
import { type Operator, type Site, TICKED } from './site.ts'
import { isAbsent } from './values.ts'

/** An operator from outside: one that remembers moves on at the ticks of its clock, any other is a function of now. */
export function extern({ extern: index, memory }: ExternOp, site: Site, calls: Calls): Operator {
  const events = site.inputs.filter(input => input.node.stream === 'event')
  const clocks = events.length > 0 ? events : site.inputs
  const values = site.inputs.map(() => Number.NaN)
  const result = (i: number, at: number) => {
    for (const [k, input] of site.inputs.entries()) values[k] = input.value(i)
    return values.some(isAbsent) ? undefined : calls.call(index, at, values)
  }
  const ticked = (i: number) => clocks.some(clock => clock.ticked(i))
  if (memory === 0) return memoryless(site, i => result(i, 0) ?? Number.NaN, ticked)
  const look = (i: number) => {
    if (!site.woke(i)) return 0
    const value = ticked(i) ? result(i, 8 * site.state(i)) : undefined
    if (value === undefined) return WAKE
    site.put(i, value)
    return isAbsent(value) ? WAKE : TICKED
  }
  return { look }
}
