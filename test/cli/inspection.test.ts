import { describe, expect, test } from 'vitest'
import { atOf } from '../../cli/inspection/at.ts'
import { namesIn } from '../../cli/inspection/names.ts'
import { inspectionLines } from '../../cli/inspection/text.ts'
import { sentence } from '../../cli/inspection/words.ts'
import { headline, writing } from '../../cli/inspection/writing.ts'
import { ask, start, type Told } from '../compiler/inspect/ask.ts'

const quote = (at: number, venue: string, bid: number): Told => [at, venue, 'quote', bid, 1, bid, 1]
const trade = (at: number, price: number): Told => [at, 'a', 'trades', price, 1, 1]
const bid = 'a[BTC/USD].quote.bid'

function asked(declared: string, told: readonly Told[], name = 'x') {
  const { inspection, graph, sources } = ask(declared, told, name)
  return { inspection, words: writing(inspection, graph, sources, namesIn(sources)) }
}

function says(declared: string, told: readonly Told[], name = 'x'): string {
  const { inspection, words } = asked(declared, told, name)
  return sentence(inspection.roots[0]!, inspection, words)
}

describe('one sentence', () => {
  test.each<[declared: string, told: readonly Told[], sentence: string]>([
    [`feature x = 2 * ${bid}`, [quote(0, 'a', 60000), [2, 'a', 'life']], '120000 USD/BTC, last ticked 2s ago'],
    [`feature x = 2 * ${bid}`, [quote(0, 'a', 60000)], '120000 USD/BTC, ticked in this step'],
    [`feature x = 1 + 1\nfeature y = 2 * ${bid}`, [quote(0, 'a', 1)], '2'],
    [`feature x = ${bid} / b[BTC/USD].quote.bid`, [quote(0, 'a', 1)], 'absent because b has not sent a message yet'],
    [
      `feature x = ${bid} / b[BTC/USD].quote.bid`,
      [quote(0, 'b', 1), quote(3, 'a', 1), quote(7.2, 'a', 2)],
      'absent because b has been silent for 7.2s (silent: 5s)',
    ],
    [`feature x = ${bid} + 0`, [[0, 'a', 'life']], 'absent because no quote of a BTC/USD has come yet'],
    [
      'feature x = 2 * a[BTC/USD].quote.bid_size',
      [[0, 'a', 'quote', 1, Number.NaN, 1, 1]],
      'absent because the last quote of a BTC/USD has no bid_size',
    ],
    [
      `let p = ${bid} fresh 3s\nfeature x = 2 * p`,
      [quote(0, 'a', 1), [3.5, 'a', 'life']],
      'absent because `p = a[BTC/USD].quote.bid fresh 3s` is 3.5s old, and its limit is 3s',
    ],
    [`feature x = (${bid} - ${bid}) / (${bid} - ${bid})`, [quote(0, 'a', 1)], 'absent because it is 0 / 0'],
    [`feature x = log(${bid} / ${bid} - 1)`, [quote(0, 'a', 1)], 'absent because it is the logarithm of 0'],
    [`feature x = mean(${bid}, 20)`, [quote(0, 'a', 1)], 'absent because it is warming: 1 of 20 ticks'],
    [
      `feature x = mean(${bid}, 10s)`,
      [quote(0, 'a', 1), quote(3, 'a', 1)],
      'absent because it is warming: its sources are live for 3s of 10s',
    ],
    [
      'feature x = mean(a[BTC/USD].trades.price, 4s)',
      [trade(0, 1), [3, 'a', 'life'], [6, 'a', 'life']],
      'absent because it has no ticks in 4s',
    ],
    [
      'feature x = mean(a[BTC/USD].trades.price, 1s)',
      [trade(0, 1), ...Array.from({ length: 15 }, (_, i) => trade(1.5 + i / 100, i))],
      "absent because it lost 5 ticks: more came than the venue's rate allows",
    ],
    [
      `signal up when ${bid} > 2[USD/BTC]\nfeature x = since(up)`,
      [quote(0, 'a', 1)],
      'absent because `up` has not happened yet',
    ],
    [
      `feature x = (${bid} on every 10s)`,
      [[1, 'a', 'life'], quote(11, 'a', 1)],
      'absent because it took over a value that was absent, at 00:00:10.000',
    ],
    ['feature x = a[BTC/USD].bars(1m).close', [trade(1, 1)], 'absent because `bars of 1m` is warming: 0 of 2 bars'],
  ])('%s', (declared, told, text) => {
    expect(says(declared, told)).toBe(text)
  })

  test.each<[declared: string, told: readonly Told[], sentence: string]>([
    [`signal x when ${bid} > 2[USD/BTC]`, [quote(0, 'a', 3)], 'fired in this step'],
    [
      `signal x when ${bid} > 2[USD/BTC]`,
      [quote(0, 'a', 3), quote(1, 'a', 4)],
      'did not fire in this step: its condition was true already; it last fired at 00:00:00.000, 1s before',
    ],
    [
      `signal x when ${bid} > 2[USD/BTC]`,
      [quote(0, 'a', 1)],
      'did not fire in this step: `a[BTC/USD].quote.bid > 2[USD/BTC]` is false (1 USD/BTC); it has not fired yet',
    ],
    [
      `let low = b[BTC/USD].quote.bid\nsignal x when ${bid} > low and ${bid} > 1[USD/BTC]`,
      [quote(0, 'a', 3)],
      'did not fire in this step: `a[BTC/USD].quote.bid > low` is unknown because b has not sent a message yet; it has not fired yet',
    ],
    [
      `signal x when ${bid} > 2[USD/BTC] for 10s`,
      [quote(0, 'a', 3), quote(3, 'a', 4)],
      'did not fire in this step: `a[BTC/USD].quote.bid > 2[USD/BTC]` has been true for 3s of 10s; it has not fired yet',
    ],
    [
      `signal x = a[BTC/USD].trades when a[BTC/USD].trades.price > 2[USD/BTC]`,
      [trade(0, 3), [2, 'a', 'life']],
      'did not fire in this step: `a BTC/USD trades.price` did not happen in it; it last fired at 00:00:00.000, 2s before',
    ],
  ])('of a signal: %s', (declared, told, text) => {
    expect(says(declared, told)).toBe(text)
  })
})

