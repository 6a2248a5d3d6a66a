import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FeedEvent } from '../../../runtime/market/event.ts'
import { inverted } from '../../../runtime/market/readers/invert.ts'
import { all } from './fixture.ts'

const event = (stream: FeedEvent['stream'], ...fields: number[]): FeedEvent => ({
  received: 2,
  stamp: 1,
  stream,
  fields,
  line: 3,
})
const invert = async (events: readonly FeedEvent[]) =>
  all(
    inverted(
      (async function* () {
        yield events
      })(),
    ),
  )

test('each stream as from the other side', async () => {
  expect(
    await invert([
      event('quote', 4, 3, 5, 2),
      event('trades', 4, 3, -1),
      event('ticker', 4, 5),
      event('liquidations', 4, 3, -1, 0.5),
      event('mark', 4, 5),
      event('funding', 1, -2, 28_800, 7, 3),
      event('open_interest', 9),
      event('borrow', 9, 8),
      event('listing', 1, 2, 3, 4),
      event('pool', 7),
      event('book', 1, 1, 4, 3, -1, 5, 2),
      event('book', 0, 1, 4, 0),
      event('book', 2),
      event(undefined),
    ]),
  ).toEqual([
    event('quote', 0.2, 10, 0.25, 12),
    event('trades', 0.25, 12, 1),
    event('ticker', 0.2, 0.25),
    event('liquidations', 0.25, 12, 1, 0.5),
    event('mark', 0.25, 0.2),
    event('funding', -1, 2, 28_800, 7, -3),
    event('open_interest', Number.NaN),
    event('borrow', Number.NaN, Number.NaN),
    event('listing', Number.NaN, Number.NaN, Number.NaN, 4),
    event('pool', 7),
    event('book', 1, -1, 0.25, 12, 1, 0.2, 10),
    event('book', 0, -1, 0.25, 0),
    event('book', 2),
    event(undefined),
  ])
})

test('twice is not at all, when nothing is rounded', async () => {
  const power = fc.integer({ min: -8, max: 8 }).map(n => 2 ** n)
  await fc.assert(
    fc.asyncProperty(power, power, power, power, async (a, b, c, d) => {
      const events = [event('quote', a, b, c, d), event('trades', a, b, 1), event('book', 0, -1, a, b, 1, c, d)]
      expect(await invert(await invert(events))).toEqual(events)
    }),
  )
})
