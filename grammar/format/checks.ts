import type { Alert, Expect, Given, GivenTrade, GivenValue, Ident, ModelItem, RiskItem } from '../ast/index.ts'
import { level } from './brackets.ts'
import type { Comments } from './comments.ts'
import { expr, value } from './expressions.ts'
import { type Doc, indent } from './layout/doc.ts'
import { list } from './lists.ts'
import { numberText } from './literals.ts'
import { flow, promote, when } from './orders.ts'

export const names = (all: readonly Ident[]): string => all.map(one => one.name).join(', ')
export const per = (keys: readonly Ident[] | undefined): string => (keys ? ` per ${names(keys)}` : '')

export function alert(c: Comments, a: Alert): Doc {
  const via = a.via
  return flow([`alert ${a.text.text}`, ...(a.when ? [when(c, a.when)] : []), ...(via ? [['via ', expr(c, via)]] : [])])
}

export function riskItem(c: Comments, r: RiskItem): Doc {
  switch (r.kind) {
    case 'veto':
      return [`veto ${r.text.text} `, when(c, r.when)]
    case 'require':
      return ['require ', indent(expr(c, r.condition))]
    case 'cooldown':
      return ['cooldown ', expr(c, r.is, level.arith), per(r.per)]
    case 'limit': {
      const of = r.per === undefined ? '' : 'text' in r.per ? ` per ${r.per.text}` : per(r.per)
      return ['limit ', indent(expr(c, r.condition)), of]
    }
    case 'halt':
      return [r.flatten ? 'halt and flatten ' : 'halt ', when(c, r.when)]
  }
}

export function testItem(c: Comments, t: Given | Expect): Doc {
  if (t.kind === 'expect') {
    return ['expect ', indent(expr(c, t.condition)), ` ${t.hold} `, expr(c, t.time, level.arith)]
  }
  const head = ['given ', expr(c, t.stream, level.postfix)]
  if (t.is) return [head, ' = ', value(c, t.is)]
  return [head, ': ', list(c, t.events ?? [], t.span.end, one => one.span, one => event(c, one))] // biome-ignore format: one line
}

function event(c: Comments, e: GivenValue | GivenTrade): Doc {
  if (e.kind === 'given_value') return [`${e.at.text} `, expr(c, e.is)]
  return [`${e.at.text} ${e.side} ${numberText(e.quantity)} @ `, expr(c, e.price, level.arith)]
}

export function modelItem(c: Comments, m: ModelItem): Doc {
  switch (m.kind) {
    case 'predict': {
      const last = m.last ? ['last ', expr(c, m.last, level.arith), ' of '] : ''
      return ['predict ', expr(c, m.label), ' from ', last, expr(c, m.from), m.on ? [' on ', expr(c, m.on)] : '']
    }
    case 'rows': {
      const pending = m.pending ? [' at most ', expr(c, m.pending, level.arith), ' pending'] : ''
      return [`rows ${m.each} `, expr(c, m.clock, level.arith), pending]
    }
    case 'train': {
      const last = m.last ? [' on last ', expr(c, m.last, level.arith)] : ''
      const least = m.least ? [' at least ', expr(c, m.least, level.arith), ' rows'] : ''
      return ['train every ', expr(c, m.every, level.arith), last, least]
    }
    case 'validate':
      return ['validate ', expr(c, m.by)]
    case 'promote':
      return promote(c, m)
    case 'fitted_until':
      return `fitted_until ${m.date.text}`
  }
}
