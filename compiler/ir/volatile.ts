import type { Input, Node, Op } from './graph.ts'

/** Whether a node's value changes with the passing of time alone, see `Node`; its inputs are among `nodes`. */
export function isVolatile(op: Op, inputs: readonly Input[], nodes: readonly Pick<Node, 'volatile'>[]): boolean {
  switch (op.op) {
    case 'now':
    case 'time_window':
    case 'pane_window':
    case 'time_quantile':
      return true
    case 'pointwise':
    case 'coalesce':
    case 'present':
    case 'fresh':
    case 'over':
    case 'book':
      return inputs.some(input => nodes[input.node]!.volatile)
    case 'extern':
      return op.memory === 0 && inputs.some(input => nodes[input.node]!.volatile)
    default:
      return false
  }
}
