import type { Comment, File } from '../ast/index.ts'
import { type Doc, hardline, remark } from './layout/doc.ts'

/** The comments of a file on their way into the layout: each is taken once, in order. */
export class Comments {
  private next = 0
  private readonly comments: readonly Comment[]
  private readonly text: string

  constructor({ comments, text }: Pick<File, 'comments' | 'text'>) {
    this.comments = comments
    this.text = text
  }

  /** Those that begin before an offset. */
  before(offset: number): Doc[] {
    const docs: Doc[] = []
    for (let comment = this.pending(offset); comment; comment = this.pending(offset)) docs.push(this.take(comment))
    return docs
  }

  /** Those within a declaration that found no place there and now come to stand after it. */
  leftover(end: number): Doc[] {
    const docs: Doc[] = []
    for (let comment = this.pending(end); comment; comment = this.pending(end)) {
      docs.push(this.take(undescribing(comment)))
    }
    return docs
  }

  /** Those that stand on the line on which something ends, and begin before a limit. */
  after(end: number, limit: number): Doc[] {
    const docs: Doc[] = []
    for (let comment = this.pending(limit); comment; comment = this.pending(limit)) {
      if (comment.span.start < end || /[\r\n]/.test(this.text.slice(end, comment.span.start))) break
      docs.push(this.take(comment))
    }
    return docs
  }

  /** Those before the `{` of a block whose first item begins at an offset. */
  beforeOpening(offset: number): Doc[] {
    const docs: Doc[] = []
    for (let comment = this.pending(offset); comment; comment = this.pending(offset)) {
      if (!this.text.slice(comment.span.end, offset).includes('{')) break
      docs.push(this.take(undescribing(comment)))
    }
    return docs
  }

  /** The one after the `{` that ends a line. */
  afterOpening(limit: number): Doc[] {
    const comment = this.pending(limit)
    return comment && /\{[ \t]*$/.test(this.lineBefore(comment.span.start)) ? [this.take(comment)] : []
  }

  /** Those before an offset, each on a line of its own, with the blank lines around them; and whether one is a description. */
  above(offset: number, first: boolean): { docs: Doc[]; described: boolean } {
    const from = this.next
    const docs = this.below(offset, first)
    docs.push(...this.gap(offset, first && docs.length === 0))
    const described = this.comments.slice(from, this.next).some(({ text }) => /^\/\/\/(?!\/)/.test(text))
    return { docs, described }
  }

  /** Those before the end of a block, each on a line of its own, with the blank lines between. */
  below(end: number, first: boolean): Doc[] {
    const docs: Doc[] = []
    for (let comment = this.pending(end); comment; comment = this.pending(end)) {
      docs.push(...this.gap(comment.span.start, first && docs.length === 0), this.take(comment))
    }
    return docs
  }

  /** Is there a comment before an offset that was not taken? */
  pending(offset: number): Comment | undefined {
    const comment = this.comments[this.next]
    return comment && comment.span.start < offset ? comment : undefined
  }

  /** Is there a blank line between two offsets? */
  isApart(end: number, start: number): boolean {
    return /\n[ \t]*\n/.test(this.text.slice(end, start).replace(/\r\n?/g, '\n'))
  }

  /** Does a line begin at an offset, spaces aside? */
  beginsLine(offset: number): boolean {
    return this.newlinesBefore(offset) > 0
  }

  /** A line break, and a blank line where there is one before an offset. */
  gap(offset: number, first: boolean): Doc[] {
    if (first) return []
    return this.newlinesBefore(offset) > 1 ? [hardline, hardline] : [hardline]
  }

  private newlinesBefore(offset: number): number {
    let start = offset
    while (start > 0 && /\s/.test(this.text[start - 1]!)) start--
    return (this.text.slice(start, offset).match(/\r\n?|\n/g) ?? []).length
  }

  private take(comment: Comment): Doc {
    this.next++
    return remark(comment.text, this.lineBefore(comment.span.start).trim() !== '')
  }

  private lineBefore(offset: number): string {
    let start = offset
    while (start > 0 && this.text[start - 1] !== '\n' && this.text[start - 1] !== '\r') start--
    return this.text.slice(start, offset)
  }
}

/** A `///` within a declaration describes nothing; elsewhere it would. */
const undescribing = (comment: Comment): Comment => ({ ...comment, text: comment.text.replace(/^\/\/\/(?!\/)/, '//') })
