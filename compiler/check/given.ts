import type { Program } from '../program/program.ts'
import { unitText } from '../program/unit.ts'
import type { Report } from './report.ts'
import type { Units } from './units/infer.ts'
import { bare } from './units/written.ts'

/** What a test gives has the unit of what it stands for; a number without a unit takes it. */
export function checkGiven(program: Program, units: Units, report: Report): void {
  for (const { name, target, value } of program.given) {
    const { unit } = units.of(target)
    if (bare(value) || units.fits(value, unit)) continue
    const [wanted, found] = [unit, units.of(value).unit].map(u => unitText(units.normal(u))) as [string, string]
    report('HVT2431', value, { name, wanted, found })
  }
}
