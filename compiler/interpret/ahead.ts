import { type AheadAggregate, type AheadOp, aheadHolding } from '../ir/ahead.ts'
import { AHEAD, LATER } from '../layout/ahead.ts'
import { WAKE } from '../layout/layout.ts'
import { Rows } from './rows.ts'
import { type Operator, type Port, type Site, TICKED } from './site.ts'
import { now } from './time.ts'
import { isAbsent } from './values.ts'

/** x as it was at a tick of e, so long after it. */
export function later(op: AheadOp & { op: 'later' }, site: Site): Operator {
  const [x, e] = site.inputs as [Port, Port]
  const rows = new Rows(site, op)
  const look = (i: number) => {
    const state = site.state(i)
    let happened = 0
    if (rows.isDue(i)) {
      site.put(i, site.memory.cells[rows.row(state, 0) + LATER.value]!)
      happened = isAbsent(site.value(i)) ? WAKE : TICKED
      rows.drop(i, state)
    }
    if (e.ticked(i)) {
      const row = rows.add(i, state)
      if (row !== undefined) site.memory.put(row + LATER.value, x.value(i))
    }
    return happened
  }
  return { look }
}

/**
 * What came of x in the time after a tick of e. Each row keeps what came until the next one. When the oldest is to be told
 * and has not been merged, all that wait are merged with those that follow them; what comes from then on is kept for all of
 * these together. So a row is merged twice, however many wait.
 */
export function ahead({ aggregate, ...op }: AheadOp & { op: 'ahead' }, site: Site): Operator {
  const [x, e] = site.inputs as [Port, Port]
  const rows = new Rows(site, { aggregate, ...op })
  const { memory } = site
  const { cells } = memory
  const holds = op.held && aheadHolding.has(aggregate)
  const asAtEnd = op.held && aggregate === 'last'

  const load = (at: number): Part => ({ ticks: cells[at]!, value: cells[at + 1]!, at: cells[at + 2]! })
  const save = (at: number, { ticks, value, at: time }: Part) => {
    cells[at] = ticks
    memory.keep(at + 1, value)
    cells[at + 2] = time
  }
  const join = (at: number, later: Part) => save(at, joined(aggregate, load(at), later))

  function take(state: number, tick: Part): void {
    const merged = cells[state + AHEAD.merged]!
    if (merged > 0) join(state + AHEAD.since, tick)
    if (rows.waiting(state) > merged) join(rows.row(state, rows.waiting(state) - 1) + AHEAD.part, tick)
  }

  function merge(state: number): void {
    for (let k = rows.waiting(state) - 2; k >= 0; k--)
      join(rows.row(state, k) + AHEAD.part, load(rows.row(state, k + 1) + AHEAD.part))
    cells[state + AHEAD.merged] = rows.waiting(state)
    save(state + AHEAD.since, none)
  }

  /** Of the oldest row, which then is gone. */
  function settle(i: number, state: number): number {
    if (cells[state + AHEAD.merged] === 0) merge(state)
    const row = rows.row(state, 0)
    const at = cells[row]! - op.span
    const whole = joined(aggregate, load(row + AHEAD.part), load(state + AHEAD.since))
    const value = holds ? cells[row + AHEAD.held]! : Number.NaN
    cells[state + AHEAD.merged]!--
    rows.drop(i, state)
    return result(aggregate, isAbsent(value) ? whole : joined(aggregate, { ticks: 1, value, at }, whole), at)
  }

  const look = (i: number) => {
    const state = site.state(i)
    if (x.ticked(i) && rows.waiting(state) > 0) take(state, { ticks: 1, value: x.value(i), at: now(memory) })
    let happened = 0
    if (rows.isDue(i)) {
      const value = settle(i, state)
      site.put(i, asAtEnd ? x.value(i) : value)
      happened = isAbsent(site.value(i)) ? WAKE : TICKED
    }
    if (e.ticked(i)) {
      const row = rows.add(i, state)
      if (row !== undefined) {
        save(row + AHEAD.part, none)
        if (holds) memory.put(row + AHEAD.held, x.value(i))
      }
    }
    return happened
  }
  return { look }
}

/** Ticks in a stretch of time: how many, what is made of their values, and when that was. */
interface Part {
  readonly ticks: number
  readonly value: number
  readonly at: number
}

const none: Part = { ticks: 0, value: 0, at: 0 }

/** Two stretches of time, one after the other. Of equal extremes the first counts. */
function joined(aggregate: AheadAggregate, a: Part, b: Part): Part {
  if (a.ticks === 0 || b.ticks === 0) return a.ticks === 0 ? b : a
  const ticks = a.ticks + b.ticks
  const both = (one: Part) => ({ ...one, ticks })
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
