import { known } from '../../program/known.ts'
import type { Range } from './ranges.ts'
import type { Subject } from './rule.ts'

/** What each param can be set to, where its declaration says so. */
export function paramRanges({ program, file }: Subject): ReadonlyMap<string, Range> {
  const bounded = new Set(file.decls.flatMap(decl => (decl.kind === 'param' && decl.in ? [decl.name.name] : [])))
  return new Map(
    program.params.flatMap(({ is, values }) => {
      const all = values.flatMap(value => known(value) ?? [])
      return bounded.has(is.name) ? [[is.name, { low: Math.min(...all), high: Math.max(...all) }] as const] : []
    }),
  )
}
