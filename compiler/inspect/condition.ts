import { HELD } from '../layout/state.ts'
import type { Place } from './cause.ts'
import type { Reading } from './reading.ts'

/** A part of a condition that keeps it from being true. Of a wait: how long it has been true so far, and how long it must, µs. */
export interface Obstacle {
  readonly place: Place
  readonly is: 'false' | 'unknown' | 'waiting'
  readonly time?: number
  readonly need?: number
}

/** The parts because of which a condition is not true, what is false before what is unknown; none while it is true. */
export function obstacles(moment: Reading, place: Place): readonly Obstacle[] {
  const value = moment.value(place)
  if (value === 1) return []
  const { op } = moment.node(place)
  const inputs = moment.inputs(place)
  const own: Obstacle = { place, is: value === 0 ? 'false' : 'unknown' }
  const parts = () => inputs.flatMap(input => obstacles(moment, input)).toSorted((a, b) => rank(a) - rank(b))
  if (op.op === 'pointwise' && (op.fn === 'and' || op.fn === 'or')) return parts()
  if (op.op === 'held') {
    const [condition, seconds] = inputs as [Place, Place]
    if (moment.value(condition) !== 1) return obstacles(moment, condition)
    if (moment.isAbsent(seconds)) return [own]
    const time = moment.now - moment.state(place, HELD.since)
    return [{ place, is: 'waiting', time, need: Math.floor(moment.value(seconds) * 1e6 + 0.5) }]
  }
  return [own]
}

const rank = ({ is }: Obstacle) => (is === 'unknown' ? 1 : 0)
