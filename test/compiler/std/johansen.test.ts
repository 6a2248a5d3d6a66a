import { expect, test } from 'vitest'
import { bounds } from '../../../compiler/bounds/bounds.ts'
import { wasm } from '../../../compiler/emit/wasm.ts'
import { interpret } from '../../../compiler/interpret/interpret.ts'
import { graphOf } from '../../property/run.ts'
import { shared } from '../../shared.ts'
import { expectSeries, features, type Row, reference } from './series.ts'

/** The value at the last row, the same in both evaluators. */
function last(text: string, market: readonly Row[]): (name: string) => number {
  const [found, compiled] = [interpret, wasm].map(evaluator => features(text, market, { evaluator }))
  expect(compiled).toEqual(found)
  return name => found![name]!.at(-1)!
}

// x and y have a bounded difference.
const market: readonly Row[] = [1, 4, 2, 7, 5, 9, 12, 8, 11, 10, 13, 9].map((x, i) => [x, x + ((i * i * 7) % 11)])

test('is of all its ticks, and there with the last of them', () => {
  const { t } = features('feature t = johansen({ x, y }, 12).first.trace', market)
  expect(t!.map(Number.isFinite)).toEqual([...Array<boolean>(11).fill(false), true])
})

test('weights do not depend on scale, and a multiple has its share', () => {
  const a = last('feature j = johansen({ x, y }, 12).first', market)
  const b = last('feature j = johansen({ x: 8 * x, y: y / 2 }, 12).first', market)
  expect([b('j.trace'), b('j.eigen'), b('j.value')]).toEqual([a('j.trace'), a('j.eigen'), a('j.value')])
  expect([b('j.weights.x'), b('j.weights.y')]).toEqual([a('j.weights.x') / 8, a('j.weights.y') * 2])
})

test('is absent where one series follows from another', () => {
  const same = market.map(([x]): Row => [x, 3 * x + 1])
  expect(last('feature t = johansen({ x, y }, 12).first.trace', same)('t')).toBeNaN()
})

test('weights have one over the unit of their series, and cost is known', () => {
  const graph = graphOf(`strategy s in USD
use std.stats
venue v = ccxt.kraken { prices_only: true, silent: 5s }
universe symbols = [BTC/USD]
let q = v[BTC/USD].quote
let t = johansen({ price: q.bid, size: q.bid_size }, 50, lags: 2)
feature price = t.first.weights.price   feature size = t.second.weights.size   feature trace = t.first.trace`)
  expect(graph.outputs.map(({ columns }) => columns[0]!.unit)).toEqual(['BTC/USD', '1/BTC', 'plain'])
  const at = graph.nodes.findIndex(({ op }) => op.op === 'statistic')
  // Of 2 series with 2 lagged changes, their levels and changes there are 8 columns and 36 products.
  expect(bounds(graph).nodes[at]!.operations.worst).toBe(50 * 36)
})

interface Case {
  readonly cols: readonly number[]
  readonly det_order: number
  readonly k_ar_diff: number
  readonly trace: readonly number[]
  readonly trace_crit_90_95_99: readonly (readonly number[])[]
  readonly maxeig: readonly number[]
  readonly maxeig_crit_90_95_99: readonly (readonly number[])[]
  readonly eig: readonly number[]
  readonly evec: readonly (readonly number[])[]
}

test.skipIf(!shared)('agrees with statsmodels', () => {
  const { data, cases } = reference<{ data: readonly Row[]; cases: readonly Case[] }>('oracles/johansen.json')
  const [names, ordinals] = [
    ['x', 'y', 'z'],
    ['first', 'second', 'third'],
  ]
  expect(cases).toHaveLength(18)
  for (const c of cases) {
    const columns = c.cols.map(k => names[k]!)
    const call = `johansen({ ${columns.join(', ')} }, ${data.length}, lags: ${c.k_ar_diff}, trend: ${c.det_order})`
    // Quantiles are constants, which no tick tells: told with x.
    const told = columns.flatMap((_, k) =>
      ['trace', 'eigen'].flatMap(part => [90, 95, 99].map(q => [`${part}_${q}`, ordinals[k]!] as const)),
    )
    const text = `feature j = ${call}
      ${told.map(([part, k]) => `feature ${k}_${part} = ${call}.${k}.${part} + 0 * x`).join('\n')}`
    const found = last(text, data)
    for (const k of c.cols.keys()) {
      const of = (part: string) => found(`j.${ordinals[k]!}.${part}`)
      const quantiles = (part: string) => [90, 95, 99].map(level => found(`${ordinals[k]!}_${part}_${level}`))
      expectSeries([of('trace'), of('eigen'), of('value')], [c.trace[k]!, c.maxeig[k]!, c.eig[k]!])
      expect(quantiles('trace')).toEqual(c.trace_crit_90_95_99[k])
      expect(quantiles('eigen')).toEqual(c.maxeig_crit_90_95_99[k])
      const weights = c.evec.map(row => row[k]!)
      const sign = weights[0]! < 0 ? -1 : 1
      expectSeries(
        columns.map(name => of(`weights.${name}`)),
        weights.map(weight => sign * weight),
      )
    }
  }
})
