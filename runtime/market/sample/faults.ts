import type { SourceEvent } from '../../../compiler/ir/evaluator.ts'
import { bookKinds } from '../../../compiler/ir/streams.ts'
import { OrderBook } from '../books/order_book.ts'
import { random } from '../generated/random.ts'
import type { Row } from './row.ts'

/**
 * What is wrong with a message: it comes twice; one of the book never comes; it takes the book to where a bid reaches an ask; a
 * price is zero or less, or a hundred times what it was; a bid is above its ask.
 */
export type FaultKind = 'repeated' | 'lost' | 'crossed' | 'no_price' | 'absurd' | 'crossed_quote'

export interface Fault {
  readonly kind: FaultKind
  /** When the message was received, or would have been, µs. */
  readonly at: number
}

/** Of so many messages one is so. */
const oneIn = { repeated: 1_000, quote: 2_000, book: 4_000 }
/** Messages of a book until someone has fetched a snapshot. */
const patience = 20

/**
 * The rows of an instrument's events, some of them with faults, which `told` collects. Every message has a number of its own in
 * its stream; one that is lost keeps it.
 */
export function faulty(key: readonly (string | number)[], told: Fault[]): (event: SourceEvent) => readonly Row[] {
  const chance = random('faults', ...key)
  const numbers = new Map<string, number>()
  const book = new OrderBook()
  let recovering = 0

  return event => {
    const isBook = event.stream === 'book'
    const changes = isBook && event.fields[0] === bookKinds.changes
    if (isBook) follow(event)
    const plain = !isBook || (changes && recovering === 0)
    const draw = plain ? chance.uniform() : 1
    if (changes && recovering > 0 && --recovering === 0) return [row(event), snapshot(event)]
    if (changes && plain && draw < 1 / oneIn.book) return broken(event, draw * 2 * oneIn.book < 1)
    if ((event.stream === 'quote' || event.stream === 'trades') && draw < 1 / oneIn.quote)
      return [absurd(event), row(event)]
    const usual = row(event)
    if (!plain || draw < 1 - 1 / oneIn.repeated) return [usual]
    return [usual, tell('repeated', event, usual)]
  }

  function row(event: SourceEvent): Row {
    const number = (numbers.get(event.stream) ?? 0) + 1
    numbers.set(event.stream, number)
    return { ...event, number }
  }

  function tell(kind: FaultKind, { received: at }: SourceEvent, of: Row): Row {
    told.push({ kind, at })
    return of
  }

  function follow({ fields }: SourceEvent): void {
    if (fields[0] === bookKinds.changes) book.apply(fields)
    else if (fields[0] === bookKinds.snapshot) book.replace(fields)
    if (fields[0] !== bookKinds.changes) recovering = 0
  }

  /** The book ceases to be right, until a snapshot comes. */
  function broken(event: SourceEvent, isLost: boolean): readonly Row[] {
    recovering = patience
    const own = row(event)
    if (isLost) {
      tell('lost', event, own)
      return []
    }
    const bid = book.asks.bestPrice * 1.01
    return [own, tell('crossed', event, row({ ...event, fields: [bookKinds.changes, 1, bid, 1] }))]
  }

  /** The book as it is by now, which has no number of its own. */
  function snapshot(event: SourceEvent): Row {
    return { ...event, number: numbers.get('book')!, fields: book.list() }
  }

  /** A message that nobody meant; the one after it is right again. */
  function absurd(event: SourceEvent): Row {
    const of = (kind: FaultKind, fields: readonly number[]) => tell(kind, event, row({ ...event, fields }))
    const [first, ...rest] = event.fields as [number, ...number[]]
    const u = chance.uniform()
    if (u < 0.4) return of('no_price', [u < 0.2 ? 0 : -first, ...rest])
    if (event.stream === 'quote' && u < 0.7) return of('crossed_quote', [first * 1.02, ...rest])
    // A quote's ask goes along with its bid.
    const scaled = event.fields.map((value, i) =>
      i === 0 || (i === 2 && event.stream === 'quote') ? value * 100 : value,
    )
    return of('absurd', scaled)
  }
}
