import type { Graph } from '../../compiler/ir/graph.ts'
import { counted } from '../terminal/figures.ts'
import type { Section } from './section.ts'

/** What a strategy declares that a run over recorded events leaves alone. */
export function acting({ acting }: Graph): readonly Section[] {
  if (!acting) return []
  const parts: readonly (readonly [number, string])[] = [
    [acting.standing.length, 'standing order'],
    [acting.reactions.length, 'reaction'],
    [acting.cycles.length, 'cycle'],
    [acting.portfolios.length, 'portfolio'],
    [acting.models.length, 'model'],
    [acting.alerts.length, 'alert'],
    [acting.risk.length, 'rule of risk'],
  ]
  const found = parts.filter(([n]) => n > 0).map(([n, what]) => (what === 'rule of risk' ? rules(n) : counted(n, what)))
  if (found.length === 0) return []
  const lines = [
    `${found.join(', ')}: declared and checked, not run`,
    'what they would say (positions, models, states) is absent',
  ]
  return [{ title: 'Watched only', lines }]
}

const rules = (n: number) => (n === 1 ? '1 rule of risk' : `${n} rules of risk`)
