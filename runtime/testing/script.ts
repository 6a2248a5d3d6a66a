import type { Happening, Test } from '../../compiler/ir/testing.ts'
import { sayOwned } from './account.ts'
import type { Engine } from './engine.ts'
import type { Wire } from './wire.ts'

/** When tests begin: 2026-01-05T00:00:00Z, a Monday; µs. */
export const begin = 1_767_571_200e6

/** At one time states come before events of markets, and these before what the test says itself. */
const order = ['state', 'event', 'message'] as const

/**
 * Leads a run through what happens in a test.
 * @param seen Called when all that happens at one time is done and answered, and after each step of timers.
 * @param stop Called at each of the times, after all that happens then.
 */
export function play(
  { happenings }: Pick<Test, 'happenings'>,
  times: readonly number[],
  wire: Wire,
  engine: Engine,
  seen: () => void,
  stop: (time: number) => void,
): void {
  const isLevel = (h: Happening) => h.kind === 'message' && h.level === true
  const market = new Market(wire)
  engine.begin()
  for (const level of happenings.filter(isLevel)) apply(level, wire, engine)
  wire.tell(begin)
  engine.answer()

  const rest = happenings
    .filter(h => !isLevel(h))
    .toSorted((a, b) => a.time - b.time || order.indexOf(a.kind) - order.indexOf(b.kind))
  const stops = new Set(times)
  const byTime = new Map(rest.map((h): [number, Happening[]] => [h.time, []]))
  for (const happening of rest) byTime.get(happening.time)!.push(happening)
  const moments = [...new Set([0, ...byTime.keys(), ...stops])].toSorted((a, b) => a - b)
  for (const time of moments) {
    timers(begin + time)
    const now = byTime.get(time) ?? []
    for (const happening of now) {
      if (happening.kind === 'event') market.event(happening)
      else {
        apply(happening, wire, engine)
        wire.tell(begin + time)
      }
      engine.answer()
    }
    if (time === 0 || now.length > 0) seen()
    if (!stops.has(time)) continue
    // A step of its own, so that what changes with time alone is as it is then.
    wire.tell(begin + time)
    engine.answer()
    timers(begin + time + 1)
    stop(time)
  }

  function timers(end: number): void {
    while (wire.timers(end)) {
      engine.answer()
      seen()
    }
  }
}

function apply(happening: Happening, wire: Wire, engine: Engine): void {
  if (happening.kind === 'state') engine.cycles.put(happening.cycle, happening.of, happening.state)
  if (happening.kind !== 'message') return
  const { what, of, says, fires, time } = happening
  sayOwned(wire, what, of, fires ? { ...says, [fires]: begin + time } : says)
}

/** Says events of markets; what nobody reads shows all the same that its venue is there. */
class Market {
  private readonly last = new Map<string, readonly number[]>()

  constructor(private readonly wire: Wire) {}

  event({ venue, symbol, stream, fields, part, time }: Extract<Happening, { kind: 'event' }>): void {
    const { venues, instruments } = this.wire.graph
    const at = begin + time
    const v = venues.findIndex(({ name }) => name === venue)
    if (v < 0) return
    const name = `${venue} ${symbol} ${stream}`
    const before = part ? this.last.get(name) : undefined
    const numbers = fields.map((field, k) => field ?? before?.[k] ?? Number.NaN)
    this.last.set(name, numbers)
    const instrument = instruments.findIndex(i => i.venue === v && i.symbol === symbol)
    this.wire.event({ received: at, origin: at, venue: v, instrument, stream, fields: numbers })
  }
}
