export type Severity = 'error' | 'warning'

/** What the catalogue knows of one code; the texts are functions of typed parameters. */
export interface Entry<P> {
  /** One line for lists and headings, without parameters. */
  readonly title: string
  readonly severity?: Severity
  readonly message: (p: P) => string
  readonly why?: (p: P) => string | undefined
  readonly help: (p: P) => string
  /** The page of `hvt explain`: what it means, a wrong example and its cure. Plain text, lines under 100 characters. */
  readonly page: string
}

/** Fixes the parameter type of an entry while the catalogue's literal keys stay known. */
export const entry = <P>(e: Entry<P>): Entry<P> => e

/** What was most likely meant by a name that is unknown. */
export interface Suggestion {
  readonly suggestion: string | undefined
  /** Another name is as near. */
  readonly tied: boolean
}
