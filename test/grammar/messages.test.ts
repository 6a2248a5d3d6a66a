import { describe, expect, test } from 'vitest'
import { syntax } from '../../grammar/diagnostics/catalogue/syntax.ts'
import { parse } from '../../grammar/parse.ts'
import { expectFixes } from '../fixed.ts'

/** A mistake, its code, the text it points at, its message and its cure. */
type Case = readonly [text: string, code: keyof typeof syntax, at: string, message: string, help?: string]

const cases: readonly Case[] = [
  ['let a = b;', 'HVT1001', ';', '`;` is not part of the language', 'leave it out: declarations need nothing between them'],
  ['let a = b && c', 'HVT1001', '&&', '`&&` is not part of the language', 'write `and`'],
  ['let a = 日本', 'HVT1001', '日本', '`日` is not part of the language'],
  ['let a = \u0007', 'HVT1001', '\u0007', '`U+0007` is not part of the language'],
  ['let a = b %', 'HVT1001', '%', '`%` is not part of the language', 'it touches its number: `0.5%`'],
  ['let a = "b', 'HVT1002', '"b', 'this text has no closing quote'],
  ['let a = 15 m', 'HVT1003', '15 m', '`15 m`: the unit does not touch its number', 'write `15m`'],
  ['let a = 0.5 %', 'HVT1003', '0.5 %', '`0.5 %`: the unit does not touch its number', 'write `0.5%`'],
  ['let a = 3 bps', 'HVT1003', '3 bps', '`3 bps`: the unit does not touch its number', 'write `3bps`'],
  ['let a = 3 [USD/s]', 'HVT1003', '3 [USD/s]', '`3 [USD/s]`: the unit does not touch its number', 'write `3[USD/s]`'],
  ['let a = 3 USD/BTC', 'HVT1003', '3 USD/BTC', '`3 USD/BTC`: the unit does not touch its number', 'write `3[USD/BTC]`'],
  ['let a = 15mins', 'HVT1004', '15mins', '`mins` is no unit that can follow `15`'],
  ['let a = 100USDT', 'HVT1004', '100USDT', '`USDT` is no unit that can follow `100`', 'an asset stands after a space: `100 USDT`'],
  ['let a = 3[per s]', 'HVT1005', 'per s', '`per s` is no unit'],
  ['let Foo = 3', 'HVT1006', 'Foo', '`Foo` is neither a name nor an asset', 'names begin with a small letter: `foo`; assets are all capitals'],
  ['let a = 1e999', 'HVT1007', '1e999', '`1e999` is too large'],
  ['let a = 1ns', 'HVT1007', '1ns', '`1ns` is not a whole number of microseconds'],
  ['let a = 9999999w', 'HVT1007', '9999999w', '`9999999w` is too long'],
  ['let a = "\\q"', 'HVT1008', '\\q', '`\\q` means nothing in a text'],
  ['let a = "{s"', 'HVT1009', '{', 'this `{` is not closed within the text'],
  ['let a = "{ }"', 'HVT1009', '{ }', 'there is no value between `{` and `}`'],
  ['let a = b or c and d', 'HVT1010', 'c and d', '`and` stands beside `or` without brackets'],
  ['let a = b and c or d', 'HVT1010', 'b and c', '`and` stands beside `or` without brackets'],
  ['let a = 0 < b <= 1', 'HVT1011', '< b <=', '`<` and `<=` cannot follow each other: comparisons do not chain'],
  ['let a = 1 .. 2 .. 3', 'HVT1011', '.. 2 ..', '`..` and `..` cannot follow each other: comparisons do not chain', 'a range has one `..`: `low .. high`'],
  ['let\0a', 'HVT1012', '\0', 'this file is no text'],
  ['x'.repeat(1_000_001), 'HVT1013', '', 'this file has 1000001 characters; at most 1000000 are read'],
  [`let a = ${'('.repeat(201)}`, 'HVT1014', '(', 'brackets and `if`s are nested more than 200 deep'],
  [`let a = b${' + b'.repeat(600)}`, 'HVT1014', 'let', 'more than 500 operators depend on each other in this declaration'],
  ['let a b', 'HVT1101', 'b', '`=` is expected here, not `b`', 'an example: `let mid = (q.bid + q.ask) / 2`'],
  ['let a =', 'HVT1101', '', 'after `=` a value is missing'],
  ['let a = f({ * })', 'HVT1101', '*', 'a field or `}` is expected here, not `*`'],
  ['let a = b + * c', 'HVT1101', '*', 'a value is expected here, not `*`'],
  ['let a = f(b c)', 'HVT1101', 'c', '`,` or `)` is expected here, not `c`'],
  ['let a = f(*)', 'HVT1101', '*', 'a value or `)` is expected here, not `*`'],
  ['let a = (b c)', 'HVT1101', 'c', '`)` is expected here, not `c`'],
  ['let a = [b c]', 'HVT1101', 'c', '`,` or `]` is expected here, not `c`'],
  ['let a = b[c d]', 'HVT1101', 'd', '`,` or `]` is expected here, not `d`'],
  ['let a = { b: c d }', 'HVT1101', 'd', '`,` or `}` is expected here, not `d`'],
  ['let a = { 3 }', 'HVT1101', '3', 'a field or `}` is expected here, not `3`'],
  ['let a = { b, 3 }', 'HVT1101', '3', 'a field is expected here, not `3`'],
  ['let a = { let b = c }', 'HVT1101', '}', '`let` or `return` is expected here, not `}`'],
  ['let a = if b then c', 'HVT1101', '', 'after `c` `else` is missing'],
  ['let a = 1 + if b then c else d', 'HVT1101', 'if', 'a value is expected here, not `if`', 'put brackets around it: `(if … then … else …)`'],
  ['let a = b = c', 'HVT1101', '=', '`=` cannot stand after `b`', 'two values are compared with `==`; one declaration has one `=`'],
  ['let a = mean (b)', 'HVT1101', '(', '`(` cannot stand after `mean`', 'a bracket touches the name that it calls: `mean(x, 5)`'],
  ['let a = b not c', 'HVT1101', 'c', '`in` is expected here, not `c`'],
  ['let a = match { b }', 'HVT1101', '}', '`->` is expected here, not `}`'],
  ['param a = b in', 'HVT1101', '', 'after `in` a value is missing', 'an example: `param clip = 2_000 USD in 100 USD .. 20_000 USD`'],
  ['venue a = b.c', 'HVT1101', '', 'after `c` `{` is missing'],
  ['peg USDT = 3', 'HVT1101', '3', 'an asset is expected here, not `3`'],
  ['peg A = B within 5bps', 'HVT1101', '', 'after `5bps` `by` is missing'],
  ['universe a: 3 = b', 'HVT1101', '3', '`*/USD` or a name is expected here, not `3`'],
  ['use 3', 'HVT1101', '3', 'the name or path of a module is expected here, not `3`'],
  ['use a (b c)', 'HVT1101', 'c', '`,` or `)` is expected here, not `c`'],
  ['signal a', 'HVT1101', '', 'after `a` `=` or `when` is missing'],
  ['record a as b { c d }', 'HVT1101', 'd', '`,` or `}` is expected here, not `d`'],
  ['record a { c }', 'HVT1101', '{', '`as` is expected here, not `{`'],
  ['fn a = b', 'HVT1101', '=', '`(` is expected here, not `=`'],
  ['fn a(b c) = b', 'HVT1101', 'c', '`,` or `)` is expected here, not `c`'],
  ['each a { }', 'HVT1101', '{', '`in` is expected here, not `{`'],
  ['each a in b', 'HVT1101', '', 'after `b` `,`, `where` or `{` is missing'],
  ['let a = f(b', 'HVT1102', '', '`)` is missing here', 'close it with `)`'],
  ['each a in b {\n  let c = d\n', 'HVT1102', '', '`}` is missing here'],
  ['let a = f(b))', 'HVT1103', ')', 'this `)` closes nothing'],
  ['each a in b\n  let c = d\n}', 'HVT1104', '', '`{` is missing here: `each` has a block'],
  ['trade a [b: c]', 'HVT1107', 'trade', '`trade` does not begin a declaration', 'it stands inside `state` or `on`'],
  ['let a = b\nlimit c <= d', 'HVT1107', 'limit', '`limit` does not begin a declaration', 'it stands inside `risk`'],
  ['state a { to b after 5s }', 'HVT1107', 'state', '`state` does not begin a declaration', 'it stands inside `cycle`'],
  ['risk { lmit a <= b\n  cooldown 5s }', 'HVT1107', 'lmit', '`lmit` does not begin anything in `risk`', 'did you mean `limit`?'],
  ['test "t" { expect a at 1s\n  gven b = 3 }', 'HVT1107', 'gven', '`gven` does not begin anything in `test`', 'did you mean `given`?'],
  ['test "t" { a > b }', 'HVT1107', 'a', '`a` does not begin anything in `test`', 'in `test` stand `given` and `expect`'],
  ['on a { feature b = c }', 'HVT1107', 'feature', '`feature` does not begin anything in `on`', 'in `on` stand `let`, `quote`, `target`, `trade`, `buy`, `sell`, `transfer`, `alert`, `retrain` and `optimize`'],
  ['source a = b', 'HVT1101', '', 'after `b` `{` is missing'],
  ['asset a', 'HVT1101', 'a', 'an asset is expected here, not `a`', 'an example: `asset WBTC { decimals: 8 }`'],
  ['extern f(a): b from "c"', 'HVT1101', 'f', '`fn` is expected here, not `f`'],
  ['extern fn f(a) from "c"', 'HVT1101', 'from', '`:` is expected here, not `from`'],
  ['extern fn f(a): b from c', 'HVT1101', 'c', 'a text is expected here, not `c`'],
  ['param a = 3 per', 'HVT1101', '', 'after `per` a name is missing'],
  ['label a for = b', 'HVT1101', '=', 'a name is expected here, not `=`'],
  ['model a { predict b from [c] }', 'HVT1101', '{', '`=` is expected here, not `{`'],
  ['model a = b { predict c }', 'HVT1101', '', 'after `c` `from` is missing', 'an example: `predict reward from [flow, basis]`'],
  ['model a = b { rows c }', 'HVT1101', 'c', '`at` or `every` is expected here, not `c`'],
  ['model a = b { fitted_until c }', 'HVT1101', 'c', 'a date is expected here, not `c`'],
  ['phase a { b until }', 'HVT1101', '}', 'a value is expected here, not `}`'],
  ['phase a { }', 'HVT1101', '}', 'a name is expected here, not `}`'],
  ['cycle a { state b { to c } }', 'HVT1101', '', 'after `c` `when`, `after`, `at` or `absent` is missing', 'an example: `to idle when filled`'],
  ['cycle a { state { to c after 5s } }', 'HVT1101', '{', 'a name is expected here, not `{`'],
  ['quote bid at 3', 'HVT1101', 'at', '`on` is expected here, not `at`'],
  ['target a 3', 'HVT1101', '3', '`=` is expected here, not `3`'],
  ['on a { trade b }', 'HVT1101', '', 'after `b` `[` is missing'],
  ['on a { trade [b] }', 'HVT1101', ']', '`:` is expected here, not `]`'],
  ['on a { trade [b: c] exit { } }', 'HVT1101', '}', '`when`, `after`, `at`, `absent`, `stop`, `take` or `trail` is expected here, not `}`'],
  ['on a { buy b size }', 'HVT1101', '', 'after `size` a value is missing', 'an example: `buy i size clip as market exit { after 30d }`'],
  ['on a { transfer b from c }', 'HVT1101', '', 'after `c` `to` is missing'],
  ['on a { optimize [b] on last 5d }', 'HVT1101', '', 'after `5d` `objective` is missing'],
  ['portfolio a over b in c at d { top 10 by e }', 'HVT1101', 'top', '`long`, `short`, `weight`, `target_vol`, `band` or `}` is expected here, not `top`'],
  ['portfolio a over b in c at d { long 10 by e }', 'HVT1101', '10', '`top` or `bottom` is expected here, not `10`'],
  ['risk { veto a when b }', 'HVT1101', 'a', 'a text is expected here, not `a`'],
  ['risk { halt and when a }', 'HVT1101', 'when', '`flatten` is expected here, not `when`'],
  ['risk { limit a <= b per }', 'HVT1101', '', 'after `per` a value is missing'],
  ['alert a', 'HVT1101', 'a', 'a text is expected here, not `a`'],
  ['test "t" { given a }', 'HVT1101', '', 'after `a` `=` or `:` is missing'],
  ['test "t" { given a: [b] }', 'HVT1101', 'b', 'a duration or `]` is expected here, not `b`'],
  ['test "t" { given a: [0s buy 3] }', 'HVT1101', ']', '`@` is expected here, not `]`'],
  ['test "t" { expect a }', 'HVT1101', '', 'after `a` `at` or `until` is missing'],
  ['pair (a) in b when c { }', 'HVT1101', ')', '`,` is expected here, not `)`'],
  ['let state = b', 'HVT1106', 'state', '`state` is a word of the language and cannot be a name', 'choose another name, such as `my_state`'],
  ['let a = f(source)', 'HVT1106', 'source', '`source` is a word of the language and cannot be a name'],
  ['let a = source + 1', 'HVT1106', 'source', '`source` is a word of the language and cannot be a name'],
  ['lett a = b', 'HVT1107', 'lett', '`lett` does not begin a declaration', 'did you mean `let`?'],
  ['let a = b\nc = d', 'HVT1107', 'c', '`c` does not begin a declaration', 'begin with a word: `let c = …`, or `param`, `feature`, `const`'],
  ['3 + 4', 'HVT1107', '3', '`3` does not begin a declaration'],
  ['let a = b on c', 'HVT1108', 'on', '`on` begins a declaration here: a value `on` a clock stands in brackets'],
  ['let a = f(b]', 'HVT1109', ']', '`)` is expected here, not `]`'],
] // biome-ignore format: a table

