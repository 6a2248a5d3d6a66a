import { type Callee, Code } from './code.ts'
import type { Func } from './func.ts'

/** Compilers take more than their share of time for long functions: so many bytes of code are put into another at most. */
const LONGEST = 1_500
/** … and only where the whole does not get longer than this. */
const WHOLE = 8_000
/** Some index: what is imported has no body to be put anywhere. */
const IMPORTED = 0

/**
 * The functions that stand in place of their call: of those that are called directly from one place and by no other way.
 * Calls cost more than what many of these functions do, and compilers leave them as they are.
 */
export function inlined(funcs: readonly Func[], others: ReadonlySet<Func>): ReadonlySet<Func> {
  const calls = new Map<Callee, Func[]>(funcs.map(func => [func, []]))
  const sizes = new Map<Func, number>()
  for (const caller of funcs) {
    const { length } = new Code(caller, func => calls.get(func)?.push(caller) ?? IMPORTED)
    sizes.set(caller, length)
  }
  const found = new Set<Func>()
  // The smallest first: most calls for the room there is.
  for (const func of [...funcs].sort((a, b) => sizes.get(a)! - sizes.get(b)!)) {
    const [caller, more] = calls.get(func)!
    if (!caller || more || others.has(func)) continue
    let host = caller
    while (found.has(host)) host = calls.get(host)![0]!
    const size = sizes.get(func)!
    if (host === func || size > LONGEST || size + sizes.get(host)! > WHOLE) continue
    found.add(func)
    sizes.set(host, size + sizes.get(host)!)
  }
  return found
}
