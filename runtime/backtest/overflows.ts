import type { Evaluator } from '../../compiler/ir/evaluator.ts'
import type { Graph } from '../../compiler/ir/graph.ts'

/** A window of time that had no room for all of its ticks: more came than the `rate` of their venue allows. */
export interface Overflow {
  /** Where it stands in the text: file, start, end. */
  readonly at: Graph['nodes'][number]['span']
  /** Of all its keys together. */
  readonly ticks: number
}

/** Windows of one place in the text as one. */
export function overflows({ nodes, regions }: Graph, evaluator: Evaluator): readonly Overflow[] {
  const found = new Map<string, Overflow>()
  nodes.forEach(({ region, span }, n) => {
    const ticks = regions[region]!.instances.reduce((sum, _, i) => sum + evaluator.lost(n, i), 0)
    const key = span.join()
    if (ticks > 0) found.set(key, { at: span, ticks: ticks + (found.get(key)?.ticks ?? 0) })
  })
  return [...found.values()]
}
