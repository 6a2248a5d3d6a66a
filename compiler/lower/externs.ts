import { canonicalJson } from '../ir/canonical.ts'
import type { External } from '../ir/external.ts'
import type { ExternTerm } from '../program/extern.ts'

/** The index of a declaration among those of the graph, which has each once. */
export function externIndex({ name, path, digest, inputs, memory, params }: ExternTerm, externs: External[]): number {
  const external: External = { name, path, digest, inputs, memory, params }
  const same = externs.findIndex(other => canonicalJson(other) === canonicalJson(external))
  return same >= 0 ? same : externs.push(external) - 1
}
