import type { Result } from '../../runtime/backtest/backtest.ts'
import type { FeatureStats } from '../../runtime/backtest/observers/features.ts'
import { count, counted, none, share } from '../terminal/figures.ts'
import { table } from '../terminal/table.ts'
import { writer } from '../terminal/values.ts'
import { keyText, type Section } from './section.ts'

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
  const written = groups.flatMap(rows => rows.map(figures(rows)))
  const column = (head: string, cells: readonly string[], right = true) => ({ head, cells, right })
  const lines = table(
    [
      column(
        'feature',
        shown.map(f => f.name),
        false,
      ),
      ...(shown.some(f => keyText(f.key))
        ? [
            column(
              'key',
              shown.map(f => keyText(f.key)),
              false,
            ),
          ]
        : []),
      column(
        'ticks',
        shown.map(f => count(f.ticks)),
      ),
      column(
        'mean',
        written.map(w => w.mean),
      ),
      column(
        'min',
        written.map(w => w.min),
      ),
      column(
        'max',
        written.map(w => w.max),
      ),
      column(
        'absent',
        shown.map(f => share(f.absentTime, whole)),
      ),
    ],
    width,
  )
  const left = all.length - shown.length
  if (left) lines.push(`  … and ${counted(left, 'more key')}, less busy (--json has all)`)
  return [{ title: 'features', lines }]
}

/** Those that ticked most, in their own order. */
function busiest(rows: readonly FeatureStats[], n: number): FeatureStats[] {
  const chosen = new Set(rows.toSorted((a, b) => b.ticks - a.ticks).slice(0, n))
  return rows.filter(row => chosen.has(row))
}

function figures(rows: readonly FeatureStats[]) {
  const values = rows.flatMap(({ mean, min, max }) => [mean, min, max]).filter(v => v !== null)
  return ({ unit, show, mean, min, max }: FeatureStats) => {
    const write = writer({ unit, show }, values, true)
    const text = (value: number | null) => (value === null ? none : write(value))
    return { mean: text(mean), min: text(min), max: text(max) }
  }
}
