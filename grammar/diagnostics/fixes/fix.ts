import type { Span } from '../../ast/span.ts'
import type { Code, Parameters } from '../catalogue/index.ts'

/** Text in the place of a span; of an empty span it is put in. */
export interface Edit {
  readonly span: Span
  readonly text: string
}

/** A cure as data. Its edits belong together, lie in one file and do not overlap. */
export interface Fix {
  /** What it does, in one line: ``replace by `bid` ``. */
  readonly title: string
  readonly edits: readonly Edit[]
  /** A figure or a meaning in it is an example, and the author's to choose: it is offered, not applied unasked. */
  readonly choice?: true
}

/** Where a mistake is, as a fix sees it. */
export interface Site {
  readonly span: Span
  /** The whole text of the file. */
  readonly text: string
  /** The expression of which the span is a part. */
  readonly whole: Span
}

/** A fix for one mistake, where its cure is not in doubt. */
export type Cure<C extends Code> = (parameters: Parameters<C>, at: Site) => Fix | undefined
export type Cures = { readonly [C in Code]?: Cure<C> }

export const textOf = ({ text, span }: Pick<Site, 'text' | 'span'>): string => text.slice(span.start, span.end)

/** The place has another text, unless it already has it. */
export function replace(at: Site, text: string, title = `replace by \`${text}\``): Fix | undefined {
  return textOf(at) === text ? undefined : { title, edits: [{ span: at.span, text }] }
}

/**
 * A name, or another word, becomes the one that was meant, if that is known. A short word is like many others, and names that
 * differ in a digit (`mid1`, `mid2`) are rarely misspelt: there, and where another is as near, the author chooses.
 */
export function rename(at: Site, written: string, meant: string | undefined, tied = false): Fix | undefined {
  // The place of a mistake inside a function is that of its call.
  if (meant === undefined || textOf(at) !== written) return undefined
  const digits = (word: string) => word.replace(/\D/g, '')
  const fix = replace(at, meant)
  return tied || written.length < 3 || digits(written) !== digits(meant) ? asChoice(fix) : fix
}

export function insert(at: Site, offset: number, text: string, title = `insert \`${text.trim()}\``): Fix {
  return { title, edits: [{ span: { file: at.span.file, start: offset, end: offset }, text }] }
}

export function remove(at: Site, start = at.span.start, end = at.span.end): Fix {
  const gone = at.text.slice(start, end).trim()
  return { title: `remove \`${gone}\``, edits: [{ span: { file: at.span.file, start, end }, text: '' }] }
}

export const asChoice = (fix: Fix | undefined): Fix | undefined => fix && { ...fix, choice: true }
