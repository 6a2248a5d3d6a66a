import { known } from '../../program/known.ts'
import type { Program } from '../../program/program.ts'
import { readings } from '../../program/readings.ts'
import { type Given, isError, type Term, unwrap } from '../../program/term.ts'
import type { Rule } from './rule.ts'
import { tradedBy, unlimited } from './traded.ts'

/** Who trades limits what it holds, how often it orders and what it may lose. */
export const tradesWithLimits: Rule = (program, say) => {
  const { acting, name, reporting = 'USD' } = program
  const first = firstOrder(program)
  if (!first) return
  const limits = acting.risk.flatMap(rule => (rule.kind === 'limit' ? [rule.condition] : []))
  const halts = acting.risk.filter(rule => rule.kind === 'halt')
  const held = limits.filter(limit => boundsFromAbove(limit, isHeld))
  const free = held.some(isError) ? undefined : unlimited(tradedBy(program), held.flatMap(readings).filter(isHeld))
  const lacks: readonly (readonly [boolean, string])[] = [
    [held.length > 0 && free === undefined, `limit on what it holds${free ? ` of \`${free}\`` : ''}`],
    [limits.some(limit => boundsFromAbove(limit, isRateOfOrders)), 'limit on orders per time'],
    [halts.some(({ when }) => stopsLosses(when)), 'halt on loss'],
  ]
  const missing = lacks.flatMap(([has, what]) => (has ? [] : [what]))
  const reversed = halts.find(({ when }) => readings(when).some(isResult) && !stopsLosses(when))
  const other = reversed && { at: reversed.span, text: 'this one halts while nothing is lost' }
  if (missing.length > 0) say('HVT2406', first, { strategy: name, lacks: listed(missing), asset: reporting }, other)
}

/** Whether the side of a comparison that is to be the smaller one reads it, and the other does not. What is wrong may be one. */
function boundsFromAbove(limit: Term, isIt: (given: Given) => boolean): boolean {
  const { op, args } = unwrap(limit)
  if (op.op !== 'pointwise') return isError(limit)
  const [small, large] = op.fn === 'lt' || op.fn === 'le' ? args : args.toReversed()
  return readings(small!).some(isIt) && !readings(large!).some(isIt)
}

/** Of the account, of one instrument or asset, or of what one cycle bought. */
function isHeld({ what, field }: Given): boolean {
  const [whose] = what.split(' by ')
  if (whose === 'account') return field === 'gross' || field === 'net'
  if (whose === 'position') return field === 'qty' || field === 'notional'
  return whose === 'exposure' || whose === 'owned' || whose === 'holdings'
}

/** `orders` of a time, not how many are open. */
function isRateOfOrders({ what, of }: Given): boolean {
  return what === 'orders' && of.at(noKeys) !== 'open'
}

/** Whether a part of a condition reads what tells of a loss, and not the wrong way round. What is wrong may be one. */
function stopsLosses(when: Term): boolean {
  const { op, args } = unwrap(when)
  if (op.op === 'held') return stopsLosses(args[0]!)
  if (op.op === 'pointwise' && (op.fn === 'or' || op.fn === 'and')) return args.some(stopsLosses)
  return isError(when) || (readings(when).some(isResult) && !isReversed(when))
}

/** `drawdown < 3%`, `profit > 100 USD`: true while nothing is lost. */
function isReversed(comparison: Term): boolean {
  const { op, args } = unwrap(comparison)
  if (op.op !== 'pointwise' || args.length !== 2) return false
  const [small, large] = op.fn === 'lt' || op.fn === 'le' ? args : args.toReversed()
  const [low, high] = [unwrap(small!).op, unwrap(large!).op]
  if (low.op === 'given' && known(large!) !== undefined) return low.given.field === 'drawdown'
  return high.op === 'given' && known(small!) !== undefined && isResult(high.given) && high.given.field !== 'drawdown'
}

/** What tells of a loss. */
function isResult({ field }: Given): boolean {
  return field === 'drawdown' || field === 'profit' || field === 'equity'
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

const noKeys = (): never => {
  throw new Error('a fixed text asked for a key')
}
