import { describe, expect, test } from 'vitest'
import type { Expr } from '../../grammar/ast/index.ts'
import { parseExpression } from '../../grammar/parse.ts'
import { bracketed } from './bracketed.ts'

function read(text: string): Expr {
  const { expr, diagnostics } = parseExpression('test', text)
  expect(diagnostics.filter(d => d.severity === 'error')).toEqual([])
  return expr!
}

describe('precedence', () => {
  test.each([
    ['a + b * c', '(a + (b * c))'],
    ['a * b + c', '((a * b) + c)'],
    ['a - b - c', '((a - b) - c)'],
    ['a / b * c', '((a / b) * c)'],
    ['-x ^ 2', '(- (x ^ 2))'],
    ['a ^ b ^ c', '(a ^ (b ^ c))'],
    ['a ^ -b ^ c * d', '((a ^ (- (b ^ c))) * d)'],
    ['-a * -b', '((- a) * (- b))'],
    ['- - +a', '(- (- (+ a)))'],
    ['a ?? 0 > 5', '((a ?? 0) > 5)'],
    ['a ?? b + c ?? d', '((a ?? (b + c)) ?? d)'],
    ['x in lo + 1 .. hi * 2', '(x in ((lo + 1) .. (hi * 2)))'],
    ['x not in [a, b] and c', '((x not in [a, b]) and c)'],
    ['not a == b', '(not (a == b))'],
    ['not not a', '(not (not a))'],
    ['a == not b and c', '((a == (not b)) and c)'],
    ['a and b or c and d', '((a and b) or (c and d))'],
    ['a or not b', '(a or (not b))'],
    ['a < b and c >= d', '((a < b) and (c >= d))'],
    ['if a or b then c + 1 else if d then e else f', '(if (a or b) then (c + 1) else (if d then e else f))'],
    ['(a + b) * c', '((a + b) * c)'],
    ['mean(x) over s in symbols + 1', '((mean(x) over s in symbols) + 1)'],
    ['x over v in a[k].b * 2', '((x over v in a[k].b) * 2)'],
    ['x over symbols', '(x over symbols)'],
    ['a.b fresh 5s ^ 2', '((a.b fresh 5s) ^ 2)'],
    ['x fresh 5s over v in w', '((x fresh 5s) over v in w)'],
    ['(x on every 1s)', '(x on (every 1s))'],
    ['(a - b on c)', '((a - b) on c)'],
    ['-f(x)[k].g@row', '(- f(x)[k].g@row)'],
  ])('%s', (text, expected) => {
    expect(bracketed(read(text))).toBe(expected)
  })
})

describe('forms', () => {
  test.each([
    ['mean(x, 30m by 1s)', 'mean(x, 30m by 1s)'],
    ['last(x, next 2 * h)', 'last(x, next (2 * h))'],
    ['crossed(a, above: b > c)', 'crossed(a, above: (b > c))'],
    ['summary(spread on every 1s, 1_000)', 'summary((spread on (every 1s)), 1_000)'],
    ['f()', 'f()'],
    ['a.f(b).c(d)[e, f]', 'a.f(b).c(d)[e, f]'],
    ['a.record.signal.let', 'a.record.signal.let'],
    ['[]', '[]'],
    ['{}', '{  }'],
    ['{ a, b: 1, state: x, USD: USDT }', '{ a: a, b: 1, state: x, USD: USDT }'],
    ['{ let a = x let b = a * 2 return b }', '{ let a = x let b = (a * 2) return b }'],
    ['match { a < 1 -> LOW, else -> HIGH }', 'match { (a < 1) -> LOW, else -> HIGH }'],
    ['match r.kind { LOW -> 1, HIGH -> 2 }', 'match r.kind { LOW -> 1, HIGH -> 2 }'],
    ['"{s}: {a + 1} \\{x\\} \\"q\\" \\\\ \\n"', '"{s}: {(a + 1)} {x} "q" \\ \n"'],
    ['within + by + for + per + as', '((((within + by) + for) + per) + as)'],
    ['x // a comment\n + y', '(x + y)'],
  ])('%s', (text, expected) => {
    expect(bracketed(read(text))).toBe(expected)
  })

  test('a shorthand field is a name at the same place', () => {
    const record = read('{ a, b: c }')
    expect(record.kind === 'record' && record.fields[0]).toEqual({
      name: { name: 'a', span: { file: 'test', start: 2, end: 3 } },
      value: { kind: 'name', name: 'a', span: { file: 'test', start: 2, end: 3 } },
    })
  })
})

describe('literals', () => {
  test.each([
    ['5_000', 5000, '5_000'],
    ['1e-9', 1e-9, '1e-9'],
    ['0.5%', 0.005, '0.5%'],
    ['20bps', 0.002, '20bps'],
    ['1_000.25%', 10.0025, '1_000.25%'],
    ['1.5e2bps', 0.015, '1.5e2bps'],
  ])('%s', (text, value, written) => {
    expect(read(text)).toMatchObject({ kind: 'number', value, text: written })
  })

  test.each([
    ['100 USDT', [{ name: 'USDT', power: 1 }]],
    ['3[USDT/BTC]', [{ name: 'USDT', power: 1 }, { name: 'BTC', power: -1 }]], // biome-ignore format: a table
    ['0.001[1/s]', [{ name: 's', power: -1 }]],
    ['2%[1/s^0.5]', [{ name: 's', power: -0.5 }]],
    ['3[s.base*a/USD^2]', [{ name: 's.base', power: 1 }, { name: 'a', power: 1 }, { name: 'USD', power: -2 }]], // biome-ignore format: a table
  ])('the unit of %s', (text, factors) => {
    expect(read(text)).toMatchObject({ kind: 'number', unit: { factors } })
  })

  test.each([
    ['1h30m', 5_400_000_000],
    ['250ms', 250_000],
    ['0.1s', 100_000],
    ['1us', 1],
    ['2000ns', 2],
    ['1w2d', 777_600_000_000],
    ['1_0s', 10_000_000],
  ])('%s', (text, micros) => {
    expect(read(text)).toMatchObject({ kind: 'duration', micros, text })
  })

  test.each([
    ['BTC/USDT', '<BTC|USDT|>'],
    ['BTC/USDT perp', '<BTC|USDT|perp>'],
    ['BTC/USD   inverse  perp', '<BTC|USD|inverse perp>'],
    ['BTC/USDT 2027-03-26', '<BTC|USDT|2027-03-26>'],
    ['1000PEPE/USDT', '<1000PEPE|USDT|>'],
    ['ETH/USDT:USDT', '<ETH|USDT|:USDT>'],
    ['BTC/USDT-270326-50000-C', '<BTC|USDT|-270326-50000-C>'],
    ['a/EUR', '<a|EUR|>'],
    ['coin/USDT perp', '<coin|USDT|perp>'],
    ['a / EUR', '(a / EUR)'],
  ])('%s', (text, expected) => {
    expect(bracketed(read(text))).toBe(expected)
  })
})
