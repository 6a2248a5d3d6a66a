import type { TokenType } from 'chevrotain'
import { bracketLabel } from '../diagnostics/catalogue/syntax.ts'
import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts'
import type { Lines } from '../source/lines.ts'
import * as kind from '../tokens/kinds.ts'
import { endOf, is, missing, retype, spanOf, type Token } from '../tokens/token.ts'
import { word } from '../tokens/words.ts'
import { blockWords, isBalanced, type Open, pairs } from './brackets.ts'
import { wantsValue } from './positions.ts'

/**
 * The tokens with brackets that balance. Where they do already, nothing is touched. Else declaration words and, only
 * then, indentation tell where brackets are missing or too many; each is reported, and put in or left out.
 */
export function balance(
  file: string,
  lines: Lines,
  tokens: Token[],
): { readonly tokens: Token[]; readonly diagnostics: readonly Diagnostic[] } {
  if (isBalanced(tokens)) return { tokens, diagnostics: [] }
  const mender = new Mender(file, lines, tokens)
  return { tokens: mender.run(), diagnostics: mender.diagnostics }
}

class Mender {
  readonly diagnostics: Diagnostic[] = []
  private readonly out: Token[] = []
  private readonly stack: Open[] = []
  /** The last declaration of this depth that wants a block and has none yet. */
  private head: { token: Token; depth: number; line: number; indent: number } | undefined
  private line = 0
  private indent = 0

  constructor(
    private readonly file: string,
    private readonly lines: Lines,
    private readonly tokens: readonly Token[],
  ) {}

  run(): Token[] {
    this.tokens.forEach((token, i) => {
      const { line, column } = this.lines.at(token.startOffset)
      const first = line !== this.line
      this.line = line
      if (first) this.indent = column
      if (this.declares(token, first)) this.beforeDeclaration(token, first, column)
      if (token.tokenType === word('return') && this.top) this.top.returned = true
      if (is(token, kind.Closing)) {
        if (this.close(token, this.tokens[i + 1], first, column)) this.out.push(token)
        return
      }
      if (is(token, kind.Opening)) this.open(token, this.tokens[i + 1])
      this.out.push(token)
    })
    while (this.top) this.insertClosing(this.top)
    return this.out
  }

  private get top(): Open | undefined {
    return this.stack.at(-1)
  }

  /** `on` stands inside brackets, and after `quote`; other words that declare do not. */
  private declares(token: Token, first: boolean): boolean {
    if (!is(token, kind.Declares)) return false
    return token.tokenType !== word('on') || first || !this.top || this.top.block
  }

  private open(token: Token, next: Token | undefined): void {
    const curly = token.tokenType === kind.CurlyOpen
    if (curly && this.head && is(next, kind.Declares)) this.closeBefore(this.head.depth)
    const block = curly && this.head?.depth === this.stack.length
    if (block) this.head = undefined
    const doubled = this.top?.block && this.top.token === this.out.at(-1)
    const lets = next?.tokenType === word('let') && !doubled && wantsValue(this.out.at(-1))
    this.stack.push({ token, line: this.line, indent: this.indent, block, lets, returned: false })
  }

  /** The brackets of a head end where its block begins. */
  private closeBefore(depth: number): void {
    const { head } = this
    while (this.stack.length > depth && this.top!.token.tokenType !== kind.CurlyOpen) this.insertClosing(this.top!)
    this.head = head
  }

  private beforeDeclaration(token: Token, first: boolean, column: number): void {
    for (let top = this.top; top; top = this.top) {
      const outdented = first && column <= top.indent && this.line > top.line
      const inside = top.block ? !outdented : top.lets && !top.returned && token.tokenType === word('let')
      if (inside) break
      this.insertClosing(top)
    }
    const head = this.head
    if (head && head.depth === this.stack.length && head.token.tokenType !== word('on')) {
      if (this.line === head.line || column > head.indent) this.insertOpening(head.token)
    }
    this.head = blockWords.has(token.image)
      ? { token, depth: this.stack.length, line: this.line, indent: this.indent }
      : undefined
  }

  /** Whether the closing bracket stays; it may change its kind. */
  private close(token: Token, next: Token | undefined, first: boolean, column: number): boolean {
    const curly = token.tokenType === kind.CurlyClose
    if (curly && first) {
      while (this.stack.length > 1 && this.top!.line < this.line && column < this.top!.indent) {
        this.insertClosing(this.top!)
      }
    }
    const top = this.top
    if (top && closes(token, top)) {
      if (top.block && this.isExtra(top, next, first ? column : 0)) return this.reject(token)
      this.stack.pop()
      return true
    }
    const partner = this.stack.findLastIndex(open => closes(token, open) || (open.block && !curly))
    const found = this.stack[partner]
    if (found && closes(token, found) && (first || found.line === this.line || !top || top.line < this.line)) {
      while (this.top !== found) this.insertClosing(this.top!)
      this.stack.pop()
      return true
    }
    if (top && !top.block && top.line === this.line) return this.replace(token, top)
    return this.reject(token)
  }

  /** A `}` that would end a block although something must follow, or the next line is still indented as its inside. */
  private isExtra(block: Open, next: Token | undefined, column: number): boolean {
    if (!next) return false
    const after = this.lines.at(next.startOffset)
    const ends = is(next, kind.Declares) || is(next, kind.Closing)
    const atBegin = block.token === this.out.at(-1)
    if ((after.line === this.line && !ends) || (wantsValue(this.out.at(-1)) && !atBegin)) return true
    if (column > block.indent && next.tokenType === kind.CurlyClose) return true
    return block.line !== this.line && after.line > this.line && after.column > block.indent
  }

  private insertClosing(open: Open): void {
    const offset = endOf(this.out.at(-1)!)
    const { closing, closingImage } = pairs.get(open.token.image)!
    const labels = [{ span: spanOf(this.file, open.token), text: bracketLabel }]
    const at = { span: { file: this.file, start: offset, end: offset }, labels }
    this.diagnostics.push(diagnostic('HVT1102', at, { bracket: closingImage }))
    this.out.push(missing(closing, '', offset))
    this.stack.pop()
    this.head = undefined
  }

  private insertOpening(head: Token): void {
    const offset = endOf(this.out.at(-1)!)
    const at = { span: { file: this.file, start: offset, end: offset } }
    this.diagnostics.push(diagnostic('HVT1104', at, { declaration: head.image }))
    const token = missing(kind.CurlyOpen, '{', offset)
    this.stack.push({
      token,
      line: this.head!.line,
      indent: this.head!.indent,
      block: true,
      lets: false,
      returned: false,
    })
    this.out.push({ ...token, image: '' })
  }

  private reject(token: Token): false {
    this.diagnostics.push(diagnostic('HVT1103', { span: spanOf(this.file, token) }, { bracket: token.image }))
    return false
  }

  private replace(token: Token, open: Open): true {
    const { closing, closingImage } = pairs.get(open.token.image)!
    const labels = [{ span: spanOf(this.file, open.token), text: bracketLabel }]
    const parameters = { bracket: closingImage, found: token.image }
    this.diagnostics.push(diagnostic('HVT1109', { span: spanOf(this.file, token), labels }, parameters))
    retype(token, closing as TokenType)
    this.stack.pop()
    return true
  }
}

const closes = (token: Token, open: Open): boolean => pairs.get(open.token.image)?.closing === token.tokenType
