import type { Block, Expr, List, Match, RecordExpr } from '../ast/index.ts'
import * as kind from '../tokens/kinds.ts'
import { word } from '../tokens/words.ts'
import { PostfixParser } from './postfix.ts'

type Mutable<T> = T extends readonly (infer Item)[] ? Item[] : never

/** Values in brackets of their own: lists, records, blocks with `let`, `match`. */
export abstract class BracketParser extends PostfixParser {
  protected list = this.RULE('list', (): List => {
    const items: Expr[] = []
    const open = this.CONSUME(kind.Square)
    this.MANY_SEP({ SEP: kind.Comma, DEF: () => items.push(this.SUBRULE(this.expr)) })
    this.CONSUME(kind.SquareClose)
    return this.ACTION(() => ({ kind: 'list', items, span: this.spanFrom(open) }))
  })

  protected record = this.RULE('record', (): RecordExpr => {
    const fields: Mutable<RecordExpr['fields']> = []
    const open = this.CONSUME(kind.CurlyOpen)
    this.MANY_SEP({ SEP: kind.Comma, DEF: () => fields.push(this.SUBRULE(this.field)) })
    this.CONSUME(kind.CurlyClose)
    return this.ACTION(() => ({ kind: 'record', fields, span: this.spanFrom(open) }))
  })

  private field = this.RULE('field', () =>
    this.OR([
      {
        ALT: () => {
          const name = this.OR1([{ ALT: () => this.CONSUME(kind.Name) }, { ALT: () => this.CONSUME(kind.Asset) }])
          this.CONSUME(kind.Colon)
          const value = this.SUBRULE(this.expr)
          return this.ACTION(() => ({ name: this.ident(name), value }))
        },
      },
      {
        ALT: () => {
          const name = this.CONSUME1(kind.Name)
          return this.ACTION(() => ({ name: this.ident(name), value: this.name(name) }))
        },
      },
    ]),
  )

  protected body = this.RULE('body', (): Block => {
    const lets: Mutable<Block['lets']> = []
    const open = this.CONSUME(kind.CurlyOpen)
    this.AT_LEAST_ONE(() => {
      const first = this.CONSUME(word('let'))
      const name = this.CONSUME(kind.Name)
      this.CONSUME(kind.Equals)
      const is = this.SUBRULE(this.expr)
      this.ACTION(() => lets.push({ name: this.ident(name), is, span: this.spanFrom(first) }))
    })
    this.CONSUME(word('return'))
    const result = this.SUBRULE1(this.expr)
    this.CONSUME(kind.CurlyClose)
    return this.ACTION(() => ({ kind: 'block', lets, result, span: this.spanFrom(open) }))
  })

  protected match = this.RULE('match', (): Match => {
    const arms: Mutable<Match['arms']> = []
    const first = this.CONSUME(word('match'))
    const subject = this.OPTION(() => {
      const name = this.CONSUME(kind.Name)
      return this.SUBRULE(this.tail, { ARGS: [this.ACTION(() => this.name(name))] })
    })
    this.CONSUME(kind.CurlyOpen)
    arms.push(this.SUBRULE(this.arm))
    this.MANY(() => {
      this.CONSUME(kind.Comma)
      arms.push(this.SUBRULE1(this.arm))
    })
    this.CONSUME(kind.CurlyClose)
    return this.ACTION(() => ({ kind: 'match', ...(subject && { subject }), arms, span: this.spanFrom(first) }))
  })

  private arm = this.RULE('arm', () => {
    const start = this.LA(1)
    const when = this.OR([
      {
        ALT: () => {
          this.CONSUME(word('else'))
          return undefined
        },
      },
      { ALT: () => this.SUBRULE(this.expr) },
    ])
    this.CONSUME(kind.Arrow)
    const then = this.SUBRULE1(this.expr)
    return this.ACTION(() => ({ ...(when && { when }), then, span: this.spanFrom(start) }))
  })
}
