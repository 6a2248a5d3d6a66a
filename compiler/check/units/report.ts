import type { Code, Parameters } from '../../../grammar/diagnostics/catalogue/index.ts'
import type { Label } from '../../../grammar/diagnostics/diagnostic.ts'
import type { Term } from '../../program/term.ts'

/** Reports a mistake of units at the term that makes it. */
export type Report = <C extends Code>(code: C, term: Term, parameters: Parameters<C>, labels?: readonly Label[]) => void
