import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newIntegrity } from '../../../runtime/market/books/integrity.ts'
import type { FeedEvent } from '../../../runtime/market/event.ts'
import { MarketFault } from '../../../runtime/market/market.ts'
import { inOrder } from '../../../runtime/market/recorded/in_order.ts'
import { shared } from '../../shared.ts'
import { bookText, follow, type PlainBook } from './captured_books.ts'
import { readText } from './cryptofeed.ts'
import { bybit, coinbase, type Dialect, kraken, okx, okxNumbered } from './dialects.ts'
import { all, feedFile, told as said } from './fixture.ts'
import { captured, generated, PlainSides, type Sent, type Step, send } from './plain_exchange.ts'

const count = 90
/** Steps from the fault until the exchange sends another snapshot. */
const until = 30

/** What is done to the messages of an exchange, at a place among them. */
type Fault = (sent: readonly Sent[], at: number, dialect: Dialect, books: PlainSides) => readonly Sent[]

const faults: Readonly<Record<string, Fault>> = {
  nothing: sent => sent,
  gap: (sent, at) => sent.toSpliced(at, 1),
  duplicate: (sent, at) => sent.toSpliced(at, 0, sent[at]!),
  reordering: (sent, at) => sent.toSpliced(at, 2, sent[at + 1]!, sent[at]!),
  checksum(sent, at) {
    const message = sent[at]!
    const wrong = typeof message.sum === 'string' ? String(Number(message.sum) ^ 1) : message.sum ^ 1
    return sent.toSpliced(at, 1, { ...message, sum: wrong })
  },
  'crossed book'(sent, at, dialect, before) {
    const message = sent[at]!
    const crossing = { ...message, bids: [...message.bids, [before.top(1).asks[0]![0], '9.00000000'] as const] }
    crossing.asks = message.asks.filter(([price]) => price !== crossing.bids.at(-1)![0])
    before.apply(crossing, false)
    return sent.toSpliced(at, 1, { ...crossing, sum: before.sum(dialect) })
  },
}

/** By the rules of the exchange: when there is a book, and what is counted. */
function judge(rows: readonly Sent[], dialect: Dialect) {
  const sides = new PlainSides()
  const counts = newIntegrity()
  const changes: [row: number, valid: boolean][] = []
  let valid = false
  let last: number | undefined
  const become = (row: number, now: boolean) => {
    if (now !== valid) changes.push([row, now])
    valid = now
  }
  for (const [row, message] of rows.entries()) {
    const again = dialect.sum ? row > 0 && message === rows[row - 1] : message.number === last
    // Checksums do not tell that a batch comes late; its time does.
    const follows = dialect.sum ? message.number >= (last ?? 0) : message.previous === last
    last = message.number
    if (message.whole) {
      counts.snapshots++
      sides.apply(message, true)
      become(row, true)
      continue
    }
    counts.deltas++
    if (again) {
      counts.repeated++
      continue
    }
    if (!valid) {
      counts.dropped++
      continue
    }
    sides.apply(message, false)
    if (!follows) counts.gaps++
    else if (dialect.sum && sides.sum(dialect) !== message.sum) counts.checksums++
    else if (sides.crossed) counts.crossed++
    else {
      counts.applied++
      continue
    }
    become(row, false)
  }
  return { changes, counts }
}

/** Reads the rows; every book that a graph would see is compared with that of the exchange at that time. */
async function replay(rows: readonly Sent[], lines: readonly string[], books: readonly string[], dialect: Dialect) {
  const { events, skipped, integrity } = await readText(dialect.reader, lines, dialect.feed)
  const changes: [row: number, valid: boolean][] = []
  let book: PlainBook
  let [newest, next, compared] = [0, 0, 0]
  for (const event of events) {
    for (; next < event.line && next < rows.length; next++) newest = Math.max(newest, rows[next]!.steps)
    if (event.stream === 'quote') {
      // Quotes are of that book, and have no numbers without one.
      expect(event.fields.some(Number.isNaN)).toBe(!book)
    }
    if (event.stream !== 'book') continue
    const before = book !== undefined
    book = follow(book, event)
    if (before !== (book !== undefined)) changes.push([event.line - 1, book !== undefined])
    if (!book) continue
    compared++
    if (bookText(book) !== books[newest]) expect(`row ${event.line}`).toBe('the book of the exchange')
  }
  const { invalid, ...counts } = integrity!
  return { changes, compared, counts, skipped, events, invalid }
}

