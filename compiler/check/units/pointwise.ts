import type { Code, Parameters } from '../../../grammar/diagnostics/catalogue/index.ts'
import type { Pointwise } from '../../ir/pointwise.ts'
import { known } from '../../program/known.ts'
import type { Term } from '../../program/term.ts'
import { divide, multiply, plain, power, type Rational, rational, seconds, type Unit } from '../../program/unit.ts'
import { type Measured, plainly, type Solver } from './solver.ts'

/** Tells a mistake at the term that makes it. */
export type Report = <C extends Code>(code: C, term: Term, parameters: Parameters<C>) => void

/** What the units of functions are made with. */
export interface Rules {
  readonly solver: Solver
  readonly report: Report
  readonly of: (term: Term) => Measured
  /** Both must have one unit: else a message on `at`, whose two sides they are. */
  readonly same: (at: Term, doing: string, a: Term, b: Term) => Measured
  /** A term must have a unit: else a message that says what it is. */
  readonly wants: (term: Term, unit: Unit, what: string) => void
}

/** The unit of a function of values. */
export function pointwiseUnit(term: Term, fn: Pointwise, rules: Rules): Measured {
  const { solver, of, same, wants } = rules
  const [a, b, c] = term.args
  switch (fn) {
    case 'mul':
    case 'div':
      return solver.normal((fn === 'mul' ? multiply : divide)(of(a!).unit, of(b!).unit))
    case 'add':
    case 'sub':
      return same(term, fn === 'add' ? 'adds' : 'subtracts', a!, b!)
    case 'min':
    case 'max':
      return same(term, 'compares', a!, b!)
    case 'lt':
    case 'le':
    case 'gt':
    case 'ge':
    case 'eq':
    case 'ne':
      return { unit: plain, pegs: same(term, 'compares', a!, b!).pegs }
    case 'if':
      return same(term, 'puts in one place', b!, c!)
    case 'round':
    case 'round_down':
      return same(term, 'rounds', a!, b!)
    case 'exp':
    case 'log':
      wants(a!, plain, `\`${fn}\``)
      return plainly(plain)
    case 'pow':
      return raised(a!, b!, rules)
    case 'neg':
    case 'abs':
      return plainly(of(a!).unit)
    case 'floor':
    case 'ceil':
      // The whole part of a price depends on the currency it is counted in.
      wants(a!, plain, `\`${fn}\``)
      return plainly(plain)
    case 'sqrt':
      return plainly(power(of(a!).unit, rational(1, 2)))
    case 'elapsed':
      return plainly(seconds)
    case 'later':
      wants(b!, seconds, 'what is added to a time')
      return plainly(plain)
    default:
      return plainly(plain)
  }
}

/** A power whose exponent is a ratio of small numbers known before the run changes the unit; any other takes plain. */
function raised(base: Term, exponent: Term, { solver, of, wants }: Rules): Measured {
  wants(exponent, plain, 'an exponent')
  const n = known(exponent)
  const ratio = n === undefined ? undefined : ratioOf(n)
  if (ratio) return plainly(power(solver.normal(of(base).unit).unit, ratio))
  wants(base, plain, 'the base of a power that is not known before the run')
  return plainly(plain)
}

/** Whole, or a fraction with a denominator up to 1000. */
function ratioOf(n: number): Rational | undefined {
  for (let den = 1; den <= 1000; den++) {
    const num = Math.round(n * den)
    if (Math.abs(n * den - num) <= 1e-9 && Math.abs(num) < 1e6) return rational(num, den)
  }
  return undefined
}
