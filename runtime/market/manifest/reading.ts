import type { forms } from '../../../grammar/diagnostics/catalogue/manifest_words.ts'
import type { Diagnostic } from '../../../grammar/diagnostics/diagnostic.ts'
import type { Document, Path } from './document.ts'

export type Form = keyof typeof forms
export const ofInstrument = 'an instrument'

/** What the reading of a manifest shares. */
export interface Reading {
  readonly folder: string
  readonly document: Document
  readonly diagnostics: Diagnostic[]
  /** Reports that a text is not understood. */
  readonly not: (of: string, text: string, form: Form, where: Path) => void
}
