import { assignment, inScopeOrder, instances } from '../../program/instances.ts'
import { partOf } from '../../program/keys.ts'
import type { InstrumentRef, Term } from '../../program/term.ts'
import { divide, multiply, plain, power, rational, seconds } from '../../program/unit.ts'
import type { Measure } from './measures.ts'
import type { Report } from './report.ts'
import { type Measured, plainly, type Solver, union } from './solver.ts'

/** Units of what an instrument's streams say. */
export function sourceUnits(solver: Solver, report: Report) {
  return (term: Term, measure: Measure, instrument: InstrumentRef): Measured => {
    if (measure === 'plain') return plainly(plain)
    if (measure === 'seconds') return plainly(seconds)
    if (measure === 'per second') return plainly(divide(plain, seconds))
    const [b, q] = [solver.asset(instrument.base), solver.asset(instrument.quote)]
    if (measure === 'base') return b
    if (measure === 'quote') return { ...q, pegs: union([q.pegs, means(term, instrument)]) }
    const unit = measure === 'liquidity' ? power(multiply(b.unit, q.unit), rational(1, 2)) : divide(q.unit, b.unit)
    return { unit, pegs: union([b.pegs, q.pegs, means(term, instrument)]) }
  }

  /** The pegs by which some venue lists another quote asset than the one written. */
  function means(term: Term, { is, quote }: InstrumentRef): ReadonlySet<string> {
    const keys = inScopeOrder(quote.kind === 'part' ? [...is.keys, quote.of] : is.keys)
    const used: ReadonlySet<string>[] = []
    for (const tuple of instances(keys)) {
      const at = assignment(keys, tuple)
      const { venue, symbol } = is.at(at)
      const written = quote.kind === 'asset' ? quote.name : partOf(at(quote.of), quote.part)
      const pegs = symbol.quote === written ? new Set<string>() : solver.between([symbol.quote, written])
      if (pegs) used.push(pegs)
      else {
        const place = { ...term, span: venue.declared, calls: [] }
        report('HVT2205', place, { venue: venue.name, written, listed: symbol.quote })
        break
      }
    }
    return union(used)
  }
}
