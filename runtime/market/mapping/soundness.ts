import type { StreamName } from '../../../compiler/ir/streams.ts'
import type { SkipReason } from '../../../grammar/diagnostics/catalogue/recordings.ts'

type Fields = readonly number[]
const allPositive = (...numbers: readonly (number | undefined)[]) => numbers.every(n => n! > 0)
/** Or absent. */
const notBelowZero = (...numbers: readonly (number | undefined)[]) => numbers.every(n => !(n! < 0))
const priced = ([price, qty]: Fields) => (allPositive(price, qty) ? undefined : 'no_price')

/** Why the numbers of a row are none that its stream can have. */
export const soundness: Readonly<Partial<Record<StreamName, (fields: Fields) => SkipReason | undefined>>> = {
  quote: ([bid, bidSize, ask, askSize]) =>
    allPositive(bid, ask) && notBelowZero(bidSize, askSize) ? undefined : 'no_price',
  ticker: priced,
  trades: priced,
  liquidations: priced,
  mark: ([price]) => (allPositive(price) ? undefined : 'no_price'),
  funding: ([rate]) => (Number.isFinite(rate) ? undefined : 'no_number'),
  open_interest: ([amount]) => (amount! >= 0 ? undefined : 'no_number'),
  session: ([open, close]) => (close! > open! ? undefined : 'no_number'),
  bar: ([open, high, low, close, volume]) => {
    if (!allPositive(open, high, low, close) || !notBelowZero(volume)) return 'no_price'
    return high! >= Math.max(open!, close!) && low! <= Math.min(open!, close!) ? undefined : 'bad_bar'
  },
}

/** Fields without which a row says nothing. */
export const neededFields: Readonly<Partial<Record<StreamName, readonly string[]>>> = {
  quote: ['bid', 'ask'],
  ticker: ['bid', 'ask'],
  trades: ['price', 'qty'],
  liquidations: ['price', 'qty'],
  mark: ['price'],
  funding: ['rate'],
  open_interest: ['amount'],
  bar: ['close'],
  session: ['open', 'close'],
}

/** Fields that are times. */
export const timeFields: ReadonlySet<string> = new Set(['session open', 'session close', 'funding next_at'])

/** What a venue says of itself, or a source that has no key: of no instrument. */
export const isAside = (stream: StreamName): boolean => stream === 'session' || stream === 'message'
