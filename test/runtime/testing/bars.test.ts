import { describe, expect, test } from 'vitest'
import { compile } from '../../../compiler/compile.ts'
import { head, read, run, verdicts } from './run.ts'

const barred = `${head}each s in symbols {
  let bar = a[s].bars(1m)
  let day = a[s].bars(1h)
  feature up = bar.close / prev(bar.close, 1) - 1
  feature range = day.high - day.low
  feature trades = count(a[s].trades, 1m)
  feature mid = a[s].quote.mid
  feature spread = a[s].quote.ask / a[s].quote.bid - 1
  feature doubled = mid * 2
}
`

describe('given bars', () => {
  test('by what they are bars of, in one instance', () => {
    const body = `given a[BTC/USD].bars(1m): [0s { close: 10 }, 1m { close: 11 }]
      expect abs(up[BTC/USD] - 10%) < 1e-12 at 1m
      expect present(up[ETH/USD]) at 1m`
    expect(verdicts(barred, body)).toEqual(['ok', 'false at 60s: up[ETH/USD] = null'])
  })
  test('by their name; other numbers of them and other bars are as they come', () => {
    const body = `given bar: [0s { close: 10 }, 1m { close: 12 }]   given day[BTC/USD]: [30s { high: 5, low: 3 }]
      expect abs(up[ETH/USD] - 20%) < 1e-12 at 1m
      expect range[BTC/USD] == 2[USD/BTC] at 30s
      expect range[ETH/USD] == 2[USD/ETH] at 30s`
    expect(verdicts(barred, body)).toEqual(['ok', 'ok', 'unknown at 30s: range[ETH/USD] = null'])
  })
})

describe('generators', () => {
  test('a walk is the same for the same seed, and another for another', () => {
    const walk = (seed: number) =>
      `given a[BTC/USD].quote = walk(seed: ${seed}, from: 100, step: 10bps, every: 1s, count: 3)`
    const mid = (seed: number) => {
      const [verdict] = run(barred, `${walk(seed)} expect mid[BTC/USD] < 1[USD/BTC] at 2s`).verdicts
      return verdict!.failure!.parts[0]!.value!
    }
    expect([mid(1), mid(2)]).toEqual([100.10903766612826, 99.90126380870483])
    expect(mid(1)).toBe(mid(1))
  })
  test('of quotes with a spread, of trades, of numbers and of bars', () => {
    const body = `given a[BTC/USD].quote = steps(from: 100, by: 1, every: 1s, count: 4, spread: 2%)
      given a[BTC/USD].trades = walk(seed: 1, from: 100, step: 10bps, every: 500ms, count: 60)
      given bar[BTC/USD] = steps(from: 4, by: 1, every: 1s, count: 2)
      given mid[ETH/USD] = steps(from: 1[USD/ETH], by: 2, every: 1s, count: 2)
      expect abs(mid[BTC/USD] - 103[USD/BTC]) < 1e-9[USD/BTC] at 3s
      expect abs(spread[BTC/USD] - 2 / 99) < 1e-12 at 3s
      expect up[BTC/USD] == 25% at 1s
      expect doubled[ETH/USD] == 6[USD/ETH] at 1s`
    expect(verdicts(barred, body)).toEqual(['ok', 'ok', 'ok', 'ok'])
  })
  test.each([
    ['walk(seed: 1)', '`walk` lacks the argument `from`'],
    ['steps(from: 1, by: 1, every: 0s, count: 3)', '`steps` wants a time above zero for `every`'],
    ['steps(from: 1, by: 1, every: 1s, count: 0)', '`steps` makes 1 to 100,000 events'],
    ['steps(1, 2)', '`steps` takes its arguments by name'],
    ['walk(sed: 1)', '`walk` has no argument `sed`'],
  ])('%s', (call, message) => {
    const text = `${barred}test "t" { given mid[BTC/USD] = ${call}   expect doubled[BTC/USD] > 1[USD/BTC] at 1s }`
    const { diagnostics } = compile({ path: 's.hvt', text }, { read })
    expect(diagnostics.map(d => d.message)).toEqual([message])
  })
})
