import type { Span } from '../../../grammar/ast/index.ts'
import type { AssetRef } from '../../program/keys.ts'
import type { KeyMap } from '../../program/substitute.ts'
import { type Term, unwrap } from '../../program/term.ts'
import { atomText, equal, isPlain, plain, seconds, type Unit, unitText } from '../../program/unit.ts'
import { bookUnit } from './book.ts'
import { externUnit } from './extern.ts'
import { barMeasures, measureOf } from './measures.ts'
import { pointwiseUnit } from './pointwise.ts'
import type { Report } from './report.ts'
import { scanned, stateUnits } from './scan.ts'
import { type Measured, plainly, type Solver, union } from './solver.ts'
import { sourceUnits } from './sources.ts'
import { statisticUnit } from './statistics.ts'
import { aggregated, unsure } from './windows.ts'
import { bare, withUnit } from './written.ts'

export interface Units {
  /** The unit of a term, its mistakes reported once. */
  of(term: Term): Measured
  /** Both must have one unit: else a message on `at`, whose two sides they are. */
  same(at: Term, doing: string, a: Term, b: Term): Measured
  /** The term must have the unit of its place: else a message. */
  wants(term: Term, unit: Unit, what: string): void
  /** Whether it can have the unit. */
  fits(term: Term, unit: Unit): boolean
  /** With what is known of keys and variables. */
  normal(unit: Unit): Unit
  asset(ref: AssetRef): Unit
  /** Whether a lot of a book is given in quote, not in base. */
  isInQuote(lot: Term): boolean
}

/** Gives every term its unit, bottom up; a bare 0 takes the unit that its neighbours want. */
export function inferUnits(solver: Solver, report: Report, text: (span: Span) => string): Units {
  const known = new Map<Term, Measured>()
  const states = stateUnits(solver)
  const sourceUnit = sourceUnits(solver, report)
  const quoted = new Set<Term>()
  const unitOf = (term: Term) => of(term).unit

  function of(term: Term): Measured {
    const found = known.get(term)
    if (found) return found
    const parts = term.args.map(arg => of(arg).pegs)
    const own = bounded(term, measure(term))
    const measured = { unit: own.unit, pegs: union([own.pegs, ...parts]) }
    known.set(term, measured)
    return measured
  }

  /** The unit, and the pegs needed at this very step; those of the parts are added by `of`. */
  function measure(term: Term): Measured {
    const { op, args } = term
    const [a, b] = args
    switch (op.op) {
      case 'constant':
        return op.unit ? solver.substitute(op.unit, noKeys) : plainly(solver.fresh())
      case 'table':
        return plainly(op.unit)
      case 'param':
        return plainly(op.param.unit)
      case 'given':
        return op.given.like ? plainly(of(op.given.like).unit) : solver.substitute(op.given.unit, noKeys)
      case 'params':
        return plainly(op.unit)
      case 'source':
        if (op.unit) return plainly(op.unit)
        return sourceUnit(term, measureOf(op.stream, op.field), op.instrument)
      case 'ref': {
        const { op: inner } = unwrap(term)
        // A bare 0 under a name has any unit at each of its uses, as if it stood there.
        if (inner.op === 'constant' && !inner.unit) return plainly(solver.fresh())
        return solver.substitute(solver.normal(of(a!).unit).unit, op.keys)
      }
      case 'pointwise':
        return pointwiseUnit(term, op.fn, { solver, report, of, same, wants })
      case 'extern':
        return plainly(externUnit(term, op.is, { solver, of, wants }))
      case 'coalesce':
        return same(term, 'puts in one place', a!, b!)
      case 'window':
        if (op.unsure) unsure(term, solver.normal(of(a!).unit).unit, report, text)
        return aggregated(
          solver,
          op.aggregate,
          args.map(arg => of(arg).unit),
        )
      case 'next':
        if (op.aggregate === 'argmin' || op.aggregate === 'argmax') return plainly(seconds)
        return aggregated(
          solver,
          op.aggregate,
          args.map(arg => of(arg).unit),
        )
      case 'since':
        of(a!)
        return plainly(seconds)
      case 'ahead':
        if (op.aggregate === 'argmin' || op.aggregate === 'argmax') return plainly(seconds)
        of(b!)
        return aggregated(solver, op.aggregate, [of(a!).unit])
      case 'convert':
        of(a!)
        return solver.asset(op.to)
      case 'later':
        of(b!)
        return plainly(of(a!).unit)
      case 'at_row':
      case 'override':
      case 'quantile':
      case 'prev':
      case 'sample':
      case 'changed':
      case 'ema':
      case 'decay':
        return plainly(of(a!).unit)
      case 'over': {
        const x = of(a!)
        const unit = solver.normal(x.unit).unit
        if (op.fold === 'count' || op.members.length > 0) return plainly(plain)
        if (![...unit.values()].some(({ atom }) => atom.kind === 'part' && atom.of === op.key))
          return op.fold === 'var' ? aggregated(solver, 'var', [x.unit]) : plainly(x.unit)
        report('HVT2216', term, { fold: op.fold, unit: unitText(unit), key: op.key.name })
        return plainly(solver.fresh())
      }
      case 'state':
        return plainly(states(op.id, op.slot))
      case 'scan':
        scanned(term, op, { solver, report, of, states })
        return plainly(plain)
      case 'part': {
        if (a!.op.op === 'statistic') return plainly(statisticUnit(a!.op, op.slot, a!.args.map(unitOf)))
        if (a!.op.op === 'bars') return sourceUnit(term, barMeasures[op.slot]!, a!.op.instrument)
        return plainly(states(a!.op.op === 'scan' ? a!.op.id : a!, op.slot))
      }
      case 'book':
        return bookUnit(term, op, {
          solver,
          report,
          of,
          wants,
          quoted,
          field: f => sourceUnit(term, f === 'price' ? 'price' : 'base', op.instrument),
        })
      case 'stale':
      case 'latency':
        return plainly(seconds)
      case 'held':
        wants(b!, seconds, '`for`')
        return plainly(plain)
      case 'fresh':
        wants(b!, seconds, 'an age')
        return plainly(of(a!).unit)
      case 'error':
        return plainly(solver.fresh())
      default:
        return plainly(plain)
    }
  }

  function wants(term: Term, unit: Unit, what: string): void {
    if (!solver.unify(of(term).unit, unit)) mismatch(term, term, unit, what)
  }

  /** Nobody means a unit to such a power; without a bound it would grow beyond numbers. */
  function bounded(term: Term, measured: Measured): Measured {
    const worst = [...measured.unit.values()].find(({ power: { num, den } }) => Math.abs(num) > 100 || den > 100)
    if (!worst) return measured
    report('HVT2206', term, { unit: atomText(worst.atom) })
    return plainly(solver.fresh())
  }

  function same(at: Term, doing: string, a: Term, b: Term): Measured {
    const left = of(a)
    const right = of(b)
    const united = solver.unify(left.unit, right.unit)
    if (united) return united
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
        wanted: equal(unit, seconds) ? 'a duration (`5s`)' : unitText(unit),
        found: unitText(solver.normal(of(found).unit).unit),
      })
  }

  return {
    of,
    same,
    isInQuote: lot => quoted.has(lot),
    wants: (term, unit, what) => wants(term, normal(unit), what),
    fits: (term, unit) => solver.unify(of(term).unit, normal(unit)) !== undefined,
    normal,
    asset: ref => solver.asset(ref).unit,
  }

  /** Parts of keys that all members share are assets. */
  function normal(unit: Unit): Unit {
    return solver.substitute(unit, noKeys).unit
  }
}

const noKeys: KeyMap = new Map()
