import type { Decl } from '../ast/index.ts'
import { HeadParser } from './heads.ts'

/** The parser. Its entry rules are `declaration`, those of blocks and of what stands in them, and `expr`. */
export class DeclarationParser extends HeadParser {
  /** All that have no block, or one that is not read item by item. */
  declaration = this.RULE(
    'declaration',
    (): Decl =>
      this.OR<Decl>([
        { ALT: () => this.SUBRULE(this.header) },
        { ALT: () => this.SUBRULE(this.use) },
        { ALT: () => this.SUBRULE(this.venue) },
        { ALT: () => this.SUBRULE(this.source) },
        { ALT: () => this.SUBRULE(this.asset) },
        { ALT: () => this.SUBRULE(this.peg) },
        { ALT: () => this.SUBRULE(this.universe) },
        { ALT: () => this.SUBRULE(this.param) },
        { ALT: () => this.SUBRULE(this.require) },
        { ALT: () => this.SUBRULE(this.fn) },
        { ALT: () => this.SUBRULE(this.extern) },
        { ALT: () => this.SUBRULE(this.let) },
        { ALT: () => this.SUBRULE(this.stream) },
        { ALT: () => this.SUBRULE(this.label) },
        { ALT: () => this.SUBRULE(this.signal) },
        { ALT: () => this.SUBRULE(this.phase) },
        { ALT: () => this.SUBRULE(this.quote) },
        { ALT: () => this.SUBRULE(this.target) },
        { ALT: () => this.SUBRULE(this.portfolio) },
        { ALT: () => this.SUBRULE(this.recordDecl) },
        { ALT: () => this.SUBRULE(this.alert) },
      ]),
  )
}

let built: DeclarationParser | undefined

/** The one parser, built when it is first needed. */
export function parser(): DeclarationParser {
  built ??= new DeclarationParser().learn()
  return built
}
