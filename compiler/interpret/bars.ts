import type { BarsOp } from '../ir/bars.ts'
import { WAKE } from '../layout/layout.ts'
import { ACCUMULATOR, BARS } from '../layout/state.ts'
import type { Memory } from './memory.ts'
import { type Operator, type Port, type Site, TICKED } from './site.ts'
import { now } from './time.ts'
import { isAbsent } from './values.ts'

/** Open, high, low, close, volume, buy_volume, trades. */
type Bar = [number, number, number, number, number, number, number]

/** Gathers trades and bars into the bar that closes next and the one after; shows the last closed one. */
export function bars({ period, lateness }: BarsOp, site: Site): Operator {
  const [close, alive, price, qty, side, origin] = site.inputs as [Port, Port, Port, Port, Port, Port]
  const recorded = site.inputs.slice(6)
  const recordedAt = recorded.pop()!
  const { memory } = site
  const { cells } = memory
  // So many closes may be of bars that were under way when the run began.
  const partial = lateness > 0 ? 2 : 1

  const trade = (i: number): Bar => {
    const [p, n] = [price.value(i), qty.value(i)]
    return [p, p, p, p, n, side.value(i) > 0 ? n : 0, isAbsent(p) || isAbsent(n) ? 0 : 1]
  }

  const take = (state: number, bar: Bar, at: number) => {
    if (bar[6] === 0) return
    const closing = Math.ceil((now(memory) - lateness) / period) - 1
    const k = Math.floor(at / period)
    if (k < closing) memory.keep(state + BARS.late, cells[state + BARS.late]! + 1)
    else gather(memory, state + (k === closing ? BARS.closing : BARS.following), bar)
  }

  /** What was not told, as the number of trades, is absent from then on: only 0 means that there is nothing yet. */
  const gather = (to: Memory, at: number, [open, high, low, last, volume, buys, trades]: Bar) => {
    const count = cells[at + ACCUMULATOR.trades]!
    if (count === 0) to.keep(at + ACCUMULATOR.open, open)
    to.keep(at + ACCUMULATOR.high, count === 0 ? high : Math.max(cells[at + ACCUMULATOR.high]!, high))
    to.keep(at + ACCUMULATOR.low, count === 0 ? low : Math.min(cells[at + ACCUMULATOR.low]!, low))
    to.keep(at + ACCUMULATOR.close, last)
    to.keep(at + ACCUMULATOR.volume, cells[at + ACCUMULATOR.volume]! + volume)
    to.keep(at + ACCUMULATOR.buys, cells[at + ACCUMULATOR.buys]! + buys)
    to.keep(at + ACCUMULATOR.trades, count + trades)
  }

  /** Closes a bar; whether there is one to show. */
  const shut = (state: number): boolean => {
    const [closing, following, shown] = [state + BARS.closing, state + BARS.following, state + BARS.shown]
    const [traded, known] = [cells[closing + ACCUMULATOR.trades]! !== 0, cells[state + BARS.known] === 1]
    const last = cells[shown + ACCUMULATOR.close]!
    if (traded) cells.copyWithin(shown, closing, closing + ACCUMULATOR.size)
    else if (known) {
      cells.fill(last, shown, shown + ACCUMULATOR.volume)
      cells.fill(0, shown + ACCUMULATOR.volume, shown + ACCUMULATOR.size)
    }
    cells.copyWithin(closing, following, following + ACCUMULATOR.size)
    cells.fill(0, following, following + ACCUMULATOR.size)
    memory.keep(state + BARS.known, traded || known ? 1 : 0)
    const closes = cells[state + BARS.closes]!
    memory.keep(state + BARS.closes, Math.min(closes + 1, partial))
    return (traded || known) && closes >= partial
  }

  const look = (i: number) => {
    if (!site.woke(i)) return 0
    const state = site.state(i)
    if (price.ticked(i)) take(state, trade(i), origin.value(i))
    if (recorded[0]!.ticked(i)) take(state, recorded.map(part => part.value(i)) as Bar, recordedAt.value(i))
    if (!close.ticked(i)) return 0
    const shows = shut(state) && alive.value(i) === 1
    site.put(i, shows ? cells[state + BARS.shown]! : Number.NaN)
    return shows ? TICKED : WAKE
  }
  return { look }
}
