import type { Decl, Each, Expr, Ident, RecordDecl, Signal } from '../ast/index.ts'
import * as kind from '../tokens/kinds.ts'
import { word } from '../tokens/words.ts'
import { FunctionParser } from './functions.ts'

/** An `each` up to the `{` that opens its body. */
export type EachHead = Pick<Each, 'keys' | 'where' | 'span'>

/** Declarations of streams and of what is kept of them, and the heads of `each`. */
export abstract class StreamParser extends FunctionParser {
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
    const columns: RecordDecl['columns'][number][] = []
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

  private column = this.RULE('column', (): RecordDecl['columns'][number] => {
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
    const keys: Each['keys'][number][] = []
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

  private key = this.RULE('key', (): Each['keys'][number] => {
    const name = this.CONSUME(kind.Name)
    this.CONSUME(word('in'))
    const within = this.SUBRULE(this.range)
    return this.ACTION(() => ({ name: this.ident(name), in: within }))
  })
}
