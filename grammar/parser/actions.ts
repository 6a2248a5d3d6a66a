import type { Action, Alert, Optimize, Order, Quote, Retrain, Target, To, Trade, Transfer } from '../ast/index.ts'
import * as kind from '../tokens/kinds.ts'
import { word } from '../tokens/words.ts'
import { OrderParser } from './orders.ts'

/** What stands in an `on` and in a state. */
export abstract class ActionParser extends OrderParser {
  action = this.RULE(
    'action',
    (): Action =>
      this.OR<Action>([
        { ALT: () => this.SUBRULE(this.let) },
        { ALT: () => this.SUBRULE(this.quote) },
        { ALT: () => this.SUBRULE(this.target) },
        { ALT: () => this.SUBRULE(this.trade) },
        { ALT: () => this.SUBRULE(this.order) },
        { ALT: () => this.SUBRULE(this.transfer) },
        { ALT: () => this.SUBRULE(this.alert) },
        { ALT: () => this.SUBRULE(this.retrain) },
        { ALT: () => this.SUBRULE(this.optimize) },
      ]),
  )

  transition = this.RULE('transition', (): To => {
    const first = this.CONSUME(word('to'))
    const state = this.CONSUME(kind.Name)
    const edge = this.SUBRULE(this.edge)
    return this.ACTION(() => ({ kind: 'to', state: this.ident(state), edge, span: this.spanFrom(first) }))
  })

  protected quote = this.RULE('quote', (): Quote => {
    const first = this.CONSUME(word('quote'))
    const side = this.CONSUME(kind.Name)
    this.CONSUME(word('on'))
    const on = this.SUBRULE(this.arith)
    const terms = this.SUBRULE(this.terms)
    const when = this.OPTION(() => this.SUBRULE(this.when))
    return this.ACTION(() => ({
      kind: 'quote', side: this.ident(side), on, terms, ...(when && { when }), span: this.spanFrom(first),
    })) // biome-ignore format: one line of fields
  })

  protected target = this.RULE('target', (): Target => {
    const first = this.CONSUME(word('target'))
    const what = this.SUBRULE(this.postfix)
    this.CONSUME(kind.Equals)
    const is = this.SUBRULE(this.arith)
    const terms = this.SUBRULE(this.terms)
    const when = this.OPTION(() => this.SUBRULE(this.when))
    return this.ACTION(() => ({ kind: 'target', what, is, terms, ...(when && { when }), span: this.spanFrom(first) }))
  })

  private trade = this.RULE('trade', (): Trade => {
    const first = this.CONSUME(word('trade'))
    const name = this.OPTION(() => this.CONSUME(kind.Name))
    const legs = this.SUBRULE(this.legs)
    const terms = this.SUBRULE(this.terms)
    const exit = this.OPTION1(() => this.SUBRULE(this.exit))
    return this.ACTION(() => ({
      kind: 'trade',
      ...(name && { name: this.ident(name) }),
      legs,
      terms,
      ...(exit && { exit }),
      span: this.spanFrom(first),
    }))
  })

  private legs = this.RULE('legs', (): Trade['legs'] => {
    const legs: Trade['legs'][number][] = []
    this.CONSUME(kind.Square)
    this.AT_LEAST_ONE_SEP({
      SEP: kind.Comma,
      DEF: () => {
        const instrument = this.SUBRULE(this.postfix)
        this.CONSUME(kind.Colon)
        const amount = this.SUBRULE(this.arith)
        legs.push({ instrument, amount })
      },
    })
    this.CONSUME(kind.SquareClose)
    return legs
  })

  private order = this.RULE('order', (): Order => {
    const first = this.OR([{ ALT: () => this.CONSUME(word('buy')) }, { ALT: () => this.CONSUME(word('sell')) }])
    const instrument = this.SUBRULE(this.postfix)
    const terms = this.SUBRULE(this.terms)
    const exit = this.OPTION(() => this.SUBRULE(this.exit))
    return this.ACTION(() => {
      const side = first.image as Order['side']
      return { kind: 'order', side, instrument, terms, ...(exit && { exit }), span: this.spanFrom(first) }
    })
  })

  private transfer = this.RULE('transfer', (): Transfer => {
    const first = this.CONSUME(word('transfer'))
    const amount = this.SUBRULE(this.arith)
    this.CONSUME(word('from'))
    const from = this.SUBRULE(this.postfix)
    this.CONSUME(word('to'))
    const to = this.SUBRULE1(this.postfix)
    const by = this.OPTION(() => {
      this.CONSUME(word('by'))
      return this.SUBRULE2(this.postfix)
    })
    return this.ACTION(() => ({ kind: 'transfer', amount, from, to, ...(by && { by }), span: this.spanFrom(first) }))
  })

  protected alert = this.RULE('alert', (): Alert => {
    const first = this.CONSUME(word('alert'))
    const text = this.CONSUME(kind.Text)
    const when = this.OPTION(() => this.SUBRULE(this.when))
    const via = this.OPTION1(() => {
      this.CONSUME(word('via'))
      return this.SUBRULE(this.list)
    })
    return this.ACTION(() => ({
      kind: 'alert', text: this.text(text), ...(when && { when }), ...(via && { via }), span: this.spanFrom(first),
    })) // biome-ignore format: one line of fields
  })

  private retrain = this.RULE('retrain', (): Retrain => {
    const first = this.CONSUME(word('retrain'))
    const model = this.CONSUME(kind.Name)
    return this.ACTION(() => ({ kind: 'retrain', model: this.ident(model), span: this.spanFrom(first) }))
  })

  private optimize = this.RULE('optimize', (): Optimize => {
    const first = this.CONSUME(word('optimize'))
    const params = this.SUBRULE(this.list)
    this.CONSUME(word('on'))
    this.CONSUME(word('last'))
    const last = this.SUBRULE(this.arith)
    this.CONSUME(word('objective'))
    const objective = this.SUBRULE1(this.arith)
    const promote = this.OPTION(() => this.SUBRULE(this.promote))
    return this.ACTION(() => ({
      kind: 'optimize', params, last, objective, ...(promote && { promote }), span: this.spanFrom(first),
    })) // biome-ignore format: one line of fields
  })
}
