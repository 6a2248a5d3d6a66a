import type { Span } from '../../grammar/ast/index.ts'
import type { Aggregate } from '../ir/windows.ts'
import type { Extent, Term } from '../program/term.ts'
import { type Clock, clockText, sameAtoms, unknown } from './clock.ts'
import { checkRate } from './rates.ts'
import type { Report } from './report.ts'

/** What the clock of a window is decided by; each reports its own mistake. */
interface Clocking {
  of(term: Term): Clock
  /** Whether something ticks at all. */
  counted(term: Term, x: Term, clock: Clock, what: string): boolean
  /** Whether one thing ticks. */
  one(term: Term, clock: Clock): boolean
  happens(e: Term, what: string): boolean
}

/** A window ticks with what it aggregates: a pair of one clock; counted ticks of one thing; ticks in time at a known rate. */
export function windowed(
  term: Term,
  { of, counted, one, happens }: Clocking,
  report: Report,
  text: (span: Span) => string,
): Clock {
  const { op, args } = term
  if (op.op !== 'window' && op.op !== 'quantile' && op.op !== 'statistic') return unknown
  const over: Extent = op.op === 'statistic' ? { kind: 'count', n: op.n } : op.over
  const name = op.op === 'window' ? written(op.aggregate) : op.op === 'quantile' ? 'quantile' : op.fn
  const inputs = over.kind === 'since' ? args.slice(0, -1) : args
  const clocks = inputs.map(of)
  if (over.kind === 'since' && !happens(args.at(-1)!, '`since`')) return unknown
  if (!inputs.every((input, k) => counted(term, input, clocks[k]!, `\`${name}\``))) return unknown
  const [first, ...others] = clocks as [Clock, ...Clock[]]
  const other = others.find(clock => !sameAtoms(first, clock))
  if (other) {
    const [left, right] = [clockText(first), clockText(other)]
    report('HVT2307', term, { name, left, right })
    return unknown
  }
  if (over.kind === 'count' && !one(term, first)) return unknown
  if (over.kind === 'time') checkRate(term, { name, span: over.span }, t => of(t).stream === 'event', report, text)
  return { ...first, stream: 'level' }
}

/** An aggregate as it is written: some are a part of what was asked. */
function written(aggregate: Aggregate): string {
  return aggregate === 'slope' || aggregate === 'intercept' ? 'ols' : aggregate
}
