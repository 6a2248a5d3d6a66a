import type { IToken } from 'chevrotain'
import type { Decl, Expr, Item } from '../ast/index.ts'
import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts'
import type { Head } from '../parser/heads.ts'
import { stray, type Whole } from '../parser/mistakes.ts'
import { endOf, spanOf, type Token } from '../tokens/token.ts'
import { word } from '../tokens/words.ts'
import { attempt, type Rule } from './attempt.ts'
import { blockOf, headRule, itemRule } from './blocks.ts'
import { Known } from './known.ts'
import { names, namesIn } from './lost.ts'
import { onOneLine } from './positions.ts'
import type { Piece } from './split.ts'

/** Parses pieces, each by itself: a mistake in one leaves the others alone. */
export class PieceParser {
  /** Names that what could not be read to its end would have declared. */
  readonly lost: string[] = []
  private readonly found: Diagnostic[] = []
  private readonly known: Known
  private previous: Token | undefined
  private nextDoc = 0

  /** `known`: what was found before. */
  constructor(
    private readonly source: { readonly file: string; readonly text: string },
    private readonly docs: readonly IToken[],
    known: readonly Diagnostic[],
  ) {
    this.known = new Known(known)
  }

  /** All messages, those known before included. */
  get diagnostics(): Diagnostic[] {
    return [...this.known.kept(), ...this.found]
  }

  /** The declarations, or items, of one block. `end`: where what follows the pieces begins. */
  declarations(pieces: readonly Piece[], end = this.source.text.length): (Decl | Item)[] {
    const decls: (Decl | Item)[] = []
    pieces.forEach((piece, i) => {
      const doc = this.docBefore(piece.tokens[0]!)
      const decl = this.declaration(piece, pieces[i + 1]?.tokens[0]?.startOffset ?? end)
      if (decl) decls.push(doc === undefined ? decl : { ...decl, doc })
      // What begins nothing was most likely meant as a part of what stands before it.
      if (piece.what === 'stray') this.lost.push(...[pieces[i - 1] ?? [], piece].flat().flatMap(namesIn))
      this.previous = piece.closing ?? piece.tokens.at(-1)
    })
    return decls
  }

  expression(tokens: readonly Token[]): Expr | undefined {
    return this.run(tokens, this.source.text.length, 'expression', p => p.expr())
  }

  private declaration(piece: Piece, end: number): Decl | Item | undefined {
    const { tokens, what, inside, closing } = piece
    const first = tokens[0]!
    const block = blockOf(first)
    if (what === 'stray') this.add(stray(this.source, tokens, inside), first.startOffset, end)
    else if (this.isInfixOn(tokens))
      this.found.push(diagnostic('HVT1108', { span: spanOf(this.source.file, first), text: this.source.text }, {}))
    else if (!block) return this.run(tokens, end, inside, itemRule(inside, first))
    else {
      const next = piece.body[0]?.tokens[0] ?? closing
      const head = this.run(tokens, next?.startOffset ?? end, inside, headRule(block))
      this.previous = tokens.at(-1)
      const body = this.declarations(piece.body, closing?.startOffset)
      // What may stand in the body was seen when the tokens were cut.
      if (!head) this.lost.push(...piece.body.flatMap(namesIn))
      if (head && closing) return { ...head, body, span: { ...head.span, end: endOf(closing) } } as Decl | Item
    }
    return undefined
  }

  /** An `on` that continues a line, and has no block, is no declaration. */
  private isInfixOn(tokens: readonly Token[]): boolean {
    const first = tokens[0]!
    if (first.tokenType !== word('on') || !this.previous || tokens.some(t => t.image === '{')) return false
    return onOneLine(this.source.text, this.previous, first)
  }

  private run<T extends Decl | Item | Expr | Head>(
    tokens: readonly Token[],
    end: number,
    whole: Whole,
    rule: Rule<T>,
  ): T | undefined {
    const { result, mistake, diagnostics } = attempt(this.source, tokens, whole, rule)
    for (const d of diagnostics) this.found.push(d)
    if (mistake || !result) this.lost.push(...names(tokens))
    if (mistake) this.add(mistake, tokens[0]?.startOffset ?? 0, end)
    return result
  }

  private add(d: Diagnostic, from: number, to: number): void {
    if (this.known.isNews(d, from, to)) this.found.push(d)
  }

  /** The `///` lines between the piece before and this token. */
  private docBefore(token: Token): string | undefined {
    const lines: string[] = []
    for (let i = this.nextDoc; i < this.docs.length; i = ++this.nextDoc) {
      const doc = this.docs[i]!
      if (doc.startOffset > token.startOffset) break
      const inside = this.previous && doc.startOffset < endOf(this.previous)
      if (!inside) lines.push(doc.image.slice(3).replace(/^ /, '').trimEnd())
    }
    return lines.length > 0 ? lines.join('\n') : undefined
  }
}