describe('what acts', () => {
  const cycle = `cycle swing {
  state idle { to busy when ${bid} > 2[USD/BTC] }
  state busy { to idle after 1h }
}
feature low = if swing == idle then 1 else 0`

  test.each<[declared: string, name: string, sentence: string]>([
    [cycle, 'swing', 'absent because `swing` is told by what acts (cycle swing), which is checked and not run'],
    [cycle, 'swing.from', 'absent because `swing` is told by what acts (cycle swing), which is checked and not run'],
    [cycle, 'drawdown', 'absent because it is told by what acts (account), which is checked and not run'],
    [`phase p { early until ${bid} > 2[USD/BTC]  late }`, 'p', 'late'],
    [`param clip = 2 USD in 1 USD .. 3 USD\nfeature f = clip / ${bid}`, 'clip', '2 USD'],
  ])('%s: %s', (declared, name, text) => {
    expect(says(declared, [quote(0, 'a', 3)], name)).toBe(text)
  })

  test('a unit of a key is that of its member, and one that nothing says is none', () => {
    const coins = 'universe coins = [BTC, ETH]\neach c in coins { feature x = 2 * a[c/USD].quote.bid }'
    expect(says(coins, [quote(0, 'a', 3)], 'x[BTC]')).toBe('6 USD/BTC, ticked in this step')
    const seen = `let x = scan(0, n -> if ${bid} > 2[USD/BTC] then n + 1 else n)\nfeature f = x`
    expect(says(seen, [quote(0, 'a', 3)])).toBe('1, ticked in this step')
  })
})

