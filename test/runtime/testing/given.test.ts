import { describe, expect, test } from 'vitest'
import { compile } from '../../../compiler/compile.ts'
import { interpret } from '../../../compiler/interpret/interpret.ts'
import type { Stepped } from '../../../compiler/ir/evaluator.ts'
import type { MakeStepped } from '../../../runtime/testing/wire.ts'
import { head, read, run, verdicts } from './run.ts'

const watching = `${head}param edge = 1% in 0.1% .. 5%
let regime = if a[BTC/USD].quote.mid > 100[USD/BTC] then WILD else CALM
each s in symbols {
  let q = a[s].quote
  let fit = { slope: q.mid / prev(q.mid, 1), gap: q.mid - b[s].quote.mid }
  feature worth = q.mid * (1 + edge)
  feature smooth = mean(fit.slope, 3)
  feature fresh_mid = q.mid fresh 2s
  signal high when worth > b[s].quote.ask
  feature last_side = high_side ?? 0
  let side = if q.mid > b[s].quote.bid then 1 else -1
  signal both(side) when q.mid > b[s].quote.mid
  let high_side = both.side
}
`

describe('given', () => {
  test('events of a market, as they come', () => {
    const body = `given a[BTC/USD].quote: [0s { bid: 99, ask: 101 }, 1s { bid: 100, ask: 102 }]
      expect fresh_mid[BTC/USD] == 100[USD/BTC] at 0s
      expect fresh_mid[BTC/USD] == 101[USD/BTC] at 1s
      expect fresh_mid[BTC/USD] == 101[USD/BTC] at 2999ms
      expect present(fresh_mid[BTC/USD]) at 3s
      expect fresh_mid[BTC/USD] == 101[USD/BTC] until 2s`
    expect(verdicts(watching, body)).toEqual([
      'ok',
      'ok',
      'ok',
      'false at 3s: fresh_mid[BTC/USD] = null',
      'false at 0s: fresh_mid[BTC/USD] = 100',
    ])
  })
  test('an expectation is one of the end of a moment, and unknown is no success', () => {
    const body = `given a[BTC/USD].quote: [0s { bid: 99, ask: 101 }, 0s { bid: 9, ask: 11 }]
      expect fresh_mid[BTC/USD] == 10[USD/BTC] until 1s
      expect fresh_mid[BTC/USD] > 3[USD/BTC] at 9s`
    expect(verdicts(watching, body)).toEqual(['ok', 'unknown at 9s: fresh_mid[BTC/USD] = null'])
  })
  test('through a name of a market, so that all that is made of it follows', () => {
    const body = `given q[BTC/USD]: [0s { bid: 99, ask: 101 }]
      expect regime == CALM at 0s
      expect fresh_mid[BTC/USD] > 100[USD/BTC] at 0s`
    expect(verdicts(watching, body)).toEqual(['ok', 'false at 0s: fresh_mid[BTC/USD] = 100'])
  })
  test('a field of a record in some instances only, with the ticks that are given and no others', () => {
    const body = `given fit.slope[BTC/USD]: [0s 1, 1s 2, 2s 6]
      given a[BTC/USD].quote: [0s { bid: 1, ask: 1 }, 500ms { bid: 2, ask: 2 }, 2s { bid: 3, ask: 3 }]
      given a[ETH/USD].quote: [0s { bid: 1, ask: 1 }, 1s { bid: 2, ask: 2 }, 2s { bid: 4, ask: 4 }, 3s { bid: 12, ask: 12 }]
      expect not present(smooth[BTC/USD]) until 1s
      expect smooth[BTC/USD] == 3 at 2s
      expect smooth[BTC/USD] == 3 at 3s
      expect abs(smooth[ETH/USD] - 7 / 3) < 1e-12 at 3s`
    expect(verdicts(watching, body)).toEqual(['ok', 'ok', 'ok', 'ok'])
  })
  test('absent before it is first given, whatever the stream itself would say', () => {
    const body = `given worth[BTC/USD]: [2s 7]   given a[BTC/USD].quote: [0s { bid: 1, ask: 1 }]
      expect not present(worth[BTC/USD] + fresh_mid[BTC/USD]) until 1s
      expect worth[BTC/USD] > 6[USD/BTC] at 2s`
    expect(verdicts(watching, body)).toEqual(['ok', 'ok'])
  })
  test('a param, a word, and every instance where no key is said', () => {
    const body = `given edge = 5%   given regime = WILD   given q: [0s { bid: 100, ask: 100 }]
      expect worth[BTC/USD] == 105[USD/BTC] at 0s
      expect worth[ETH/USD] == 105[USD/ETH] at 0s
      expect regime == CALM at 0s`
    expect(verdicts(watching, body)).toEqual(['ok', 'ok', 'false at 0s: regime = WILD'])
  })
  test('a signal fires with its payload, which is that of the streams of its names too', () => {
    const body = `given both[BTC/USD]: [1s { side: -1 }]
      expect last_side[BTC/USD] == 0 at 0s
      expect last_side[BTC/USD] == -1 at 1s
      expect last_side[ETH/USD] == -1 at 1s`
    expect(verdicts(watching, body)).toEqual(['ok', 'ok', 'false at 1s: last_side[ETH/USD] = 0'])
  })
  test.each([
    ['expect regime == CALM at -1s', '`-1s` is before the test begins'],
    ['given count(orders) = 3   expect regime == CALM at 1s', 'nothing here is called `orders`'],
    [
      'given worth[BTC/USD]: [0s buy 1 @ 2]   expect regime == CALM at 1s',
      '`worth[BTC/USD]` is a number: a test cannot give it',
    ],
    ['given high[BTC/USD]: [0s { size: 1 }]   expect regime == CALM at 1s', 'a signal has no `size`'],
  ])('%s', (body, message) => {
    const { diagnostics } = compile({ path: 's.hvt', text: `${watching}test "t" { ${body} }` }, { read })
    expect(diagnostics.map(d => d.message)).toEqual([message])
  })
  test('a word that a stream cannot be', () => {
    const text = `${watching}test "t" { given regime = CALMM   expect regime == CALM at 1s }`
    const { diagnostics } = compile({ path: 's.hvt', text }, { read })
    expect(diagnostics.map(d => d.message)).toEqual(['this is never CALMM'])
  })
})

