import type { Parameters } from '../../../grammar/diagnostics/catalogue/index.ts'
import type { Program } from '../../program/program.ts'

type Code = 'HVT2403' | 'HVT2404' | 'HVT2405' | 'HVT2406' | 'HVT2408' | 'HVT2409'

/** Where something stands in the text, as what acts says it. */
export type Place = readonly [file: string, start: number, end: number]

export type Say = <C extends Code>(code: C, at: Place, parameters: Parameters<C>) => void

/** What a strategy that acts must keep to; one a file. */
export type Rule = (program: Program, say: Say) => void
