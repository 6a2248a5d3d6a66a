import { expect, test } from 'vitest'
import type { Decl } from '../../grammar/ast/index.ts'
import { parse } from '../../grammar/parse.ts'
import { bracketed } from './bracketed.ts'
import { one } from './one.ts'

const span = (start: number, end: number) => ({ file: 'test.hvt', start, end })

test('strategy and library', () => {
  const header = one('header', 'strategy s in USD { baseline: inventory }')
  expect(header).toMatchObject({
    what: 'strategy',
    name: { name: 's' },
    reporting: { name: 'USD', span: span(14, 17) },
  })
  expect(header.span).toEqual(span(0, 41))
  expect(bracketed(header.settings!)).toBe('{ baseline: inventory }')
  expect(one('header', 'library l')).toEqual({
    kind: 'header',
    what: 'library',
    name: { name: 'l', span: span(8, 9) },
    span: span(0, 9),
  })
})

test('use', () => {
  expect(one('use', 'use std.book (a, b)')).toEqual({
    kind: 'use',
    path: { name: 'std.book', span: span(4, 12) },
    names: [{ name: 'a', span: span(14, 15) }, { name: 'b', span: span(17, 18) }],
    span: span(0, 19),
  }) // biome-ignore format: a table
  expect(one('use', 'use "./crowd.hvt"')).toMatchObject({ path: { name: './crowd.hvt', span: span(4, 17) } })
  expect(one('use', 'use std.stats')).not.toHaveProperty('names')
})

test('venue and peg', () => {
  const venue = one('venue', 'venue k = ccxt.kraken { silent: 5s }')
  expect(venue).toMatchObject({ name: { name: 'k' }, adapter: { name: 'ccxt.kraken', span: span(10, 21) } })
  const peg = one('peg', 'peg USDT = USD within 50bps by kraken[USDT/USD]')
  expect([peg.asset.name, peg.equals.name, bracketed(peg.within), bracketed(peg.by)]).toEqual([
    'USDT',
    'USD',
    '50bps',
    'kraken[<USDT|USD|>]',
  ])
})

test('universe', () => {
  expect(one('universe', 'universe s: */USD = file("s.csv")').of).toEqual({ name: '*/USD', span: span(12, 17) })
  expect(bracketed(one('universe', 'universe s = [BTC/USDT perp]').is)).toBe('[<BTC|USDT|perp>]')
})

test('param, require and const', () => {
  const param = one('param', 'param clip = 2_000 USD in 100 USD .. 20_000 USD')
  expect(bracketed(param.is)).toBe('2_000[USD^1]')
  expect(bracketed(param.in!)).toBe('(100[USD^1] .. 20_000[USD^1])')
  expect(bracketed(one('param', 'param p = true in [true, false]').in!)).toBe('[true, false]')
  expect(one('param', 'param p = -1')).not.toHaveProperty('in')
  expect(bracketed(one('require', 'require fast < slow').condition)).toBe('(fast < slow)')
  expect(one('const', 'const n = 20').name.name).toBe('n')
})

test('fn', () => {
  const fn = one('fn', 'fn depth(b, levels = 5) = b * levels')
  expect(fn.params.map(p => [p.name.name, p.default && bracketed(p.default)])).toEqual([['b', undefined], ['levels', '5']]) // biome-ignore format: short
  expect(one('fn', 'fn f() = 1').params).toEqual([])
})

test('signal', () => {
  const up = one('signal', 'signal up(side, size) when c > 0 for 2s')
  expect(up.payload.map(p => p.name)).toEqual(['side', 'size'])
  expect([bracketed(up.when!), bracketed(up.for!)]).toEqual(['(c > 0)', '2s'])
  const filtered = one('signal', 'signal e = f when c')
  expect([bracketed(filtered.is!), bracketed(filtered.when!), filtered.for]).toEqual(['f', 'c', undefined])
  expect(one('signal', 'signal e = f')).not.toHaveProperty('when')
})

test('record', () => {
  const record = one('record', 'record e.done as table { state: s as varchar(20), profit, price: a as decimal(20, 8) }')
  expect([bracketed(record.on), record.table.name]).toEqual(['e.done', 'table'])
  expect(
    record.columns.map(c => [
      c.name.name,
      bracketed(c.value),
      c.type && [c.type.name.name, ...(c.type.args ?? []).map(bracketed)],
    ]),
  ).toEqual([
    ['state', 's', ['varchar', '20']],
    ['profit', 'profit', undefined],
    ['price', 'a', ['decimal', '20', '8']],
  ])
})

test('each', () => {
  const each = one('each', 'each s in symbols, n in 0..19 where s != t { let a = 1 each k in l { feature b = 2 } }')
  expect(each.keys.map(k => [k.name.name, bracketed(k.in)])).toEqual([['s', 'symbols'], ['n', '(0 .. 19)']]) // biome-ignore format: short
  expect(bracketed(each.where!)).toBe('(s != t)')
  expect(each.body.map(d => d.kind)).toEqual(['let', 'each'])
  expect(each.span).toEqual(span(0, 86))
  expect(each.body[1]!.span).toEqual(span(55, 84))
})

test('descriptions belong to the declaration below, comments to none', () => {
  const text =
    '/// One\n///  two \n// not this\nstrategy s in USD\n\n//// nor this\n/// Of a.\nlet a = 1 /// Of b.\neach b in c {\n  /// Of d.\n  let d = 2\n  /// Of nothing.\n}\nlet e = 3'
  const { file } = parse('test.hvt', text)
  const docs = (decls: readonly Decl[]): (string | undefined)[] =>
    decls.flatMap(d => (d.kind === 'each' ? [d.doc, ...docs(d.body)] : [d.doc]))
  expect(docs(file.decls)).toEqual(['One\n two', 'Of a.', 'Of b.', 'Of d.', undefined])
})
