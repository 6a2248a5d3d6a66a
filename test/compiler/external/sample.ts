import { expect } from 'vitest'
import type { Externs } from '../../../compiler/external/calls.ts'
import type { Extern, Formula } from '../../../compiler/ir/extern.ts'
import type { Graph } from '../../../compiler/ir/graph.ts'
import { compileText } from '../harness.ts'

export const head = `strategy sample in USD
venue a = ccxt.kraken { fees: { maker: 1bps, taker: 2bps }, silent: 5s, rate: 10/1s }
venue b = ccxt.coinbase { fees: { maker: 1bps, taker: 2bps }, silent: 100s, rate: 10/1s }
universe symbols = [BTC/USD, ETH/USD]
extern fn heat(mood: number, volume: quantity[a]): number from "./heat.ts" { memory: 16, warmup: 2, setup: { keep: 50% } }
extern fn paid(at: price[b, q], size: quantity[b] = 2 BTC): quantity[q] from "./paid.ts"
`

export interface Heat {
  n: number
  heat: number
}

/** Absent at its first call, and at every volume of 13. */
export const heat: Extern<Heat, [mood: number, volume: number]> = {
  setup: () => ({ n: 0, heat: 0 }),
  process(state, mood, volume) {
    state.n++
    state.heat = state.heat / 2 + mood * volume
    return state.n < 2 || volume === 13 ? undefined : state.heat
  },
  save: ({ n, heat: of }) => new Uint8Array(Float64Array.of(n, of).buffer),
  recover: bytes => {
    const [n = 0, of = 0] = new Float64Array(bytes.buffer)
    return { n, heat: of }
  },
}

export const paid: Formula<[at: number, size: number]> = (at, size) => at * size

export const files = { 'heat.ts': 'the text of heat', 'paid.ts': 'the text of paid' }

/** The graph of `head` and a text, which must be right. */
export function graphOf(text: string, using: Readonly<Record<string, string>> = files): Graph {
  const { graph, diagnostics } = compileText(head + text, using)
  expect(diagnostics.map(d => `${d.code} ${d.message}`)).toEqual([])
  return graph!
}

/** What the externs of a graph are, by the name of their declaration. */
export function given({ externs = [] }: Graph, by: Readonly<Record<string, Externs[number]>>): Externs {
  return externs.map(({ name }) => by[name]!)
}
