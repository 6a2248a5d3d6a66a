import { createToken, Lexer, type TokenType } from 'chevrotain'

/**
 * The kinds of tokens. Words and touching brackets are not told apart by patterns but by `refine.ts`, which sees the
 * neighbours: a reserved word is a plain name after `.` or `as` and before `:`; one that begins a declaration also after `:`.
 */
const kind = (name: string, pattern: RegExp | string, ...categories: TokenType[]): TokenType =>
  createToken({ name, pattern, categories })
const abstract = (name: string, ...categories: TokenType[]): TokenType =>
  createToken({ name, pattern: Lexer.NA, categories })

/** Kinds of kinds. */
export const Name = abstract('Name')
export const Opening = abstract('Opening')
export const Closing = abstract('Closing')
export const Round = abstract('Round', Opening)
export const Square = abstract('Square', Opening)
export const Reserved = abstract('Reserved')
/** A reserved word that begins a declaration. */
export const Declares = abstract('Declares', Reserved)
export const Compare = abstract('Compare')
export const ArithOperator = abstract('ArithOperator')

const number = String.raw`\d[\d_]*(?:\.\d[\d_]*)?`
const exponent = String.raw`(?:[eE][+-]?\d+)?`
const plain = String.raw`${number}${exponent}(?![A-Za-z0-9_]|\.\d)`
const asset = '[A-Z][A-Z0-9_]*'
const suffix = String.raw`(?::${asset})?(?:-\d{6}(?:-\d+-[CP])?)?(?:[ \t]+inverse[ \t]+perp\b|[ \t]+perp\b|[ \t]+\d{4}-\d\d-\d\d)?(?![A-Za-z0-9_])`

export const Space = createToken({ name: 'Space', pattern: /\s+/, group: Lexer.SKIPPED })
/** Three slashes; four and more are a comment. */
export const Doc = createToken({ name: 'Doc', pattern: /\/\/\/(?!\/)[^\r\n]*/, group: 'comments' })
export const Comment = createToken({ name: 'Comment', pattern: /\/\/[^\r\n]*/, group: 'comments' })
export const Text = kind('Text', /"(?:[^"\\\r\n]|\\[^\r\n])*"/)
/** A text without its closing quote: up to the end of the line. */
export const OpenText = kind('OpenText', /"[^\r\n]*/)
export const DateLiteral = kind('DateLiteral', /\d{4}-\d\d-\d\d(?![\w-])/)
export const Clock = kind('Clock', /\d\d:\d\d(?![\w:])/)
export const AnySymbol = kind('AnySymbol', new RegExp(String.raw`\*/${asset}(?![A-Za-z0-9_])`))
export const SymbolName = kind('SymbolName', new RegExp(`[0-9]*${asset}/${asset}${suffix}`))
export const SymbolOf = kind('SymbolOf', new RegExp(`[a-z_][A-Za-z0-9_]*/${asset}${suffix}`))
export const UnitNumber = kind(
  'UnitNumber',
  new RegExp(String.raw`${number}${exponent}(?:%|bps)?\[[A-Za-z0-9_./*^ -]*\]`),
)
export const Ratio = kind('Ratio', new RegExp(String.raw`${number}${exponent}(?:%|bps\b)(?![A-Za-z0-9_])`))
export const Duration = kind('Duration', new RegExp(`(?:${number}(?:ns|us|ms|s|m|h|d|w))+(?![A-Za-z0-9_])`))
export const NumberLiteral = kind('NumberLiteral', new RegExp(plain))
/** A number that runs into letters which are no unit: `15mins`, `100USDT`. */
export const BadNumber = kind('BadNumber', /\d(?:\w|\.\d)*%?/, NumberLiteral)
export const Asset = kind('Asset', new RegExp(`${asset}(?![A-Za-z0-9_])`))
/** A name that begins with a capital, yet is no asset: `Foo`. */
export const BadName = kind('BadName', /[A-Z][A-Za-z0-9_]*/, Name)
export const Ident = kind('Ident', /[a-z_][A-Za-z0-9_]*/, Name)
export const Mark = kind('Mark', /@(?:row|entry|state)\b/)
export const At = kind('At', '@')
export const Percent = kind('Percent', '%')

export const RoundOpen = kind('RoundOpen', '(', Round)
export const RoundTouching = abstract('RoundTouching', Round)
export const RoundClose = kind('RoundClose', ')', Closing)
export const SquareOpen = kind('SquareOpen', '[', Square)
export const SquareTouching = abstract('SquareTouching', Square)
export const SquareClose = kind('SquareClose', ']', Closing)
export const CurlyOpen = kind('CurlyOpen', '{', Opening)
export const CurlyClose = kind('CurlyClose', '}', Closing)
export const Comma = kind('Comma', ',')
export const Colon = kind('Colon', ':')
export const Range = kind('Range', '..')
export const Dot = kind('Dot', '.')
export const Arrow = kind('Arrow', '->')
export const Equality = kind('Equality', /[=!]=/, Compare)
export const Order = kind('Order', /[<>]=?/, Compare)
export const Equals = kind('Equals', '=')
export const Sign = kind('Sign', /[+-]/, ArithOperator)
export const Factor = kind('Factor', /[*/^]|\?\?/, ArithOperator)

/** In the order of trial: the first that matches wins. */
export const patterns: readonly TokenType[] = [
  Space, Doc, Comment, Text, OpenText, DateLiteral, Clock, SymbolName, SymbolOf, UnitNumber, Ratio, Duration,
  NumberLiteral, BadNumber, Asset, BadName, Ident, Mark, At, Percent, RoundOpen, RoundClose, SquareOpen, SquareClose,
  CurlyOpen, CurlyClose, Comma, Colon, Range, Dot, Arrow, Equality, Order, Equals, Sign, AnySymbol, Factor,
] // biome-ignore format: a table

/** Kinds that no pattern yields by itself. */
export const abstractKinds: readonly TokenType[] = [
  Name, Opening, Closing, Round, Square, Reserved, Declares, Compare, ArithOperator, RoundTouching,
  SquareTouching,
] // biome-ignore format: a table