describe('one mistake, one message', () => {
  test.each(cases.map(c => ({ title: c[0].slice(0, 60), mistake: c })))(
    '$title',
    ({ mistake: [text, code, at, message, help] }) => {
      const { diagnostics } = parse('test.hvt', text)
      expect(diagnostics.map(d => [d.code, d.message])).toEqual([[code, message]])
      const { span, help: cure } = diagnostics[0]!
      expect(text.slice(span!.start, span!.end)).toBe(at)
      if (help !== undefined) expect(cure).toBe(help)
      expectFixes(text, mended => parse('test.hvt', mended).diagnostics)
    },
  )

  test('every code of the syntax is met here, or is the count of messages', () => {
    const met = new Set(cases.map(([, code]) => code))
    expect(Object.keys(syntax).filter(code => !met.has(code as keyof typeof syntax))).toEqual(['HVT1015'])
  })
})

test('after twenty messages the others are counted', () => {
  const { diagnostics } = parse('test.hvt', 'let a\n'.repeat(23))
  expect(diagnostics).toHaveLength(21)
  expect(diagnostics.at(-1)!.message).toBe('3 more mistakes in this file from here on')
})

test('pages are short enough to be read', () => {
  for (const [code, { page }] of Object.entries(syntax)) {
    const lines = page.split('\n')
    expect([code, lines.length <= 25, lines.every(l => l.length <= 120)]).toEqual([code, true, true])
    expect(page, code).toMatch(/^ {2}(wrong|warned)/m)
  }
})
