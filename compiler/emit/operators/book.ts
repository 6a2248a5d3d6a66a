import type { F64 } from '../wasm/encode/code.ts'
import { type Operator, putAndTell, type Site } from './site.ts'

/** What one side of a book answers. Ticks as a pointwise function of the book and the argument. */
export const book: Operator = {
  holds: true,
  look: site => {
    const { nodes } = site.frame.emission.graph
    const clocks = site.node.inputs.flatMap(({ node }, k) =>
      site.node.stream !== 'event' || nodes[node]!.stream === 'event' ? [k] : [],
    )
    putAndTell(site, answer(site), clocks)
  },
}

function answer({ node, n, frame, steps, tools, value }: Site) {
  if (node.op.op !== 'book') throw new TypeError(`${node.op.op} reads no book`)
  if (node.volatile) return { value: frame.value({ node: n, map: -1 }), clean: true }
  const [valid, x] = [value(0), value(1)] satisfies [F64, F64]
  return tools.books(node.op, frame, valid, x, steps)
}
