import type { Result } from '../../runtime/backtest/backtest.ts'
import { keyText } from '../../runtime/backtest/observers/observer.ts'
import type { SignalStats } from '../../runtime/backtest/observers/signals.ts'
import { clock, count, counted, none, share } from '../terminal/figures.ts'
import { table } from '../terminal/table.ts'
import type { Section } from './section.ts'

/** Beyond so many keys, only those that fired most. */
const most = 6

/** Firings, and how often and how long conditions were true; those that fired most first. */
export function signals({ signals: all }: Result, whole: number, dated: boolean, width: number): Section[] {
  if (all.length === 0) return []
  const sorted = all.toSorted((a, b) => b.firings - a.firings || (b.trueTicks ?? 0) - (a.trueTicks ?? 0))
  const shown = all.length <= most ? all : sorted.slice(0, most)
  const number = (of: (s: SignalStats) => number | null) => shown.map(s => (of(s) === null ? none : count(of(s)!)))
  const part = (of: (s: SignalStats) => number | null) => shown.map(s => (of(s) === null ? none : share(of(s)!, whole)))
  const time = (of: (s: SignalStats) => number | null) => shown.map(s => (of(s) === null ? none : clock(of(s)!, dated)))
  const lines = table(
    [
      { head: 'signal', cells: shown.map(s => s.name) },
      ...(shown.some(s => keyText(s.key)) ? [{ head: 'key', cells: shown.map(s => keyText(s.key)) }] : []),
      { head: 'firings', cells: number(s => s.firings), right: true },
      { head: 'true ticks', cells: number(s => s.trueTicks), right: true },
      { head: 'of', cells: number(s => s.checks), right: true },
      { head: 'true', cells: part(s => s.trueTime), right: true },
      { head: 'unknown', cells: part(s => s.unknownTime), right: true },
      { head: 'first', cells: time(s => s.first), right: true },
      { head: 'last', cells: time(s => s.last), right: true },
    ],
    width,
  )
  const left = sorted.slice(shown.length)
  if (left.length) {
    const firings = left.reduce((sum, s) => sum + s.firings, 0)
    lines.push(`  … and ${counted(left.length, 'more key')} with ${counted(firings, 'firing')} (--json has all)`)
  }
  return [{ title: 'signals', lines }]
}
