import type { Term } from '../../program/term.ts'
import { type Unit, unitText } from '../../program/unit.ts'
import type { Report } from './report.ts'
import type { Measured, Solver } from './solver.ts'

/** The unit of a number of a scan's state: whatever it turns out to be, the same wherever it is read. */
export type StateUnits = (id: object, slot: number) => Unit

export function stateUnits(solver: Solver): StateUnits {
  const known = new Map<object, Unit[]>()
  return (id, slot) => {
    const units = known.get(id) ?? []
    known.set(id, units)
    units[slot] ??= solver.fresh()
    return units[slot]
  }
}

interface Rules {
  readonly solver: Solver
  readonly report: Report
  readonly of: (term: Term) => Measured
  readonly states: StateUnits
}

/** The units of a state are those that its start and its next value have, each in terms of all. */
export function scanned(
  { args }: Term,
  { id, init }: Extract<Term['op'], { op: 'scan' }>,
  { solver, report, of, states }: Rules,
): void {
  const size = init.length
  for (const [slot, start] of args.slice(size).entries()) solver.unify(states(id, slot), of(start).unit)
  for (const [slot, body] of args.slice(0, size).entries()) {
    const [before, after] = [states(id, slot), of(body).unit]
    if (solver.unify(before, after)) continue
    const [is, next] = [before, after].map(u => unitText(solver.normal(u).unit)) as [string, string]
    report('HVT2217', body, { before: is, after: next })
  }
}
