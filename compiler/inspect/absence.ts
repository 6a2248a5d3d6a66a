import { need } from '../bounds/needs.ts'
import type { Op } from '../ir/graph.ts'
import { BARS, PREV, SCAN } from '../layout/state.ts'
import { QUANTILE, SINCE, WINDOW } from '../layout/windows.ts'
import type { Absence, Cause, Missing, Place } from './cause.ts'
import type { Moment } from './moment.ts'

/** Why a value is absent: follows what is absent down to where it began. */
export function absence(moment: Moment, place: Place): Absence {
  const { op } = moment.node(place)
  const inputs = moment.inputs(place)
  const [x] = inputs as [Place, ...Place[]]
  const here = (cause: Cause): Absence => ({ cause, origin: place })
  const missing = (cause: Without<Missing>): Absence => here({ state: 'missing', ...cause } as Missing)
  const below = (...from: readonly Place[]) => {
    const absent = from.find(input => moment.isAbsent(input))
    return absent && absence(moment, absent)
  }
  /** Nothing came: because there was nothing, or because what should have come is absent. */
  const notYet = (from: Place = x) => below(from) ?? missing({ what: 'never' })

  switch (op.op) {
    case 'constant':
    case 'table':
    case 'param':
      return missing({ what: 'undeclared' })
    case 'source':
      return sourceAbsence(moment, op, place, x)
    case 'given':
      return missing({ what: 'untold', by: moment.graph.channels[op.channels[place.instance]!]!.what })
    case 'pointwise':
      if (op.fn === 'if') return below(...chosen(moment, inputs)) ?? missing(notFinite(moment, op.fn, inputs))
      return below(...inputs) ?? missing(notFinite(moment, op.fn, inputs))
    case 'fresh': {
      const [, origin, seconds] = inputs as [Place, Place, Place]
      const stale = () => {
        const limit = Math.floor(moment.value(seconds) * 1e6 + 0.5)
        return missing({ what: 'stale', age: moment.now - moment.value(origin), limit })
      }
      return below(x, origin, seconds) ?? stale()
    }
    case 'prev':
    case 'window':
    case 'quantile': {
      const lags = op.op === 'prev' && op.lags
      const wanted = lags ? moment.value(inputs[1]!) + 1 : need({ op }, inputs.length)!.ticks
      const have = counted(moment, place, op)
      if (have >= wanted) return missing({ what: 'not_finite', fn: 'window', operands: [] })
      // Without one tick so far the reason is that nothing comes; with some it is that more must come.
      const source = have === 0 ? below(...inputs) : undefined
      return source ?? here({ state: 'warming', what: 'ticks', have, need: wanted })
    }
    case 'time_window':
    case 'pane_window':
    case 'time_quantile':
      return movingAbsence(moment, place, op.span)
    case 'since_window':
      if (moment.state(place, SINCE.open) !== 1) return missing({ what: 'never' })
      if (moment.state(place, SINCE.count) === 0) return below(x) ?? missing({ what: 'empty', span: null })
      return missing({ what: 'not_finite', fn: 'window', operands: [] })
    case 'ema':
    case 'decay':
    case 'tick_time':
      return Number.isNaN(moment.ticked(x)) ? notYet() : missing({ what: 'not_finite', fn: 'window', operands: [] })
    case 'sample': {
      const [, clock] = inputs as [Place, Place]
      const taken = moment.ticked(clock)
      if (Number.isNaN(taken)) return missing({ what: 'never' })
      return below(x) ?? missing({ what: 'absent_then', time: taken })
    }
    case 'scan':
      if (moment.state(place, SCAN.started) === 1) return missing({ what: 'unknown' })
      return below(...inputs) ?? missing({ what: 'never' })
    case 'bars':
      return barsAbsence(moment, place, need({ op }, inputs.length)!.ticks)
    case 'onset':
      return notYet()
    case 'live': {
      const { name: venue } = venueOf(moment, x)
      if (!op.lacks?.includes(place.instance)) return missing({ what: 'unheard', venue })
      const { symbol } = moment.graph.instruments[op.instruments[place.instance]!]!
      return missing({ what: 'no_event', venue, symbol, stream: op.stream })
    }
    case 'later':
    case 'ahead':
      return below(...inputs) ?? missing({ what: 'never' })
    case 'every':
    case 'started':
    case 'rising':
    case 'filter':
    case 'changed':
      return missing({ what: 'never' })
    default:
      return below(...inputs) ?? missing({ what: 'unknown' })
  }
}

