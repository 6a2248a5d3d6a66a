import { aboutMistakes } from './about.ts'
import { actingMistakes } from './acting.ts'
import { learningMistakes } from './learning.ts'
import type { Mistake } from './mistake.ts'
import { optionMistakes } from './options.ts'
import { riskMistakes } from './risk.ts'
import { ruleMistakes } from './rules.ts'
import { streamsMistakes } from './streams.ts'
import { valueMistakes } from './values.ts'

/** Wrong programs by area; each has one mistake, marked with «…». */
export const corpus: readonly Mistake[] = [
  ...aboutMistakes,
  ...streamsMistakes,
  ...learningMistakes,
  ...actingMistakes,
  ...riskMistakes,
  ...ruleMistakes,
  ...valueMistakes,
  ...optionMistakes,
]
