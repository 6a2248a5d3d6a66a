import type { KeyVar } from '../../program/keys.ts'
import { type Term, unwrap } from '../../program/term.ts'
import { type Unit, unitText } from '../../program/unit.ts'
import type { Rule } from './rule.ts'

/** One model for all keys takes inputs that are the same thing for each of them; no model learns well from raw prices. */
export const inputsCompare: Rule = ({ program, units }, say) => {
  for (const { name, inputs, per } of program.acting.models)
    for (const { name: input, value } of inputs) {
      const unit = units.normal(units.of(value).unit)
      const key = keysIn(unit).find(({ name: key }) => !per.includes(key))
      if (key) say('HVT2508', value.span, { model: name, input, unit: unitText(unit), key: key.name })
      else if (isPrice(unit) && !isDifference(value)) say('HVT2507', value.span, { model: name, input })
    }
}

function keysIn(unit: Unit): readonly KeyVar[] {
  return [...unit.values()].flatMap(({ atom }) => (atom.kind === 'part' ? [atom.of] : []))
}

/** One asset in another. */
function isPrice(unit: Unit): boolean {
  const factors = [...unit.values()].filter(({ atom }) => atom.kind === 'asset' || atom.kind === 'part')
  const powers = factors.map(({ power }) => power.num / power.den).sort()
  return unit.size === 2 && powers.length === 2 && powers[0] === -1 && powers[1] === 1
}

/** A change, or how much something spreads: not where the price is. */
function isDifference(term: Term): boolean {
  const { op, args } = unwrap(term)
  if (op.op === 'pointwise') return op.fn === 'sub' || (plainOps.has(op.fn) && args.some(isDifference))
  if (op.op === 'window') return op.aggregate === 'std' || isDifference(args[0]!)
  if (op.op === 'quantile' || op.op === 'prev' || op.op === 'ema' || op.op === 'decay' || op.op === 'sample')
    return isDifference(args[0]!)
  return false
}

const plainOps: ReadonlySet<string> = new Set('neg abs mul div min max add round round_down if'.split(' '))
