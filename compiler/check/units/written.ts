import type { Term } from '../../program/term.ts'
import { type Unit, unitText } from '../../program/unit.ts'

/** A number as it was typed on the spot: no name that stands for it elsewhere too. */
export function bare(term: Term): boolean {
  return term.op.op === 'constant' && term.op.bare
}

/** A number as it would be written with a unit: `5s`, `5 USD`, `5[USD/BTC]`. */
export function withUnit(number: string, unit: Unit): string {
  const [factor, ...more] = [...unit.values()]
  const amount = number.replace(/%|bps$/, '')
  const single = factor && more.length === 0 && factor.power.num === 1 && factor.power.den === 1
  if (single && factor.atom.kind === 'asset') return `${amount} ${factor.atom.name}`
  if (single && factor.atom.kind === 'seconds') return `${amount}s`
  return `${amount}[${unitText(unit)}]`
}
