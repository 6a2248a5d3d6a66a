import { acting } from './acting.ts'
import { artefacts } from './artefacts.ts'
import { books } from './books.ts'
import { cli } from './cli.ts'
import { clocks } from './clocks.ts'
import { data } from './data.ts'
import { declared } from './declared.ts'
import type { Entry } from './entry.ts'
import { externFiles } from './extern_files.ts'
import { externs } from './externs.ts'
import { inspection } from './inspection.ts'
import { keys } from './keys.ts'
import { streams } from './market_streams.ts'
import { names } from './names.ts'
import { presence } from './presence.ts'
import { rules } from './rules.ts'
import { runs } from './runs.ts'
import { statistics } from './statistics.ts'
import { syntax } from './syntax.ts'
import { testing } from './testing.ts'
import { types } from './types.ts'
import { units } from './units.ts'
import { yaml } from './yaml.ts'

/**
 * Every code there is. HVT1xxx text and syntax, HVT2xxx names, types, units and clocks, HVT3xxx availability,
 * HVT4xxx data and markets, HVT9xxx the command line. A code, once released, keeps its meaning.
 */
export const catalogue = {
  ...names,
  ...types,
  ...declared,
  ...keys,
  ...units,
  ...statistics,
  ...clocks,
  ...acting,
  ...rules,
  ...presence,
  ...books,
  ...syntax,
  ...yaml,
  ...data,
  ...cli,
  ...runs,
  ...artefacts,
  ...inspection,
  ...testing,
  ...externs,
  ...externFiles,
  ...streams,
}

export type Code = keyof typeof catalogue
export type Parameters<C extends Code> = (typeof catalogue)[C] extends Entry<infer P> ? P : never
