import type { Span } from '../../../grammar/ast/index.ts'
import type { Code, Parameters } from '../../../grammar/diagnostics/catalogue/index.ts'
import type { Pointwise } from '../../ir/graph.ts'
import { assignment, inScopeOrder, instances } from '../../program/instances.ts'
import { partOf } from '../../program/substitute.ts'
import { type InstrumentRef, type Term, unwrap } from '../../program/term.ts'
import { divide, isPlain, multiply, plain, power, rational, seconds, type Unit, unitText } from '../../program/unit.ts'
import { type Measured, plainly, type Solver } from './solver.ts'

export type Report = <C extends Code>(code: C, term: Term, parameters: Parameters<C>) => void

export interface Units {
  /** The unit of a term, its mistakes reported once. */
  of(term: Term): Measured
  /** Both must have one unit: else a message on `at`, whose two sides they are. */
  same(at: Term, doing: string, a: Term, b: Term): Measured
}

/** Gives every term its unit, bottom up; a bare 0 takes the unit that its neighbours want. */
export function inferUnits(solver: Solver, report: Report, text: (span: Span) => string): Units {
  const known = new Map<Term, Measured>()

  function of(term: Term): Measured {
    const found = known.get(term)
    if (found) return found
    const measured = measure(term)
    known.set(term, measured)
    return measured
  }

  function measure(term: Term): Measured {
    const { op, args } = term
    const [a, b, c] = args
    switch (op.op) {
      case 'constant':
        return plainly(op.unit ?? solver.fresh())
      case 'table':
        return plainly(op.unit)
      case 'param':
        return plainly(op.param.unit)
      case 'source':
        return sourceUnit(term, op.field, op.instrument)
      case 'ref': {
        const inner = of(a!)
        const outer = solver.substitute(solver.normal(inner.unit).unit, op.keys)
        return { unit: outer.unit, pegged: inner.pegged || outer.pegged }
      }
      case 'pointwise':
        return pointwise(op.fn)
      case 'coalesce':
        return same(term, 'puts in one place', a!, b!)
      case 'window': {
        const x = of(a!)
        if (op.unsure && isPlain(solver.normal(x.unit).unit))
          report('HVT2204', term, { name: op.aggregate, n: String(op.n), x: text(a!.span) })
        return op.aggregate === 'var' ? { ...x, unit: power(x.unit, rational(2, 1)) } : x
      }
      case 'next':
      case 'prev':
      case 'sample':
        return of(a!)
      case 'fresh':
        if (!solver.unify(of(b!).unit, seconds)) mismatch(term, b!, seconds, 'an age')
        return of(a!)
      case 'error':
        return plainly(solver.fresh())
      default:
        return { unit: plain, pegged: args.some(arg => of(arg).pegged) }
    }

    function pointwise(fn: Pointwise): Measured {
      const pegged = args.some(arg => of(arg).pegged)
      switch (fn) {
        case 'mul':
        case 'div': {
          const product = solver.normal((fn === 'mul' ? multiply : divide)(of(a!).unit, of(b!).unit))
          return { unit: product.unit, pegged: pegged || product.pegged }
        }
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
          return { unit: plain, pegged: same(term, 'compares', a!, b!).pegged }
        case 'if': {
          const branches = same(term, 'puts in one place', b!, c!)
          return { ...branches, pegged: branches.pegged || pegged }
        }
        case 'neg':
        case 'abs':
        case 'floor':
        case 'ceil':
          return of(a!)
        case 'sqrt':
          return { unit: power(of(a!).unit, rational(1, 2)), pegged }
        case 'elapsed':
          return { unit: seconds, pegged }
        case 'later':
          if (!solver.unify(of(b!).unit, seconds)) mismatch(term, b!, seconds, 'what is added to a time')
          return { unit: plain, pegged }
        default:
          return { unit: plain, pegged }
      }
    }
  }

  function same(at: Term, doing: string, a: Term, b: Term): Measured {
    const left = of(a)
    const right = of(b)
    const united = solver.unify(left.unit, right.unit)
    if (united) return { unit: united.unit, pegged: united.pegged || left.pegged || right.pegged }
    if (bare(b)) mismatch(at, b, left.unit, '')
    else if (bare(a)) mismatch(at, a, right.unit, '')
    else {
      const [l, r] = [left.unit, right.unit].map(u => solver.normal(u).unit) as [Unit, Unit]
      const keys = [...l.values(), ...r.values()].some(({ atom }) => atom.kind === 'part')
      report('HVT2201', at, { doing, left: unitText(l), right: unitText(r), keys })
    }
    return plainly(solver.fresh())
  }

  /** A number without a unit where one is meant; or, where a name says what, another unit than the place takes. */
  function mismatch(at: Term, found: Term, wanted: Unit, what: string): void {
    const unit = solver.normal(wanted).unit
    if (bare(found) && !isPlain(unit)) {
      const number = text(found.span)
      report('HVT2202', found, { number, unit: unitText(unit), example: withUnit(number, unit) })
    } else
      report('HVT2203', what ? found : at, {
        what: what || 'this',
        wanted: isSeconds(unit) ? 'a duration (`5s`)' : unitText(unit),
        found: unitText(solver.normal(of(found).unit).unit),
      })
  }

  function sourceUnit(term: Term, field: string, instrument: InstrumentRef): Measured {
    const [b, q] = [solver.asset(instrument.base), solver.asset(instrument.quote)]
    if (field === 'side' || field === 'origin') return plainly(plain)
    if (!['bid', 'ask', 'price'].includes(field)) return b
    return { unit: divide(q.unit, b.unit), pegged: b.pegged || q.pegged || means(term, instrument) }
  }

  /** Whether some venue lists another quote asset than the one written; the two must be pegged. */
  function means(term: Term, { is, quote }: InstrumentRef): boolean {
    const keys = inScopeOrder(quote.kind === 'part' ? [...is.keys, quote.of] : is.keys)
    for (const tuple of instances(keys)) {
      const at = assignment(keys, tuple)
      const { venue, symbol } = is.at(at)
      const written = quote.kind === 'asset' ? quote.name : partOf(at(quote.of), quote.part)
      if (symbol.quote === written) continue
      if (!solver.pegged(symbol.quote, written))
        report(
          'HVT2205',
          { ...term, span: venue.declared, calls: [] },
          { venue: venue.name, written, listed: symbol.quote },
        )
      return true
    }
    return false
  }

  return { of, same }
}

const isSeconds = (unit: Unit) => isPlain(divide(unit, seconds))

/** A number as it was typed, or a sum of such: nothing that has a unit of its own. */
function bare(term: Term): boolean {
  const inner = unwrap(term)
  return inner.op.op === 'constant' && inner.op.bare
}

function withUnit(number: string, unit: Unit): string {
  const [factor, ...more] = [...unit.values()]
  const single = factor && more.length === 0 && factor.power.num === 1 && factor.power.den === 1
  if (single && factor.atom.kind === 'asset') return `${number} ${factor.atom.name}`
  if (single && factor.atom.kind === 'seconds') return `${number}s`
  return `${number}[${unitText(unit)}]`
}
