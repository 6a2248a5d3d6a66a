import { type Emission, EXTERNALS } from '../place/emission.ts'
import type { F64, I32 } from '../wasm/encode/code.ts'
import { call } from '../wasm/encode/control.ts'

/** Functions that the host gives, one for each extern of the graph: the address of a state (0: none), then the values. */
export interface Externals {
  readonly external: (extern: number, at: I32, values: readonly F64[]) => F64
}

export function externals({ graph, module }: Emission): Externals {
  const funcs = (graph.externs ?? []).map(({ inputs }, e) =>
    module.importFunc(EXTERNALS, `${e}`, ['i32', ...Array<'f64'>(inputs).fill('f64')], 'f64'),
  )
  return { external: (extern, at, values) => call(funcs[extern]!, at, ...values) }
}
