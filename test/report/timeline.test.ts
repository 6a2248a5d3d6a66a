import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Line } from '../../report/collect/line.ts'
import { Counts, States } from '../../report/collect/marks.ts'
import { BUCKETS, Timeline } from '../../report/collect/timeline.ts'

interface Change {
  readonly time: number
  readonly value: number
}
const begin = 1_700_000_000_000_000

/** Changes at growing times, some of them absent, over milliseconds to days. */
const changes = fc
  .tuple(
    fc.constantFrom(10, 1_000, 1_000_000, 1_000_000_000),
    fc.array(
      fc.tuple(fc.integer({ min: 0, max: 1_000 }), fc.oneof(fc.integer({ min: -9, max: 9 }), fc.constant(Number.NaN))),
    ),
  )
  .map(([scale, steps]) => {
    let time = begin
    return steps.map(([gap, value]): Change => {
      time += gap * scale
      return { time, value }
    })
  })

/** What stands in each bucket, from the definition: all values that held at some time in it. */
function plain(all: readonly Change[], width: number, end: number): readonly (readonly number[])[] {
  const count = Math.floor((end - begin) / width) + 1
  return Array.from({ length: count }, (_, k) => {
    const [from, to] = [begin + k * width, begin + (k + 1) * width]
    const before = all.findLast(({ time }) => time < from)
    const within = all.filter(({ time }) => time >= from && time < to)
    return [before?.value ?? Number.NaN, ...within.map(({ value }) => value)]
  })
}

const present = (values: readonly number[]) => values.filter(v => !Number.isNaN(v))
const orNull = (value: number | undefined) => (value === undefined || !Number.isFinite(value) ? null : value)

describe('by bucket of time', () => {
  test('a line has the least, the greatest and the last value that held', () => {
    fc.assert(
      fc.property(changes, fc.nat(5_000_000), (all, rest) => {
        const timeline = new Timeline()
        timeline.begin(begin)
        const line = new Line(timeline)
        for (const { time, value } of all) line.set(time, value)
        const end = (all.at(-1)?.time ?? begin) + rest
        const found = line.end(end)
        const wanted = plain(all, timeline.width, end)
        expect(wanted.length).toBeLessThanOrEqual(BUCKETS)
        expect(found.low).toEqual(wanted.map(held => orNull(present(held).toSorted((a, b) => a - b)[0])))
        expect(found.high).toEqual(wanted.map(held => orNull(present(held).toSorted((a, b) => b - a)[0])))
        expect(found.last).toEqual(wanted.map(held => orNull(held.at(-1))))
      }),
      { numRuns: 300 },
    )
  })

  test('counts and states are those of their buckets', () => {
    fc.assert(
      fc.property(changes, fc.nat(5_000_000), (all, rest) => {
        const timeline = new Timeline()
        timeline.begin(begin)
        const [counts, states] = [new Counts(timeline), new States(timeline)]
        const bit = (value: number) => (Number.isNaN(value) ? 4 : value > 0 ? 2 : 1)
        for (const { time, value } of all) {
          counts.add(time)
          states.set(time, bit(value))
        }
        const end = (all.at(-1)?.time ?? begin) + rest
        const [found, bits] = [counts.end(end), states.end(end)]
        const wanted = plain(all, timeline.width, end)
        expect(found).toEqual(wanted.map(held => held.length - 1))
        expect(counts.all).toBe(all.length)
        const isBefore = (k: number) => all.some(({ time }) => time < begin + k * timeline.width)
        expect(bits).toEqual(
          wanted.map((held, k) => held.slice(isBefore(k) ? 0 : 1).reduce((sum, value) => sum | bit(value), 0)),
        )
      }),
      { numRuns: 300 },
    )
  })
})
