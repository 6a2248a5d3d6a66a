import type { ParserMethod } from 'chevrotain'
import type { Arg, Expr, Ident } from '../ast/index.ts'
import * as kind from '../tokens/kinds.ts'
import { endOf } from '../tokens/token.ts'
import { word } from '../tokens/words.ts'
import { BaseParser } from './base.ts'

/** What follows a value without an operator between: members, keys, arguments, marks, `over` and `fresh`. */
export abstract class PostfixParser extends BaseParser {
  abstract primary: ParserMethod<[], Expr>
  abstract expr: ParserMethod<[], Expr>
  abstract arith: ParserMethod<[], Expr>
  /** `x on c`, `c for d`: only inside brackets and arguments, where it cannot swallow the next declaration. */
  abstract clocked: ParserMethod<[], Expr>

  postfix = this.RULE('postfix', (): Expr => {
    let of = this.SUBRULE(this.tail, { ARGS: [this.SUBRULE(this.primary)] })
    this.MANY(() => {
      this.OR([
        {
          ALT: () => {
            this.CONSUME(word('over'))
            let name: Ident | undefined
            this.OPTION(() => {
              const token = this.CONSUME(kind.Name)
              this.CONSUME(word('in'))
              name = this.ACTION(() => this.ident(token))
            })
            const keys = this.SUBRULE1(this.tail, { ARGS: [this.SUBRULE1(this.primary)] })
            of = this.ACTION(() => ({ kind: 'over', of, ...(name && { name }), in: keys, span: this.spanTo(of) }))
          },
        },
        {
          ALT: () => {
            this.CONSUME(word('fresh'))
            const age = this.SUBRULE2(this.tail, { ARGS: [this.SUBRULE2(this.primary)] })
            of = this.ACTION(() => ({ kind: 'fresh', of, age, span: this.spanTo(of) }))
          },
        },
      ])
    })
    return of
  })

  protected tail = this.RULE('tail', (primary: Expr): Expr => {
    let of = primary
    this.MANY(() => {
      this.OR([
        {
          ALT: () => {
            this.CONSUME(kind.Dot)
            const name = this.CONSUME(kind.Name)
            of = this.ACTION(() => ({ kind: 'member', of, name: this.ident(name), span: this.spanTo(of) }))
          },
        },
        {
          ALT: () => {
            const keys = this.SUBRULE(this.keys)
            of = this.ACTION(() => ({ kind: 'index', of, keys, span: this.spanTo(of) }))
          },
        },
        {
          ALT: () => {
            const args = this.SUBRULE(this.args)
            of = this.ACTION(() => ({ kind: 'call', of, args, span: this.spanTo(of) }))
          },
        },
        {
          ALT: () => {
            const mark = this.CONSUME(kind.Mark)
            of = this.ACTION(() => ({ kind: 'mark', of, mark: mark.image.slice(1), span: this.spanTo(of) }))
          },
        },
      ])
    })
    return of
  })

  protected keys = this.RULE('keys', (): Expr[] => {
    const keys: Expr[] = []
    this.CONSUME(kind.SquareTouching)
    keys.push(this.SUBRULE(this.expr))
    this.MANY(() => {
      this.CONSUME(kind.Comma)
      keys.push(this.SUBRULE1(this.expr))
    })
    this.CONSUME(kind.SquareClose)
    return keys
  })

  protected args = this.RULE('args', (): Arg[] => {
    const args: Arg[] = []
    this.CONSUME(kind.RoundTouching)
    this.MANY_SEP({ SEP: kind.Comma, DEF: () => args.push(this.SUBRULE(this.arg)) })
    this.CONSUME(kind.RoundClose)
    return args
  })

  private arg = this.RULE(
    'arg',
    (): Arg =>
      this.OR<Arg>([
        {
          ALT: () => {
            const name = this.CONSUME(kind.Name)
            this.CONSUME(kind.Colon)
            const value = this.SUBRULE(this.expr)
            return this.ACTION(() => ({ kind: 'named', name: this.ident(name), value, span: this.spanFrom(name) }))
          },
        },
        {
          ALT: () => {
            const name = this.CONSUME1(kind.Name)
            this.CONSUME(kind.Arrow)
            const body = this.SUBRULE1(this.expr)
            return this.ACTION(() => ({ kind: 'lambda', name: this.ident(name), body, span: this.spanFrom(name) }))
          },
        },
        {
          ALT: () => {
            const next = this.CONSUME(word('next'))
            const horizon = this.SUBRULE(this.arith)
            return this.ACTION(() => ({ kind: 'next', horizon, span: this.spanFrom(next) }))
          },
        },
        {
          ALT: () => {
            const value = this.SUBRULE(this.clocked)
            let panes: Expr | undefined
            this.OPTION(() => {
              this.CONSUME(word('by'))
              panes = this.SUBRULE1(this.arith)
            })
            return this.ACTION(() => {
              const span = { ...this.operand(value).outer, end: endOf(this.LA(0)) }
              return { kind: 'positional', value, ...(panes && { panes }), span }
            })
          },
        },
      ]),
  )
}
