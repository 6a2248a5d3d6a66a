import type { AssetDecl, Header, Ident, Param, Peg, Require, Source, Universe, Use, Venue } from '../ast/index.ts'
import * as kind from '../tokens/kinds.ts'
import { word } from '../tokens/words.ts'
import { FunctionParser } from './functions.ts'

/** What a file is about: its name, what it uses, where it trades, what it may be tuned by. */
export abstract class AboutParser extends FunctionParser {
  protected header = this.RULE('header', (): Header => {
    const first = this.OR([{ ALT: () => this.CONSUME(word('strategy')) }, { ALT: () => this.CONSUME(word('library')) }])
    const name = this.CONSUME(kind.Name)
    const reporting = this.OPTION(() => {
      this.CONSUME(word('in'))
      return this.CONSUME(kind.Asset)
    })
    const settings = this.OPTION1(() => this.SUBRULE(this.record))
    return this.ACTION(() => ({
      kind: 'header',
      what: first.image as Header['what'],
      name: this.ident(name),
      ...(reporting && { reporting: this.ident(reporting) }),
      ...(settings && { settings }),
      span: this.spanFrom(first),
    }))
  })

  protected use = this.RULE('use', (): Use => {
    const first = this.CONSUME(word('use'))
    const path = this.OR<Pick<Use, 'path' | 'quoted'>>([
      {
        ALT: () => {
          const dotted = this.SUBRULE(this.path)
          return { path: dotted }
        },
      },
      {
        ALT: () => {
          const text = this.CONSUME(kind.Text)
          return this.ACTION(() => ({
            path: { name: text.image.slice(1, -1), span: this.spanOf(text) },
            quoted: true as const,
          }))
        },
      },
    ])
    const names = this.OPTION(() => {
      const list: Ident[] = []
      this.CONSUME(kind.Round)
      this.SUBRULE(this.names, { ARGS: [list] })
      this.CONSUME(kind.RoundClose)
      return list
    })
    return this.ACTION(() => ({ kind: 'use', ...path, ...(names && { names }), span: this.spanFrom(first) }))
  })

  /** `ccxt.kraken` */
  protected path = this.RULE('path', (): Ident => {
    const first = this.CONSUME(kind.Name)
    let name = first.image
    this.MANY(() => {
      this.CONSUME(kind.Dot)
      name += `.${this.CONSUME1(kind.Name).image}`
    })
    return this.ACTION(() => ({ name, span: this.spanFrom(first) }))
  })

  protected venue = this.RULE('venue', (): Venue => {
    const first = this.CONSUME(word('venue'))
    const name = this.CONSUME(kind.Name)
    this.CONSUME(kind.Equals)
    const adapter = this.SUBRULE(this.path)
    const settings = this.SUBRULE(this.record)
    return this.ACTION(() => ({ kind: 'venue', name: this.ident(name), adapter, settings, span: this.spanFrom(first) }))
  })

  protected source = this.RULE('source', (): Source => {
    const first = this.CONSUME(word('source'))
    const name = this.CONSUME(kind.Name)
    this.CONSUME(kind.Equals)
    const is = this.SUBRULE(this.expr)
    const settings = this.SUBRULE(this.record)
    return this.ACTION(() => ({ kind: 'source', name: this.ident(name), is, settings, span: this.spanFrom(first) }))
  })

  protected asset = this.RULE('asset', (): AssetDecl => {
    const first = this.CONSUME(word('asset'))
    const name = this.CONSUME(kind.Asset)
    const settings = this.OPTION(() => this.SUBRULE(this.record))
    return this.ACTION(() => ({
      kind: 'asset', name: this.ident(name), ...(settings && { settings }), span: this.spanFrom(first),
    })) // biome-ignore format: one line of fields
  })

  protected peg = this.RULE('peg', (): Peg => {
    const first = this.CONSUME(word('peg'))
    const asset = this.CONSUME(kind.Asset)
    this.CONSUME(kind.Equals)
    const equals = this.CONSUME1(kind.Asset)
    this.CONSUME(word('within'))
    const within = this.SUBRULE(this.arith)
    this.CONSUME(word('by'))
    const by = this.SUBRULE(this.postfix)
    return this.ACTION(() => ({
      kind: 'peg',
      asset: this.ident(asset),
      equals: this.ident(equals),
      within,
      by,
      span: this.spanFrom(first),
    }))
  })

  protected universe = this.RULE('universe', (): Universe => {
    const first = this.CONSUME(word('universe'))
    const name = this.CONSUME(kind.Name)
    const of = this.OPTION(() => {
      this.CONSUME(kind.Colon)
      const members = this.OR([{ ALT: () => this.CONSUME(kind.AnySymbol) }, { ALT: () => this.CONSUME1(kind.Name) }])
      return this.ACTION(() => this.ident(members))
    })
    this.CONSUME(kind.Equals)
    const is = this.SUBRULE(this.expr)
    return this.ACTION(() => ({
      kind: 'universe', name: this.ident(name), ...(of && { of }), is, span: this.spanFrom(first),
    })) // biome-ignore format: one line of fields
  })

  protected param = this.RULE('param', (): Param => {
    const first = this.CONSUME(word('param'))
    const name = this.CONSUME(kind.Name)
    this.CONSUME(kind.Equals)
    const is = this.SUBRULE(this.arith)
    const within = this.OPTION(() => {
      this.CONSUME(word('in'))
      return this.SUBRULE(this.range)
    })
    const per = this.OPTION1(() => this.SUBRULE(this.per))
    return this.ACTION(() => ({
      kind: 'param',
      name: this.ident(name),
      is,
      ...(within && { in: within }),
      ...(per && { per }),
      span: this.spanFrom(first),
    }))
  })

  protected require = this.RULE('require', (): Require => {
    const first = this.CONSUME(word('require'))
    const condition = this.SUBRULE(this.expr)
    return this.ACTION(() => ({ kind: 'require', condition, span: this.spanFrom(first) }))
  })
}
