import type {
  Cooldown,
  DurationLiteral,
  Expect,
  Given,
  GivenTrade,
  GivenValue,
  Halt,
  Ident,
  Limit,
  Portfolio,
  PortfolioItem,
  Rank,
  RiskItem,
  Sizing,
  Veto,
} from '../ast/index.ts'
import * as kind from '../tokens/kinds.ts'
import { word } from '../tokens/words.ts'
import { ActionParser } from './actions.ts'
import { readDuration } from './literals.ts'

/** What stands in `risk`, `test` and `portfolio`. */
export abstract class CheckParser extends ActionParser {
  private sizingWord = this.oneOf('sizingWord', 'weight target_vol band')

  riskItem = this.RULE(
    'riskItem',
    (): RiskItem =>
      this.OR<RiskItem>([
        { ALT: () => this.SUBRULE(this.veto) },
        { ALT: () => this.SUBRULE(this.require) },
        { ALT: () => this.SUBRULE(this.cooldown) },
        { ALT: () => this.SUBRULE(this.limit) },
        { ALT: () => this.SUBRULE(this.halt) },
      ]),
  )

  private veto = this.RULE('veto', (): Veto => {
    const first = this.CONSUME(word('veto'))
    const text = this.CONSUME(kind.Text)
    const when = this.SUBRULE(this.when)
    return this.ACTION(() => ({ kind: 'veto', text: this.text(text), when, span: this.spanFrom(first) }))
  })

  private cooldown = this.RULE('cooldown', (): Cooldown => {
    const first = this.CONSUME(word('cooldown'))
    const is = this.SUBRULE(this.arith)
    const per = this.OPTION(() => this.SUBRULE(this.per))
    return this.ACTION(() => ({ kind: 'cooldown', is, ...(per && { per }), span: this.spanFrom(first) }))
  })

  private limit = this.RULE('limit', (): Limit => {
    const first = this.CONSUME(word('limit'))
    const condition = this.SUBRULE(this.expr)
    const per = this.OPTION(() => {
      this.CONSUME(word('per'))
      return this.OR<DurationLiteral | readonly Ident[]>([
        { ALT: () => this.SUBRULE(this.duration) },
        {
          ALT: () => {
            const names: Ident[] = []
            this.SUBRULE(this.names, { ARGS: [names] })
            return names
          },
        },
      ])
    })
    return this.ACTION(() => ({ kind: 'limit', condition, ...(per && { per }), span: this.spanFrom(first) }))
  })

  private duration = this.RULE('duration', (): DurationLiteral => {
    const token = this.CONSUME(kind.Duration)
    return this.ACTION(() => readDuration(this.file, token, this.report))
  })

  private halt = this.RULE('halt', (): Halt => {
    const first = this.CONSUME(word('halt'))
    const flatten = this.OPTION(() => {
      this.CONSUME(word('and'))
      return this.CONSUME(word('flatten'))
    })
    const when = this.SUBRULE(this.when)
    return this.ACTION(() => ({ kind: 'halt', flatten: flatten !== undefined, when, span: this.spanFrom(first) }))
  })

  testItem = this.RULE('testItem', (): Given | Expect =>
    this.OR<Given | Expect>([{ ALT: () => this.SUBRULE(this.given) }, { ALT: () => this.SUBRULE(this.expect) }]),
  )

  private given = this.RULE('given', (): Given => {
    const first = this.CONSUME(word('given'))
    const stream = this.SUBRULE(this.postfix)
    const value = this.OR<Pick<Given, 'is' | 'events'>>([
      {
        ALT: () => {
          this.CONSUME(kind.Equals)
          const is = this.SUBRULE(this.expr)
          return { is }
        },
      },
      {
        ALT: () => {
          const events: (GivenValue | GivenTrade)[] = []
          this.CONSUME(kind.Colon)
          this.CONSUME(kind.Square)
          this.MANY_SEP({ SEP: kind.Comma, DEF: () => events.push(this.SUBRULE(this.event)) })
          this.CONSUME(kind.SquareClose)
          return { events }
        },
      },
    ])
    return this.ACTION(() => ({ kind: 'given', stream, ...value, span: this.spanFrom(first) }))
  })

  private event = this.RULE('event', (): GivenValue | GivenTrade => {
    const at = this.SUBRULE(this.duration)
    return this.OR<GivenValue | GivenTrade>([
      {
        ALT: () => {
          const side = this.SUBRULE(this.side)
          const quantity = this.SUBRULE(this.number)
          this.CONSUME(kind.At)
          const price = this.SUBRULE(this.arith)
          return this.ACTION(() => {
            const span = this.spanTo(at)
            return { kind: 'given_trade', at, side: side.image as GivenTrade['side'], quantity, price, span }
          })
        },
      },
      {
        ALT: () => {
          const is = this.SUBRULE(this.expr)
          return this.ACTION(() => ({ kind: 'given_value', at, is, span: this.spanTo(at) }))
        },
      },
    ])
  })
  private side = this.oneOf('side', 'buy sell')

  private expect = this.RULE('expect', (): Expect => {
    const first = this.CONSUME(word('expect'))
    const condition = this.SUBRULE(this.expr)
    const hold = this.OR([{ ALT: () => this.CONSUME(word('at')) }, { ALT: () => this.CONSUME(word('until')) }])
    const time = this.SUBRULE(this.arith)
    return this.ACTION(() => {
      return { kind: 'expect', condition, hold: hold.image as Expect['hold'], time, span: this.spanFrom(first) }
    })
  })

  protected portfolio = this.RULE('portfolio', (): Portfolio => {
    const items: PortfolioItem[] = []
    const first = this.CONSUME(word('portfolio'))
    const name = this.CONSUME(kind.Name)
    this.CONSUME(word('over'))
    const key = this.CONSUME1(kind.Name)
    this.CONSUME(word('in'))
    const members = this.SUBRULE(this.postfix)
    this.CONSUME(word('at'))
    const at = this.SUBRULE(this.expr)
    this.CONSUME(kind.CurlyOpen)
    this.MANY(() => items.push(this.SUBRULE(this.portfolioItem)))
    this.CONSUME(kind.CurlyClose)
    return this.ACTION(() => {
      const names = { name: this.ident(name), key: this.ident(key) }
      return { kind: 'portfolio', ...names, in: members, at, items, span: this.spanFrom(first) }
    })
  })

  private portfolioItem = this.RULE(
    'portfolioItem',
    (): PortfolioItem =>
      this.OR<PortfolioItem>([
        { ALT: () => this.SUBRULE(this.rank) },
        {
          ALT: () => {
            const first = this.SUBRULE(this.sizingWord)
            const is = this.SUBRULE(this.arith)
            return this.ACTION(() => ({ kind: first.image as Sizing['kind'], is, span: this.spanFrom(first) }))
          },
        },
      ]),
  )

  private rank = this.RULE('rank', (): Rank => {
    const side = this.OR([{ ALT: () => this.CONSUME(word('long')) }, { ALT: () => this.CONSUME(word('short')) }])
    const end = this.OR1([{ ALT: () => this.CONSUME(word('top')) }, { ALT: () => this.CONSUME(word('bottom')) }])
    const count = this.SUBRULE(this.arith)
    this.CONSUME(word('by'))
    const by = this.SUBRULE1(this.arith)
    return this.ACTION(() => ({
      kind: 'rank',
      side: side.image as Rank['side'],
      end: end.image as Rank['end'],
      count,
      by,
      span: this.spanFrom(side),
    }))
  })
}
