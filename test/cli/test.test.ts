import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { hvt } from './hvt.ts'

const cwd = mkdtempSync(join(tmpdir(), 'hvt-test-'))
afterAll(() => rmSync(cwd, { recursive: true }))
const head = `strategy spreads in USD
venue a = ccxt.kraken { fees: { maker: 1bps, taker: 2bps }, silent: 5s }
venue b = ccxt.coinbase { fees: { maker: 1bps, taker: 2bps }, silent: 5s }
universe symbols = [BTC/USD, ETH/USD]
each s in symbols {
  let ask = a[s].quote.ask fresh 2s
  feature profit = b[s].quote.bid / ask - 1
}
`
const quotes =
  'given a[BTC/USD].quote: [0s { bid: 99, ask: 100 }]   given b[BTC/USD].quote: [1s { bid: 102, ask: 103 }]'
const good = `test "profit is net" {
  ${quotes}
  expect abs(profit[BTC/USD] - 2%) < 1e-12 at 1s
}
test "an old price is none" {
  ${quotes}
  expect not present(profit[BTC/USD]) at 2s
}
`
const bad = `test "profit is gross" {
  ${quotes}
  expect profit[BTC/USD] == 3% and ask[BTC/USD] == 100[USD/BTC] at 1s
  expect profit[BTC/USD] > 0 until 3s
}
`
const file = (name: string, text: string) => writeFileSync(join(cwd, name), text)
file('good.hvt', head + good)
file('bad.hvt', head + good + bad)
file('none.hvt', head)
file('wrong.hvt', `${head}test "t" { given proffit[BTC/USD] = 3   expect profit[BTC/USD] > 2 USD at 1s }\n`)
file('idle.hvt', `${head}test "nothing" { expect count(orders) == 0 until 1m }\n`)
const run = (...args: string[]) => hvt(['test', ...args], { cwd })

describe('hvt test', () => {
  test('says of each test that it is ok', () => {
    const out = 'ok      profit is net\nok      an old price is none\ngood.hvt: 2 tests, ok\n'
    expect(run('good.hvt')).toEqual({ code: 0, out, err: '' })
  })

  test('says where and when a test failed, and what the values were', () => {
    const out = [
      'ok      profit is net',
      'ok      an old price is none',
      'FAILED  profit is gross',
      '  bad.hvt:19: `profit[BTC/USD] == 3% and ask[BTC/USD] == 100[USD/BTC]` is false at 1s',
      '    profit[BTC/USD] is 0.020000000000000018',
      '    ask[BTC/USD] is 100 USD/BTC',
      '  bad.hvt:20: `profit[BTC/USD] > 0` is unknown at 0s',
      '    profit[BTC/USD] is absent',
      'bad.hvt: 3 tests, 2 ok, 1 failed',
      '',
    ].join('\n')
    expect(run('bad.hvt')).toEqual({ code: 1, out, err: '' })
    expect(run('good.hvt', 'bad.hvt').out).toContain('good.hvt: 2 tests, ok\n')
    expect(run('good.hvt', 'bad.hvt').code).toBe(1)
  })

  test('--only chooses by title', () => {
    const out = 'ok      an old price is none\nbad.hvt: 1 test, ok\n'
    expect(run('bad.hvt', '--only', 'old')).toEqual({ code: 0, out, err: '' })
    const { code, out: nothing, err } = run('bad.hvt', '--only', 'old price is some')
    expect([code, nothing]).toEqual([1, ''])
    expect(err).toBe(
      'error HVT9091: no test of bad.hvt has "old price is some" in its title\n' +
        '  ┌ bad.hvt\n' +
        '  its tests are "profit is net", "an old price is none", "profit is gross"\n\n',
    )
  })

  test('a strategy without tests, and one that is wrong', () => {
    const none = run('none.hvt')
    expect([none.code, none.out]).toEqual([1, ''])
    expect(none.err).toContain('error HVT9090: none.hvt has no tests\n')
    const wrong = run('wrong.hvt')
    expect([wrong.code, wrong.out]).toEqual([1, ''])
    expect([...wrong.err.matchAll(/^error (HVT\d+)/gm)].map(found => found[1])).toEqual(['HVT2001', 'HVT2201'])
  })

  test('a wrong call', () => {
    const { code, err } = run()
    expect([code, err]).toEqual([2, 'hvt: `hvt test` lacks a `file`; `hvt test --help` shows an example (HVT9003)\n'])
  })

  test('warns of what could not fail, and passes', () => {
    const { code, out, err } = run('idle.hvt')
    expect([code, out]).toEqual([0, 'ok      nothing\nidle.hvt: 1 test, ok\n'])
    expect(err).toContain('warning HVT9094: `count(orders) == 0` holds because nothing asked for an order\n')
  })

  test('--json: every expectation', () => {
    const { code, out } = run('bad.hvt', '--only', 'gross', '--json')
    const report = JSON.parse(out)
    expect(code).toBe(1)
    const profit = { text: 'profit[BTC/USD]', value: null, unit: 'plain', show: 'number' }
    const failed = {
      text: 'profit[BTC/USD] > 0',
      line: 20,
      hold: 'until',
      time: 3e6,
      ok: false,
      looksAhead: false,
      failure: { time: 0, unknown: true, parts: [profit] },
    }
    expect(Object.keys(report)).toEqual(['version', 'ok', 'files', 'diagnostics'])
    expect([report.version, report.ok, report.diagnostics]).toEqual([1, false, []])
    const [{ file: name, ok, tests }] = report.files
    expect([name, ok, tests.length, tests[0].title, tests[0].line]).toEqual([
      'bad.hvt',
      false,
      1,
      'profit is gross',
      17,
    ])
    expect(tests[0].expectations[1]).toEqual(failed)
  })
})
