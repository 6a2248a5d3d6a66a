import type { Result } from '../../runtime/backtest/backtest.ts'
import { share } from '../terminal/figures.ts'
import type { Section } from './section.ts'

/** For how much of the run each peg held, or that its rate was assumed, and whether it holds at that rate. */
export function pegs({ pegs: all }: Result, whole: number): Section[] {
  const lines = all.map(({ asset, equals, assumed, holdsTime, violatedTime, unknownTime }) => {
    const health = `held ${share(holdsTime, whole)}, violated ${share(violatedTime, whole)}, unknown ${share(unknownTime, whole)} of the time`
    if (assumed === null) return `  ${asset} = ${equals}: ${health}`
    const breach = violatedTime > 0 ? `: violates the peg, so \`peg_ok\` is false all the time` : ''
    return `  ${asset} = ${equals}: assumed at ${assumed}, not measured${breach}`
  })
  return lines.length ? [{ title: 'pegs', lines }] : []
}
