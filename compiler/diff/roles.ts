import type { Graph, Op, Output } from '../ir/graph.ts'

/** By node: the declarations that it is a part of, in order. */
export function partOf(graph: Graph): readonly (readonly string[])[] {
  const names = graph.nodes.map(() => new Set<string>())
  for (const output of graph.outputs) {
    const name = `${output.kind} ${output.name}`
    for (const { node } of read(output)) names[node]!.add(name)
  }
  for (let n = graph.nodes.length - 1; n >= 0; n--) {
    for (const { node } of graph.nodes[n]!.inputs) for (const name of names[n]!) names[node]!.add(name)
  }
  return names.map(of => [...of].sort())
}

/** The inputs of an output: its trigger, then its columns. */
function read({ trigger, columns }: Output) {
  return [trigger, ...columns.flatMap(({ value }) => ('input' in value ? [value.input] : []))]
}

/** Whether a node has a past that a new one would have to gather: all others follow from what is now. */
export function remembers(op: Op): boolean {
  if (op.op === 'extern') return op.memory > 0
  return !stateless.has(op.op)
}

const stateless: ReadonlySet<string> = new Set(
  'constant table param params now pointwise coalesce present over part book'.split(' '),
)
