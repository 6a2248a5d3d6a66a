import type { SkipReason } from '../../../grammar/diagnostics/catalogue/recordings.ts'
import type { FeedEvent } from '../event.ts'
import { decodeLines } from './decode_lines.ts'
import type { FeedFile, Reader } from './reader.ts'

/**
 * Captures of Binance's combined WebSocket streams, spot and both kinds of futures: lines of
 * `<receive time in ns> {"stream":"btcusdt@bookTicker","data":{…}}`. `bookTicker` gives quotes, `trade` trades; all other
 * messages (depth, aggregated trades, snapshots by REST) only show that the channel is alive, and are not parsed.
 *
 * Receive times are cut to µs. The stamp is the transaction time `T`, when it happened in the exchange's matching, else
 * the event time `E`, when it was sent; spot's bookTicker has neither. Quantities in contracts become base quantities.
 */
export const binanceWs: Reader = {
  name: 'binance_ws',
  streams: ['quote', 'trades'],
  read: (file, counts, progress) => decodeLines('binance_ws', decoder(file), file, counts, progress),
}

const opening = '{"stream":"'
const head = 20
const alive: readonly number[] = []

function decoder(file: FeedFile) {
  const symbol = file.symbol?.toLowerCase() ?? spelling(file)
  const base = toBase(file)

  return (text: string, line: number): FeedEvent | SkipReason => {
    // Nineteen digits are nanoseconds from 2001 to 2286; other lengths are other units.
    if (!/^\d{19} \{/.test(text)) return 'not_a_row'
    if (!text.endsWith('}')) return 'bad_json'
    const received = Number(text.slice(0, 16))
    let message: Message | undefined
    let name: unknown
    if (text.startsWith(opening, head)) {
      name = text.slice(head + opening.length, text.indexOf('"', head + opening.length))
    } else {
      // Without the name in front it is a snapshot, or the work of a recorder that orders keys otherwise.
      message = parse(text)
      if (!message) return 'bad_json'
      name = message.stream
    }
    const [of, kind] = typeof name === 'string' ? name.split('@') : []
    if (kind !== 'bookTicker' && kind !== 'trade') {
      return { received, stamp: undefined, stream: undefined, fields: alive, line }
    }
    if (of !== symbol) return 'other_symbol'
    const data = (message ?? parse(text))?.data
    if (!data) return 'bad_json'
    const stamp = time(data.T ?? data.E)
    if (stamp === null) return 'bad_stamp'
    return kind === 'trade' ? trade(data, received, stamp, line) : quote(data, received, stamp, line)
  }

  function quote(data: Data, received: number, stamp: number | undefined, line: number): FeedEvent | SkipReason {
    const bid = decimal(data.b)
    const ask = decimal(data.a)
    const bidSize = decimal(data.B)
    const askSize = decimal(data.A)
    // Written so that NaN is refused too. A side may be empty (size 0), a price may not be missing.
    if (!(bid > 0 && ask > 0 && bidSize >= 0 && askSize >= 0)) return 'no_price'
    return { received, stamp, stream: 'quote', fields: [bid, base(bidSize, bid), ask, base(askSize, ask)], line }
  }

  function trade(data: Data, received: number, stamp: number | undefined, line: number): FeedEvent | SkipReason {
    const price = decimal(data.p)
    const qty = decimal(data.q)
    if (!(price > 0 && qty > 0) || typeof data.m !== 'boolean') return 'no_price'
    // m: the buyer was the maker, so the seller was the one who came.
    return { received, stamp, stream: 'trades', fields: [price, base(qty, price), data.m ? -1 : 1], line }
  }
}

/** The parts of a message that are read; from outside, so each of any kind. */
type Data = Partial<Record<'b' | 'B' | 'a' | 'A' | 'p' | 'q' | 'm' | 'E' | 'T', unknown>>
interface Message {
  readonly stream?: unknown
  readonly data?: Data
}

function parse(text: string): Message | undefined {
  try {
    return JSON.parse(text.slice(head)) as Message
  } catch {
    return undefined
  }
}

/** `btcusdt`, `btcusd_perp` of COIN-M, `btcusdt_270326` of a future. */
function spelling({ instrument: { base, quote, suffix } }: FeedFile): string {
  const end = suffix === 'inverse perp' ? '_perp' : /^\d/.test(suffix) ? `_${suffix.slice(2).replaceAll('-', '')}` : ''
  return `${base}${quote}${end}`.toLowerCase()
}

/** Quantities of an inverse contract are worth contracts × value in the quote asset, of a linear one in the base. */
function toBase({ contract, instrument }: FeedFile): (quantity: number, price: number) => number {
  if (!contract) return quantity => quantity
  const { value, asset } = contract
  return asset === instrument.quote ? (n, price) => (n * value) / price : n => n * value
}

/** Finite or NaN; prices come as texts. */
function decimal(value: unknown): number {
  const n = typeof value === 'string' && value !== '' ? Number(value) : typeof value === 'number' ? value : Number.NaN
  return Number.isFinite(n) ? n : Number.NaN
}

/** From ms to µs; undefined where there is none, null where it is no time. */
function time(ms: unknown): number | undefined | null {
  if (ms === undefined) return undefined
  return typeof ms === 'number' && ms > 0 && Number.isSafeInteger(ms * 1_000) ? ms * 1_000 : null
}
