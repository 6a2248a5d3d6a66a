/**
 * A text whose line breaks are still open, after Wadler's "A prettier printer": a group is written on one line if it fits,
 * else all its own lines break.
 */
export type Doc = string | readonly Doc[] | Line | Indent | Group | Fill | Remark

interface Line {
  readonly doc: 'line'
  /** What stands for it where nothing breaks; undefined: it always breaks. */
  readonly flat: string | undefined
}
interface Indent {
  readonly doc: 'indent'
  readonly of: Doc
  readonly broken: boolean
}
interface Group {
  readonly doc: 'group'
  readonly of: Doc
  readonly broken: boolean
}
/** Items with a space or a line break between, as many on a line as fit. */
export interface Fill {
  readonly doc: 'fill'
  readonly items: readonly Doc[]
  /** The first item that is not written yet. */
  readonly at: number
  readonly broken: boolean
}
/** A comment: after what stands on its line, or on a line of its own. What follows begins a new line. */
interface Remark {
  readonly doc: 'remark'
  readonly text: string
  readonly trailing: boolean
}

export const line: Doc = { doc: 'line', flat: ' ' }
export const softline: Doc = { doc: 'line', flat: '' }
export const hardline: Doc = { doc: 'line', flat: undefined }
/** Between items that stand on one line without a comma. */
export const wideline: Doc = { doc: 'line', flat: '   ' }

export const remark = (text: string, trailing: boolean): Doc => ({ doc: 'remark', text, trailing })
export const indent = (of: Doc): Doc => ({ doc: 'indent', of, broken: breaks(of) })
export const group = (of: Doc, broken = false): Doc => ({ doc: 'group', of, broken: broken || breaks(of) })
export const fill = (items: readonly Doc[]): Doc => ({ doc: 'fill', items, at: 0, broken: items.some(breaks) })

export function join(separator: Doc, docs: readonly Doc[]): Doc[] {
  return docs.flatMap((doc, i) => (i === 0 ? [doc] : [separator, doc]))
}

/** Is there a line break in it whatever the width? */
export function breaks(doc: Doc): boolean {
  if (typeof doc === 'string') return false
  if (Array.isArray(doc)) return doc.some(breaks)
  const one = doc as Exclude<Doc, string | readonly Doc[]>
  if (one.doc === 'line') return one.flat === undefined
  return one.doc === 'remark' || one.broken
}
