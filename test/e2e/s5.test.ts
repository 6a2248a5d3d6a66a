import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { generatedFile, tickersOf } from '../../bench/generated.ts'
import { wasm } from '../../compiler/emit/wasm.ts'
import { interpret } from '../../compiler/interpret/interpret.ts'
import type { SourceEvent } from '../../compiler/ir/evaluator.ts'
import type { Graph } from '../../compiler/ir/graph.ts'
import { type EvaluatorOf, graphOf } from '../property/run.ts'
import { shared } from '../shared.ts'

const forms = ['allpairs', 'touched'] as const
const graphs = new Map(
  forms.map(form => {
    const text = readFileSync(new URL(`../../bench/strategies/s5_${form}.hvt`, import.meta.url), 'utf8')
    return [form, graphOf(text)]
  }),
)
const evaluators: readonly (readonly [string, EvaluatorOf])[] = [
  ['interpreter', interpret],
  ['compiled evaluator', wasm],
]

const file = generatedFile('s5.csv')
/** ms: these are many events. */
const LONG = 600_000
if (!file) console.log('S5 on two million tickers is skipped: HVT_WORKLOADS names no folder with s5.csv')

interface Hits {
  readonly count: number
  readonly sum: number
}

/** What all instances counted and added up. */
function run(graph: Graph, events: readonly SourceEvent[], evaluator: EvaluatorOf): Hits {
  const engine = evaluator(graph, () => {})
  engine.batch(events)
  const total = (part: string) =>
    graph.outputs
      .filter(({ name }) => name.endsWith(`.${part}`))
      .flatMap(({ trigger, region }) => graph.regions[region]!.instances.map((_, i) => engine.value(trigger.node, i)))
      .reduce((a, b) => a + (Number.isNaN(b) ? 0 : b), 0)
  return { count: total('count'), sum: total('sum') }
}

describe.each(forms)('S5, %s', form => {
  const graph = graphs.get(form)!

  test.each(evaluators)('the %s counts what a plain computation counts', (_, evaluator) => {
    const events = market(graph, 20_000)
    const found = run(graph, events, evaluator)
    const wanted = plain(graph, events, form === 'allpairs')
    expect(wanted.count).toBeGreaterThan(1_000)
    expect(found.count).toBe(wanted.count)
    expect(Math.abs(found.sum / wanted.sum - 1)).toBeLessThan(1e-12)
  })

  test.runIf(file && shared)(
    'two million tickers give the reference',
    () => {
      const expected = JSON.parse(readFileSync(join(shared!, 'peers/expected/s5.json'), 'utf8'))[form]
      const found = run(graph, tickersOf(file!, graph), wasm)
      expect(found.count).toBe(expected.hits)
      expect(Math.abs(found.sum / expected.sum_edge - 1)).toBeLessThan(1e-9)
    },
    LONG,
  )
})

/** Prices that repeat, differ by up to 2 %, and are sometimes too old: venues and symbols speak in bursts. */
function market(graph: Graph, count: number): readonly SourceEvent[] {
  let random = 1
  const draw = (n: number) => {
    random = (random * 1_103_515_245 + 12_345) % 2 ** 31
    return Math.floor((random / 2 ** 31) * n)
  }
  let now = 1_700_000_000_000_000
  return Array.from({ length: count }, () => {
    now += draw(40) === 0 ? 1_000_000 : draw(2_000) * 50
    const instrument = 50 * draw(8) + draw(5)
    const bid = 10_000 + 40 * draw(5)
    const fields = [bid / 100, (bid + 1) / 100]
    const { venue } = graph.instruments[instrument]!
    return { received: now, origin: now, venue, instrument, stream: 'ticker' as const, fields }
  })
}

/** At every message: all ordered pairs of venues of its symbol, or those of which its venue is one. */
function plain(graph: Graph, events: readonly SourceEvent[], all: boolean): Hits {
  const last = new Map<string, Map<number, { time: number; bid: number; ask: number }>>()
  let [count, sum] = [0, 0]
  for (const { received, venue, instrument, fields } of events) {
    const { symbol } = graph.instruments[instrument]!
    const fee = graph.venues[venue]!.fees.taker!
    const venues = last.get(symbol) ?? new Map()
    last.set(symbol, venues.set(venue, { time: received, bid: fields[0]! * (1 - fee), ask: fields[1]! * (1 + fee) }))
    for (const [cheap, { time: since, ask }] of venues) {
      for (const [dear, { time, bid }] of venues) {
        const looks = cheap !== dear && (all || cheap === venue || dear === venue)
        const edge = (bid - ask) / ask
        if (!looks || Math.min(since, time) < received - 5_000_000 || edge < 0.005) continue
        count++
        sum += edge
      }
    }
  }
  return { count, sum }
}
