import type { Span } from '../../grammar/ast/index.ts'
import { known } from '../program/known.ts'
import { type Must, obeys } from '../program/must.ts'
import type { Program } from '../program/program.ts'
import type { Term } from '../program/term.ts'
import { equal, plain, seconds, type Unit, unitOf, unitText } from '../program/unit.ts'
import type { Clocks } from './clocks.ts'
import type { Report } from './report.ts'
import type { Units } from './units/infer.ts'

/** What stands in orders, states, risk, models and texts has a unit and a clock, and the unit that its place takes. */
export function checkWritten(
  program: Program,
  units: Units,
  clocks: Clocks,
  report: Report,
  text: (span: Span) => string,
): void {
  for (const { term, use, units: possible, must, ofAsset } of program.acting.written) {
    const { unit } = units.of(term)
    clocks.of(term)
    if ((!possible || fits(term, use, possible)) && must) is(term, use, must)
    const found = units.normal(unit)
    if (ofAsset && term.op.op !== 'error' && !isOfAsset(found))
      report('HVT2203', term, { what: use, wanted: 'an amount of one asset', found: unitText(found) })
  }
  for (const { rows } of program.acting.models)
    if (clocks.of(rows).stream === 'constant') report('HVT2303', rows, { what: 'the rows of a model' })
  for (const { event } of program.acting.reactions)
    if (clocks.of(event).stream !== 'event') report('HVT2304', event, { what: '`on`' })

  /** Of what is known before the run. */
  function is(term: Term, use: string, must: Must): void {
    const value = known(term)
    if (value === undefined || obeys(value, must)) return
    const written = `\`${text(term.span)}\``
    const found = isLiteral(term) ? written : `${written}, which is ${value}`
    report('HVT2417', term, { what: use, must, found })
  }

  function fits(term: Term, use: string, possible: readonly Unit[]): boolean {
    if (possible.some(unit => units.fits(term, unit))) return true
    const [first, ...others] = possible
    const wanted = possible.map(named).join(' or ')
    if (others.length > 0) report('HVT2413', term, { what: use, wanted, found: named(units.of(term).unit) })
    else if (first) units.wants(term, first, use)
    return false
  }

  function named(unit: Unit): string {
    if (unit === plain) return 'a plain number'
    return unit === seconds ? 'a duration' : unitText(units.normal(unit))
  }
}

function isLiteral({ op, args }: Term): boolean {
  return op.op === 'constant' || (op.op === 'pointwise' && op.fn === 'neg' && isLiteral(args[0]!))
}

function isOfAsset(unit: Unit): boolean {
  const [factor, ...more] = [...unit.values()]
  return factor !== undefined && more.length === 0 && factor.atom.kind !== 'seconds' && equal(unit, unitOf(factor.atom))
}
