import type { Cycle, Each, Model, OnDecl, Pair, Risk, State, Test } from '../ast/index.ts'
import * as kind from '../tokens/kinds.ts'
import { word } from '../tokens/words.ts'
import { CheckParser } from './checks.ts'

type Headed = Each | Pair | Cycle | State | OnDecl | Risk | Test | Model
/** A declaration up to the `{` that opens its block. */
export type Head = { [K in Headed['kind']]: Omit<Extract<Headed, { kind: K }>, 'body'> }[Headed['kind']]
type HeadOf<K extends Headed['kind']> = Extract<Head, { kind: K }>

/** The heads of declarations whose blocks are read item by item. */
export abstract class HeadParser extends CheckParser {
  eachHead = this.RULE('eachHead', (): HeadOf<'each'> => {
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
    return this.ACTION(() => ({ kind: 'each', keys, ...(where && { where }), span: this.spanFrom(first) }))
  })

  private key = this.RULE('key', (): Each['keys'][number] => {
    const name = this.CONSUME(kind.Name)
    this.CONSUME(word('in'))
    const within = this.SUBRULE(this.range)
    return this.ACTION(() => ({ name: this.ident(name), in: within }))
  })

  pairHead = this.RULE('pairHead', (): HeadOf<'pair'> => {
    const token = this.CONSUME(word('pair'))
    this.CONSUME(kind.Round)
    const first = this.CONSUME(kind.Name)
    this.CONSUME(kind.Comma)
    const second = this.CONSUME1(kind.Name)
    this.CONSUME(kind.RoundClose)
    this.CONSUME(word('in'))
    const members = this.SUBRULE(this.postfix)
    this.CONSUME(word('when'))
    const when = this.SUBRULE(this.expr)
    const keep = this.OPTION(() => {
      this.CONSUME(word('keep'))
      return this.SUBRULE(this.arith)
    })
    const most = this.OPTION1(() => {
      this.CONSUME(word('at'))
      this.CONSUME(word('most'))
      const count = this.SUBRULE1(this.arith)
      this.CONSUME(word('by'))
      const by = this.SUBRULE2(this.arith)
      return { count, by }
    })
    this.CONSUME(kind.CurlyOpen)
    return this.ACTION(() => ({
      kind: 'pair',
      first: this.ident(first),
      second: this.ident(second),
      in: members,
      when,
      ...(keep && { keep }),
      ...(most && { most }),
      span: this.spanFrom(token),
    }))
  })

  /** `cycle` and `state`. */
  namedHead = this.RULE('namedHead', (): HeadOf<'cycle'> | HeadOf<'state'> => {
    const first = this.OR([{ ALT: () => this.CONSUME(word('cycle')) }, { ALT: () => this.CONSUME(word('state')) }])
    const name = this.CONSUME(kind.Name)
    this.CONSUME(kind.CurlyOpen)
    return this.ACTION(() => {
      return { kind: first.image as 'cycle' | 'state', name: this.ident(name), span: this.spanFrom(first) }
    })
  })

  onHead = this.RULE('onHead', (): HeadOf<'on'> => {
    const first = this.CONSUME(word('on'))
    const event = this.SUBRULE(this.expr)
    const when = this.OPTION(() => {
      this.CONSUME(word('when'))
      return this.SUBRULE1(this.expr)
    })
    this.CONSUME(kind.CurlyOpen)
    return this.ACTION(() => ({ kind: 'on', event, ...(when && { when }), span: this.spanFrom(first) }))
  })

  riskHead = this.RULE('riskHead', (): HeadOf<'risk'> => {
    const first = this.CONSUME(word('risk'))
    this.CONSUME(kind.CurlyOpen)
    return this.ACTION(() => ({ kind: 'risk', span: this.spanFrom(first) }))
  })

  testHead = this.RULE('testHead', (): HeadOf<'test'> => {
    const first = this.CONSUME(word('test'))
    const title = this.CONSUME(kind.Text)
    this.CONSUME(kind.CurlyOpen)
    return this.ACTION(() => ({ kind: 'test', title: this.text(title), span: this.spanFrom(first) }))
  })

  modelHead = this.RULE('modelHead', (): HeadOf<'model'> => {
    const first = this.CONSUME(word('model'))
    const name = this.CONSUME(kind.Name)
    this.CONSUME(kind.Equals)
    const family = this.CONSUME1(kind.Name)
    const args = this.OPTION(() => this.SUBRULE(this.args))
    const per = this.OPTION1(() => this.SUBRULE(this.per))
    this.CONSUME(kind.CurlyOpen)
    return this.ACTION(() => ({
      kind: 'model',
      name: this.ident(name),
      family: this.ident(family),
      ...(args && { args }),
      ...(per && { per }),
      span: this.spanFrom(first),
    }))
  })
}
