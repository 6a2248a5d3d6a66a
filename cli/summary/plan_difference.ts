import type { DeclaredDifference } from '../../compiler/diff/declared.ts'
import type { OutputDifference } from '../../compiler/diff/diff.ts'
import type { PlanDifference } from '../../compiler/diff/plan.ts'
import { counted } from '../terminal/figures.ts'
import { table } from '../terminal/table.ts'
import type { NodePlace } from './places.ts'

/** How many keys something has, and had. */
export const keysText = ({ before, after }: PlanDifference['keys']) =>
  before === after ? `${after}` : `${before} → ${after}`

type Row = Omit<PlanDifference, 'span'> & Partial<NodePlace>

/** What acts otherwise than before, in a table. */
export function planTable(plan: readonly Row[], width: number): string[] {
  const rows = plan.filter(({ is }) => is !== 'same')
  const same = plan.length - rows.length
  return [
    ...(rows.length > 0
      ? table(
          [
            { head: 'what acts', cells: rows.map(nameOf) },
            { head: 'is', cells: rows.map(({ is }) => (is === 'keys' ? 'of other keys' : is)) },
            { head: 'keys', cells: rows.map(({ keys }) => keysText(keys)) },
            {
              head: 'line',
              cells: rows.map(({ line, is }) => `${line ?? ''}${is === 'gone' ? ' before' : ''}`.trim()),
            },
          ],
          width,
        )
      : []),
    ...(same > 0 ? [`  ${counted(same, 'declaration')} that ${same === 1 ? 'acts' : 'act'} as before`] : []),
  ]
}

/** What the redeploy itself does. */
export function planEffects(plan: readonly Row[], outputs: readonly OutputDifference[]): string[] {
  const trading = plan.filter(row => row.mayTrade).map(nameOf)
  const refused = [
    ...plan.filter(row => row.refusedWhileLive).map(refusedName),
    ...outputs.filter(output => output.refusedWhileLive).map(({ name }) => `record ${name}`),
  ]
  return [
    ...(trading.length > 0 ? [`may trade at once: ${trading.join(', ')}`] : []),
    ...(trading.length === 0 && plan.length > 0 ? ['nothing trades because of the redeploy alone'] : []),
    ...(refused.length > 0
      ? [
          `refused while it has live state: ${refused.join(', ')}`,
          '  keep its name, or redeploy when it is at rest: no order, no open trade, no row that waits, the first state',
        ]
      : []),
  ]
}

/** What is said otherwise of the world. */
export function declaredLines(declared: readonly DeclaredDifference[]): string[] {
  return declared.map(({ kind, name, is, of }) => `${kind} ${name}: ${is}${of.length > 0 ? ` (${of.join(', ')})` : ''}`)
}

const nameOf = ({ kind, name }: Row) => (kind === 'risk' || kind === 'reaction' ? name : `${kind} ${name}`.trim())

function refusedName(row: Row): string {
  if (row.is === 'gone') return nameOf(row)
  return row.statesGone.length > 0
    ? `${nameOf(row)} in ${row.statesGone.join(', ')}`
    : `${nameOf(row)} of keys that are gone`
}
