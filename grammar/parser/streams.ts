import type { Decl, Each, Expr, Fn, Ident, RecordDecl, Signal } from '../ast/index.ts'
import * as kind from '../tokens/kinds.ts'
import { word } from '../tokens/words.ts'
import { ExpressionParser } from './expressions.ts'

type Item<T extends readonly unknown[]> = T[number]

/** An `each` up to the `{` that opens its body. */
export type EachHead = Pick<Each, 'keys' | 'where' | 'span'>

/** Declarations of streams and functions, and the heads of `each`. */
export abstract class StreamParser extends ExpressionParser {
  /** `let`, `feature` and `const`. */
  protected stream = this.RULE('stream', (): Decl => {
    const first = this.OR([
      { ALT: () => this.CONSUME(word('let')) },
      { ALT: () => this.CONSUME(word('feature')) },
      { ALT: () => this.CONSUME(word('const')) },
    ])
    const name = this.CONSUME(kind.Name)
    this.CONSUME(kind.Equals)
    const is = this.SUBRULE(this.expr)
    return this.ACTION(() => {
      const what = first.image as 'let' | 'feature' | 'const'
      return { kind: what, name: this.ident(name), is, span: this.spanFrom(first) }
    })
  })

  protected fn = this.RULE('fn', (): Fn => {
    const params: Item<Fn['params']>[] = []
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

  private parameter = this.RULE('parameter', (): Item<Fn['params']> => {
    const name = this.CONSUME(kind.Name)
    this.OPTION(() => this.SUBRULE(this.typeNotYet))
    const value = this.OPTION1(() => {
      this.CONSUME(kind.Equals)
      return this.SUBRULE(this.expr)
    })
    return this.ACTION(() => ({ name: this.ident(name), ...(value && { default: value }) }))
  })

  private typeNotYet = this.RULE('typeNotYet', (): void => {
    const colon = this.CONSUME(kind.Colon)
    this.SUBRULE(this.type)
    this.ACTION(() => this.notYet(this.spanOf(colon), 'the type of a parameter or a function'))
  })

  /** `varchar(20)`: kept as it is written. */
  private type = this.RULE('type', (): Ident => {
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

  protected signal = this.RULE('signal', (): Signal => {
    const payload: Ident[] = []
    const first = this.CONSUME(word('signal'))
    const name = this.CONSUME(kind.Name)
    this.OPTION(() => {
      this.CONSUME(kind.Round)
      this.SUBRULE(this.names, { ARGS: [payload] })
      this.CONSUME(kind.RoundClose)
    })
    const clauses = this.OR([
      { ALT: () => this.SUBRULE(this.when) },
      {
        ALT: () => {
          this.CONSUME(kind.Equals)
          const is = this.SUBRULE(this.expr)
          const filter = this.OPTION1(() => this.SUBRULE1(this.when))
          return this.ACTION(() => ({ is, ...filter }))
        },
      },
    ])
    return this.ACTION(() => ({
      kind: 'signal', name: this.ident(name), payload, ...clauses, span: this.spanFrom(first),
    })) // biome-ignore format: one line of fields
  })

  private when = this.RULE('when', (): { when: Expr; for?: Expr } => {
    this.CONSUME(word('when'))
    const when = this.SUBRULE(this.expr)
    const lasting = this.OPTION(() => {
      this.CONSUME(word('for'))
      return this.SUBRULE(this.arith)
    })
    return this.ACTION(() => ({ when, ...(lasting && { for: lasting }) }))
  })

  protected recordDecl = this.RULE('recordDecl', (): RecordDecl => {
    const columns: Item<RecordDecl['columns']>[] = []
    const first = this.CONSUME(word('record'))
    const on = this.SUBRULE(this.postfix)
    this.CONSUME(word('as'))
    const table = this.CONSUME(kind.Name)
    this.CONSUME(kind.CurlyOpen)
    columns.push(this.SUBRULE(this.column))
    this.MANY(() => {
      this.CONSUME(kind.Comma)
      columns.push(this.SUBRULE1(this.column))
    })
    this.CONSUME(kind.CurlyClose)
    return this.ACTION(() => ({ kind: 'record', on, table: this.ident(table), columns, span: this.spanFrom(first) }))
  })

  private column = this.RULE('column', (): Item<RecordDecl['columns']> => {
    const name = this.CONSUME(kind.Name)
    return (
      this.OPTION(() => {
        this.CONSUME(kind.Colon)
        const value = this.SUBRULE(this.expr)
        const type = this.OPTION1(() => {
          this.CONSUME(word('as'))
          return this.SUBRULE(this.type)
        })
        return this.ACTION(() => ({ name: this.ident(name), value, ...(type && { type }) }))
      }) ?? this.ACTION(() => ({ name: this.ident(name), value: this.name(name) }))
    )
  })

  eachHead = this.RULE('eachHead', (): EachHead => {
    const keys: Item<Each['keys']>[] = []
    const first = this.CONSUME(word('each'))
    keys.push(this.SUBRULE(this.key))
    this.MANY(() => {
      this.CONSUME(kind.Comma)
      keys.push(this.SUBRULE1(this.key))
    })
    const where = this.OPTION(() => {
      this.CONSUME(word('where'))
      return this.SUBRULE(this.expr)
    })
    this.CONSUME(kind.CurlyOpen)
    return this.ACTION(() => ({ keys, ...(where && { where }), span: this.spanFrom(first) }))
  })

  private key = this.RULE('key', (): Item<Each['keys']> => {
    const name = this.CONSUME(kind.Name)
    this.CONSUME(word('in'))
    const within = this.SUBRULE(this.range)
    return this.ACTION(() => ({ name: this.ident(name), in: within }))
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
