import type { Span } from '../../../grammar/ast/index.ts'
import type { Aggregate } from '../../ir/windows.ts'
import { durationText } from '../../program/duration.ts'
import type { Term } from '../../program/term.ts'
import { divide, equal, isPlain, multiply, plain, power, rational, seconds, type Unit } from '../../program/unit.ts'
import type { Report } from './report.ts'
import { type Measured, plainly, type Solver } from './solver.ts'

/** The unit of an aggregate of x, or of the pair y, x, and the pegs by which the units of a pair meet. */
export function aggregated(solver: Solver, aggregate: Aggregate, inputs: readonly Unit[]): Measured {
  const [y, x] = inputs as [Unit, Unit?]
  switch (aggregate) {
    case 'count':
    case 'corr':
    case 'argmin':
    case 'argmax':
      return plainly(plain)
    case 'var':
      return plainly(power(y, rational(2, 1)))
    case 'cov':
      return solver.normal(multiply(y, x!))
    case 'slope':
      return solver.normal(divide(y, x!))
    default:
      return plainly(y)
  }
}

/** `min(x, 3)`, `max(x, 5s)` where x has the unit of what stands in the window's place. */
export function unsure(term: Term, unit: Unit, report: Report, text: (span: Span) => string): void {
  if (term.op.op !== 'window') return
  const { aggregate: name, over } = term.op
  const x = text(term.args[0]!.span)
  if (over.kind === 'count' && isPlain(unit))
    report('HVT2204', term, { name, size: `${over.n}`, last: `${over.n} ticks`, x })
  if (over.kind !== 'time' || !equal(unit, seconds)) return
  const size = durationText(over.span)
  report('HVT2204', term, { name, size, last: size, x })
}
