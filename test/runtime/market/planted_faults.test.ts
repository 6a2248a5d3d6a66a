import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { FeedStats } from '../../../runtime/market/market.ts'
import { binanceWs } from '../../../runtime/market/readers/binance_ws.ts'
import { shared } from '../../shared.ts'
import { bookText, captureLines, captures, follow, type PlainBook, put } from './captured_books.ts'
import { all, feedFile, folder } from './fixture.ts'

interface Row {
  readonly text: string
  /** Index among the deltas of the original; of a snapshot, that of the delta whose book it shows. */
  readonly delta: number
}
interface Depth {
  u: number
  b: [string, string][]
  a: [string, string][]
}

/** The deltas of a capture from its snapshot on, their books by a plain map, and a way to write snapshots of them. */
function original(file: string, count: number) {
  const lines = captureLines(file).filter(text => text.includes('@depth') || text.includes('"lastUpdateId"'))
  const at = lines.findIndex(text => text.includes('"lastUpdateId"'))
  const { lastUpdateId, bids, asks } = JSON.parse(lines[at]!.slice(20))
  const book = new Map<string, number>()
  const apply = (b: Depth['b'], a: Depth['a']) => {
    for (const [p, q] of b) put(book, 1, Number(p), Number(q))
    for (const [p, q] of a) put(book, -1, Number(p), Number(q))
  }
  apply(bids, asks)
  const messages = [...lines.slice(0, at), ...lines.slice(at + 1)]
    .map(text => ({ text, data: JSON.parse(text.slice(20)).data as Depth }))
    .filter(({ data }) => data.u > lastUpdateId)
    .slice(0, count)
  const books: string[] = []
  const snapshots: string[] = []
  for (const { text, data } of messages) {
    apply(data.b, data.a)
    books.push(bookText(book))
    const side = (sign: number) =>
      [...book].filter(([k]) => k.startsWith(`${sign} `)).map(([k, q]) => [k.split(' ')[1], `${q}`])
    const shown = { lastUpdateId: data.u, bids: side(1), asks: side(-1) }
    snapshots.push(`${text.slice(0, 19)} ${JSON.stringify(shown)}`)
  }
  const rows = messages.map(({ text }, delta): Row => ({ text, delta }))
  return {
    rows,
    books,
    first: { text: lines[at]!, delta: -1 },
    snapshot: (d: number) => ({ text: snapshots[d]!, delta: d }),
  }
}

/** Reads edited rows; every book that a graph would see is compared with the one of the original. */
async function replay(rows: readonly Row[], books: readonly string[]) {
  const path = join(await folder({ capture: rows.map(r => r.text).join('\n') }), 'capture')
  const counts: Pick<FeedStats, 'skipped' | 'integrity'> = { skipped: {} }
  const events = await all(binanceWs.read(feedFile(path, { book: true }), counts, { done: 0 }))
  let book: PlainBook
  let compared = 0
  const changes: [row: number, valid: boolean][] = []
  let newest = -1
  let next = 0
  for (const event of events) {
    for (; next < event.line; next++) newest = Math.max(newest, rows[next]!.delta)
    if (event.stream !== 'book') continue
    const before = book !== undefined
    book = follow(book, event)
    if (before !== (book !== undefined)) changes.push([event.line - 1, book !== undefined])
    if (!book || newest < 0) continue
    compared++
    if (bookText(book) !== books[newest]) expect(`row ${event.line}`).toBe('the book of the original')
  }
  return { changes, compared, skipped: counts.skipped, ...counts.integrity! }
}

const count = 220
/** What is done to the deltas from number 100 on; a new snapshot, of delta 150, comes after delta 160. */
describe.skipIf(!shared).each(['spot BTC', 'usdm BTC'] as const)('%s', name => {
  const { rows, books, first, snapshot } = shared ? original(captures[name].file, count) : ({} as never)
  const before = () => [first, ...rows.slice(0, 100)]
  const after = () => [...rows.slice(101, 161), snapshot(150), ...rows.slice(161)]
  const text = (row: Row, edit: (text: string) => string): Row => ({ ...row, text: edit(row.text) })

  test('nothing', async () => {
    const found = await replay([...before(), rows[100]!, ...after()], books)
    expect(found).toMatchObject({ deltas: count, applied: count, gaps: 0, crossed: 0, repeated: 0, snapshots: 2 })
    expect(found).toMatchObject({ changes: [[0, true]], compared: count, skipped: {} })
  })

  test('a missing delta', async () => {
    const found = await replay([...before(), ...after()], books)
    expect(found.changes).toEqual([
      [0, true],
      [101, false],
      [161, true],
    ])
    expect(found).toMatchObject({ deltas: count - 1, applied: 100 + 69, dropped: 50, gaps: 1, snapshots: 2 })
    expect(found.compared).toBe(100 + 1 + 59)
  })

  test('a delta that comes twice', async () => {
    const found = await replay([...before(), rows[100]!, rows[100]!, ...after()], books)
    expect(found).toMatchObject({ deltas: count + 1, applied: count, repeated: 1, gaps: 0, changes: [[0, true]] })
    expect(found.compared).toBe(count)
  })

  test('two deltas in the wrong order', async () => {
    const [, next, ...rest] = [rows[100]!, ...after()]
    const found = await replay([...before(), next!, rows[100]!, ...rest], books)
    expect(found.changes).toEqual([
      [0, true],
      [101, false],
      [162, true],
    ])
    expect(found).toMatchObject({ deltas: count, applied: 100 + 69, dropped: 51, gaps: 1, repeated: 0 })
  })

  test('a delta that is cut', async () => {
    const cut = text(rows[100]!, t => t.slice(0, -30))
    const found = await replay([...before(), cut, ...after()], books)
    expect(found.skipped).toEqual({ bad_json: { count: 1, line: 102 } })
    expect(found.changes).toEqual([
      [0, true],
      [102, false],
      [162, true],
    ])
    expect(found).toMatchObject({ deltas: count - 1, applied: 100 + 69, dropped: 50, gaps: 1 })
  })

  test('a delta that crosses the book', async () => {
    const crossing = text(rows[100]!, t => t.replace('"b":[', '"b":[["99999.00","1.000"],'))
    const found = await replay([...before(), crossing, ...after()], books)
    expect(found.changes).toEqual([
      [0, true],
      [101, false],
      [162, true],
    ])
    expect(found).toMatchObject({ deltas: count, applied: 100 + 69, dropped: 51, gaps: 0, crossed: 1 })
  })

  test('a file that ends in the middle of a delta', async () => {
    const last = text(rows[100]!, t => t.slice(0, -30))
    const found = await replay([...before(), last], books)
    expect(found).toMatchObject({ skipped: { cut: { count: 1, line: 102 } }, applied: 100, changes: [[0, true]] })
  })

  test('a snapshot that is too old for what waits', async () => {
    const found = await replay([...before(), ...rows.slice(110, 161), snapshot(105), ...rows.slice(161)], books)
    expect(found.changes).toEqual([
      [0, true],
      [101, false],
    ])
    expect(found).toMatchObject({ applied: 100, gaps: 2, snapshots: 2 })
  })
})
