import type { Graph, Input, Node, Op, Output } from '../compiler/ir/graph.ts'

/**
 * One instrument and features of its quote, five nodes each: a change over some ticks, two windows of it, their distance
 * and a condition. All stand in one block, the worst case for whoever compiles it.
 */
export function features(count: number): Graph {
  const nodes: Node[] = []
  const node = (op: Op, ...inputs: readonly number[]) => {
    const stream = op.op === 'constant' ? 'constant' : 'level'
    const read = inputs.map((n): Input => ({ node: n, map: -1 }))
    return nodes.push({ region: 0, op, inputs: read, stream, volatile: false, unit: '1', span: ['', 0, 0] }) - 1
  }
  const alive = node({ op: 'alive', venues: [0] })
  const source = (field: 'bid' | 'ask') => node({ op: 'source', stream: 'quote', field, instruments: [0] }, alive)
  const mid = node({ op: 'pointwise', fn: 'add' }, source('bid'), source('ask'))
  const outputs: Output[] = []
  for (let f = 0; f < count; f++) {
    const before = node({ op: 'prev', n: 1 + (f % 7) }, mid)
    const change = node({ op: 'pointwise', fn: 'sub' }, mid, before)
    const mean = node({ op: 'window', aggregate: 'mean', n: 5 + (f % 40) }, change)
    const distance = node({ op: 'pointwise', fn: 'sub' }, change, mean)
    const large = node({ op: 'pointwise', fn: 'gt' }, distance, mean)
    // Every tenth is shown: this is about nodes, not about reports.
    if (f % 10 === 0) outputs.push(shown(`f${f}`, large))
  }
  return {
    version: 1,
    strategy: 'features',
    params: [],
    venues: [{ name: 'v', adapter: 'x', silent: 5_000_000, fees: { maker: null, taker: null } }],
    instruments: [{ venue: 0, symbol: 'A/B', base: 'A', quote: 'B', streams: ['quote'] }],
    channels: [],
    words: [],
    pegs: [],
    regions: [{ keys: [], instances: [[]] }],
    maps: [],
    nodes,
    outputs,
    digest: '',
  }
}

function shown(name: string, node: number): Output {
  const input: Input = { node, map: -1 }
  const column = { name, unit: '1', value: { input, show: 'bool' } } as const
  return { kind: 'feature', name, region: 0, on: 'wake', trigger: input, columns: [column] } as unknown as Output
}
