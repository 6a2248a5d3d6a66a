import type { Const, Feature, Ident, Label, Let, Phase, RecordDecl, Signal, When } from '../ast/index.ts'
import * as kind from '../tokens/kinds.ts'
import { word } from '../tokens/words.ts'
import { AboutParser } from './about.ts'

/** Declarations of streams and of what is kept of them. */
export abstract class StreamParser extends AboutParser {
  protected let = this.RULE('let', (): Let => {
    const first = this.CONSUME(word('let'))
    const name = this.CONSUME(kind.Name)
    this.CONSUME(kind.Equals)
    const is = this.SUBRULE(this.expr)
    return this.ACTION(() => ({ kind: 'let', name: this.ident(name), is, span: this.spanFrom(first) }))
  })

  /** `feature` and `const`. */
  protected stream = this.RULE('stream', (): Feature | Const => {
    const first = this.OR([{ ALT: () => this.CONSUME(word('feature')) }, { ALT: () => this.CONSUME(word('const')) }])
    const name = this.CONSUME(kind.Name)
    this.CONSUME(kind.Equals)
    const is = this.SUBRULE(this.expr)
    return this.ACTION(() => {
      const what = first.image as 'feature' | 'const'
      return { kind: what, name: this.ident(name), is, span: this.spanFrom(first) }
    })
  })

  protected label = this.RULE('label', (): Label => {
    const first = this.CONSUME(word('label'))
    const name = this.CONSUME(kind.Name)
    const rows = this.OPTION(() => {
      this.CONSUME(word('for'))
      return this.CONSUME1(kind.Name)
    })
    this.CONSUME(kind.Equals)
    const is = this.SUBRULE(this.expr)
    return this.ACTION(() => ({
      kind: 'label', name: this.ident(name), ...(rows && { for: this.ident(rows) }), is, span: this.spanFrom(first),
    })) // biome-ignore format: one line of fields
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
      {
        ALT: () => {
          const when = this.SUBRULE(this.when)
          return this.ACTION(() => flat(when))
        },
      },
      {
        ALT: () => {
          this.CONSUME(kind.Equals)
          const is = this.SUBRULE(this.expr)
          const filter = this.OPTION1(() => this.SUBRULE1(this.when))
          return this.ACTION(() => ({ is, ...(filter && flat(filter)) }))
        },
      },
    ])
    return this.ACTION(() => ({
      kind: 'signal', name: this.ident(name), payload, ...clauses, span: this.spanFrom(first),
    })) // biome-ignore format: one line of fields
  })

  protected when = this.RULE('when', (): When => {
    const first = this.CONSUME(word('when'))
    const condition = this.SUBRULE(this.expr)
    const lasting = this.OPTION(() => {
      this.CONSUME(word('for'))
      return this.SUBRULE(this.arith)
    })
    return this.ACTION(() => ({
      kind: 'when',
      condition,
      ...(lasting && { for: lasting }),
      span: this.spanFrom(first),
    }))
  })

  protected phase = this.RULE('phase', (): Phase => {
    const steps: Phase['steps'][number][] = []
    const first = this.CONSUME(word('phase'))
    const name = this.CONSUME(kind.Name)
    this.CONSUME(kind.CurlyOpen)
    this.AT_LEAST_ONE(() => {
      const step = this.CONSUME1(kind.Name)
      const until = this.OPTION(() => {
        this.CONSUME(word('until'))
        return this.SUBRULE(this.expr)
      })
      this.ACTION(() => steps.push({ name: this.ident(step), ...(until && { until }) }))
    })
    this.CONSUME(kind.CurlyClose)
    return this.ACTION(() => ({ kind: 'phase', name: this.ident(name), steps, span: this.spanFrom(first) }))
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
}

const flat = ({ condition, for: lasting }: When) => ({ when: condition, ...(lasting && { for: lasting }) })
