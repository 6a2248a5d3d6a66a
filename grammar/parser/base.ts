import { EmbeddedActionsParser, type IToken, type ParserMethod, type TokenType } from 'chevrotain'
import type { Expr, Ident, Name, Span, TextLiteral } from '../ast/index.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { kinds } from '../tokens/lex.ts'
import { endOf, spanOf, type Token } from '../tokens/token.ts'
import { word } from '../tokens/words.ts'
import { LazyLookahead } from './lookahead.ts'
import type { Operand } from './operators.ts'
import { places } from './places.ts'
import { type Hole, readText } from './text.ts'

/**
 * What all rules share: the file that is parsed, spans, and what was found on the way. Rules build the AST as they go
 * (there is no concrete tree); Chevrotain also runs each rule once to learn the grammar, so everything that looks
 * at tokens or nodes stands in `ACTION`.
 */
export abstract class BaseParser extends EmbeddedActionsParser {
  file = ''
  /** The whole text of the file. */
  content = ''
  diagnostics: Diagnostic[] = []
  holes: Hole[] = []
  /** Brackets leave no node; this is the span with them. */
  private brackets = new WeakMap<Expr, Span>()

  /** With `validate`, Chevrotain checks the grammar itself: slow, for a test. */
  constructor(validate = false) {
    super(kinds as TokenType[], {
      lookaheadStrategy: new LazyLookahead(2),
      // Only where no alternative fits does Chevrotain look at this: it lists all that would, which nobody reads.
      maxLookahead: 1,
      recoveryEnabled: false,
      skipValidations: !validate,
      errorMessageProvider: places,
    })
  }

  /** To be called once, when all rules are there. */
  learn(): this {
    this.performSelfAnalysis()
    return this
  }

  /** Makes the parser ready for a piece of a file. */
  begin(source: { readonly file: string; readonly text: string }, tokens: Token[]): void {
    this.file = source.file
    this.content = source.text
    this.diagnostics = []
    this.holes = []
    this.input = tokens
  }

  protected readonly report = (d: Diagnostic): void => {
    this.diagnostics.push(d)
  }

  /** A rule that takes one of these words. */
  protected oneOf(name: string, words: string): ParserMethod<[], IToken> {
    const alternatives = words.split(' ').map(one => ({ ALT: () => this.CONSUME(word(one)) }))
    return this.RULE(name, () => this.OR(alternatives))
  }

  protected spanOf(token: IToken): Span {
    return spanOf(this.file, token)
  }

  /** From a first token to the last that was taken. */
  protected spanFrom(first: IToken): Span {
    return { file: this.file, start: first.startOffset, end: endOf(this.LA(0)) }
  }

  protected ident(token: IToken): Ident {
    return { name: token.image, span: this.spanOf(token) }
  }

  protected name(token: IToken): Name {
    return { kind: 'name', name: token.image, span: this.spanOf(token) }
  }

  protected text(token: IToken): TextLiteral {
    const { literal, holes } = readText({ file: this.file, text: this.content }, token, this.report)
    for (const hole of holes) this.holes.push(hole)
    return literal
  }

  protected bracketed(expr: Expr, span: Span): Expr {
    this.brackets.set(expr, span)
    return expr
  }

  protected operand(expr: Expr): Operand {
    return { expr, outer: this.brackets.get(expr) ?? expr.span }
  }

  protected spanTo(expr: Expr): Span {
    return { ...this.operand(expr).outer, end: endOf(this.LA(0)) }
  }
}
