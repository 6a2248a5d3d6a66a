import type { Term } from '../../program/term.ts'
import { multiply, plain, unitText } from '../../program/unit.ts'
import type { Rules } from './pointwise.ts'
import { type Measured, plainly } from './solver.ts'

interface BookRules extends Pick<Rules, 'solver' | 'report' | 'of' | 'wants'> {
  /** The unit of a price or of a quantity of the instrument. */
  readonly field: (name: 'price' | 'qty') => Measured
  /** Takes in the lots that are given in quote. */
  readonly quoted: Set<Term>
}

/** The unit of what a book answers; that of what it is asked is looked at. */
export function bookUnit(
  term: Term,
  { read }: Extract<Term['op'], { op: 'book' }>,
  { solver, report, of, wants, field, quoted }: BookRules,
): Measured {
  const x = term.args[1]!
  const [price, base] = [field('price'), field('qty')]
  const quote = solver.normal(multiply(price.unit, base.unit))
  switch (read) {
    case 'price':
      wants(x, plain, 'a level')
      return price
    case 'size':
      wants(x, plain, 'a level')
      return base
    case 'top':
      wants(x, plain, '`levels`')
      return base
    case 'near':
      wants(x, plain, '`within`')
      return base
    case 'cost':
      wants(x, base.unit, 'a quantity')
      return quote
    case 'quantity':
      wants(x, quote.unit, 'an amount')
      return base
    case 'lot': {
      const inBase = solver.unify(of(x).unit, base.unit)
      if (inBase) return { unit: base.unit, pegs: inBase.pegs }
      const inQuote = solver.unify(of(x).unit, quote.unit)
      quoted.add(term)
      if (inQuote) return { unit: base.unit, pegs: inQuote.pegs }
      const [found, b, q] = [of(x).unit, base.unit, quote.unit].map(u => unitText(solver.normal(u).unit)) as string[]
      report('HVT2162', x, { found: found!, base: b!, quote: q! })
      return plainly(base.unit)
    }
  }
}
