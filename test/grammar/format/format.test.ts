import { describe, expect, test } from 'vitest'
import { format, print } from '../../../grammar/format/format.ts'
import { parse } from '../../../grammar/parse.ts'
import { formatted } from './same.ts'

/** Expressions as they are formatted. */
const expressions: readonly (readonly [string, string])[] = [
  ['( a+b )*c', '(a + b) * c'],
  ['((a*b))+c', 'a * b + c'],
  ['a-(b-c)', 'a - (b - c)'],
  ['(a-b)-c', 'a - b - c'],
  ['a^b^c', 'a ^ b ^ c'],
  ['(a^b)^c', '(a ^ b) ^ c'],
  ['-x^2', '-x ^ 2'],
  ['(-x)^2', '(-x) ^ 2'],
  ['a*-b', 'a * -b'],
  ['-(a*b)', '-(a * b)'],
  ['a??b??c', 'a ?? b ?? c'],
  ['(a??0)>5', 'a ?? 0 > 5'],
  ['not(a and b)', 'not (a and b)'],
  ['a and not(b)', 'a and not b'],
  ['(a and b)or c', '(a and b) or c'],
  ['a and(b or c)', 'a and (b or c)'],
  ['(a>0)==(b>50%)', '(a > 0) == (b > 50%)'],
  ['a in 1..2', 'a in 1 .. 2'],
  ['a not  in b', 'a not in b'],
  ['f(x on every 1s,30m by 1s,next 20m,c for 2s,k->k+1,n:3)', 'f(x on every 1s, 30m by 1s, next 20m, c for 2s, k -> k + 1, n: 3)'],
  ['(x on c)+1', '(x on c) + 1'],
  ['(x  on c).y', '(x on c).y'],
  ['x over s in y fresh 5s', 'x over s in y fresh 5s'],
  ['(a+b)over y', '(a + b) over y'],
  ['(if a then b else c)+1', '(if a then b else c) + 1'],
  ['if a then b else(if c then d else e)', 'if a then b else if c then d else e'],
  ['500/1s', '500/1s'],
  ['10%/365d', '10% / 365d'],
  ['5_000+1e-9+20bps+0.001[1/s]+100   USDT+3[USDT]+2%[1/s^0.5]', '5_000 + 1e-9 + 20bps + 0.001[1/s] + 100 USDT + 3 USDT + 2%[1/s^0.5]'],
  ['x[BTC/USDT   perp,a/EUR,ETH/USDT:USDT]', 'x[BTC/USDT perp, a/EUR, ETH/USDT:USDT]'],
  ['"{ a }: \\" \\n \\{}"', '"{ a }: \\" \\n \\{}"'],
  ['{a,b:b,c : 1}', '{ a, b: b, c: 1 }'],
  ['[ ]', '[]'],
  ['{ }', '{}'],
  ['match a{B->1,else->2}', 'match a { B -> 1, else -> 2 }'],
  ['x@row-2027-03-26+at(00:10)', 'x@row - 2027-03-26 + at(00:10)'],
  ['(5).a', '(5).a'],
  ['("a")[b]', '("a")[b]'],
  ['every 1s', 'every 1s'],
  ['every(a.b)', 'every (a.b)'],
] // biome-ignore format: a table

describe('expressions', () => {
  test.each(expressions)('%s', (text, expected) => {
    expect(formatted(`let v = ${text}`)).toBe(`let v = ${expected}\n`)
  })
})

