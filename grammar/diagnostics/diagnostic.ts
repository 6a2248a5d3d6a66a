import type { Span } from '../ast/span.ts'
import type { Severity } from './catalogue/entry.ts'
import type { Code, Parameters } from './catalogue/index.ts'
import { catalogue } from './catalogue/index.ts'
import type { Fix } from './fixes/fix.ts'
import { fixesOf } from './fixes/index.ts'

export type { Fix, Severity }

/** A second place that a message points at. */
export interface Label {
  readonly span: Span
  readonly text: string
}

/**
 * One mistake, in the user's words. `span` is absent where the mistake has no place in a text (a missing file);
 * then `where` names what it is about.
 */
export interface Diagnostic {
  readonly code: Code
  readonly severity: Severity
  readonly message: string
  readonly span?: Span
  readonly where?: string
  readonly labels: readonly Label[]
  /** Why it matters, when that is not obvious. */
  readonly why?: string
  /** The cure. */
  readonly help: string
  /** The cure as edits of the text, the likeliest first, where it is not in doubt. */
  readonly fixes?: readonly Fix[]
}

export interface Place {
  readonly span?: Span
  readonly where?: string
  readonly labels?: readonly Label[]
  /** The text of the file: what fixes are made of. */
  readonly text?: string | undefined
  /** The expression of which `span` is a part. */
  readonly whole?: Span | undefined
}

/** The only way to make a diagnostic: its texts come from the catalogue, never from where it is raised. */
export function diagnostic<C extends Code>(code: C, place: Place, parameters: Parameters<C>): Diagnostic {
  const entry = catalogue[code]
  const write = <T>(text: ((p: never) => T) | undefined) => (text as ((p: unknown) => T) | undefined)?.(parameters)
  const why = write(entry.why)
  const { span, text, whole } = place
  const fixes = span && text !== undefined ? fixesOf(code, parameters, span, text, whole) : []
  return {
    code,
    severity: entry.severity ?? 'error',
    message: write(entry.message)!,
    help: write(entry.help)!,
    labels: place.labels ?? [],
    ...(place.span && { span: place.span }),
    ...(place.where !== undefined && { where: place.where }),
    ...(why !== undefined && { why }),
    ...(fixes.length > 0 && { fixes }),
  }
}
