import type { Program } from '../../program/program.ts'
import type { Rule } from './rule.ts'

const holdings = /\b(gross|net|position|holdings|exposure|owned)\b/

/** Who trades limits what it holds, how often it orders and what it may lose. */
export const tradesWithLimits: Rule = (program, say) => {
  const { acting, name } = program
  const first = firstOrder(program)
  if (!first) return
  const limits = acting.risk.filter(rule => rule.kind === 'limit')
  const lacks: readonly (readonly [boolean, string])[] = [
    [limits.some(({ of }) => holdings.test(of)), 'limit on what it holds'],
    [limits.some(({ of, per }) => /\borders\b/.test(of) && per.length > 0), 'limit on orders per time'],
    [acting.risk.some(rule => rule.kind === 'halt'), 'halt on loss'],
  ]
  const missing = lacks.flatMap(([has, what]) => (has ? [] : [what]))
  if (missing.length > 0) say('HVT2406', first, { strategy: name, lacks: listed(missing) })
}

/** `a`, `a and no b`, `a, no b and no c`. */
function listed(things: readonly string[]): string {
  const last = things.at(-1)!
  return things.length === 1 ? last : `${things.slice(0, -1).join(', no ')} and no ${last}`
}

function firstOrder({ acting }: Program): readonly [string, number, number] | undefined {
  const orders = new Set(['trade', 'quote', 'target'])
  return (
    acting.reactions.find(({ actions }) => actions.some(({ kind }) => orders.has(kind)))?.span ??
    acting.standing[0]?.span ??
    acting.cycles.find(({ states }) => states.some(s => s.actions.some(({ kind }) => orders.has(kind))))?.span ??
    acting.portfolios[0]?.span
  )
}
