import type { Op } from '../../ir/graph.ts'
import { filter, rising, sample, tickTime } from './events.ts'
import { coalesce, pointwise, present } from './pointwise.ts'
import type { Operator } from './site.ts'
import { alive, source } from './sources.ts'
import { every, fresh } from './timers.ts'
import { prev, window } from './windows.ts'

/** By operator, what it does when something happens; nothing ever happens to the others. */
export const operators: Readonly<Partial<Record<Op['op'], Operator>>> = {
  alive,
  source,
  pointwise,
  coalesce,
  present,
  prev,
  window,
  fresh,
  tick_time: tickTime,
  sample,
  every,
  rising,
  filter,
}
