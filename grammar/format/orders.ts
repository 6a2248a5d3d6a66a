import type { Action, Edge, ExitRule, OrderTerm, PortfolioItem, Promote, To, When } from '../ast/index.ts'
import { clauses } from './blocks.ts'
import { level } from './brackets.ts'
import type { Comments } from './comments.ts'
import { expr, value } from './expressions.ts'
import { type Doc, fill, group, indent, line } from './layout/doc.ts'
import { list } from './lists.ts'

/** Parts after a beginning, as many on a line as fit; those on further lines are indented. */
export const flow = (parts: readonly Doc[]): Doc => indent(fill(parts))

/** `when c for 2s` */
export function when(c: Comments, { condition, for: lasting }: When): Doc {
  return ['when ', indent(expr(c, condition)), lasting ? [' for ', expr(c, lasting, level.arith)] : '']
}

export function edge(c: Comments, e: Edge): Doc {
  return e.kind === 'when' ? when(c, e) : [`${e.kind} `, indent(expr(c, e.is, level.arith))]
}

export function transition(c: Comments, { state, edge: way }: To): Doc {
  return [`to ${state.name} `, edge(c, way)]
}

export function action(c: Comments, a: Exclude<Action, { kind: 'let' | 'alert' }>): Doc {
  switch (a.kind) {
    case 'quote': {
      const head = [`quote ${a.side.name} on `, expr(c, a.on, level.arith)]
      return flow([head, ...a.terms.map(t => term(c, t)), ...(a.when ? [when(c, a.when)] : [])])
    }
    case 'target': {
      const head = ['target ', expr(c, a.what, level.postfix), ' = ', value(c, a.is, level.arith)]
      return flow([head, ...a.terms.map(t => term(c, t)), ...(a.when ? [when(c, a.when)] : [])])
    }
    case 'trade': {
      const end = a.legs.at(-1)!.amount.span.end + 1
      const spans = (leg: (typeof a.legs)[number]) => ({ start: leg.instrument.span.start, end: leg.amount.span.end })
      const legs = list(c, a.legs, end, spans, leg => [expr(c, leg.instrument, level.postfix), ': ', expr(c, leg.amount, level.arith)]) // biome-ignore format: one line
      return traded(c, ['trade ', a.name ? `${a.name.name} ` : '', legs], a)
    }
    case 'order':
      return traded(c, [`${a.side} `, expr(c, a.instrument, level.postfix)], a)
    case 'transfer': {
      const ways = [[' from ', a.from], [' to ', a.to], ...(a.by ? [[' by ', a.by]] : [])] as [string, typeof a.from][] // biome-ignore format: short
      return ['transfer ', expr(c, a.amount, level.arith), ways.map(([word, to]) => [word, expr(c, to, level.postfix)])]
    }
    case 'retrain':
      return `retrain ${a.model.name}`
    case 'optimize':
      return flow([
        ['optimize ', expr(c, a.params)],
        ['on last ', expr(c, a.last, level.arith)],
        ['objective ', expr(c, a.objective, level.arith)],
        ...(a.promote ? [promote(c, a.promote)] : []),
      ])
  }
}

export function promote(c: Comments, { when: better, by }: Promote): Doc {
  return ['promote when ', indent(expr(c, better)), by ? [' by ', expr(c, by, level.arith)] : '']
}

/** A trade or an order; where it does not fit on one line, its exits begin another. */
function traded(
  c: Comments,
  head: Doc,
  { terms, exit, span }: { terms: readonly OrderTerm[]; exit?: readonly ExitRule[]; span: { end: number } },
): Doc {
  const orders = flow([head, ...terms.map(t => term(c, t))])
  if (!exit) return orders
  const between = exit[0] ? c.beforeOpening(exit[0].span.start) : []
  return group([orders, indent([...between, line, 'exit ', clauses(c, exit, span.end, rule => exitRule(c, rule))])])
}

function term(c: Comments, t: OrderTerm): Doc {
  const before = c.before(t.span.start)
  if (t.kind === 'as_term') return [...before, `as ${t.words.map(w => w.name).join(', ')}`]
  if (t.kind === 'value_term') return [...before, `${t.word} `, expr(c, t.is, level.arith)]
  return [...before, 'within ', expr(c, t.is, level.range), t.else ? ` else ${t.else.name}` : '']
}

function exitRule(c: Comments, r: ExitRule): Doc {
  if (!('at' in r)) return edge(c, r)
  const by = r.by ? ` by ${r.by.name}` : ''
  return [`${r.kind} `, indent(expr(c, r.at, level.arith)), by, r.resting ? ' resting' : '']
}

export function portfolioItem(c: Comments, p: PortfolioItem): Doc {
  if (p.kind !== 'rank') return [`${p.kind} `, indent(expr(c, p.is, level.arith))]
  return [`${p.side} ${p.end} `, expr(c, p.count, level.arith), ' by ', indent(expr(c, p.by, level.arith))]
}
