import type { Expr, Given } from '../../grammar/ast/index.ts'
import { type Context, type Scope, term } from '../elaborate/context.ts'
import { allKeys, assignment, instances } from '../program/instances.ts'
import { map, memberText } from '../program/keys.ts'
import { substituteInstrument } from '../program/substitute.ts'
import type { InstrumentRef, Term } from '../program/term.ts'
import { plain } from '../program/unit.ts'
import { targetOf } from './targets.ts'

/** Bars of one period that a test says itself: of which instruments. */
export type GivenBars = ReadonlyMap<number, ReadonlySet<string>>

/** The channel on which a test says bars. */
export const barChannel = (period: number) => `given bars ${period}`

/** Bars of an instrument, below the names by which they were reached. */
export function barsBelow({
  op,
  args,
}: Term): { readonly instrument: InstrumentRef; readonly period: number } | undefined {
  if (op.op === 'bars') return op
  const inner =
    (op.op === 'ref' || op.op === 'part' || op.op === 'override') && args[0] ? barsBelow(args[0]) : undefined
  return inner && op.op === 'ref'
    ? { period: inner.period, instrument: substituteInstrument(inner.instrument, op.keys) }
    : inner
}

/** The bars that stand in the givens of a test, by themselves or under the name of a `let`. */
export function givenBars(context: Context, givens: readonly Given[], root: Scope): GivenBars {
  const found = new Map<number, Set<string>>()
  for (const { stream } of givens) {
    const target = targetOf(context, stream, root)
    const isNamed = target?.decl.kind === 'let' && isCall(target.decl.is)
    const value = isNamed
      ? context.expression(target.decl.is, target.scope)
      : isCall(stream) && context.expression(stream, root)
    const bars = value && value.kind === 'record' && value.event ? barsBelow(value.event) : undefined
    if (!bars) continue
    const texts = found.get(bars.period) ?? new Set()
    const keys = isNamed ? allKeys(target.scope.key) : []
    for (const tuple of instances(keys)) {
      const isMeant = !target?.keys || tuple.every((member, k) => memberText(member) === target.keys![k])
      if (isMeant) texts.add(memberText(bars.instrument.is.at(assignment(keys, tuple))))
    }
    found.set(bars.period, texts)
  }
  return found
}

const isCall = (expr: Expr) => expr.kind === 'call' && expr.of.kind === 'member' && expr.of.name.name === 'bars'

/** A number of a bar: as given, where it is. */
export function barAsGiven(of: Term, field: string, given: GivenBars, scope: Scope): Term {
  const bars = barsBelow(of)
  const texts = bars && given.get(bars.period)
  if (!bars || !texts) return of
  const whose = map(bars.instrument.is, memberText)
  const said = { what: barChannel(bars.period), of: whose, field, stream: 'level' as const, unit: plain }
  const where = map(whose, text => texts.has(text))
  return term({ op: 'override', given: said, where }, [of], of.type, of.span, scope)
}
