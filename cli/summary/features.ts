import type { Result } from '../../runtime/backtest/backtest.ts'
import type { FeatureStats } from '../../runtime/backtest/observers/features.ts'
import { keyText } from '../../runtime/backtest/observers/observer.ts'
import { count, counted, none, share } from '../terminal/figures.ts'
import { type TextColumn, table } from '../terminal/table.ts'
import { type Scale, scaleOf, type Values, writer } from '../terminal/values.ts'
import type { Section } from './section.ts'

/** Rows, more or less: each feature has at least one. */
const most = 20

/** Statistics of features, of each the keys that ticked most. */
export function features({ features: all }: Result, whole: number, width: number): Section[] {
  if (all.length === 0) return []
  const names = [...new Set(all.map(f => f.name))]
  const each = all.length <= most ? all.length : Math.max(1, Math.floor(most / names.length))
  const groups = names.map(name =>
    busiest(
      all.filter(f => f.name === name),
      each,
    ),
  )
  const shown = groups.flat()
  const values = groups.map(valuesOf)
  const scale = scaleOf(values)
  const written = groups.flatMap((rows, i) => rows.map(row => figures(row, values[i]!, scale)))
  const texts = (head: string, of: (f: FeatureStats) => string): TextColumn => ({ head, cells: shown.map(of) })
  const numbers = (head: string, of: (f: FeatureStats) => string) => ({ ...texts(head, of), right: true })
  const figure = (head: keyof (typeof written)[number]) => ({ head, cells: written.map(w => w[head]), right: true })
  const lines = table(
    [
      texts('feature', f => f.name),
      ...(shown.some(f => keyText(f.key)) ? [texts('key', f => keyText(f.key))] : []),
      numbers('ticks', ticks),
      figure('mean'),
      figure('min'),
      figure('max'),
      numbers('warming', f => share(f.warmingTime, whole)),
      numbers('missing', f => share(f.absentTime - f.warmingTime, whole)),
    ],
    width,
  )
  if (shown.some(f => f.ticks === 0 && f.present !== null))
    lines.push('  (without ticks: the value at the end, not a mean)')
  if (shown.some(f => f.choices && f.ticks > 0)) lines.push('  (of words: the one at the end)')
  const left = all.length - shown.length
  if (left) lines.push(`  … and ${counted(left, 'more key')}, less busy (--json has all)`)
  const which = each === 1 ? 'busiest key' : `${each} busiest keys`
  return [{ title: left ? `features: the ${which} of each` : 'features', lines }]
}

/** Those that ticked most, in their own order. */
function busiest(rows: readonly FeatureStats[], n: number): FeatureStats[] {
  const chosen = new Set(rows.toSorted((a, b) => b.ticks - a.ticks).slice(0, n))
  return rows.filter(row => chosen.has(row))
}

/** How often it ticked; of what never did, why. */
function ticks({ ticks: n, moves, present }: FeatureStats): string {
  if (n > 0) return count(n)
  if (moves === 'never') return 'constant'
  if (moves === 'time') return 'time only'
  return present === null ? 'no value' : 'no ticks'
}

/** All figures of one feature, to be written alike. */
function valuesOf(rows: readonly FeatureStats[]): Values {
  const { unit, show, choices } = rows[0]!
  return {
    unit,
    show,
    ...(choices && { choices }),
    values: rows.flatMap(({ present, mean, min, max }) => [present, mean, min, max].map(orNaN)),
  }
}

/** Without ticks there is no mean, and words have none: then its place has the value at the end. */
function figures({ ticks: n, choices, present, mean, min, max }: FeatureStats, values: Values, scale: Scale) {
  const write = writer(values, true, scale)
  const text = (value: number | null) => (value === null ? none : write(value))
  return choices
    ? { mean: text(present), min: none, max: none }
    : { mean: text(n === 0 ? present : mean), min: text(min), max: text(max) }
}

const orNaN = (value: number | null) => value ?? Number.NaN
