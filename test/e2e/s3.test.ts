import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { generatedFile, quotesOf } from '../../bench/generated.ts'
import { wasm } from '../../compiler/emit/wasm.ts'
import { interpret } from '../../compiler/interpret/interpret.ts'
import type { SourceEvent } from '../../compiler/ir/evaluator.ts'
import { ExactWindow } from '../exact.ts'
import { type EvaluatorOf, graphOf } from '../property/run.ts'
import { shared } from '../shared.ts'

const text = readFileSync(new URL('../../bench/strategies/s3.hvt', import.meta.url), 'utf8')
/** Mids that are equal in decimals are equal in bits: (29667.1 + 29667.4) / 2 and (29667.2 + 29667.3) / 2 are not. */
const onGrid = text.replace('= q.mid\n', '= round(q.mid, 0.05[USDT/BTC])\n')

const evaluators: readonly (readonly [string, EvaluatorOf])[] = [
  ['the interpreter', interpret],
  ['the compiled evaluator', wasm],
]

const file = generatedFile('d1_quotes.csv')
/** ms: these are many events. */
const LONG = 600_000
if (!file) console.log('S3 on a million quotes is skipped: HVT_WORKLOADS names no folder with d1_quotes.csv')

interface Told {
  last: number
  sum: number
  n: number
}

/** Of each feature, by name: its ticks. */
function run(source: string, events: readonly SourceEvent[], evaluator: EvaluatorOf): ReadonlyMap<string, Told> {
  const graph = graphOf(source)
  const told = graph.outputs.map((): Told => ({ last: Number.NaN, sum: 0, n: 0 }))
  const engine = evaluator(graph, (output, _instance, _now, ticked, [value]) => {
    const of = told[output]!
    if (!ticked) return
    of.last = value!
    of.sum += value!
    of.n++
  })
  engine.batch(events)
  return new Map(graph.outputs.map(({ name }, o) => [name, told[o]!]))
}

/** Relative to the expected value, or to 1 where that is smaller. */
function expectNear(name: string, found: number, wanted: number, tolerance: number): void {
  const distance = Math.abs(found - wanted) / Math.max(1, Math.abs(wanted))
  expect(distance, `${name}: ${found}, wanted ${wanted}`).toBeLessThanOrEqual(tolerance)
}

describe.each(evaluators)('the 22 features of S3 by %s', (_, evaluator) => {
  test('windows of generated quotes equal an exact computation', () => {
    const events = walk(6_000)
    const found = run(text, events, evaluator)
    const wanted = exact(events)
    expect(found.size).toBe(22)
    for (const [name, { last, sum, n }] of wanted) {
      const of = found.get(name)!
      expect([name, of.n]).toEqual([name, n])
      // A z-score is a small difference of two prices.
      expectNear(`${name} last`, of.last, last, name === 'z100' ? 1e-10 : 1e-12)
      expectNear(`${name} sum`, of.sum, sum, 1e-11)
    }
  })

  test.runIf(file && shared)(
    'a million quotes of D1 equal the reference',
    () => {
      const json = (name: string) => JSON.parse(readFileSync(join(shared!, 'peers/expected', name), 'utf8'))
      const [rival, exactly] = [json('s3.json'), json('s3_exact.json')]
      const events = quotesOf(file!)
      const drifting = new Set(['std100', 'z100'])
      for (const [name, { last, sum, n }] of run(text, events, evaluator)) {
        expect([name, n]).toEqual([name, rival[`n_${name}`]])
        if (drifting.has(name)) continue
        expectNear(`${name} last`, last, rival[name], 1e-11)
        expectNear(`${name} sum`, sum, rival[`sum_${name}`], 1e-11)
      }
      const found = run(onGrid, events, evaluator)
      for (const name of drifting) {
        expectNear(`${name} last`, found.get(name)!.last, exactly[name].last, 1e-11)
        expectNear(`${name} sum`, found.get(name)!.sum, exactly[name].sum, 1e-11)
      }
    },
    LONG,
  )
})

/** Prices in steps of 1/8 near 30 000, sizes in steps of 1/1024: exact as doubles, and so are mids. */
function walk(count: number): SourceEvent[] {
  let random = 1
  const draw = (n: number) => {
    random = (random * 1_103_515_245 + 12_345) % 2 ** 31
    return Math.floor((random / 2 ** 31) * n)
  }
  let bid = 240_000
  return Array.from({ length: count }, (_, k) => {
    if (draw(4) === 0) bid += draw(3) - 1
    const received = 1_700_000_000_000_000 + 20_000 * k
    const fields = [bid, 128 * (1 + draw(900)), bid + 1 + draw(2), 128 * (1 + draw(900)) + (k % 2)]
    const [b, p, a, q] = fields as [number, number, number, number]
    return {
      received,
      origin: received,
      venue: 0,
      instrument: 0,
      stream: 'quote' as const,
      fields: [b / 8, p / 1024, a / 8, q / 1024],
    }
  })
}

/** The features over windows, from sums without rounding of the same mids and imbalances. */
function exact(events: readonly SourceEvent[]): ReadonlyMap<string, Told> {
  const told = new Map<string, Told>()
  const tell = (name: string, value: number) => {
    const of = told.get(name) ?? { last: 0, sum: 0, n: 0 }
    told.set(name, { last: value, sum: of.sum + value, n: of.n + 1 })
  }
  const [mids, imbs] = [new ExactWindow(100), new ExactWindow(100)]
  const [pairs, rets] = [new ExactWindow(200), new ExactWindow(50)]
  const last500: number[] = []
  let before = Number.NaN
  for (const { fields } of events) {
    const [bid, p, ask, q] = fields as [number, number, number, number]
    const mid = (bid + ask) / 2
    const imb = (p - q) / (p + q)
    mids.push(mid)
    imbs.push(imb)
    last500.push(mid)
    if (last500.length > 500) last500.shift()
    if (mids.full) {
      const std = Math.sqrt(mids.variance)
      tell('mean100', mids.mean)
      tell('std100', std)
      tell('z100', mids.fromMean / (std + 1e-9))
      tell('sum_imb100', imbs.sum)
    }
    if (last500.length === 500) {
      const [low, high] = [Math.min(...last500), Math.max(...last500)]
      tell('min500', low)
      tell('max500', high)
      tell('donch', (mid - low) / (high - low + 1e-9))
    }
    if (!Number.isNaN(before)) {
      rets.push(mid - before)
      pairs.push(mid - before, imb)
      if (rets.full) tell('mean_ret50', rets.mean)
      if (pairs.full) {
        tell('std_ret200', Math.sqrt(pairs.variance))
        tell('cov_ret_imb200', pairs.covariance)
      }
    }
    before = mid
  }
  return told
}
