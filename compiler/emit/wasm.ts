import type { Externs } from '../external/calls.ts'
import type { Emit, Evaluator } from '../ir/evaluator.ts'
import type { Graph } from '../ir/graph.ts'
import { emit } from './emit.ts'
import { evaluatorOf } from './host/evaluator.ts'

/**
 * The compiled evaluator: agrees with `interpret` to the bit. Compiles at once, which browsers allow on their main thread
 * for small modules only.
 * @param externs The operators from other files, by index; as those of `interpret`.
 */
export function wasm(graph: Graph, report: Emit, externs?: Externs): Evaluator {
  return instantiate(graph, emit(graph), report, externs)
}

/** The evaluator of a graph from the bytes that `emit` made of it. */
export function instantiate(graph: Graph, bytes: Uint8Array, report: Emit, externs?: Externs): Evaluator {
  return evaluatorOf(graph, new WebAssembly.Module(bytes), report, externs)
}

/** As `instantiate`, without blocking while the module is compiled. */
export async function instantiateAsync(
  graph: Graph,
  bytes: Uint8Array,
  report: Emit,
  externs?: Externs,
): Promise<Evaluator> {
  return evaluatorOf(graph, await WebAssembly.compile(bytes), report, externs)
}
