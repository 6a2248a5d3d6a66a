import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Graph } from '../../../compiler/ir/graph.ts'
import { layout } from '../../../compiler/layout/layout.ts'
import { type Report, running } from './build.ts'
import { Denotation } from './denotation.ts'
import { events, graphs } from './random.ts'

const RUNS = { numRuns: 120 }
const LENGTH = 200

describe('random graphs, random events', () => {
  test('the interpreter reports what the definition says', () => {
    fc.assert(
      fc.property(graphs, events(LENGTH), (graph, market) => {
        const { evaluator, reports } = running(graph)
        const literal = new Denotation(graph)
        for (const event of market) {
          evaluator.event(event)
          literal.event(event)
        }
        const end = market.at(-1)!.received + 30
        evaluator.advance(end)
        literal.advance(end)
        same(reports, literal.reports)
        eachInstance(graph, (n, i) => {
          if (!Object.is(evaluator.value(n, i), literal.value(n, i))) throw new Error(`value of node ${n}[${i}]`)
        })
      }),
      RUNS,
    )
  })

  test('I2: reports on a prefix of the events are a prefix of the reports', () => {
    fc.assert(
      fc.property(graphs, events(LENGTH), fc.nat(), (graph, market, cut) => {
        const whole = running(graph)
        const part = running(graph)
        const length = cut % (market.length + 1)
        market.forEach((event, k) => {
          whole.evaluator.event(event)
          if (k < length) part.evaluator.event(event)
        })
        same(part.reports, whole.reports.slice(0, part.reports.length))
      }),
      RUNS,
    )
  })

  test('I3: a run restored from a snapshot continues with the same reports and the same bytes', () => {
    fc.assert(
      fc.property(graphs, events(LENGTH), fc.nat(), events(20), (graph, market, cut, other) => {
        const whole = running(graph)
        const rest = running(graph)
        for (const event of other) rest.evaluator.event(event)
        const length = cut % (market.length + 1)
        let before = 0
        market.forEach((event, k) => {
          if (k === length) {
            rest.evaluator.restore(whole.evaluator.snapshot())
            rest.reports.length = 0
            before = whole.reports.length
          }
          whole.evaluator.event(event)
          if (k >= length) rest.evaluator.event(event)
        })
        if (length === market.length) return
        same(rest.reports, whole.reports.slice(before))
        expect(new Uint8Array(rest.evaluator.snapshot())).toEqual(new Uint8Array(whole.evaluator.snapshot()))
        expect(rest.evaluator.steps).toEqual(whole.evaluator.steps)
      }),
      RUNS,
    )
  })

  test('when the timers are asked for changes nothing', () => {
    fc.assert(
      fc.property(graphs, events(LENGTH), fc.array(fc.nat(6), { minLength: 1 }), (graph, market, waits) => {
        const plain = running(graph)
        const asked = running(graph)
        market.forEach((event, k) => {
          plain.evaluator.event(event)
          asked.evaluator.advance(event.received - (waits[k % waits.length] ?? 0))
          asked.evaluator.event(event)
        })
        same(asked.reports, plain.reports)
        expect(asked.evaluator.steps).toEqual(plain.evaluator.steps)
      }),
      RUNS,
    )
  })

  test('memory holds one NaN only, and no flag between steps', () => {
    fc.assert(
      fc.property(graphs, events(LENGTH), (graph, market) => {
        const { evaluator } = running(graph)
        for (const event of market) evaluator.event(event)
        const state = evaluator.snapshot()
        const bytes = new Uint8Array(state)
        const places = layout(graph)
        eachInstance(graph, (n, i) => {
          const at = places.nodes[n]!.flags + i * places.regions[graph.nodes[n]!.region]!.stride
          if (bytes[at] !== 0) throw new Error(`flags of node ${n}[${i}]: ${bytes[at]}`)
        })
        const words = new BigUint64Array(state)
        new Float64Array(state).forEach((value, k) => {
          if (Number.isNaN(value) && words[k] !== 0x7ff8000000000000n)
            throw new Error(`slot ${k}: ${words[k]!.toString(16)}`)
        })
      }),
      RUNS,
    )
  })
})

/** Cheaper than a deep comparison of many thousand reports. */
function same(actual: readonly Report[], expected: readonly Report[]): void {
  const different = actual.findIndex((report, k) => text(report) !== text(expected[k]))
  if (different >= 0) expect(text(actual[different])).toBe(text(expected[different]))
  expect(actual.length).toBe(expected.length)
}

function text(report: Report | undefined): string {
  if (!report) return 'nothing'
  const { output, instance, now, ticked, values } = report
  return `o${output}[${instance}] ${now} ${ticked ? 'tick' : 'wake'} ${values.map(value => (Object.is(value, -0) ? '-0' : value)).join(' ')}`
}

function eachInstance(graph: Graph, visit: (node: number, instance: number) => void): void {
  graph.nodes.forEach((node, n) => {
    graph.regions[node.region]!.instances.forEach((_, i) => {
      visit(n, i)
    })
  })
}
