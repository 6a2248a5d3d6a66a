import { expect, test } from 'vitest'
import type { Expr } from '../../grammar/ast/index.ts'
import { bracketed } from './bracketed.ts'
import { one } from './one.ts'

/** A tree without places, its expressions as text. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  if ('name' in value && 'span' in value && Object.keys(value).length === 2) return value.name
  const rest = Object.entries(value).filter(([key]) => key !== 'span')
  return Object.fromEntries(rest.map(([key, child]) => [key, isExpr(child) ? bracketed(child) : plain(child)]))
}
const exprs = 'number duration date clock text symbol symbol_of asset bool none name member index call mark unary binary over fresh on lasting every if match block record list'.split(' ') // biome-ignore format: a list
const isExpr = (x: unknown): x is Expr =>
  typeof x === 'object' && x !== null && 'kind' in x && exprs.includes(String(x.kind)) && !('body' in x)

test('source, asset, extern and types', () => {
  expect(plain(one('source', 'source s = kafka("a") { key: b }'))).toEqual({ kind: 'source', name: 's', is: 'kafka("a")', settings: '{ key: b }' })
  expect(plain(one('asset', 'asset WBTC'))).toEqual({ kind: 'asset', name: 'WBTC' })
  expect(plain(one('asset', 'asset WBTC { decimals: 8 }'))).toMatchObject({ settings: '{ decimals: 8 }' })
  expect(plain(one('extern', 'extern fn f(a: price[b, c] = 1, d): varchar(20) from "f.ts" { memory: 1h }'))).toEqual({
    kind: 'extern',
    name: 'f',
    params: [{ name: 'a', type: { name: 'price', keys: ['b', 'c'].map(name) }, default: '1' }, { name: 'd' }],
    returns: { name: 'varchar', args: [number('20')] },
    from: '"f.ts"',
    settings: '{ memory: 1h }',
  })
  expect(plain(one('param', 'param a = 3 in 1 .. 5 per s, t'))).toMatchObject({ in: '(1 .. 5)', per: ['s', 't'] })
  expect(plain(one('fn', 'fn f(a): number() = a'))).toMatchObject({ returns: { name: 'number', args: [] } })
}) // biome-ignore format: tables
const name = (n: string) => ({ kind: 'name', name: n })
const number = (text: string) => ({ kind: 'number', value: Number(text), text })

test('label, phase and model', () => {
  expect(plain(one('label', 'label a for e = b'))).toEqual({ kind: 'label', name: 'a', for: 'e', is: 'b' })
  expect(plain(one('phase', 'phase p { a until b > 3 c }'))).toEqual({ kind: 'phase', name: 'p', steps: [{ name: 'a', until: '(b > 3)' }, { name: 'c' }] })
  const model = `model m = gbdt(depth: 5) per s {
    predict a from last 100 of [b, c] on d.bars(1m)  predict a from [b]
    rows at e at most 10 pending  rows every 1s
    train every 7d on last 90d at least n rows  train every 1d
    validate walk_forward(folds: 5)  promote when better by 5%  promote when x > 3  fitted_until 2026-06-30 }`
  expect(plain(one('model', model))).toMatchObject({
    name: 'm', family: 'gbdt', per: ['s'], args: [{ kind: 'named', name: 'depth', value: '5' }],
    body: [
      { kind: 'predict', label: 'a', last: '100', from: '[b, c]', on: 'd.bars(1m)' },
      { kind: 'predict', label: 'a', from: '[b]' },
      { kind: 'rows', each: 'at', clock: 'e', pending: '10' },
      { kind: 'rows', each: 'every', clock: '1s' },
      { kind: 'train', every: '7d', last: '90d', least: 'n' },
      { kind: 'train', every: '1d' },
      { kind: 'validate', by: 'walk_forward(folds: 5)' },
      { kind: 'promote', when: 'better', by: '5%' },
      { kind: 'promote', when: '(x > 3)' },
      { kind: 'fitted_until', date: '2026-06-30' },
    ],
  })
}) // biome-ignore format: tables

test('cycle, state and what stands in it', () => {
  const cycle = `cycle c { let a = 1
    state s { quote bid on i at p size n as gtc, post_only when b for 2s  target f(i) = 0 within 1s .. 2s
      transfer a@entry from v to w by tron  to t when b for 2s  to back after 5s  to u at x.end - 5m  to v absent 1m }
    state empty { } }`
  expect(plain(one('cycle', cycle))).toMatchObject({
    name: 'c',
    body: [
      { kind: 'let', name: 'a', is: '1' },
      {
        kind: 'state',
        name: 's',
        body: [
          {
            kind: 'quote', side: 'bid', on: 'i', when: { kind: 'when', condition: 'b', for: '2s' },
            terms: [
              { kind: 'value_term', word: 'at', is: 'p' }, { kind: 'value_term', word: 'size', is: 'n' },
              { kind: 'as_term', words: ['gtc', 'post_only'] },
            ],
          },
          { kind: 'target', what: 'f(i)', is: '0', terms: [{ kind: 'within_term', is: '(1s .. 2s)' }] },
          { kind: 'transfer', amount: 'a@entry', from: 'v', to: 'w', by: 'tron' },
          { kind: 'to', state: 't', edge: { kind: 'when', condition: 'b', for: '2s' } },
          { kind: 'to', state: 'back', edge: { kind: 'after', is: '5s' } },
          { kind: 'to', state: 'u', edge: { kind: 'at', is: '(x.end - 5m)' } },
          { kind: 'to', state: 'v', edge: { kind: 'absent', is: '1m' } },
        ],
      },
      { kind: 'state', name: 'empty', body: [] },
    ],
  })
}) // biome-ignore format: tables

test('on and its actions', () => {
  const on = `on e when a > 3 {
    let b = 1
    trade t [x: +b, y[s]: -b] at [p, q] requote 1s tolerance 2 ttl 3s stack 4 slippage 5bps by twap(1h) within 1s else unwind
      exit { stop p * 99% by mark resting take p trail 3 resting when c for 1s at d after 5s absent 2m }
    trade [x: 1] buy x size b sell x as market exit { after 1d }
    alert "{a}" via [email] retrain m optimize [f, g] on last 60d objective h(i) promote when better }`
  expect(plain(one('on', on))).toMatchObject({
    event: 'e', when: '(a > 3)',
    body: [
      { kind: 'let' },
      {
        kind: 'trade', name: 't', legs: [{ instrument: 'x', amount: '(+ b)' }, { instrument: 'y[s]', amount: '(- b)' }],
        terms: [
          { word: 'at', is: '[p, q]' }, { word: 'requote', is: '1s' }, { word: 'tolerance', is: '2' }, { word: 'ttl', is: '3s' },
          { word: 'stack', is: '4' }, { word: 'slippage', is: '5bps' }, { word: 'by', is: 'twap(1h)' },
          { kind: 'within_term', is: '1s', else: 'unwind' },
        ],
        exit: [
          { kind: 'stop', at: '(p * 99%)', by: 'mark', resting: true }, { kind: 'take', at: 'p', resting: false },
          { kind: 'trail', at: '3', resting: true }, { kind: 'when', condition: 'c', for: '1s' },
          { kind: 'at', is: 'd' }, { kind: 'after', is: '5s' }, { kind: 'absent', is: '2m' },
        ],
      },
      { kind: 'trade', legs: [{ instrument: 'x', amount: '1' }], terms: [] },
      { kind: 'order', side: 'buy', instrument: 'x', terms: [{ word: 'size', is: 'b' }] },
      { kind: 'order', side: 'sell', terms: [{ kind: 'as_term', words: ['market'] }], exit: [{ kind: 'after', is: '1d' }] },
      { kind: 'alert', text: '"{a}"', via: '[email]' },
      { kind: 'retrain', model: 'm' },
      { kind: 'optimize', params: '[f, g]', last: '60d', objective: 'h(i)', promote: { kind: 'promote', when: 'better' } },
    ],
  })
}) // biome-ignore format: tables

test('portfolio, risk, alert and test', () => {
  expect(plain(one('portfolio', 'portfolio p over i in x[s] at weekly(mon, 00:10) { long top 10 by a[i] short bottom 5 by b weight 1 / c target_vol 20% band 10% }'))).toEqual({
    kind: 'portfolio', name: 'p', key: 'i', in: 'x[s]', at: 'weekly(mon, 00:10)',
    items: [
      { kind: 'rank', side: 'long', end: 'top', count: '10', by: 'a[i]' },
      { kind: 'rank', side: 'short', end: 'bottom', count: '5', by: 'b' },
      { kind: 'weight', is: '(1 / c)' }, { kind: 'target_vol', is: '20%' }, { kind: 'band', is: '10%' },
    ],
  })
  const risk = `risk { veto "no" when a for 1s require b cooldown 5m per s, t cooldown 1h limit c <= 5 per 1s
    limit d <= 5 USD per s limit e <= 1 halt when f halt and flatten when g for 10s }`
  expect(plain(one('risk', risk))).toEqual({
    kind: 'risk',
    body: [
      { kind: 'veto', text: '"no"', when: { kind: 'when', condition: 'a', for: '1s' } }, { kind: 'require', condition: 'b' },
      { kind: 'cooldown', is: '5m', per: ['s', 't'] }, { kind: 'cooldown', is: '1h' },
      { kind: 'limit', condition: '(c <= 5)', per: '1s' }, { kind: 'limit', condition: '(d <= 5[USD^1])', per: ['s'] },
      { kind: 'limit', condition: '(e <= 1)' }, { kind: 'halt', flatten: false, when: { kind: 'when', condition: 'f' } },
      { kind: 'halt', flatten: true, when: { kind: 'when', condition: 'g', for: '10s' } },
    ],
  })
  expect(plain(one('alert', 'alert "{v} is down" when a for 1m via [email, sms]'))).toEqual({
    kind: 'alert', text: '"{v} is down"', when: { kind: 'when', condition: 'a', for: '1m' }, via: '[email, sms]',
  })
  const text = 'test "t" { given a = 3 USD given b[c].trades: [0s sell 1 @ 100, 1m buy 2 BTC @ p, 2m { d: 1 }, 3m e] given f: [] expect g == 1 at 1s expect h until 5m }'
  expect(plain(one('test', text))).toEqual({
    kind: 'test', title: '"t"',
    body: [
      { kind: 'given', stream: 'a', is: '3[USD^1]' },
      {
        kind: 'given', stream: 'b[c].trades',
        events: [
          { kind: 'given_trade', at: '0s', side: 'sell', quantity: '1', price: '100' },
          { kind: 'given_trade', at: '1m', side: 'buy', quantity: '2[BTC^1]', price: 'p' },
          { kind: 'given_value', at: '2m', is: '{ d: 1 }' }, { kind: 'given_value', at: '3m', is: 'e' },
        ],
      },
      { kind: 'given', stream: 'f', events: [] },
      { kind: 'expect', condition: '(g == 1)', hold: 'at', time: '1s' }, { kind: 'expect', condition: 'h', hold: 'until', time: '5m' },
    ],
  })
}) // biome-ignore format: tables

test('pair', () => {
  expect(plain(one('pair', 'pair (a, b) in s when c > 80% keep 30m at most 5 by d { let e = 1 risk { halt when f } }'))).toMatchObject({
    first: 'a', second: 'b', in: 's', when: '(c > 80%)', keep: '30m', most: { count: '5', by: 'd' },
    body: [{ kind: 'let' }, { kind: 'risk' }],
  })
  expect(one('pair', 'pair (a, b) in s when c { }')).not.toHaveProperty('most')
}) // biome-ignore format: tables

test('words of blocks are names elsewhere', () => {
  const words =
    'at from to keep most least size exit stop take trail buy sell trade transfer rows train last given expect limit long top band'
  for (const one_word of words.split(' ')) {
    expect(one('let', `let ${one_word} = ${one_word} + f(${one_word}, ${one_word}: 1)`).name.name).toBe(one_word)
  }
})

test('a value in braces of its own, in a head, is not the body', () => {
  const value = '{ let m = a return m } < 0'
  const body = { kind: 'let', name: 'c', is: '1' }
  for (const [kind, head] of [
    ['on', 'on a when'],
    ['each', 'each a in b where'],
    ['pair', 'pair (a, b) in c when'],
  ] as const)
    expect(plain(one(kind, `${head} ${value} { let c = 1 }`))).toMatchObject({ kind, body: [body] })
})

test('descriptions belong to items too', () => {
  const risk = one('risk', 'risk {\n  /// Of the limit.\n  limit a <= 3\n  halt when b\n}')
  expect(risk.body.map(item => item.doc)).toEqual(['Of the limit.', undefined])
})
