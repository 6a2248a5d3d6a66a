import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { Lines } from '../source/lines.ts'
import * as kind from '../tokens/kinds.ts'
import { endOf, is, missing, retype, type Token } from '../tokens/token.ts'
import { word } from '../tokens/words.ts'
import {
  blockWords,
  closesNothing,
  isBalanced,
  notClosed,
  notOpened,
  type Open,
  pairs,
  type Source,
  wrongPartner,
} from './brackets.ts'
import { wantsValue } from './positions.ts'

/**
 * The tokens with brackets that balance. Where they do already, nothing is touched. Else declaration words and, only
 * then, indentation tell where brackets are missing or too many; each is reported, and put in or left out.
 */
export function balance(
  source: Source,
  lines: Lines,
  tokens: Token[],
): { readonly tokens: Token[]; readonly diagnostics: readonly Diagnostic[] } {
  if (isBalanced(tokens)) return { tokens, diagnostics: [] }
  const mender = new Mender(source, lines, tokens)
  return { tokens: mender.run(), diagnostics: mender.diagnostics }
}

/** A declaration before its block. */
interface Head {
  readonly token: Token
  readonly depth: number
  readonly line: number
  readonly indent: number
}

class Mender {
  readonly diagnostics: Diagnostic[] = []
  private readonly out: Token[] = []
  private readonly stack: Open[] = []
  /** The last declaration of this depth that wants a block and has none yet. */
  private head: Head | undefined
  private line = 0
  private indent = 0

  constructor(
    private readonly source: Source,
    private readonly lines: Lines,
    private readonly tokens: readonly Token[],
  ) {}

  run(): Token[] {
    this.tokens.forEach((token, i) => {
      const { line, column } = this.lines.at(token.startOffset)
      const first = line !== this.line
      this.line = line
      if (first) this.indent = column
      if (this.declares(token, this.tokens[i + 1], first)) this.beforeDeclaration(token, first, column)
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

  /** `on` stands inside brackets; other words that declare do not, unless they are meant as names. */
  private declares(token: Token, next: Token | undefined, first: boolean): boolean {
    if (!is(token, kind.Declares)) return false
    const inside = !first && this.top && !this.top.block
    return !inside || !(token.tokenType === word('on') || is(next, kind.Closing) || is(next, kind.Comma))
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
      if (this.line === head.line || column > head.indent) this.insertOpening(head)
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
    this.diagnostics.push(notClosed(this.source, open, offset))
    this.out.push(missing(pairs.get(open.token.image)!.closing, '', offset))
    this.stack.pop()
    this.head = undefined
  }

  private insertOpening({ token: { image }, line, indent }: Head): void {
    const offset = endOf(this.out.at(-1)!)
    this.diagnostics.push(notOpened(this.source, image, offset))
    const token = missing(kind.CurlyOpen, '{', offset)
    this.stack.push({ token, line, indent, block: true, lets: false, returned: false })
    this.out.push(token)
  }

  private reject(token: Token): false {
    this.diagnostics.push(closesNothing(this.source, token))
    return false
  }

  private replace(token: Token, open: Open): true {
    this.diagnostics.push(wrongPartner(this.source, token, open))
    retype(token, pairs.get(open.token.image)!.closing)
    this.stack.pop()
    return true
  }
}

const closes = (token: Token, open: Open): boolean => pairs.get(open.token.image)?.closing === token.tokenType
