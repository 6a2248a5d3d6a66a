import type { Program } from '../program/program.ts'
import type { Term } from '../program/term.ts'
import { equal, plain, seconds, type Unit, unitOf, unitText } from '../program/unit.ts'
import type { Clocks } from './clocks.ts'
import type { Report } from './report.ts'
import type { Units } from './units/infer.ts'

/** What stands in orders, states, risk, models and texts has a unit and a clock, and the unit that its place takes. */
export function checkWritten(program: Program, units: Units, clocks: Clocks, report: Report): void {
  for (const { term, use, units: possible, ofAsset } of program.acting.written) {
    const { unit } = units.of(term)
    clocks.of(term)
    if (possible) fits(term, use, possible)
    const found = units.normal(unit)
    if (ofAsset && term.op.op !== 'error' && !isOfAsset(found))
      report('HVT2203', term, { what: use, wanted: 'an amount of one asset', found: unitText(found) })
  }
  for (const { rows } of program.acting.models)
    if (clocks.of(rows).stream === 'constant') report('HVT2303', rows, { what: 'the rows of a model' })
  for (const { event } of program.acting.reactions)
    if (clocks.of(event).stream !== 'event') report('HVT2304', event, { what: '`on`' })

  function fits(term: Term, use: string, possible: readonly Unit[]): void {
    const [first, ...others] = possible
    if (!first) return
    if (others.length === 0) units.wants(term, first, use)
    else if (!possible.some(unit => units.fits(term, unit))) {
      const wanted = possible.map(named).join(' or ')
      report('HVT2413', term, { what: use, wanted, found: named(units.of(term).unit) })
    }
  }

  function named(unit: Unit): string {
    if (unit === plain) return 'a plain number'
    return unit === seconds ? 'a duration' : unitText(units.normal(unit))
  }
}

function isOfAsset(unit: Unit): boolean {
  const [factor, ...more] = [...unit.values()]
  return factor !== undefined && more.length === 0 && factor.atom.kind !== 'seconds' && equal(unit, unitOf(factor.atom))
}
