import type { File } from '../../../grammar/ast/index.ts'
import type { Program } from '../../program/program.ts'
import type { Say } from '../report.ts'
import type { Units } from '../units/infer.ts'

/** A strategy without errors, as its rules see it. */
export interface Subject {
  readonly program: Program
  readonly units: Units
  /** As written. */
  readonly file: File
  /** Names that are looked at from outside of the text. */
  readonly also: readonly string[]
}

/** What can be proved useless or unwise in a strategy; one a file. */
export type Rule = (of: Subject, say: Say) => void
