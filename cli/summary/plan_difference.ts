import type { PlanDifference } from '../../compiler/diff/plan.ts'
import { counted } from '../terminal/figures.ts'
import { table } from '../terminal/table.ts'
import type { NodePlace } from './places.ts'

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
export function planEffects(plan: readonly Row[]): string[] {
  if (plan.length === 0) return []
  const names = (of: readonly Row[]) => of.map(nameOf).join(', ')
  const trading = plan.filter(row => row.mayTrade)
  const refused = plan.filter(row => row.refusedWhileLive)
  return [
    trading.length > 0 ? `may trade at once: ${names(trading)}` : 'nothing trades because of the redeploy alone',
    ...(refused.length > 0
      ? [
          `refused while it has live state: without ${names(refused)}`,
          '  give it its name of before, or redeploy when it is at rest: nothing open, no order, a cycle in its first state',
        ]
      : []),
  ]
}

const nameOf = ({ kind, name }: Row) => (kind === 'risk' || kind === 'reaction' ? name : `${kind} ${name}`.trim())
