import type { Parameters } from '../../../grammar/diagnostics/catalogue/index.ts'
import type { Place } from '../../ir/orders.ts'
import type { Program } from '../../program/program.ts'

type Code = 'HVT2403' | 'HVT2404' | 'HVT2405' | 'HVT2406' | 'HVT2408' | 'HVT2409'

/** `other`: the second place of the two that are at odds. */
export type Say = <C extends Code>(code: C, at: Place, parameters: Parameters<C>, other?: Other) => void

export interface Other {
  readonly at: Place
  readonly text: string
}

/** What a strategy that acts must keep to; one a file. */
export type Rule = (program: Program, say: Say) => void
