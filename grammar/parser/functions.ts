import type { Fn, Ident } from '../ast/index.ts'
import * as kind from '../tokens/kinds.ts'
import { word } from '../tokens/words.ts'
import { ExpressionParser } from './expressions.ts'

/** Functions, and the lists of names and the types that other declarations have too. */
export abstract class FunctionParser extends ExpressionParser {
  protected fn = this.RULE('fn', (): Fn => {
    const params: Fn['params'][number][] = []
    const first = this.CONSUME(word('fn'))
    const name = this.CONSUME(kind.Name)
    this.CONSUME(kind.Round)
    this.MANY_SEP({ SEP: kind.Comma, DEF: () => params.push(this.SUBRULE(this.parameter)) })
    this.CONSUME(kind.RoundClose)
    this.OPTION(() => this.SUBRULE(this.typeNotYet))
    this.CONSUME(kind.Equals)
    const is = this.SUBRULE(this.expr)
    return this.ACTION(() => ({ kind: 'fn', name: this.ident(name), params, is, span: this.spanFrom(first) }))
  })

  private parameter = this.RULE('parameter', (): Fn['params'][number] => {
    const name = this.CONSUME(kind.Name)
    this.OPTION(() => this.SUBRULE(this.typeNotYet))
    const value = this.OPTION1(() => {
      this.CONSUME(kind.Equals)
      return this.SUBRULE(this.expr)
    })
    return this.ACTION(() => ({ name: this.ident(name), ...(value && { default: value }) }))
  })

  protected typeNotYet = this.RULE('typeNotYet', (): void => {
    const colon = this.CONSUME(kind.Colon)
    this.SUBRULE(this.type)
    this.ACTION(() => this.notYet(this.spanOf(colon), 'the type of a parameter or a function'))
  })

  /** `varchar(20)`: kept as it is written. */
  protected type = this.RULE('type', (): Ident => {
    const name = this.CONSUME(kind.Name)
    const details: string[] = []
    this.OPTION(() => {
      this.CONSUME(kind.Round)
      details.push(this.CONSUME(kind.NumberLiteral).image)
      this.MANY(() => {
        this.CONSUME(kind.Comma)
        details.push(this.CONSUME1(kind.NumberLiteral).image)
      })
      this.CONSUME(kind.RoundClose)
    })
    return this.ACTION(() => {
      const brackets = details.length > 0 ? `(${details.join(', ')})` : ''
      return { name: name.image + brackets, span: this.spanFrom(name) }
    })
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
