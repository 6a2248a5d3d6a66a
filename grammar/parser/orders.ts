import type {
  AsTerm,
  Edge,
  ExitRule,
  Ident,
  OrderTerm,
  Protection,
  Timed,
  ValueTerm,
  WithinTerm,
} from '../ast/index.ts'
import * as kind from '../tokens/kinds.ts'
import { word } from '../tokens/words.ts'
import { ModelParser } from './models.ts'

/** How orders are worked, and what ends a trade or a state. */
export abstract class OrderParser extends ModelParser {
  private valueWord = this.oneOf('valueWord', 'at size slippage requote tolerance ttl stack by')
  private timeWord = this.oneOf('timeWord', 'after at absent')
  private protectionWord = this.oneOf('protectionWord', 'stop take trail')

  protected terms = this.RULE('terms', (): OrderTerm[] => {
    const terms: OrderTerm[] = []
    this.MANY(() => terms.push(this.SUBRULE(this.term)))
    return terms
  })

  private term = this.RULE('term', (): OrderTerm => {
    const first = this.LA(1)
    return this.OR<OrderTerm>([
      {
        ALT: () => {
          const token = this.SUBRULE(this.valueWord)
          const is = this.SUBRULE(this.arith)
          return this.ACTION(() => {
            const name = token.image as ValueTerm['word']
            return { kind: 'value_term', word: name, is, span: this.spanFrom(first) }
          })
        },
      },
      { ALT: () => this.SUBRULE(this.within) },
      {
        ALT: () => {
          const words: Ident[] = []
          this.CONSUME(word('as'))
          this.SUBRULE(this.names, { ARGS: [words] })
          return this.ACTION((): AsTerm => ({ kind: 'as_term', words, span: this.spanFrom(first) }))
        },
      },
    ])
  })

  private within = this.RULE('within', (): WithinTerm => {
    const first = this.CONSUME(word('within'))
    const is = this.SUBRULE(this.range)
    const otherwise = this.OPTION(() => {
      this.CONSUME(word('else'))
      return this.CONSUME(kind.Name)
    })
    return this.ACTION(() => ({
      kind: 'within_term', is, ...(otherwise && { else: this.ident(otherwise) }), span: this.spanFrom(first),
    })) // biome-ignore format: one line of fields
  })

  protected exit = this.RULE('exit', (): ExitRule[] => {
    const rules: ExitRule[] = []
    this.CONSUME(word('exit'))
    this.CONSUME(kind.CurlyOpen)
    this.AT_LEAST_ONE(() => rules.push(this.SUBRULE(this.exitRule)))
    this.CONSUME(kind.CurlyClose)
    return rules
  })

  private exitRule = this.RULE(
    'exitRule',
    (): ExitRule =>
      this.OR<ExitRule>([{ ALT: () => this.SUBRULE(this.edge) }, { ALT: () => this.SUBRULE(this.protection) }]),
  )

  protected edge = this.RULE(
    'edge',
    (): Edge => this.OR<Edge>([{ ALT: () => this.SUBRULE(this.when) }, { ALT: () => this.SUBRULE(this.timed) }]),
  )

  private timed = this.RULE('timed', (): Timed => {
    const first = this.SUBRULE(this.timeWord)
    const is = this.SUBRULE(this.arith)
    return this.ACTION(() => ({ kind: first.image as Timed['kind'], is, span: this.spanFrom(first) }))
  })

  private protection = this.RULE('protection', (): Protection => {
    const first = this.SUBRULE(this.protectionWord)
    const at = this.SUBRULE(this.arith)
    const by = this.OPTION(() => {
      this.CONSUME(word('by'))
      return this.CONSUME(kind.Name)
    })
    const resting = this.OPTION1(() => this.CONSUME(word('resting')))
    return this.ACTION(() => ({
      kind: first.image as Protection['kind'],
      at,
      ...(by && { by: this.ident(by) }),
      resting: resting !== undefined,
      span: this.spanFrom(first),
    }))
  })
}
