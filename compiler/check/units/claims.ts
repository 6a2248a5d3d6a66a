import type { Claim, Slot } from '../../program/claims.ts'
import { divide, type Rational, type Unit, unitOf, unitText } from '../../program/unit.ts'
import type { Units } from './infer.ts'
import type { Report } from './report.ts'
import type { Solver } from './solver.ts'

/** Tells of every value that has another unit than its declared type says. */
export function checkClaims(claims: readonly Claim[], units: Units, solver: Solver, report: Report): void {
  const calls = new Map<object, Map<string, Unit>>()
  for (const claim of claims) {
    const letters = calls.get(claim.call) ?? new Map<string, Unit>()
    calls.set(claim.call, letters)
    const found = solver.normal(units.of(claim.term).unit).unit
    if (holds(found, claim.shape, letters, solver)) continue
    const { what, type, declared, term } = claim
    report('HVT2220', term, { what, type, found: unitText(found) }, [{ span: declared, text: 'declared here' }])
  }
}

function holds(found: Unit, shape: Claim['shape'], letters: Map<string, Unit>, solver: Solver): boolean {
  if ('exactly' in shape) return solver.unify(found, shape.exactly) !== undefined
  const slots = [shape.above, shape.below].filter(slot => slot !== undefined)
  const open = slots.some(slot => 'letter' in slot && !letters.has(slot.letter))
  const isSolved = [...found.values()].every(({ atom }) => atom.kind !== 'variable')
  // A letter that is met for the first time is the asset that stands in its place.
  if (open && isSolved) {
    const parts = slots.map((_, i) => [...found.values()].filter(({ power }) => isWhole(power, i === 0 ? 1 : -1)))
    if (found.size !== slots.length || parts.some(part => part.length !== 1)) return false
    for (const [i, slot] of slots.entries()) {
      const { atom } = parts[i]![0]!
      if (atom.kind === 'seconds') return false
      if ('letter' in slot && !letters.has(slot.letter)) letters.set(slot.letter, unitOf(atom))
    }
  }
  const unit = slots.map(unitFor)
  const wanted = unit.length === 2 ? divide(unit[0]!, unit[1]!) : unit[0]!
  return solver.unify(found, wanted) !== undefined

  function unitFor(slot: Slot): Unit {
    if ('unit' in slot) return slot.unit
    const known = letters.get(slot.letter) ?? solver.fresh()
    letters.set(slot.letter, known)
    return known
  }
}

const isWhole = ({ num, den }: Rational, wanted: number) => num === wanted && den === 1
