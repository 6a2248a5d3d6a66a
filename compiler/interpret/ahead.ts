import type { AheadAggregate, AheadOp } from '../ir/ahead.ts'
import { TOUCHED, WAKE } from '../layout/layout.ts'
import { AHEAD, LATER } from '../layout/state.ts'
import { type Operator, type Port, type Site, TICKED } from './site.ts'
import { now } from './time.ts'
import { isAbsent } from './values.ts'

/** x as it was at a tick of e, so long after it. */
export function later({ delay, most }: AheadOp & { op: 'later' }, site: Site): Operator {
  const [x, e] = site.inputs as [Port, Port]
  const rows = new Rows(site, LATER.row, most)
  const look = (i: number) => {
    const due = rows.isDue(i, row => rows.cells[row]!)
    let happened = 0
    if (due !== undefined) {
      const value = rows.cells[due + 1]!
      site.put(i, value)
      happened = isAbsent(value) ? WAKE : TICKED
      rows.drop(i)
    }
    if (e.ticked(i)) {
      const row = rows.add(i)
      if (row !== undefined) {
        site.memory.put(row, now(site.memory) + delay)
        site.memory.keep(row + 1, x.value(i))
      }
    }
    rows.await(i, row => rows.cells[row]!)
    return happened
  }
  return { look }
}

/** What came of x in the time after a tick of e. Each row keeps what came until the next one. */
export function ahead({ aggregate, span, most, held }: AheadOp & { op: 'ahead' }, site: Site): Operator {
  const [x, e] = site.inputs as [Port, Port]
  const rows = new Rows(site, AHEAD.row, most)
  const { memory } = site
  const dueOf = (row: number) => rows.cells[row]! + span
  const take = (row: number, value: number, at: number) => {
    const merged = joined(aggregate, part(rows.cells, row), { ticks: 1, value, at })
    memory.put(row + AHEAD.ticks, merged.ticks)
    memory.keep(row + AHEAD.value, merged.value)
    memory.put(row + AHEAD.at, merged.at)
  }
  const look = (i: number) => {
    const newest = rows.newest(i)
    if (newest !== undefined && x.ticked(i)) take(newest, x.value(i), now(memory))
    let happened = 0
    const due = rows.isDue(i, dueOf)
    if (due !== undefined) {
      const all = rows.all(i).map(row => part(rows.cells, row))
      const value = result(
        aggregate,
        all.reduce((a, b) => joined(aggregate, a, b)),
        rows.cells[due]!,
      )
      site.put(i, value)
      happened = isAbsent(site.value(i)) ? WAKE : TICKED
      rows.drop(i)
    }
    if (e.ticked(i)) {
      const row = rows.add(i)
      if (row !== undefined) {
        memory.put(row, now(memory))
        for (const slot of [AHEAD.ticks, AHEAD.value, AHEAD.at]) memory.put(row + slot, 0)
        if (held && holding.has(aggregate) && !isAbsent(x.value(i))) take(row, x.value(i), now(memory))
      }
    }
    rows.await(i, dueOf)
    return happened
  }
  return { look }
}

/** They take in the value that is in force at the row. */
const holding: ReadonlySet<AheadAggregate> = new Set<AheadAggregate>([
  'min',
  'max',
  'first',
  'last',
  'argmin',
  'argmax',
])

interface Part {
  readonly ticks: number
  readonly value: number
  readonly at: number
}

function part(cells: Float64Array, row: number): Part {
  return { ticks: cells[row + AHEAD.ticks]!, value: cells[row + AHEAD.value]!, at: cells[row + AHEAD.at]! }
}

/** Two stretches of time, one after the other. Of equal extremes the first counts. */
function joined(aggregate: AheadAggregate, a: Part, b: Part): Part {
  if (a.ticks === 0 || b.ticks === 0) return a.ticks === 0 ? b : a
  const ticks = a.ticks + b.ticks
  const both = (one: Part) => ({ ticks, value: one.value, at: one.at })
  switch (aggregate) {
    case 'min':
    case 'argmin':
      return both(b.value < a.value ? b : a)
    case 'max':
    case 'argmax':
      return both(b.value > a.value ? b : a)
    case 'first':
      return both(a)
    case 'last':
      return both(b)
    case 'count':
    case 'sum':
    case 'mean':
      return { ticks, value: a.value + b.value, at: b.at }
  }
}

function result(aggregate: AheadAggregate, { ticks, value, at }: Part, row: number): number {
  if (aggregate === 'count') return ticks
  if (aggregate === 'sum') return ticks === 0 ? 0 : value
  if (ticks === 0) return Number.NaN
  if (aggregate === 'mean') return value / ticks
  return aggregate === 'argmin' || aggregate === 'argmax' ? (at - row) / 1e6 : value
}

/** A ring of rows that wait, oldest first; its timer is armed for the oldest. */
class Rows {
  readonly cells: Float64Array

  constructor(
    private readonly site: Site,
    private readonly slots: number,
    private readonly most: number,
  ) {
    this.cells = site.memory.cells
  }

  /** Address of the oldest row if its time has come. */
  isDue(i: number, due: (row: number) => number): number | undefined {
    const state = this.site.state(i)
    if (this.cells[state + LATER.waiting] === 0 || (this.site.flags(i) & TOUCHED) === 0) return undefined
    const row = this.row(state, 0)
    return due(row) <= now(this.site.memory) ? row : undefined
  }

  drop(i: number): void {
    const state = this.site.state(i)
    const first = this.cells[state + LATER.first]!
    this.cells[state + LATER.first] = first + 1 === this.most ? 0 : first + 1
    this.cells[state + LATER.waiting]!--
  }

  /** Address of a new row; none where there is no room. */
  add(i: number): number | undefined {
    const state = this.site.state(i)
    if (this.cells[state + LATER.waiting]! >= this.most) {
      this.cells[state + LATER.lost]!++
      return undefined
    }
    return this.row(state, this.cells[state + LATER.waiting]!++)
  }

  newest(i: number): number | undefined {
    const state = this.site.state(i)
    const waiting = this.cells[state + LATER.waiting]!
    return waiting === 0 ? undefined : this.row(state, waiting - 1)
  }

  all(i: number): readonly number[] {
    const state = this.site.state(i)
    return Array.from({ length: this.cells[state + LATER.waiting]! }, (_, k) => this.row(state, k))
  }

  await(i: number, due: (row: number) => number): void {
    const state = this.site.state(i)
    const slot = this.site.timer(i)
    if (this.cells[state + LATER.waiting] === 0) this.site.deadlines.arm(slot, Number.POSITIVE_INFINITY)
    else this.site.deadlines.arm(slot, due(this.row(state, 0)))
  }

  private row(state: number, k: number): number {
    const place = (this.cells[state + LATER.first]! + k) % this.most
    return state + LATER.rows + place * this.slots
  }
}
