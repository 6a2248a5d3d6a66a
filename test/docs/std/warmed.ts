import { warmupText } from '../../../compiler/bounds/bounds.ts'
import type { Drawn, Value } from './drawn.ts'
import type { Row } from './market.ts'

/** A value that a plot shows, with the number of the bar that it begins with, and with the bar that is proved to be enough. */
export interface Warmed extends Value {
  /** Undefined where it is not of bars. */
  readonly bars?: { readonly seen: number; readonly proved: number }
}
export interface Seen extends Drawn {
  readonly values: readonly Warmed[]
}

/** At the first row no bar has closed. */
export function warmed(value: Value, rows: readonly Row[]): Warmed {
  const grid = value.warmup.ticks.find(({ of }) => of === 'every 5m')
  if (!grid) return value
  const seen = rows.findIndex(row => !Number.isNaN(row.get(value.name)!))
  return { ...value, bars: { seen, proved: grid.ticks - 1 } }
}

/** The number of the tick that it begins with, of the clock that it waits for longest. */
export const begins = ({ warmup, bars }: Warmed) => bars?.seen ?? Math.max(...warmup.ticks.map(({ ticks }) => ticks))

/** `20 bars`, `10 bars, 11 at most`; of another clock what is proved: `101 × trades`. */
export function warmupWords({ warmup, bars }: Warmed): string {
  if (!bars) return warmupText(warmup).replaceAll(/\w+\[[^\]]*\]\./g, '') || 'none'
  const { seen, proved } = bars
  if (seen > proved) return `${counted(seen)} here`
  return seen < proved ? `${counted(seen)}, ${proved} at most` : counted(seen)
}

const counted = (bars: number) => (bars === 1 ? 'one bar' : `${bars} bars`)
