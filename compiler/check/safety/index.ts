import { cyclesDoNotRace, everyStateIsEntered } from './cycles.ts'
import { tradesWithLimits } from './limits.ts'
import type { Rule } from './rule.ts'
import { oneTargetEach } from './targets.ts'
import { everyTradeEnds } from './trade_ends.ts'
import { everyStateEnds } from './ways_out.ts'

/** What must hold before anything trades, the gravest first. */
export const safety: readonly Rule[] = [
  tradesWithLimits,
  everyTradeEnds,
  everyStateEnds,
  oneTargetEach,
  everyStateIsEntered,
  cyclesDoNotRace,
]
