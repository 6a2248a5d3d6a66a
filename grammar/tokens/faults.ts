import type { IToken, TokenType } from 'chevrotain'
import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts'
import * as kind from './kinds.ts'
import { endOf, is, spanOf, type Token } from './token.ts'

export interface Fault {
  readonly diagnostic: Diagnostic
  /** Where the faulty text ends; tokens that begin before are part of it. */
  readonly end: number
  /** What takes the place of the faulty text: the token before, this token, or nothing. */
  readonly instead: 'previous' | 'token' | 'nothing'
  readonly as?: { readonly kind: TokenType; readonly image: string }
}

/** What is wrong with a token, seen together with the one before. */
export function faultOf(file: string, text: string, previous: Token | undefined, token: IToken): Fault | undefined {
  if (previous && is(previous, kind.NumberLiteral)) {
    const gap = text.slice(endOf(previous), token.startOffset)
    if (/^[ \t]+$/.test(gap)) {
      const fault = spaceBeforeUnit(file, text, previous, token)
      if (fault) return fault
    }
  }
  const here = { span: spanOf(file, token), text }
  const end = endOf(token)
  if (token.tokenType === kind.BadNumber) {
    const [, digits = '', unit = ''] = /^([\d_]*(?:\.[\d_]+)?)(.*)$/.exec(token.image) ?? []
    const found = diagnostic('HVT1004', here, { number: digits, unit })
    return { diagnostic: found, end, instead: 'token', as: { kind: kind.BadNumber, image: digits } }
  }
  if (token.tokenType === kind.OpenText) {
    const mended = { kind: kind.Text, image: '""' }
    return { diagnostic: diagnostic('HVT1002', here, {}), end, instead: 'token', as: mended }
  }
  if (token.tokenType === kind.Percent) {
    return { diagnostic: diagnostic('HVT1001', here, { found: '%' }), end, instead: 'nothing' }
  }
  if (token.tokenType === kind.BadName) {
    const found = diagnostic('HVT1006', here, { name: token.image })
    return { diagnostic: found, end, instead: 'token', as: { kind: kind.Ident, image: token.image } }
  }
  return undefined
}

const timeUnit = /^(?:ns|us|ms|s|m|h|d|w)$/
const bracketed = /\[[ \t]*(?:1|[A-Za-z_][\w.]*)(?:[ \t]*[*/^][ \t]*[\w.]+)*[ \t]*\]/y

/** `15 m`, `0.5 %`, `3 [U]`, `100 USDT/BTC`. */
function spaceBeforeUnit(file: string, text: string, number: Token, token: IToken): Fault | undefined {
  const write = (unit: string, mended: TokenType, end = endOf(token)): Fault => ({
    diagnostic: diagnostic(
      'HVT1003',
      { span: { file, start: number.startOffset, end }, text },
      { number: number.image, unit, found: text.slice(number.startOffset, end) },
    ),
    end,
    instead: 'previous',
    as: { kind: mended, image: number.image + unit },
  })
  if (token.tokenType === kind.Percent || token.image === 'bps') return write(token.image, kind.Ratio)
  if (token.tokenType === kind.Ident && timeUnit.test(token.image)) return write(token.image, kind.Duration)
  if (token.tokenType === kind.SymbolName) return write(`[${token.image}]`, kind.UnitNumber)
  if (token.tokenType !== kind.SquareOpen) return undefined
  bracketed.lastIndex = token.startOffset
  const unit = bracketed.exec(text)?.[0]
  return unit === undefined
    ? undefined
    : write(unit.replace(/[ \t]/g, ''), kind.UnitNumber, token.startOffset + unit.length)
}
