import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { address, markets } from './events.ts'
import { programs } from './programs.ts'
import { graphOf, run } from './run.ts'

/** I2: outputs on a prefix of the events are a prefix of the outputs, whatever comes after. */
describe('no look-ahead', () => {
  const length = 500
  const cut = fc.integer({ min: 1, max: length - 1 })

  test('a run on a prefix gives a prefix, and a poisoned future changes nothing before it', () => {
    let reports = 0
    let ticks = 0
    fc.assert(
      fc.property(programs, markets(length), cut, (source, moves, at) => {
        const graph = graphOf(source)
        const events = address(graph, moves)
        const whole = run(graph, events)
        const before = whole.lines.slice(0, whole.counts[at - 1] ?? 0)
        expect(run(graph, events.slice(0, at)).lines.join('\n') === before.join('\n')).toBe(true)

        const poisoned = events.map((e, i) => (i < at ? e : { ...e, fields: e.fields.map(() => 1e308) }))
        const altered = run(graph, poisoned)
        expect(altered.lines.slice(0, altered.counts[at - 1] ?? 0).join('\n') === before.join('\n')).toBe(true)
        reports += before.length
        ticks += before.filter(line => line.includes('tick')).length
      }),
      { numRuns: 200 },
    )
    // The programs must have said something, or nothing was shown.
    expect(reports).toBeGreaterThan(40_000)
    expect(ticks).toBeGreaterThan(20_000)
  })
})
