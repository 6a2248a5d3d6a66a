import type { Result } from '../../runtime/backtest/backtest.ts'
import { share } from '../terminal/figures.ts'
import type { Section } from './section.ts'

/** For how much of the run each peg held, or that it was assumed. */
export function pegs({ pegs: all }: Result, whole: number): Section[] {
  const lines = all.map(({ asset, equals, assumed, holdsTime, violatedTime, unknownTime }) => {
    const health = `held ${share(holdsTime, whole)}, violated ${share(violatedTime, whole)}, unknown ${share(unknownTime, whole)} of the time`
    return `  ${asset} = ${equals}: ${assumed === null ? health : `assumed at ${assumed}, not measured`}`
  })
  return lines.length ? [{ title: 'pegs', lines }] : []
}
