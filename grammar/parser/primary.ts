import type { Expr, NumberLiteral } from '../ast/index.ts'
import * as kind from '../tokens/kinds.ts'
import { word } from '../tokens/words.ts'
import { BracketParser } from './brackets.ts'
import { readDuration, readNumber, readSymbol, readSymbolOf } from './literals.ts'

/** Values that stand by themselves. */
export abstract class PrimaryParser extends BracketParser {
  primary = this.RULE(
    'primary',
    (): Expr =>
      this.OR<Expr>([
        { ALT: () => this.SUBRULE(this.literal) },
        { ALT: () => this.SUBRULE(this.number) },
        {
          ALT: () => {
            const name = this.CONSUME(kind.Name)
            return this.ACTION(() => this.name(name))
          },
        },
        {
          ALT: () => {
            const every = this.CONSUME(word('every'))
            const period = this.SUBRULE(this.primary)
            return this.ACTION(() => ({ kind: 'every', period, span: this.spanFrom(every) }))
          },
        },
        {
          ALT: () => {
            const open = this.CONSUME(kind.Round)
            const inside = this.SUBRULE(this.clocked)
            this.CONSUME(kind.RoundClose)
            return this.ACTION(() => this.bracketed(inside, this.spanFrom(open)))
          },
        },
        { ALT: () => this.SUBRULE(this.list) },
        { ALT: () => this.SUBRULE(this.match) },
        { ALT: () => this.SUBRULE(this.body) },
        { ALT: () => this.SUBRULE(this.record) },
      ]),
  )

  protected number = this.RULE('number', (): NumberLiteral => {
    const number = this.CONSUME(kind.NumberLiteral)
    const literal = this.ACTION(() => readNumber(this.file, number, this.report))
    return (
      this.OPTION(() => {
        const asset = this.CONSUME(kind.Asset)
        return this.ACTION(() => {
          const unit = { span: this.spanOf(asset), factors: [{ name: asset.image, power: 1 }] }
          return { ...literal, unit, span: this.spanFrom(number) }
        })
      }) ?? literal
    )
  })

  private literal = this.RULE('literal', (): Expr => {
    const token = this.OR([
      { ALT: () => this.CONSUME(kind.Ratio) },
      { ALT: () => this.CONSUME(kind.UnitNumber) },
      { ALT: () => this.CONSUME(kind.Duration) },
      { ALT: () => this.CONSUME(kind.Text) },
      { ALT: () => this.CONSUME(kind.SymbolName) },
      { ALT: () => this.CONSUME(kind.SymbolOf) },
      { ALT: () => this.CONSUME(kind.Asset) },
      { ALT: () => this.CONSUME(word('true')) },
      { ALT: () => this.CONSUME(word('false')) },
      { ALT: () => this.CONSUME(word('none')) },
      { ALT: () => this.CONSUME(kind.DateLiteral) },
      { ALT: () => this.CONSUME(kind.Clock) },
    ])
    return this.ACTION((): Expr => {
      const span = this.spanOf(token)
      switch (token.tokenType) {
        case kind.Duration:
          return readDuration(this.file, token, this.report)
        case kind.Text:
          return this.text(token)
        case kind.SymbolName:
          return readSymbol(this.file, token)
        case kind.SymbolOf:
          return readSymbolOf(this.file, token)
        case kind.Asset:
          return { kind: 'asset', name: token.image, span }
        case word('none'):
          return { kind: 'none', span }
        case word('true'):
        case word('false'):
          return { kind: 'bool', value: token.image === 'true', span }
        case kind.DateLiteral:
          return { kind: 'date', text: token.image, span }
        case kind.Clock:
          return { kind: 'clock', text: token.image, span }
        default:
          return readNumber(this.file, token, this.report)
      }
    })
  })
}
