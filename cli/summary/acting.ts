import type { Graph } from '../../compiler/ir/graph.ts'
import { count, counted } from '../terminal/figures.ts'
import type { Section } from './section.ts'

/** What a strategy does, counted: `1 cycle`, `3 rules of risk`. */
export function actingParts({ acting }: Graph): readonly string[] {
  if (!acting) return []
  const parts: readonly (readonly [number, string])[] = [
    [acting.standing.length, 'standing order'],
    [acting.reactions.length, 'reaction'],
    [acting.cycles.length, 'cycle'],
    [acting.portfolios.length, 'portfolio'],
    [acting.pairs.length, 'choice of pairs'],
    [acting.models.length, 'model'],
    [acting.alerts.length, 'alert'],
    [acting.risk.length, 'rule of risk'],
  ]
  return parts
    .filter(([n]) => n > 0)
    .map(([n, what]) => (plurals[what] && n > 1 ? `${count(n)} ${plurals[what]}` : counted(n, what)))
}

/** What a strategy declares that a run over recorded events leaves alone. */
export function acting(graph: Graph): readonly Section[] {
  const found = actingParts(graph)
  if (found.length === 0) return []
  const lines = [
    `${found.join(', ')}: declared and checked, not run`,
    'what they would say (positions, models, states) is absent',
  ]
  return [{ title: 'Watched only', lines }]
}

const plurals: Readonly<Record<string, string>> = {
  'choice of pairs': 'choices of pairs',
  'rule of risk': 'rules of risk',
}
