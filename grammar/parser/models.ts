import type { FittedUntil, ModelItem, Predict, Promote, Rows, Train, Validate } from '../ast/index.ts'
import * as kind from '../tokens/kinds.ts'
import { word } from '../tokens/words.ts'
import { StreamParser } from './streams.ts'

/** What stands in a `model`. */
export abstract class ModelParser extends StreamParser {
  modelItem = this.RULE(
    'modelItem',
    (): ModelItem =>
      this.OR<ModelItem>([
        { ALT: () => this.SUBRULE(this.predict) },
        { ALT: () => this.SUBRULE(this.rows) },
        { ALT: () => this.SUBRULE(this.train) },
        { ALT: () => this.SUBRULE(this.validate) },
        { ALT: () => this.SUBRULE(this.promote) },
        { ALT: () => this.SUBRULE(this.fittedUntil) },
      ]),
  )

  private predict = this.RULE('predict', (): Predict => {
    const first = this.CONSUME(word('predict'))
    const label = this.SUBRULE(this.expr)
    this.CONSUME(word('from'))
    const last = this.OPTION(() => {
      this.CONSUME(word('last'))
      const count = this.SUBRULE(this.arith)
      this.CONSUME(word('of'))
      return count
    })
    const from = this.SUBRULE(this.list)
    const on = this.OPTION1(() => {
      this.CONSUME(word('on'))
      return this.SUBRULE1(this.expr)
    })
    return this.ACTION(() => ({
      kind: 'predict', label, ...(last && { last }), from, ...(on && { on }), span: this.spanFrom(first),
    })) // biome-ignore format: one line of fields
  })

  private rows = this.RULE('rows', (): Rows => {
    const first = this.CONSUME(word('rows'))
    const each = this.OR([{ ALT: () => this.CONSUME(word('at')) }, { ALT: () => this.CONSUME(word('every')) }])
    const clock = this.SUBRULE(this.arith)
    const pending = this.OPTION(() => {
      this.CONSUME1(word('at'))
      this.CONSUME(word('most'))
      const count = this.SUBRULE1(this.arith)
      this.CONSUME(word('pending'))
      return count
    })
    return this.ACTION(() => ({
      kind: 'rows', each: each.image as Rows['each'], clock, ...(pending && { pending }), span: this.spanFrom(first),
    })) // biome-ignore format: one line of fields
  })

  private train = this.RULE('train', (): Train => {
    const first = this.CONSUME(word('train'))
    this.CONSUME(word('every'))
    const every = this.SUBRULE(this.arith)
    const last = this.OPTION(() => {
      this.CONSUME(word('on'))
      this.CONSUME(word('last'))
      return this.SUBRULE1(this.arith)
    })
    const least = this.OPTION1(() => {
      this.CONSUME(word('at'))
      this.CONSUME(word('least'))
      const count = this.SUBRULE2(this.arith)
      this.CONSUME(word('rows'))
      return count
    })
    return this.ACTION(() => ({
      kind: 'train', every, ...(last && { last }), ...(least && { least }), span: this.spanFrom(first),
    })) // biome-ignore format: one line of fields
  })

  private validate = this.RULE('validate', (): Validate => {
    const first = this.CONSUME(word('validate'))
    const by = this.SUBRULE(this.expr)
    return this.ACTION(() => ({ kind: 'validate', by, span: this.spanFrom(first) }))
  })

  protected promote = this.RULE('promote', (): Promote => {
    const first = this.CONSUME(word('promote'))
    this.CONSUME(word('when'))
    const when = this.SUBRULE(this.expr)
    const by = this.OPTION(() => {
      this.CONSUME(word('by'))
      return this.SUBRULE(this.arith)
    })
    return this.ACTION(() => ({ kind: 'promote', when, ...(by && { by }), span: this.spanFrom(first) }))
  })

  private fittedUntil = this.RULE('fittedUntil', (): FittedUntil => {
    const first = this.CONSUME(word('fitted_until'))
    const date = this.CONSUME(kind.DateLiteral)
    return this.ACTION(() => ({
      kind: 'fitted_until',
      date: { kind: 'date', text: date.image, span: this.spanOf(date) },
      span: this.spanFrom(first),
    }))
  })
}
