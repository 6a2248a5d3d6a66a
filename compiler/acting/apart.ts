import { assignment, inScopeOrder, instances } from '../program/instances.ts'
import { join, type Static } from '../program/keys.ts'

/** The text that both have in some instance; undefined where they are never the same. */
export function shared(a: Static<string>, b: Static<string>): string | undefined {
  const both = join(a, b, (x, y) => (x === y ? x : undefined))
  const keys = inScopeOrder(both.keys)
  for (const tuple of instances(keys)) {
    const same = both.at(assignment(keys, tuple))
    if (same !== undefined) return same
  }
  return undefined
}
