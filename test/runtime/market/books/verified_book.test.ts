import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newIntegrity } from '../../../../runtime/market/books/integrity.ts'
import { OrderBook } from '../../../../runtime/market/books/order_book.ts'
import { VerifiedBook } from '../../../../runtime/market/books/verified_book.ts'

/** A book and what was done to it: messages one µs apart, their effects. */
function start() {
  const counts = newIntegrity()
  const verified = new VerifiedBook(counts)
  let now = 100
  return {
    counts,
    top: () => verified.book.top(),
    delta: (previous: number, last: number, ...levels: number[]) =>
      verified.delta({ previous, last, changes: [0, ...levels] }, now++),
    snapshot: (last: number, ...levels: number[]) => verified.snapshot({ last, levels: [1, ...levels] }, now++),
  }
}

test('deltas wait for a snapshot; older ones are dropped, the one that straddles it and those after it applied', () => {
  const { counts, top, delta, snapshot } = start()
  expect(delta(0, 4, 1, 50, 9)).toBe('none')
  expect(delta(4, 8, 1, 10, 2)).toBe('none')
  expect(delta(8, 9, -1, 11, 3)).toBe('none')
  expect(snapshot(6, 1, 10, 1, -1, 12, 1)).toBe('replaced')
  expect(top()).toEqual([10, 2, 11, 3])
  expect(delta(9, 12, -1, 11, 0)).toBe('changed')
  expect(top()).toEqual([10, 2, 12, 1])
  expect(counts).toEqual({
    ...newIntegrity(),
    snapshots: 1,
    deltas: 4,
    applied: 3,
    dropped: 1,
    invalid: 3,
  })
})

test('the first delta may come after the snapshot, and must straddle it', () => {
  const joined = start()
  expect(joined.snapshot(6, 1, 10, 1)).toBe('replaced')
  expect(joined.delta(3, 6, 1, 10, 9)).toBe('none')
  expect(joined.delta(6, 7, 1, 10, 2)).toBe('changed')
  expect(joined.counts).toMatchObject({ applied: 1, repeated: 1, gaps: 0 })

  const late = start()
  late.snapshot(6, 1, 10, 1)
  expect(late.delta(7, 9, 1, 10, 2)).toBe('invalid')
  expect(late.counts).toMatchObject({ applied: 0, gaps: 1 })
})

test('once joined, a delta must begin where the last one ended', () => {
  for (const previous of [5, 7]) {
    const { counts, delta, snapshot } = start()
    snapshot(4, 1, 10, 1)
    delta(4, 6, 1, 10, 2)
    expect(delta(previous, 9, 1, 10, 3)).toBe('invalid')
    expect(counts.gaps).toBe(1)
  }
})

test('a gap makes the book invalid until a snapshot that the waiting deltas join', () => {
  const { counts, top, delta, snapshot } = start()
  snapshot(1, 1, 10, 1)
  expect(delta(2, 3, 1, 10, 5)).toBe('invalid')
  expect(delta(3, 4, 1, 10, 6)).toBe('none')
  // Too old: what waits does not join it.
  expect(snapshot(1, 1, 10, 1)).toBe('none')
  expect(delta(4, 5, 1, 10, 7)).toBe('none')
  expect(snapshot(4, 1, 10, 6)).toBe('replaced')
  expect(top()).toEqual([10, 7, Number.NaN, Number.NaN])
  expect(counts).toEqual({
    ...newIntegrity(),
    snapshots: 3,
    deltas: 3,
    applied: 1,
    dropped: 2,
    gaps: 2,
    invalid: 4,
  })
})

test('a crossed book is invalid, whether by a delta, by a waiting one or in a snapshot', () => {
  const { counts, delta, snapshot } = start()
  expect(snapshot(1, 1, 10, 1, -1, 10, 1)).toBe('none')
  expect(snapshot(1, 1, 10, 1, -1, 11, 1)).toBe('replaced')
  expect(delta(1, 2, 1, 11, 1)).toBe('invalid')
  expect(snapshot(1, 1, 10, 1, -1, 11, 1)).toBe('none')
  expect(counts).toMatchObject({ crossed: 3, gaps: 0, applied: 0 })
  expect(snapshot(2, 1, 10, 1, -1, 11, 1)).toBe('replaced')
})

test('a snapshot that is not needed changes nothing', () => {
  const { top, delta, snapshot } = start()
  snapshot(1, 1, 10, 1)
  expect(snapshot(1, 1, 20, 1)).toBe('none')
  expect(top()[0]).toBe(10)
  expect(delta(1, 2, 1, 10, 4)).toBe('changed')
})

test('what waits is bounded', () => {
  const { counts, delta, snapshot } = start()
  for (let id = 0; id < 30_000; id++) delta(id, id + 1, 1, 10, id + 1)
  expect(snapshot(1, 1, 10, 1)).toBe('none')
  expect(counts.gaps).toBe(1)
  expect(snapshot(29_000, 1, 10, 1)).toBe('replaced')
  expect(counts.applied).toBe(1_000)
})

/** Changes that never cross: bids up to 10, asks from 11 on. */
const level = fc
  .tuple(fc.boolean(), fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 3 }))
  .map(([bid, away, size]) => (bid ? [1, 10 - away, size] : [-1, 11 + away, size]))
const step = fc.record({
  ids: fc.integer({ min: 1, max: 3 }),
  changes: fc.array(level, { maxLength: 3 }),
  fate: fc.constantFrom('sent', 'sent', 'sent', 'sent', 'lost', 'twice', 'late', 'again'),
  /** A snapshot after it, of so many deltas ago. */
  snapshot: fc.option(fc.nat(4), { freq: 4 }),
})

test('whatever is lost, repeated or late, a book that is there is the right one', () => {
  let valid = 0
  let invalid = 0
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 40 }), steps => {
      const reference = new OrderBook()
      const levels = new Map<number, number[]>()
      const deltas = steps.map(({ ids, changes }, i) => {
        const previous = steps.slice(0, i).reduce((sum, s) => sum + s.ids, 0)
        reference.apply([0, ...changes.flat()])
        levels.set(previous + ids, reference.list())
        return { previous, last: previous + ids, changes: [0, ...changes.flat()] }
      })
      const counts = newIntegrity()
      const verified = new VerifiedBook(counts)
      let now = 0
      const check = () => {
        if (verified.update === undefined) invalid++
        else {
          valid++
          expect(verified.book.list()).toEqual(levels.get(verified.update))
        }
      }
      const send = (i: number) => {
        const delta = deltas[i]
        if (delta) verified.delta(delta, now++)
        check()
      }
      for (const [i, { fate, snapshot }] of steps.entries()) {
        if (fate === 'late') send(i + 1)
        if (fate !== 'lost') send(i)
        if (fate === 'twice') send(i)
        if (fate === 'again') send(i - 2)
        const shown = deltas[i - (snapshot ?? i + 1)]
        if (shown) verified.snapshot({ last: shown.last, levels: levels.get(shown.last)! }, now++)
        check()
      }
      expect(counts.applied + counts.dropped + counts.repeated).toBeLessThanOrEqual(counts.deltas)
    }),
    { numRuns: 500 },
  )
  expect(valid).toBeGreaterThan(1_000)
  expect(invalid).toBeGreaterThan(1_000)
})
