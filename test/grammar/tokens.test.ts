import { Lexer } from 'chevrotain'
import { describe, expect, test } from 'vitest'
import { DeclarationParser } from '../../grammar/parser/declarations.ts'
import { kinds, lex } from '../../grammar/tokens/lex.ts'

const read = (text: string) => lex('test', text).tokens.map(t => `${t.tokenType.name} ${t.image}`)

describe('tokens', () => {
  test.each([
    ['f(a)[b](c)', ['Ident f', 'RoundTouching (', 'Ident a', 'RoundClose )', 'SquareTouching [', 'Ident b', 'SquareClose ]', 'RoundTouching (', 'Ident c', 'RoundClose )']],
    ['f (a) [b]', ['Ident f', 'RoundOpen (', 'Ident a', 'RoundClose )', 'SquareOpen [', 'Ident b', 'SquareClose ]']],
    ['not(a)', ['`not` not', 'RoundOpen (', 'Ident a', 'RoundClose )']],
    ['x@entry[k]', ['Ident x', 'Mark @entry', 'SquareTouching [', 'Ident k', 'SquareClose ]']],
    ['a.state', ['Ident a', 'Dot .', 'Ident state']],
    ['state: a', ['Ident state', 'Colon :', 'Ident a']],
    ['as record', ['`as` as', 'Ident record']],
    ['as\nrecord', ['`as` as', '`record` record']],
    ['let: a', ['`let` let', 'Colon :', 'Ident a']],
    ['letter lets', ['Ident letter', 'Ident lets']],
    ['a/EUR b / EUR', ['SymbolOf a/EUR', 'Ident b', 'Factor /', 'Asset EUR']],
    ['BTC/USDT perps', ['SymbolName BTC/USDT', 'Ident perps']],
    ['*/USD * /', ['AnySymbol */USD', 'Factor *', 'Factor /']],
    ['0..19', ['NumberLiteral 0', 'Range ..', 'NumberLiteral 19']],
    ['1h30m 5m 5ms', ['Duration 1h30m', 'Duration 5m', 'Duration 5ms']],
    ['20/1s', ['NumberLiteral 20', 'Factor /', 'Duration 1s']],
    ['-2%[1/s]', ['Sign -', 'UnitNumber 2%[1/s]']],
    ['a -> b ?? c != d', ['Ident a', 'Arrow ->', 'Ident b', 'Factor ??', 'Ident c', 'Equality !=', 'Ident d']],
    ['a // b\n//// c', ['Ident a']],
    ['2027-03-26 00:10', ['DateLiteral 2027-03-26', 'Clock 00:10']],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected)
  }) // biome-ignore format: a table

  test('offsets of a part count from the beginning of the whole', () => {
    const { tokens } = lex('test', 'let a = bcd', 8, 11)
    expect(tokens.map(t => [t.image, t.startOffset, t.endOffset])).toEqual([['bcd', 8, 10]])
  })

  test('byte order marks and every kind of line end are spaces', () => {
    expect(read('\ufefflet\r\na\r=\nb\u00a0')).toEqual(['`let` let', 'Ident a', 'Equals =', 'Ident b'])
  })
})

test('no pattern hides another, and each knows its first characters', () => {
  const { lexerDefinitionErrors } = new Lexer(kinds as never[], {
    positionTracking: 'onlyOffset',
    ensureOptimizations: true,
    deferDefinitionErrorsHandling: true,
  })
  expect(lexerDefinitionErrors).toEqual([])
})

test('the grammar is LL(2): no alternatives are ambiguous', () => {
  expect(() => new DeclarationParser(true).learn()).not.toThrow()
})
