import type { Cycle } from '../../ir/acting.ts'
import type { Terms } from '../../program/acting.ts'
import { known } from '../../program/known.ts'
import { readings } from '../../program/readings.ts'
import { type Term, unwrap } from '../../program/term.ts'
import type { Rule } from './rule.ts'

/** Every state but the first is led to by another. */
export const everyStateIsEntered: Rule = ({ acting }, say) => {
  for (const { name, states } of acting.cycles) {
    const entered = new Set([0, ...states.flatMap(({ exits }) => exits.map(({ to }) => to))])
    for (const [k, state] of states.entries())
      if (!entered.has(k)) say('HVT2409', state.span, { state: state.name, cycle: name })
  }
}

/** Two cycles of which each leaves rest by what the other does may both leave it in one step, unless their ways exclude each other. */
export const cyclesDoNotRace: Rule = ({ acting }, say) => {
  const reads = acting.cycles.map(cycle => readByRest(cycle))
  for (const [a, first] of acting.cycles.entries())
    for (const [b, second] of acting.cycles.entries())
      if (a < b && reads[a]!.has(second.name) && reads[b]!.has(first.name) && !exclude(first, second)) {
        const other = { at: first.span, text: 'the other' }
        say('HVT2408', second.span, { first: first.name, second: second.name }, other)
      }
}

/** Whether no way out of rest of one can be open with one of the other: some value would be on both sides of a gap. */
function exclude(first: Cycle<Terms>, second: Cycle<Terms>): boolean {
  const ways = (cycle: Cycle<Terms>) => (cycle.states[0]?.exits ?? []).map(({ condition }) => bounds(condition))
  return ways(first).every(one => ways(second).every(other => apart(one, other)))
}

/** Between which numbers a value is while a condition is true: of those that it compares with known ones. */
type Bounds = ReadonlyMap<Term, { readonly from: number; readonly to: number }>

function bounds(condition: Term): Bounds {
  const { op, args } = unwrap(condition)
  const [a, b] = args
  if (op.op === 'held') return bounds(a!)
  if (op.op !== 'pointwise') return new Map()
  if (op.fn === 'and') return new Map([...bounds(a!), ...bounds(b!)])
  const limit = b && known(b)
  if (limit === undefined || !['lt', 'le', 'gt', 'ge'].includes(op.fn)) return new Map()
  const above = op.fn === 'gt' || op.fn === 'ge'
  return new Map([[unwrap(a!), above ? { from: limit, to: Infinity } : { from: -Infinity, to: limit }]])
}

function apart(one: Bounds, other: Bounds): boolean {
  return [...one].some(([term, { from, to }]) => {
    const seen = other.get(term)
    return seen !== undefined && (seen.to < from || to < seen.from)
  })
}

/** Cycles that the ways out of the first state read. */
function readByRest({ states }: Cycle<Terms>): ReadonlySet<string> {
  const read = (states[0]?.exits ?? []).flatMap(({ condition }) => readings(condition))
  return new Set(read.flatMap(({ what }) => (what.startsWith('cycle ') ? [what.slice('cycle '.length)] : [])))
}
