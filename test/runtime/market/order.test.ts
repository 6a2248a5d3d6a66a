import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SourceEvent } from '../../../compiler/ir/evaluator.ts'
import type { FeedEvent } from '../../../runtime/market/event.ts'
import { MarketFault } from '../../../runtime/market/market.ts'
import { merge } from '../../../runtime/market/merge.ts'
import { inOrder } from '../../../runtime/market/recorded/in_order.ts'
import { all, feedFile, told } from './fixture.ts'

/** In chunks of the given sizes, over and over; 0 makes an empty one. */
async function* chunked<T>(items: readonly T[], sizes: readonly number[]): AsyncGenerator<readonly T[]> {
  for (let at = 0, i = 0; at < items.length; i++) {
    const size = sizes[i % sizes.length]!
    yield items.slice(at, at + size)
    at += size
  }
}

const chunkSizes = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 4 })

test('a hole of years is none of a recording', async () => {
  const at = (...times: readonly number[]) =>
    inOrder(chunked(times.map((received, i): FeedEvent => ({ received, stamp: undefined, stream: undefined, fields: [], line: i + 1 })), [2]), 0, feedFile('a.csv'), { reordered: 0 }) // biome-ignore format: one line
  const year = 365.25 * 86_400e6
  expect((await all(at(50 * year, 59 * year))).length).toBe(2)
  const fault = await all(at(1_000, 1_001, 53.6 * year)).catch((error: unknown) => error)
  expect(told((fault as MarketFault).diagnostic)).toMatch(
    /^HVT4033 line 3 of `a.csv` was received 54 years after the line above it/,
  )
})

describe('merge', () => {
  const event = (received: number, venue: number, position: number): SourceEvent => ({
    received,
    origin: received,
    venue,
    instrument: position,
    stream: 'quote',
    fields: [],
  })

  test('is the stable sort of all feeds by time', async () => {
    const feed = fc.tuple(fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 40 }), chunkSizes)
    await fc.assert(
      fc.asyncProperty(fc.array(feed, { maxLength: 6 }), fc.integer({ min: 1, max: 9 }), async (feeds, size) => {
        const events = feeds.map(([times], venue) => times.sort((a, b) => a - b).map((t, i) => event(t, venue, i)))
        const merged = merge(
          events.map((own, i) => chunked(own, [...feeds[i]![1], 0])),
          size,
        )
        const chunks: (readonly SourceEvent[])[] = []
        for await (const chunk of merged) chunks.push(chunk)
        expect(chunks.flat()).toEqual(events.flat().sort((a, b) => a.received - b.received))
        expect(chunks.slice(0, -1).every(c => c.length === size)).toBe(true)
        expect(chunks.every(c => c.length > 0)).toBe(true)
      }),
    )
  })

  test('one who stops closes the feeds', async () => {
    const closed: number[] = []
    async function* endless(venue: number) {
      try {
        for (let i = 0; ; i++) yield [event(i, venue, i)]
      } finally {
        closed.push(venue)
      }
    }
    for await (const _ of merge([endless(0), endless(1)], 2)) break
    expect(closed).toEqual([0, 1])
  })
})

describe('rows in order', () => {
  const rows = (times: readonly number[]): FeedEvent[] =>
    times.map((received, i) => ({ received, stamp: undefined, stream: undefined, fields: [], line: i + 1 }))

  test('within lateness: the stable sort, and a count', async () => {
    const lateness = 10
    const steps = fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: lateness })), {
      maxLength: 60,
    })
    await fc.assert(
      fc.asyncProperty(steps, chunkSizes, async (steps, sizes) => {
        let latest = 100
        const times = [latest]
        for (const [on, back] of steps) {
          times.push(on > 0 ? latest + on : latest - back)
          latest += on
        }
        const late = steps.filter(([on, back]) => on === 0 && back > 0).length
        const input = rows(times)
        const counts = { reordered: 0 }
        const out = await all(inOrder(chunked(input, sizes), lateness, feedFile('f'), counts))
        expect(out).toEqual([...input].sort((a, b) => a.received - b.received))
        expect(counts.reordered).toBe(late)
      }),
    )
  })

  test('beyond it: an error that names the line', async () => {
    const input = rows([5_000_000, 6_000_000, 4_500_000])
    const read = async (lateness: number) =>
      all(inOrder(chunked(input, [2]), lateness, feedFile('f.jsonl'), { reordered: 0 }))
    expect((await read(1_500_000)).map(e => e.line)).toEqual([3, 1, 2])
    const error: unknown = await read(1_499_999).catch((e: unknown) => e)
    expect(told((error as MarketFault).diagnostic)).toBe(
      'HVT4028 line 3 of `f.jsonl` was received 1.5s before a line above it | rows may be late by 1.499999s; the present cannot be put in order further back than that | sort the file by its receive time, or allow more with `lateness: …` in the manifest',
    )
    expect(error).toBeInstanceOf(MarketFault)
    const strict: unknown = await all(inOrder(chunked(rows([2, 1]), [1]), 0, feedFile('f'), { reordered: 0 })).catch(
      (e: unknown) => e,
    )
    expect((strict as MarketFault).diagnostic.message).toBe('line 2 of `f` was received 1us before a line above it')
  })
})
