import { type ExternTerm, isFree, type QuantityType, unitOfType } from '../../program/extern.ts'
import type { Term } from '../../program/term.ts'
import { type Unit, unitOf } from '../../program/unit.ts'
import type { Rules } from './pointwise.ts'

/** The unit that an extern was declared to give, once its values have those that it takes. */
export function externUnit({ args }: Term, is: ExternTerm, rules: Pick<Rules, 'solver' | 'wants' | 'of'>): Unit {
  const { solver, wants, of } = rules
  const own = new Map<string, Unit>()
  for (const [i, { name, type }] of is.values.entries()) {
    const found = solver.normal(of(args[i]!).unit).unit
    const named = assets(type, found, own)
    for (const [key, unit] of named) own.set(key, unit ?? unitOf({ kind: 'asset', name: key }))
    // A bare 0, which has any unit, says nothing of them; nor does what fits nothing, which is told here.
    const isOpen = [...found.values()].some(({ atom }) => atom.kind === 'variable')
    const isLost = isOpen || [...named.values()].includes(undefined)
    if (!isOpen) wants(args[i]!, unitOfType(type, own), `\`${name}\` of \`${is.name}\``)
    if (isLost) for (const key of named.keys()) own.set(key, solver.fresh())
    if (isOpen) wants(args[i]!, unitOfType(type, own), `\`${name}\` of \`${is.name}\``)
  }
  return unitOfType(is.result, own)
}

/** The names of a type that are new at this call, and their assets: of `price[b, q]`, q is what stands above, b below. */
function assets(type: QuantityType, found: Unit, own: ReadonlyMap<string, Unit>): Map<string, Unit | undefined> {
  const fresh = type.filter(({ of }) => isFree(of) && !own.has(of))
  return new Map(
    fresh.map(({ of, power }) => {
      const factor = [...found.values()].find(
        ({ atom, power: { num, den } }) => atom.kind !== 'seconds' && num === power && den === 1,
      )
      return [of, factor && unitOf(factor.atom)]
    }),
  )
}