async function plant(name: string, dialect: Dialect, steps: readonly Step[], at: number) {
  const { sent, books } = send(dialect, steps, at + until)
  const before = new PlainSides()
  for (const message of sent.slice(0, at)) before.apply(message, message.whole)
  const rows = faults[name]!(sent, at, dialect, before)
  const lines = rows.map(dialect.line)
  const found = await replay(rows, lines, books, dialect)
  const { changes, counts } = judge(rows, dialect)
  const { invalid: _, ...expected } = counts
  expect({ changes: found.changes, counts: found.counts }).toEqual({ changes, counts: expected })
  expect(found.skipped).toEqual({})
  return { ...found, at }
}

const place = fc.integer({ min: 2, max: count - until - 5 })
const seeded = (seed: number) => () => {
  // A small generator of its own: the same captures everywhere.
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
  return seed / 2 ** 32
}

const fixed = (dialect: Dialect, steps: Step[]) => [dialect, () => steps] as const

const recordings: Readonly<Record<string, readonly [Dialect, (seed: number) => Step[]]>> = {
  ...Object.fromEntries(
    Object.entries({ kraken, okx, okxNumbered, coinbase, bybit }).map(([name, dialect]) => [
      `generated ${name}`,
      [dialect, (seed: number) => generated(count, seeded(seed))] as const,
    ]),
  ),
  ...(shared && {
    'captured Kraken XMR/USD': fixed(kraken, captured('KRAKEN', 'XMR/USD', count, kraken)),
    'captured OKX BTC-USDT': fixed(okx, captured('OKX', 'BTC-USDT', count, okx)),
  }),
}

describe.each(Object.entries(recordings))('%s', (_, [dialect, make]) => {
  const kept = dialect.sum === undefined

  const possible = Object.keys(faults).filter(name => name !== 'checksum' || dialect.sum)

  test.each(possible)('%s: no book but the right one, and the counts say why', async name => {
    let [runs, seen] = [0, 0]
    await fc.assert(
      fc.asyncProperty(place, fc.nat(1_000), async (at, seed) => {
        const found = await plant(name, dialect, make(seed), at)
        runs++
        const { counts, changes } = found
        const { gaps, checksums, crossed, repeated } = counts
        if (gaps + checksums + crossed + repeated > 0) seen++
        if (name === 'nothing') expect([gaps, checksums, crossed, repeated]).toEqual([0, 0, 0, 0])
        if (name === 'duplicate') expect([repeated, changes.length]).toEqual([1, 1])
        if (name === 'checksum') expect([checksums, changes[1]]).toEqual([1, [at, false]])
        if (name === 'crossed book') expect([crossed, changes[1]]).toEqual([1, [at, false]])
        // Numbers show at once that one is missing; a checksum when a level that it is of is concerned.
        if (kept && name === 'gap') expect([gaps, changes[1]]).toEqual([1, [at, false]])
        if (kept && name === 'reordering') expect([gaps, changes[1]]).toEqual([1, [at, false]])
        expect(changes.at(-1)![1]).toBe(true)
      }),
      { numRuns: 8, seed: 42 },
    )
    if (name === 'nothing') expect(seen).toBe(0)
    else expect(seen).toBeGreaterThan(runs / 3)
  })

  test('cut in the middle of a message: the book is right as far as there is one', async () => {
    const { sent, books } = send(dialect, make(3), 60)
    const rows = sent.slice(0, 41)
    const lines = rows.map(dialect.line)
    const cut = [...lines.slice(0, 40), lines[40]!.slice(0, lines[40]!.length / 2)]
    const found = await replay(rows, cut, books, dialect)
    expect(found.skipped).toEqual({ cut: { count: 1, line: 41 } })
    expect([found.changes, found.compared]).toEqual([[[0, true]], 40])
  })

  test('a clock that is set back: books keep their order, and the file is seen to run backwards', async () => {
    const { sent, books } = send(dialect, make(4), 60)
    const rows = sent.map((message, i) => (i < 30 || i >= 50 ? message : { ...message, at: message.at - 1_500 }))
    const { changes, compared, events } = await replay(rows, rows.map(dialect.line), books, dialect)
    expect([changes, compared]).toEqual([[[0, true]], count + 1])
    const told = events.filter(e => e.stream === 'book')
    expect(told.every((e, i) => i === 0 || e.received >= told[i - 1]!.received)).toBe(true)
    const order = async (lateness: number) => {
      const counts = { reordered: 0 }
      await all(inOrder(chunk(events), lateness, feedFile('capture'), counts))
      return counts.reordered
    }
    expect(await order(2_000_000)).toBe(20)
    const error: unknown = await order(1_000_000).catch((e: unknown) => e)
    expect(error).toBeInstanceOf(MarketFault)
    expect(said((error as MarketFault).diagnostic)).toContain('HVT4028 line 31 of `capture` was received 1')
  })
})

async function* chunk(events: readonly FeedEvent[]) {
  yield events
}
