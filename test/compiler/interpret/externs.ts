import type { Externs } from '../../../compiler/external/calls.ts'
import type { Extern, Formula } from '../../../compiler/ir/extern.ts'
import type { External } from '../../../compiler/ir/external.ts'
import type { Graph } from '../../../compiler/ir/graph.ts'

/** A formula that is absent below 0; a state that is absent at every third call. */
export const difference: Formula<[x: number, y: number]> = (x, y) => (x < y ? undefined : Math.log(1 + x - y))
export const counted: Extern<{ n: number; sum: number }, [x: number, y: number]> = {
  setup: ({ from = 0 }) => ({ n: 0, sum: from }),
  process(state, x, y) {
    state.n++
    const sum = state.sum / 2 + x * y
    state.sum = Number.isFinite(sum) ? sum : 0
    return state.n % 3 === 0 ? undefined : state.sum
  },
  save: ({ n, sum }) => new Uint8Array([...new Uint8Array(Float64Array.of(sum).buffer), n % 3]),
  recover: bytes => ({ n: bytes[8]!, sum: new Float64Array(bytes.buffer.slice(0, 8))[0]! }),
}

export const samples: Externs = [difference, counted]

export const externals: readonly External[] = [
  { name: 'difference', path: 'difference.ts', digest: '', inputs: 2, memory: 0, params: [] },
  { name: 'counted', path: 'counted.ts', digest: '', inputs: 2, memory: 9, params: [{ name: 'from', value: 3 }] },
]

/** Those of a graph of random nodes; none for others. */
export const samplesOf = (graph: Graph): Externs => (graph.externs === externals ? samples : [])