type Without<T> = T extends unknown ? Omit<T, 'state'> : never

function sourceAbsence(
  moment: Moment,
  { instruments, stream, field }: Op & { readonly op: 'source' },
  place: Place,
  alive: Place,
): Absence {
  const { name: venue, silent } = venueOf(moment, alive)
  const instrument = instruments[place.instance]!
  const { symbol } = moment.graph.instruments[instrument]!
  const { first, last } = moment.heard(alive)
  const of = { state: 'missing', venue } as const
  const cause = (): Cause => {
    if (Number.isNaN(first)) return { ...of, what: 'unheard' }
    if (moment.value(alive) !== 1) return { ...of, what: 'silent', time: moment.now - last, limit: silent }
    if (Number.isNaN(moment.origin(instrument, stream))) return { ...of, what: 'no_event', symbol, stream }
    return { ...of, what: 'no_field', symbol, stream, field }
  }
  return { cause: cause(), origin: place }
}

function venueOf({ graph }: Moment, { node, instance }: Place) {
  const { op } = graph.nodes[node]!
  if (op.op !== 'alive' && op.op !== 'heard') throw new Error(`no venue: ${op.op}`)
  return graph.venues[op.venues[instance]!]!
}

/** Of `if`: the condition while it is unknown, else the branch that it takes. */
function chosen(moment: Moment, [condition, yes, no]: readonly Place[]): readonly Place[] {
  const c = moment.value(condition!)
  return [Number.isNaN(c) ? condition! : c !== 0 ? yes! : no!]
}

function notFinite(moment: Moment, fn: (Op & { readonly op: 'pointwise' })['fn'], inputs: readonly Place[]) {
  return { what: 'not_finite', fn, operands: inputs.map(input => moment.value(input)) } as const
}

/** Ticks so far, up to as many as it needs. */
function counted(moment: Moment, place: Place, op: Extract<Op, { op: 'prev' | 'window' | 'quantile' }>): number {
  if (op.op === 'quantile') return Math.min(op.n, moment.state(place, QUANTILE.ticks))
  const slots = op.op === 'prev' ? PREV : WINDOW
  return moment.state(place, slots.full) === 1 ? Number.POSITIVE_INFINITY : moment.state(place, slots.place)
}

function movingAbsence(moment: Moment, place: Place, span: number): Absence {
  const inputs = moment.inputs(place)
  const live = inputs.at(-1)!
  const since = moment.value(live)
  const here = (cause: Cause): Absence => ({ cause, origin: place })
  if (Number.isNaN(since)) return absence(moment, live)
  if (moment.now - since < span) return here({ state: 'warming', what: 'live', have: moment.now - since, need: span })
  const aggregated = inputs.slice(0, -1)
  const absent = aggregated.find(input => moment.isAbsent(input))
  if (absent) return absence(moment, absent)
  const last = Math.min(...aggregated.map(input => moment.ticked(input)))
  // NaN where it never ticked.
  if (!(last > moment.now - span)) return here({ state: 'missing', what: 'empty', span })
  const lost = moment.lost(place)
  return here(
    lost > 0
      ? { state: 'missing', what: 'lost', ticks: lost }
      : { state: 'missing', what: 'not_finite', fn: 'window', operands: [] },
  )
}

/** Before its first whole bar; then while its venue was not alive at the last close. */
function barsAbsence(moment: Moment, place: Place, wanted: number): Absence {
  const [close, , price, , , , recorded] = moment.inputs(place) as [Place, Place, Place, Place, Place, Place, Place]
  if (moment.isAbsent(price) && moment.isAbsent(recorded)) return absence(moment, price)
  const cause: Cause = Number.isNaN(moment.ticked(place))
    ? { state: 'warming', what: 'bars', have: moment.state(place, BARS.closes), need: wanted }
    : { state: 'missing', what: 'absent_then', time: moment.ticked(close) }
  return { cause, origin: place }
}
