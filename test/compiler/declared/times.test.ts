import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { wasm } from '../../../compiler/emit/wasm.ts'
import { interpret } from '../../../compiler/interpret/interpret.ts'
import type { Evaluator } from '../../../compiler/ir/evaluator.ts'
import { dayNumber } from '../../../compiler/program/dates.ts'
import { graphOf } from '../../property/run.ts'
import { compileText } from '../harness.ts'
import { prelude } from '../operators/told.ts'

const HOUR = 3_600_000_000
/** A venue that is heard of for as long as the run lasts. */
const lasting = prelude.replace('silent: 100s', 'silent: 365d')

/** Times (ISO, UTC) at which an output reports, with its value, on both evaluators: quotes of `b` at the given hours from a start. */
function reports(text: string, start: string, hours: readonly (readonly [number, number])[], until = 0) {
  const graph = graphOf(lasting + text)
  const zero = Date.parse(start) * 1000
  const runs = [interpret, wasm].map(make => {
    const lines: string[] = []
    const engine: Evaluator = make(graph, (o, _, now, ticked, [value]) => {
      const { name, kind } = graph.outputs[o]!
      const when = new Date(now / 1000).toISOString().slice(0, 16)
      if (ticked && kind !== 'condition')
        lines.push(`${when} ${name}${Number.isNaN(value ?? Number.NaN) ? '' : ` ${value}`}`)
    })
    for (const [hour, bid] of hours) {
      const received = zero + hour * HOUR
      engine.event({
        received,
        origin: received,
        venue: 0,
        instrument: 0,
        stream: 'quote',
        fields: [bid, 1, bid + 1, 1],
      })
    }
    if (until > 0) engine.advance(zero + until * HOUR)
    return lines
  })
  expect(runs[1]).toEqual(runs[0])
  return runs[0]
}

describe('dates', () => {
  test('are times: the midnight of their day, UTC', () => {
    const text = 'signal late when now > 2026-06-30 and x > 0   feature left = 2026-07-01 - now + 0s * x'
    expect(reports(text, '2026-06-29T12:00Z', [[0, 1], [11, 2], [13, 3]])).toEqual([
      `2026-06-29T12:00 left ${36 * 3600}`,
      `2026-06-29T23:00 left ${25 * 3600}`,
      `2026-06-30T01:00 left ${23 * 3600}`,
      '2026-06-30T01:00 late',
    ]) // biome-ignore format: a table
  })

  test('are the days that the platform counts, and no others', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }), date => {
        const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]
        return dayNumber(year, month, day) === Math.floor(date.getTime() / 864e5)
      }),
    )
    const none = [[2026, 2, 29], [2026, 13, 1], [2026, 0, 1], [2026, 4, 31], [2100, 2, 29], [2026, 1, 0]] as const // biome-ignore format: a table
    expect(none.map(([y, m, d]) => dayNumber(y, m, d))).toEqual(none.map(() => undefined))
    expect(dayNumber(2000, 2, 29)).toBe(11_016)
  })

  test('day is the day of the month', () => {
    const at = (date: string) => reports('feature f = day(now) + 0 * x', date, [[0, 1]])
    for (const [
      date,
      day,
    ] of [['1970-01-01', 1], ['2024-02-29', 29], ['2026-03-01', 1], ['2026-12-31', 31], ['2100-03-01', 1]] as const) // biome-ignore format: a table
      expect(at(`${date}T23:59Z`)).toEqual([`${date}T23:59 f ${day}`])
  })
})

describe('clocks of the calendar', () => {
  const hours = [0, 20, 40, 60, 80, 200, 900].map(h => [h, h] as const)
  const sampled = (clock: string) => reports(`feature f = (x on ${clock})`, '2026-06-29T00:00Z', hours)

  test('daily: at a time of day', () => {
    expect(sampled('daily(06:30)')!.slice(0, 3)).toEqual([
      '2026-06-29T06:30 f 0',
      '2026-06-30T06:30 f 20',
      '2026-07-01T06:30 f 40',
    ])
  })

  test('weekly: a day of the week', () => {
    expect(sampled('weekly(mon, 00:10)')).toEqual([
      ...['2026-06-29T00:10 f 0', '2026-07-06T00:10 f 80', '2026-07-13T00:10 f 200'],
      ...['2026-07-20T00:10 f 200', '2026-07-27T00:10 f 200', '2026-08-03T00:10 f 200'],
    ])
    expect(sampled('weekly(wed, 12:00)')!.slice(0, 2)).toEqual(['2026-07-01T12:00 f 60', '2026-07-08T12:00 f 200'])
  })

  test('monthly: a day of each month', () => {
    expect(sampled('monthly(1, 12:00)')).toEqual(['2026-07-01T12:00 f 60', '2026-08-01T12:00 f 200'])
    expect(sampled('monthly(5, 00:00)')).toEqual(['2026-07-05T00:00 f 80', '2026-08-05T00:00 f 200'])
  })

  test('two clocks of one period and other times are two clocks', () => {
    const text = 'feature f = mean((x on daily(00:00)) + (x on daily(06:00)), 3)'
    expect(compileText(prelude + text).diagnostics.map(d => d.code)).toEqual(['HVT2302'])
  })
})

describe('at', () => {
  test('happens when its time comes, though nothing else does', () => {
    const text = 'feature f = (x on at(2026-06-30))   signal up = at(2026-06-30 - 90m)'
    expect(reports(text, '2026-06-29T12:00Z', [[0, 1], [5, 2]], 48)).toEqual([
      '2026-06-29T22:30 up',
      '2026-06-30T00:00 f 2',
    ]) // biome-ignore format: a table
  })

  test('a time that had passed when the run began is never reached', () => {
    expect(
      reports(
        'feature f = (x on at(2026-06-29))',
        '2026-06-29T12:00Z',
        [
          [0, 1],
          [5, 2],
        ],
        48,
      ),
    ).toEqual([])
  })

  test('a time that moves is reached each time that it comes', () => {
    // The last quote, and three hours more.
    const text = 'let due = latest((now on daily(00:00)))   feature f = (x on at(due + 3h))'
    expect(
      reports(
        text,
        '2026-06-29T12:00Z',
        [
          [0, 1],
          [20, 2],
          [40, 3],
        ],
        60,
      ),
    ).toEqual(['2026-06-30T03:00 f 1', '2026-07-01T03:00 f 2'])
  })

  test('a time that is put off is not reached before', () => {
    const text = 'let due = latest((now on rising(x > 1)))   feature f = (x on at(due + 3h))'
    expect(reports(text, '2026-06-29T12:00Z', [[0, 2], [1, 1], [2, 3], [3, 4]], 12)).toEqual(['2026-06-29T17:00 f 4']) // biome-ignore format: one line
  })
})
