import type { Op } from '../../ir/graph.ts'
import { ahead, later } from './ahead.ts'
import { decay, ema } from './averages.ts'
import { bars } from './bars.ts'
import { book } from './book.ts'
import { changed, filter, live, onset, rising, sample, started, tickTime } from './events.ts'
import { extern } from './extern.ts'
import { movingWindow } from './moving.ts'
import { coalesce, over, pointwise, present } from './pointwise.ts'
import { part, scan } from './scan.ts'
import type { Operator } from './site.ts'
import { alive, given, heard, latency, source } from './sources.ts'
import { statistic } from './statistics.ts'
import { every, fresh, held } from './timers.ts'
import { prev, quantile, sinceWindow, window } from './windows.ts'

/** By operator, what it does when something happens; nothing ever happens to the others. */
export const operators: Readonly<Partial<Record<Op['op'], Operator>>> = {
  alive,
  heard,
  latency,
  source,
  given,
  pointwise,
  coalesce,
  present,
  prev,
  window,
  time_window: movingWindow,
  pane_window: movingWindow,
  time_quantile: movingWindow,
  since_window: sinceWindow,
  quantile,
  fresh,
  tick_time: tickTime,
  live,
  onset,
  started,
  sample,
  every,
  rising,
  filter,
  changed,
  held,
  ema,
  decay,
  over,
  bars,
  book,
  scan,
  part,
  statistic,
  extern,
  later,
  ahead,
}
