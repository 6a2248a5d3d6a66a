import type { Graph, Node, Op } from '../../../compiler/ir/graph.ts'

type Source = Extract<Op, { op: 'source' }>

/**
 * The last moment that a date can hold (year 275760). An assumed rate happened then: so it is younger than any limit of
 * age at every step, its expiry never comes due, and of several origins it is never the oldest. A constant does this;
 * the time of the step would too, but would make every reader volatile.
 */
const endOfTime = 8.64e15

/**
 * Whether an instrument is read for its quote alone, and never as one of several: then all that depends on it is its
 * peg, or a plain look at the rate, and a constant can stand for it.
 */
export function assumable(graph: Graph, instrument: number): boolean {
  return graph.nodes.every(
    ({ op }) =>
      op.op !== 'source' ||
      !op.instruments.includes(instrument) ||
      (op.stream === 'quote' && op.instruments.every(i => i === instrument)),
  )
}

/**
 * The graph with constants for the quotes of some instruments: bid and ask are the rate, sizes are absent, the origin is
 * never old. They do not depend on their venue's being alive. They never tick nor wake, as nothing happens to them.
 */
export function assumeRates(graph: Graph, rates: ReadonlyMap<number, number>): Graph {
  if (rates.size === 0) return graph
  const nodes = graph.nodes.map((node): Node => {
    const { op } = node
    if (op.op !== 'source' || !op.instruments.every(i => rates.has(i))) return node
    const values = op.instruments.map(i => constantOf(op, rates.get(i)!))
    return { ...node, op: { op: 'table', values }, inputs: [], stream: 'constant' }
  })
  return { ...graph, nodes }
}

function constantOf({ field }: Source, rate: number): number | null {
  if (field === 'bid' || field === 'ask') return rate
  return field === 'origin' ? endOfTime : null
}
