import type { Checked } from '../check/check.ts'
import type { Graph } from '../ir/graph.ts'
import { lower } from '../lower/lower.ts'
import type { FeatureDecl } from '../program/program.ts'

/**
 * The graph of one test: what is expected, and what it reads. What acts is in it where something of that is said by the
 * engine; what learns, alerts and allocates leaves no trace in a test.
 */
export function lowerTested(checked: Checked, expected: readonly FeatureDecl[]): Graph {
  const { acting } = checked.program
  const none = { alerts: [], labels: [], models: [], pairs: [], phases: [], portfolios: [] }
  const still = { ...acting, ...none, standing: [], reactions: [], cycles: [], risk: [] }
  const of = (acts: typeof acting) =>
    lower({ ...checked, program: { ...checked.program, streams: expected, acting: acts } })
  const graph = of(still)
  const isOwn = ({ what }: { readonly what: string }) => what.startsWith('given ')
  return graph.channels.every(isOwn) ? graph : of({ ...acting, ...none })
}
