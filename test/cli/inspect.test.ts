import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { root } from '../architecture/tree.ts'
import { hvt, shell } from './hvt.ts'

const cwd = mkdtempSync(join(tmpdir(), 'hvt-inspect-'))
afterAll(() => rmSync(cwd, { recursive: true }))
const strategy = join(root, 'examples/spread_signals.hvt')
const env = { COLUMNS: '80' }
const inspect = (...args: string[]) => hvt(['inspect', strategy, '--at', '20s', ...args], { cwd, env })
const note = 'spread_signals on a generated market, seed 1, 30m: its prices are made up, and prove no profit\n'

describe('hvt inspect', () => {
  test('tells what made a value; the words are on stderr', () => {
    const { code, out, err } = inspect('ask[BTC/USD, kraken, bitstamp]')
    expect([code, err]).toEqual([0, note])
    expect(out.split('\n')).toEqual([
      'ask[BTC/USD, kraken, bitstamp] at 2026-01-05T00:00:20.091008Z, 20s into the run;',
      'the last step was 10ms earlier',
      '60256.7 USD/BTC, last ticked 399ms ago',
      '',
      'ask = cheap[s].quote.ask fresh ma… [BTC/USD, kraken]  60256.7 USD/BTC  399ms ago',
      '├ kraken BTC/USD quote.ask                            60256.7 USD/BTC  399ms ago',
      '└ max_age                                                          5s',
      '',
    ])
  })

  test('says first why a value is absent', () => {
    const { code, out } = inspect('usual.mean[BTC/USD, kraken, bitstamp]')
    expect(code).toBe(0)
    expect(out.split('\n').slice(2, 5)).toEqual([
      'absent because it is warming: 20 of 1000 ticks',
      '',
      'mean(x, window)                                     –  warming: 20 of 1000 ticks',
    ])
  })

  test('says why a signal did not fire', () => {
    const { out } = inspect('opportunity[BTC/USD, kraken, bitstamp]', '--depth', '1')
    expect(out.split('\n').slice(2)).toEqual([
      'did not fire in this step: `profit >= min_profit` is false (-69.09bps against',
      '50.00bps); it has not fired yet',
      '',
      'profit >= min_profit                                   false  399ms ago  ← false',
      '├ profit = bid * (1 - dear.fees.taker) … (1 part)  -69.09bps  399ms ago',
      '└ min_profit                                        50.00bps',
      '',
    ])
  })

  test('shows each field of a record', () => {
    const { out } = inspect('moves[BTC/USD, kraken]')
    expect([...out.matchAll(/^(moves\.\w+): /gm)].map(found => found[1])).toEqual([
      'moves.change',
      'moves.volatility10',
      'moves.bid_ask',
      'moves.ma_gap',
      'moves.hour',
      'moves.minute',
    ])
  })

  test('takes keys as words of a shell, times in each form, and lets of a source only', () => {
    const of = (...args: string[]) => hvt(['inspect', strategy, ...args], { cwd, env })
    const { out } = of('--at', '20s', 'ask[BTC/USD,', 'kraken,', 'bitstamp]')
    expect(out).toBe(inspect('ask[BTC/USD, kraken, bitstamp]').out)
    // The first event is at 00:00:00.091008.
    expect(of('--at', '2026-01-05T00:00:20.091008Z', 'ask[BTC/USD, kraken, bitstamp]').out).toBe(out)
    expect(of('--at', '1767571220091008', 'ask[BTC/USD, kraken, bitstamp]').out).toBe(out)
    hvt(['compile', strategy, '-o', 'a.hvtc'], { cwd })
    const args = ['inspect', 'a.hvtc', '--at', '20s']
    const spread = hvt([...args, 'spread[BTC/USD, kraken, bitstamp]'], { cwd, env })
    expect(spread.out).toBe(inspect('spread[BTC/USD, kraken, bitstamp]').out)
    expect(hvt([...args, 'ask[BTC/USD, kraken, bitstamp]'], { cwd }).err).toContain(
      'error HVT9077: `ask` is not an output, and a compiled strategy can show outputs only\n',
    )
  })

  test('agrees with the backtest at its end', () => {
    const duration = ['--duration', '30s']
    const { features } = JSON.parse(hvt(['backtest', strategy, ...duration, '--json'], { cwd }).out)
    const { present } = features.find(
      (f: { name: string; key: object }) => f.name === 'profit' && Object.values(f.key).join() === 'BTC/USD,kraken,okx',
    )
    const args = ['inspect', strategy, '--at', 'end', ...duration, '--json', 'profit[BTC/USD, kraken, okx]']
    const { roots, nodes, ...rest } = JSON.parse(hvt(args, { cwd }).out)
    const of = (id: string) => nodes.find((node: { id: string }) => node.id === id)
    expect(of(roots[0].node).value).toBe(present)
    expect(rest).toMatchObject({ version: 1, ok: true, strategy: 'spread_signals', diagnostics: [] })
    expect(rest.key).toEqual({ s: 'BTC/USD', cheap: 'kraken', dear: 'okx' })
    for (const { inputs } of nodes) for (const id of inputs) expect(of(id)).toBeDefined()
  })

  test('--json has the reason of each absent value, and where it lies', () => {
    const { roots, nodes } = JSON.parse(inspect('usual.std[BTC/USD, kraken, okx]', '--json').out)
    const [{ sentence, node: id, kind }] = roots
    expect([kind, sentence]).toEqual(['feature', 'absent because it is warming: 20 of 1000 ticks'])
    expect(nodes.find((node: { id: string }) => node.id === id)).toMatchObject({
      label: 'std(x, window)',
      file: 'std/stats.hvt',
      value: null,
      ticked: null,
      keys: ['BTC/USD', 'kraken', 'okx'],
      absence: { state: 'warming', what: 'ticks', have: 20, need: 1000, origin: id },
    })
  })

  test.each<[args: string[], message: string]>([
    [['a(b)'], 'error HVT9070: `a(b)` is not a name with keys\n'],
    [['prfit'], 'error HVT9071: nothing that has a value is called `prfit`\n'],
    [['prfit'], '  did you mean `profit`?\n'],
    [['akk'], '  did you mean `ask`?\n'],
    [['ask.size[BTC/USD, kraken, okx]'], 'error HVT9071: nothing that has a value is called `ask.size`\n'],
    [['profit'], 'error HVT9072: `profit` has one value for each s, cheap, dear\n'],
    [
      ['moves[BTC/USD]'],
      '  write one of `moves[BTC/USD, binance]`, `moves[BTC/USD, bitstamp]`, `moves[BTC/USD, bybit]`, `moves[BTC/USD, coinbase]` (and 12 more)\n',
    ],
    [['USDT[kraken]'], 'error HVT9072: `USDT` has one value, and no keys\n'],
    [['profit[BTC/USD, kraken, kraken]'], 'error HVT9073: `profit` has no value for `[BTC/USD, kraken, kraken]`\n'],
    [['profit[BTC/USD, krakn, okx]'], '  did you mean `profit[BTC/USD, kraken, okx]`?\n'],
    [
      ['--at', '2020-01-01', 'USDT'],
      'error HVT9074: 2020-01-01T00:00:00.000000Z is before the first event, at 2026-01-05T00:00:00.091008Z\n',
    ],
    [
      ['--at', '1h', '--duration', '10s', 'USDT'],
      'error HVT9075: 2026-01-05T01:00:00.091008Z is after the last event, at 2026-01-05T00:00:09.',
    ],
  ])('%j', (args, message) => {
    const { code, out, err } = inspect(...args)
    expect([code, out]).toEqual([1, ''])
    expect(err).toContain(message)
  })

  test('a time that is none, and none at all, are wrong calls', () => {
    expect(inspect('--at', 'soon', 'USDT')).toMatchObject({
      code: 2,
      err: 'hvt: `soon` is not understood as the value of `--at`; write a time such as `2026-01-05T00:10:00Z`, µs since the epoch, an offset from the first event such as `10m`, or `end` (HVT9005)\n',
    })
    expect(hvt(['inspect', strategy, 'USDT'], { cwd })).toMatchObject({
      code: 2,
      err: 'hvt: `hvt inspect` lacks `--at`; `hvt inspect --help` shows an example (HVT9003)\n',
    })
  })

  test('names that are no values say so', () => {
    const script = `printf 'strategy s\\nvenue a = ccxt.kraken { fees: { maker: 1bps, taker: 1bps }, silent: 5s }\\nlet i = a[BTC/USD]\\nfeature f = i.quote.bid\\n' > a.hvt; $HVT inspect a.hvt --at 1s i`
    expect(shell(script, { cwd }).err).toContain('error HVT9076: `i` is a name for something else than values\n')
    const labels = join(root, 'examples/features/labels.hvt')
    const told = (name: string) => hvt(['inspect', labels, '--at', '1s', name], { cwd }).err.split('\n')
    expect(told('follow').slice(0, 3)).toEqual([
      'error HVT9076: `follow` is a label, which has no value of its own',
      expect.stringContaining('labels.hvt'),
      '  give it a name when it is known, `let known = settled(follow)`, and ask for `known`',
    ])
    expect(told('moves')[0]).toBe('error HVT9076: `moves` is a record, which has no value of its own')
    expect(told('kraken')[0]).toBe('error HVT9076: `kraken` is a venue, which has no value of its own')
    const trades = hvt(['inspect', join(root, 'examples/features/trades.hvt'), '--at', '1s', 'fade'], { cwd }).err
    expect(trades).toContain('  ask for the signal that makes it\n')
  })

  test('goes into pipes, and has an example in its help', () => {
    const { code, out, err } = shell(`$HVT inspect ${strategy} --at 20s USDT 2>/dev/null | head -1`, { cwd })
    expect([code, err]).toEqual([0, ''])
    expect(out).toMatch(/^USDT at 2026-01-05T00:00:20\.091008Z, 20s into the run/)
    expect(hvt(['inspect', '--help'], { cwd }).out).toContain(
      "$ hvt inspect strategies/venue_spreads.hvt --at 10m 'profit[",
    )
  })
})
