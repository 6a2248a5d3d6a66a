import { type Ticks, tick } from './feature_ticks.ts'
import { PlainWindow } from './plain_panes.ts'

const second = 1_000_000

/** What one message says, as far as perp_trend reads it. Times µs. */
export interface PerpMessage<T = PlainTop> {
  readonly received: number
  readonly perp: string
  readonly kind: 'quote' | 'trade' | 'liquidation' | 'funding' | 'mark' | 'interest' | 'book' | 'other'
  /** bid, its size, ask, its size; price, quantity, side (of liquidations too); rate, interval (s), next time (µs); mark and index price; open interest. */
  readonly numbers: readonly number[]
  readonly book?: T | undefined
}

/** What of a valid book the strategy looks at. */
export interface PlainTop {
  readonly imb5: number
  readonly band: number
  readonly micro: number
}

/** The longer windows of the strategy, in seconds. */
export interface Horizons {
  readonly hour: number
  readonly ten: number
}

/** The features of perp_trend from their definitions, by name and perpetual; for prices that are never too old. */
export function plainPerps(messages: readonly PerpMessage[], { hour, ten }: Horizons): Map<string, Ticks> {
  const features = new Map<string, Ticks>()
  const perps = new Map<string, ReturnType<typeof newPerp>>()
  const began = messages[0]!.received
  let grid = Math.ceil(began / second) * second
  for (const { received: now, perp: name, kind, numbers, book } of messages) {
    for (; grid < now; grid += second)
      for (const [key, { nextAt }] of perps) tick(features, `to_funding ${key}`, (nextAt - grid) / second)

    if (!perps.has(name)) perps.set(name, newPerp(hour, ten))
    const perp = perps.get(name)!
    const tell = (feature: string, value: number) => tick(features, `${feature} ${name}`, value)
    const warm = (seconds: number, value: () => number) => (now - began < seconds * second ? Number.NaN : value())
    const [a, b, c] = numbers as [number, number, number]
    if (kind === 'trade') {
      perp.signed.add(now, b * c)
      perp.traded.add(now, b)
      perp.worth.add(now, a * b)
      tell(
        'flow',
        warm(300, () => perp.signed.sum(now) / perp.traded.sum(now)),
      )
    }
    if (kind === 'liquidation') perp.forced.add(now, a * b * c)
    if (kind === 'trade' || kind === 'liquidation')
      tell(
        'forced',
        warm(ten, () => perp.forced.sum(now) / perp.worth.sum(now)),
      )
    if (kind === 'funding') {
      perp.nextAt = c
      tell('carry', a / b)
    }
    if (kind === 'mark') tell('basis', a / b - 1)
    if (kind === 'interest') {
      perp.interest.add(now, a)
      tell(
        'oi_change',
        warm(ten, () => a / perp.interest.first(now) - 1),
      )
    }
    if (kind === 'quote' && perp.quote !== numbers.join(' ')) {
      perp.quote = numbers.join(' ')
      const mid = (a + c) / 2
      for (const window of [perp.s10, perp.m1, perp.m5, perp.m10, perp.h1]) window.add(now, mid)
      if (perp.at !== undefined) {
        perp.squares.add(now, Math.log(mid / perp.mid) ** 2)
        perp.spacings.add(now, (now - perp.at) / second)
      }
      perp.mid = mid
      perp.at = now
      const moved = (window: PlainWindow) => () => mid / window.first(now) - 1
      tell('move.s10', warm(10, moved(perp.s10)))
      tell('move.m1', warm(60, moved(perp.m1)))
      tell('move.m10', warm(ten, moved(perp.m10)))
      tell(
        'break_5m',
        warm(300, () => perp.m5.position(now, mid)),
      )
      tell(
        'break_1h',
        warm(hour, () => perp.h1.position(now, mid)),
      )
      tell(
        'vol',
        warm(ten, () => Math.sqrt(perp.squares.sum(now) / perp.spacings.sum(now))),
      )
      tell('micro', perp.micro / mid - 1)
    }
    if (book) {
      perp.micro = book.micro
      tell('micro', book.micro / perp.mid - 1)
      tell('imb5', book.imb5)
      tell('imb_band', book.band)
    }
  }
  return features
}

function newPerp(hour: number, ten: number) {
  return {
    quote: '',
    mid: Number.NaN,
    at: undefined as number | undefined,
    micro: Number.NaN,
    nextAt: Number.NaN,
    s10: new PlainWindow(10 * second, 1),
    m1: new PlainWindow(60 * second, second / 10),
    m5: new PlainWindow(300 * second, second / 10),
    m10: new PlainWindow(ten * second, second),
    h1: new PlainWindow(hour * second, second),
    squares: new PlainWindow(ten * second, second),
    spacings: new PlainWindow(ten * second, second),
    signed: new PlainWindow(10 * second, second / 10),
    traded: new PlainWindow(300 * second, second),
    forced: new PlainWindow(60 * second, second / 10),
    worth: new PlainWindow(ten * second, second),
    interest: new PlainWindow(ten * second, second),
  }
}
