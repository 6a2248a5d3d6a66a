import type { Expr, Extern, Fn, FnParam, Ident, TypeExpr } from '../ast/index.ts'
import * as kind from '../tokens/kinds.ts'
import { word } from '../tokens/words.ts'
import { ExpressionParser } from './expressions.ts'

/** Functions, and the lists of names and the types that other declarations have too. */
export abstract class FunctionParser extends ExpressionParser {
  protected fn = this.RULE('fn', (): Fn => {
    const first = this.CONSUME(word('fn'))
    const name = this.CONSUME(kind.Name)
    const params = this.SUBRULE(this.params)
    const returns = this.OPTION(() => this.SUBRULE(this.ofType))
    this.CONSUME(kind.Equals)
    const is = this.SUBRULE(this.expr)
    return this.ACTION(() => ({
      kind: 'fn', name: this.ident(name), params, ...(returns && { returns }), is, span: this.spanFrom(first),
    })) // biome-ignore format: one line of fields
  })

  protected extern = this.RULE('extern', (): Extern => {
    const first = this.CONSUME(word('extern'))
    this.CONSUME(word('fn'))
    const name = this.CONSUME(kind.Name)
    const params = this.SUBRULE(this.params)
    const returns = this.SUBRULE(this.ofType)
    this.CONSUME(word('from'))
    const from = this.CONSUME(kind.Text)
    const settings = this.OPTION(() => this.SUBRULE(this.record))
    return this.ACTION(() => ({
      kind: 'extern',
      name: this.ident(name),
      params,
      returns,
      from: this.text(from),
      ...(settings && { settings }),
      span: this.spanFrom(first),
    }))
  })

  private params = this.RULE('params', (): FnParam[] => {
    const params: FnParam[] = []
    this.CONSUME(kind.Round)
    this.MANY_SEP({ SEP: kind.Comma, DEF: () => params.push(this.SUBRULE(this.parameter)) })
    this.CONSUME(kind.RoundClose)
    return params
  })

  private parameter = this.RULE('parameter', (): FnParam => {
    const name = this.CONSUME(kind.Name)
    const type = this.OPTION(() => this.SUBRULE(this.ofType))
    const value = this.OPTION1(() => {
      this.CONSUME(kind.Equals)
      return this.SUBRULE(this.expr)
    })
    return this.ACTION(() => ({ name: this.ident(name), ...(type && { type }), ...(value && { default: value }) }))
  })

  private ofType = this.RULE('ofType', (): TypeExpr => {
    this.CONSUME(kind.Colon)
    return this.SUBRULE(this.type)
  })

  /** `varchar(20)`, `price[a, b]` */
  protected type = this.RULE('type', (): TypeExpr => {
    const name = this.CONSUME(kind.Name)
    const details: Pick<TypeExpr, 'keys' | 'args'> = this.OPTION(() =>
      this.OR([
        {
          ALT: () => {
            const keys = this.SUBRULE(this.keys)
            return { keys }
          },
        },
        {
          ALT: () => {
            const args: Expr[] = []
            this.CONSUME(kind.RoundTouching)
            this.MANY_SEP({ SEP: kind.Comma, DEF: () => args.push(this.SUBRULE(this.expr)) })
            this.CONSUME(kind.RoundClose)
            return { args }
          },
        },
      ]),
    )
    return this.ACTION(() => ({ name: this.ident(name), ...details, span: this.spanFrom(name) }))
  })

  /** `per s, cheap` */
  protected per = this.RULE('per', (): Ident[] => {
    const names: Ident[] = []
    this.CONSUME(word('per'))
    this.SUBRULE(this.names, { ARGS: [names] })
    return names
  })

  protected names = this.RULE('names', (names: Ident[]): void => {
    const add = (name: Ident) => names.push(name)
    const first = this.CONSUME(kind.Name)
    this.ACTION(() => add(this.ident(first)))
    this.MANY(() => {
      this.CONSUME(kind.Comma)
      const name = this.CONSUME1(kind.Name)
      this.ACTION(() => add(this.ident(name)))
    })
  })
}