test('a strategy is the same whatever its tests say', () => {
  const digest = (text: string) => compile({ path: 's.hvt', text }, { read }).graph!.digest
  const best = `${watching}let best = argmax(v[BTC/USD].quote.bid) over v in [a, b]\nfeature top = best.value\n`
  const tested = `${best}test "t" { given regime = WILD   expect best.key == a and regime == WILD at 1s }`
  expect(digest(tested)).toBe(digest(best))
})

describe('copies', () => {
  test('what happens after an expectation changes nothing of it', () => {
    const body = `given a[BTC/USD].quote: [0s { bid: 99, ask: 101 }, 1s { bid: 100, ask: 102 }, 2s { bid: 1, ask: 2 }]
      expect fresh_mid[BTC/USD] == 100[USD/BTC] at 0s
      expect fresh_mid[BTC/USD] == 3[USD/BTC] at 1s`
    const runs: number[] = []
    const counted: MakeStepped = (graph, emit) => {
      runs.push(graph.nodes.length)
      return interpret(graph, emit)
    }
    expect(run(watching, body, counted).ahead).toEqual([])
    expect(runs.length).toBe(5)
  })
  test('an evaluator whose values depend on more than what has happened is found out', () => {
    let runs = 0
    const drifting: MakeStepped = (graph, emit): Stepped => {
      const inner = interpret(graph, emit)
      const shift = runs++ > 0 ? 1 : 0
      return new Proxy(inner, {
        get: (of, name) => {
          if (name === 'value') return (node: number, i: number) => of.value(node, i) + shift
          const is = Reflect.get(of, name, of)
          return typeof is === 'function' ? is.bind(of) : is
        },
      })
    }
    const body = `given a[BTC/USD].quote: [0s { bid: 99, ask: 101 }, 1s { bid: 100, ask: 102 }]
      expect fresh_mid[BTC/USD] == 100[USD/BTC] at 0s`
    expect(run(watching, body, drifting).ahead.map(e => e.text)).toEqual(['fresh_mid[BTC/USD] == 100[USD/BTC]'])
  })
})

describe('warnings', () => {
  test.each([
    ['given worth[BTC/USD] = 3   expect worth[BTC/USD] > 2[USD/BTC] at 1s', ['HVT2434']],
    ['given worth[ETH/USD] = 3   expect worth[BTC/USD] > 2[USD/BTC] at 1s', []],
    ['given fit.slope[BTC/USD]: [0s 1]   expect smooth[BTC/USD] > 2 at 1s', []],
    ['expect edge > 0.1% at 1s', ['HVT2433']],
  ])('%s', (body, codes) => {
    expect(run(watching, body).warnings).toEqual(codes)
  })
})