describe('a tree', () => {
  const declared = `param limit = 2 in 1 .. 3
each s in pairs, cheap in venues, dear in venues where cheap != dear {
  let ask = cheap[s].quote.ask fresh 3s
  let mid = dear[s].quote.mid
  feature gap = mid / ask - 1 + (ask / mid) * dear.fees.taker
  signal wide when gap > limit and std(mid / prev(mid, 1), 3) < limit
}`
  const told = [quote(0, 'a', 60000), quote(1, 'b', 60600)]
  const lines = (name: string, depth = 8, width = 80) => {
    const { inspection, words } = asked(declared, told, name)
    return inspectionLines(inspection, words, { depth, width })
  }

  test('tells each value as it is written, its age and its keys, and shared parts once', () => {
    expect(lines('gap[BTC/USD, a, b]')).toEqual([
      '1.020%, ticked in this step',
      '',
      'gap = mid / ask - 1 + (ask / mid) * dear.fees.taker               1.020%  now',
      '├ mid / ask - 1                                                   1.000%  now',
      '│ └ mid / ask                                                       1.01  now',
      '│   ├ mid = dear[s].quote.mid [BTC/USD, b]                 60600 USD/BTC  now',
      '│   │ ├ b BTC/USD quote.bid                                60600 USD/BTC  now',
      '│   │ └ b BTC/USD quote.ask                                60600 USD/BTC  now',
      '│   └ ask = cheap[s].quote.ask fresh 3s [BTC/USD, a]       60000 USD/BTC  1s ago',
      '│     └ a BTC/USD quote.ask                                60000 USD/BTC  1s ago',
      '└ (ask / mid) * dear.fees.taker                                  1.98bps  now',
      '  ├ ask / mid                                                    99.010%  now',
      '  │ ├ ask = cheap[s].quote.ask fres… [BTC/USD, a] (above)  60000 USD/BTC  1s ago',
      '  │ └ mid = dear[s].quote.mid [BTC/USD, b] (above)         60600 USD/BTC  now',
      '  └ b.fees.taker                                                 2.00bps',
    ])
  })

  test('of a signal marks what is in its way', () => {
    const all = lines('wide[BTC/USD, a, b]')
    expect(all.slice(0, 5)).toEqual([
      'did not fire in this step: `gap > limit` is false (1.020% against 2); it has not',
      'fired yet',
      '',
      'gap > limit and std(mid / prev(mid, 1), 3) < limit  false  now',
      '├ gap > limit                                       false  now  ← false',
    ])
    expect(all.slice(-8)).toEqual([
      '│ └ limit                                               2',
      '└ std(mid / prev(mid, 1), 3) < limit [BTC/USD, b]       –  warming  ← unknown',
      '  ├ std(mid / prev(mid, 1), 3)                          –  warming',
      '  │ └ mid / prev(mid, 1)                                –  warming',
      '  │   ├ mid = dear[s].quote.mid (above)     60600 USD/BTC  now',
      '  │   └ prev(mid, 1)                                    –  warming: 1 of 2 ticks',
      '  │     └ mid = dear[s].quote.mid (above)   60600 USD/BTC  now',
      '  └ limit                                               2',
    ])
  })

  test('calls fields that are made of others by their names', () => {
    const text = (field: string) => `let t = a[BTC/USD].trades\nlet q = a[BTC/USD].quote
feature n = sum(t.${field}, 2) / sum(t.${field}, 3)\nfeature m = mean(q.mid, 2)`
    const drawn = (field: string, name: string) => {
      const { inspection, words } = asked(text(field), [quote(0, 'a', 1), trade(0, 3), trade(1, 4)], name)
      return inspectionLines(inspection, words, { depth: 8, width: 80 }).join('\n')
    }
    expect(drawn('signed_qty', 'n')).toContain('a BTC/USD trades.signed_qty ')
    expect(drawn('notional', 'n')).toContain('a BTC/USD trades.notional ')
    expect(drawn('signed_notional', 'n')).toContain('a BTC/USD trades.signed_notional ')
    expect(drawn('notional', 'm')).toContain('a BTC/USD quote.mid ')
  })

  test('ends where --depth says', () => {
    expect(lines('gap[BTC/USD, a, b]', 1)).toEqual([
      '1.020%, ticked in this step',
      '',
      'gap = mid / ask - 1 + (ask / mid) * dear.fees.taker  1.020%  now',
      '├ mid / ask - 1 (1 part)                             1.000%  now',
      '└ (ask / mid) * dear.fees.taker (2 parts)           1.98bps  now',
    ])
  })

  test.each([80, 100, 120])('keeps to %d columns', width => {
    for (const line of lines('wide[BTC/USD, a, b]', 8, width)) expect([...line].length, line).toBeLessThanOrEqual(width)
  })

  test('its headline says when', () => {
    const { inspection } = asked(declared, told, 'gap[BTC/USD, a, b]')
    expect(headline(inspection, { first: start, time: start + 1_500_000 })).toBe(
      'gap[BTC/USD, a, b] at 2026-01-05T00:00:01.500000Z, 1.5s into the run; the last step was 500ms earlier',
    )
  })
})

test.each<[string, ReturnType<typeof atOf>]>([
  ['2026-01-05', { kind: 'epoch', time: start }],
  ['2026-01-05T00:10', { kind: 'epoch', time: start + 600_000_000 }],
  ['2026-01-05 00:10:00', { kind: 'epoch', time: start + 600_000_000 }],
  ['2026-01-05T00:10:00.000001Z', { kind: 'epoch', time: start + 600_000_001 }],
  ['2026-01-05T02:10:00.5+02:00', { kind: 'epoch', time: start + 600_500_000 }],
  ['1767571200000001', { kind: 'epoch', time: start + 1 }],
  ['2h', { kind: 'offset', time: 7_200_000_000 }],
  ['1h 30m', { kind: 'offset', time: 5_400_000_000 }],
  ['0s', { kind: 'offset', time: 0 }],
  ['end', { kind: 'end' }],
  ['2026-13-05', undefined],
  ['600', undefined],
  ['soon', undefined],
  ['-5s', undefined],
  ['', undefined],
])('--at %j', (text, at) => {
  expect(atOf(text)).toEqual(at)
})