const layouts: readonly (readonly [what: string, text: string, expected: string])[] = [
  ['one declaration a line, at most one blank line', 'let a = 1 let b = 2\n\n\n\nlet c = 3', 'let a = 1\nlet b = 2\n\nlet c = 3\n'],
  ['signs of a run stand below each other', 'let a = 1\nlet bcd = 2\nfeature e = 3\nlet fg = 1\n\nlet h = 2', 'let a   = 1\nlet bcd = 2\nfeature e = 3\nlet fg = 1\n\nlet h = 2\n'],
  ['venues and uses', 'use std.a (b)\nuse std.cd (e)\nvenue a = b.c {}\nvenue bc = d.efg { x: 1 }', 'use std.a  (b)\nuse std.cd (e)\nvenue a  = b.c   {}\nvenue bc = d.efg { x: 1 }\n'],
  ['modules and files', 'use std.a (b)\nuse "c" (d)\nuse "./e.hvt"', 'use std.a (b)\nuse "c"   (d)\nuse "./e.hvt"\n'],
  ['comments and descriptions', '// first\n\n\n/// of a\nlet a = 1 // one\nlet bc = 2 // two\n// last', '// first\n\n/// of a\nlet a  = 1  // one\nlet bc = 2  // two\n// last\n'],
  ['a record stays open', 'let a = {\nb: 1, c: 2 }', 'let a = {\n  b: 1, c: 2\n}\n'],
  ['a block stays on its line', 'risk { limit a <= 1 halt when b }', 'risk { limit a <= 1   halt when b }\n'],
  ['a block stays open', 'risk {\nlimit a <= 1 halt when b }', 'risk {\n  limit a <= 1\n  halt when b\n}\n'],
  ['a block that does not fit is opened', `risk { limit ${'a'.repeat(60)} <= 1 limit ${'b'.repeat(60)} <= 1 }`, `risk {\n  limit ${'a'.repeat(60)} <= 1\n  limit ${'b'.repeat(60)} <= 1\n}\n`],
  ['declarations in each', 'each a in b { let c = 1 }', 'each a in b {\n  let c = 1\n}\n'],
  ['empty blocks', 'each a in b { } risk { }', 'each a in b {}\nrisk {}\n'],
  ['comments in blocks', 'on a { // why\n// above\nlet b = 1 // b\n// below\n}', 'on a {  // why\n  // above\n  let b = 1  // b\n  // below\n}\n'],
  ['comments in a body', 'fn f(x) = { let a = x // a\n// above\nlet b = a return b // b\n}', 'fn f(x) = {\n  let a = x  // a\n  // above\n  let b = a\n  return b  // b\n}\n'],
  ['a comment within a condition', 'signal a when b // far\n and c', 'signal a when b  // far\n  and c\n'],
  ['a long condition', `signal s when ${['a', 'b', 'c'].map(n => n.repeat(40)).join(' and ')}`, `signal s when ${'a'.repeat(40)}\n  and ${'b'.repeat(40)}\n  and ${'c'.repeat(40)}\n`],
  ['a long call', `let v = f(${['a', 'b', 'c'].map(n => n.repeat(40)).join(', ')})`, `let v = f(\n  ${'a'.repeat(40)},\n  ${'b'.repeat(40)},\n  ${'c'.repeat(40)}\n)\n`],
  ['a long list', `let v = [${['a', 'b', 'c'].map(n => n.repeat(40)).join(', ')}]`, `let v = [\n  ${'a'.repeat(40)}, ${'b'.repeat(40)},\n  ${'c'.repeat(40)}\n]\n`],
  ['a long choice', `let v = if ${'a'.repeat(60)} then ${'b'.repeat(60)} else c`, `let v = if ${'a'.repeat(60)}\n  then ${'b'.repeat(60)}\n  else c\n`],
  ['a function that ends a call', 'let v = scan(0, k -> { let e = k return e })', 'let v = scan(0, k -> {\n  let e = k\n  return e\n})\n'],
  ['a trade and its exits', `on e { trade t [${'a'.repeat(70)}: 1] as ioc within 1s else unwind exit { after 5s absent 2m } }`, `on e {\n  trade t [${'a'.repeat(70)}: 1] as ioc within 1s else unwind\n    exit { after 5s   absent 2m }\n}\n`],
  ['a step with the name of a unit', 'phase p { a until b > 5\nm }', 'phase p {\n  a until b > 5\n  m\n}\n'],
  ['Windows line ends', 'let a = 1\r\n\r\n// b\r\nlet c = 2\r\n', 'let a = 1\n\n// b\nlet c = 2\n'],
  ['nothing', ' \n', ''],
  ['comments only', '\n// a\n\n\n// b', '// a\n\n// b\n'],
] // biome-ignore format: a table

describe('layout', () => {
  test.each(layouts)('%s', (_, text, expected) => expect(formatted(text)).toBe(expected))
})

test('a text with mistakes has no form; one with warnings has', () => {
  expect(format('x.hvt', 'let a = *').text).toBeUndefined()
  expect(format('x.hvt', 'let a = b or c and d').text).toBe('let a = b or (c and d)\n')
})

test('a tree without comments keeps its descriptions', () => {
  const { file } = parse('x.hvt', '/// One.\n///\n/// Two.\nlet a = 1')
  expect(print({ ...file, comments: [] })).toBe('/// One.\n///\n/// Two.\nlet a = 1\n')
})

test('what ends with a key is kept apart from `in`, which would name one', () => {
  const one = (text: string) => format('x.hvt', text).text
  expect(one('let v = (x over a) in [1, 2]')).toBe('let v = (x over a) in [1, 2]\n')
  expect(one('let v = (y + x over a) in b')).toBe('let v = (y + x over a) in b\n')
  expect(one('param p = (x over a) in 1 .. 2')).toBe('param p = (x over a) in 1 .. 2\n')
  expect(one('let v = (x over k in a) in b')).toBe('let v = x over k in a in b\n')
})
