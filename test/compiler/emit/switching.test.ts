import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Evaluator, SourceEvent } from '../../../compiler/ir/evaluator.ts'
import type { Graph } from '../../../compiler/ir/graph.ts'
import { generateMarket } from '../../../runtime/market/generated/generate.ts'
import { address, markets } from '../../property/events.ts'
import { programs } from '../../property/programs.ts'
import { graphOf } from '../../property/run.ts'
import { events, graphs } from '../interpret/random.ts'
import { compiled, difference, interpreted, type Watched } from './agreement.ts'
import { extents, windowsOf } from './windows.ts'

const RUNS = { numRuns: 100, endOnFailure: true }
const shapes = fc.oneof({ weight: 2, arbitrary: graphs }, { weight: 1, arbitrary: extents.map(windowsOf) })

/** I3: a run may move from one evaluator to the other at any event, in both directions, again and again. */
describe('I3: a run moves between the evaluators', () => {
  const cuts = fc.array(fc.nat(60), { minLength: 1, maxLength: 8 })

  test('on random graphs and random events', () => {
    fc.assert(
      fc.property(shapes, events(200), cuts, fc.boolean(), (graph, market, lengths, compiledFirst) => {
        expect(moved(graph, market, lengths, compiledFirst)).toBeUndefined()
      }),
      RUNS,
    )
  })

  test('on random programs and random markets', () => {
    fc.assert(
      fc.property(programs, markets(500), cuts, fc.boolean(), (source, moves, lengths, compiledFirst) => {
        const graph = graphOf(source)
        expect(moved(graph, address(graph, moves), lengths, compiledFirst)).toBeUndefined()
      }),
      { ...RUNS, numRuns: 200 },
    )
  })

  test('what ran before is forgotten', () => {
    fc.assert(
      fc.property(graphs, events(60), events(60), (graph, market, other) => {
        const [is, wanted] = [compiled(graph), interpreted(graph)]
        is.evaluator.batch(other)
        is.lines.length = 0
        is.evaluator.restore(wanted.evaluator.snapshot())
        expect(difference(graph, is, wanted)).toBeUndefined()
        is.evaluator.batch(market)
        for (const event of market) wanted.evaluator.event(event)
        expect(difference(graph, is, wanted)).toBeUndefined()
      }),
      RUNS,
    )
  })
})

/** Runs the events in turns of the given lengths, each on the other evaluator, and compares with a run on one. */
function moved(graph: Graph, market: readonly SourceEvent[], lengths: readonly number[], compiledFirst: boolean) {
  const whole = interpreted(graph)
  let present: Watched = compiledFirst ? compiled(graph) : interpreted(graph)
  let isCompiled = compiledFirst
  let left = lengths[0]!
  let turn = 0
  for (const event of market) {
    for (; left === 0; left = 1 + lengths[++turn % lengths.length]!) {
      isCompiled = !isCompiled
      const next = isCompiled ? compiled(graph) : interpreted(graph)
      next.evaluator.restore(present.evaluator.snapshot())
      present = next
    }
    left--
    present.evaluator.event(event)
    whole.evaluator.event(event)
    const found = difference(graph, present, whole)
    if (found) return `${isCompiled ? 'compiled' : 'interpreted'}, turn ${turn}: ${found}`
  }
  return undefined
}

describe('batches give the steps and reports of single events', () => {
  const sizes = fc.array(fc.nat(90), { minLength: 1, maxLength: 5 })

  test('on random graphs, whatever the size of batches', () => {
    fc.assert(
      fc.property(shapes, events(200), sizes, (graph, market, lengths) => {
        const [is, wanted] = [compiled(graph), interpreted(graph)]
        batches(is.evaluator, market, lengths)
        for (const event of market) wanted.evaluator.event(event)
        expect(difference(graph, is, wanted)).toBeUndefined()
        is.evaluator.advance(market.at(-1)!.received + 40)
        wanted.evaluator.advance(market.at(-1)!.received + 40)
        expect(difference(graph, is, wanted)).toBeUndefined()
      }),
      RUNS,
    )
  })

  test('on random programs, mixed with single events and times', () => {
    fc.assert(
      fc.property(programs, markets(200), sizes, (source, moves, lengths) => {
        const graph = graphOf(source)
        const market = address(graph, moves)
        if (market.length === 0) return
        const [is, wanted] = [compiled(graph), interpreted(graph)]
        const half = Math.floor(market.length / 2)
        batches(is.evaluator, market.slice(0, half), lengths)
        is.evaluator.advance(market[half]!.received)
        for (const event of market.slice(half, half + 5)) is.evaluator.event(event)
        batches(is.evaluator, market.slice(half + 5), lengths)
        for (const event of market) wanted.evaluator.event(event)
        expect(difference(graph, is, wanted)).toBeUndefined()
      }),
      RUNS,
    )
  })

  test('when the area of reports is full many times within a batch, and within a step', async () => {
    const graph = graphOf(readFileSync(new URL('../../../examples/spread_signals.hvt', import.meta.url), 'utf8'))
    const market: SourceEvent[] = []
    for await (const chunk of generateMarket(graph, { duration: 30_000_000 }).events) market.push(...chunk)
    const [is, wanted] = [compiled(graph), interpreted(graph)]
    is.evaluator.batch(market)
    for (const event of market) wanted.evaluator.event(event)
    expect(wanted.lines.length).toBeGreaterThan(50_000)
    expect(difference(graph, is, wanted)).toBeUndefined()
    // An hour without an event: nothing but timers.
    const later = market.at(-1)!.received + 3_600_000_000
    is.evaluator.advance(later)
    wanted.evaluator.advance(later)
    expect(wanted.lines.length).toBeGreaterThan(50_000)
    expect(difference(graph, is, wanted)).toBeUndefined()
  })
})

function batches(evaluator: Evaluator, market: readonly SourceEvent[], lengths: readonly number[]): void {
  for (let from = 0, turn = 0; from < market.length; turn++) {
    const length = 1 + lengths[turn % lengths.length]!
    evaluator.batch(market.slice(from, from + length))
    from += length
  }
}
