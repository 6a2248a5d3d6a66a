import type { Extern, Fn, FnParam, Header, Param, Peg, Source, TypeExpr, Universe, Use, Venue } from '../ast/index.ts'
import { endsBeforeIn, level } from './brackets.ts'
import { per } from './checks.ts'
import type { Comments } from './comments.ts'
import { expr, record, value } from './expressions.ts'
import { type Doc, fill, group, indent, join, line, softline } from './layout/doc.ts'
import { flow } from './orders.ts'

type About = Header | Use | Venue | Source | Peg | Universe | Param | Fn | Extern

/** Declarations of what a file is about. `pad`: spaces that bring the signs of a run of declarations below each other. */
export function about(c: Comments, d: About, pad: (column: number) => string): Doc {
  switch (d.kind) {
    case 'header': {
      const reporting = d.reporting ? ` in ${d.reporting.name}` : ''
      return [`${d.what} ${d.name.name}${reporting}`, d.settings ? [' ', record(c, d.settings)] : '']
    }
    case 'use': {
      const path = d.quoted ? `"${d.path.name}"` : d.path.name
      return [`use ${path}`, d.names ? [pad(0), ' ', listed(d.names.map(n => n.name))] : '']
    }
    case 'venue':
      return [`venue ${d.name.name}${pad(0)} = ${d.adapter.name}${pad(1)} `, record(c, d.settings)]
    case 'source':
      return [`source ${d.name.name} = `, expr(c, d.is), ' ', record(c, d.settings)]
    case 'peg': {
      const within = ['within ', expr(c, d.within, level.arith)]
      return flow([`peg ${d.asset.name} = ${d.equals.name}`, within, ['by ', expr(c, d.by, level.postfix)]])
    }
    case 'universe':
      return [`universe ${d.name.name}${d.of ? `: ${d.of.name}` : ''}${pad(0)} = `, value(c, d.is)]
    case 'param': {
      const is = [
        `param ${d.name.name}${pad(0)} = `,
        value(c, d.is, d.in && endsBeforeIn(d.is) ? level.atom : level.arith),
      ]
      return flow([is, ...(d.in ? [['in ', expr(c, d.in, level.range)]] : []), ...(d.per ? [per(d.per).trim()] : [])])
    }
    case 'fn':
      return [
        `fn ${d.name.name}`,
        params(c, d.params),
        d.returns ? [': ', type(c, d.returns)] : '',
        ' = ',
        value(c, d.is),
      ]
    case 'extern': {
      const head = [`extern fn ${d.name.name}`, params(c, d.params), ': ', type(c, d.returns), ` from ${d.from.text}`]
      return [head, d.settings ? [' ', record(c, d.settings)] : '']
    }
  }
}

const listed = (all: readonly string[]): Doc =>
  group(['(', indent([softline, fill(all.map((one, i) => (i < all.length - 1 ? `${one},` : one)))]), softline, ')'])

export function params(c: Comments, all: readonly FnParam[]): Doc {
  if (all.length === 0) return '()'
  const docs = all.map(({ name, type: of, default: is }): Doc => [
    c.before(name.span.start), name.name, of ? [': ', type(c, of)] : '', is ? [' = ', expr(c, is)] : '',
  ]) // biome-ignore format: one line of parts
  return group(['(', indent([softline, join([',', line], docs)]), softline, ')'])
}

export function type(c: Comments, { name, keys, args }: TypeExpr): Doc {
  if (keys) return [name.name, '[', join(', ', keys.map(key => expr(c, key))), ']'] // biome-ignore format: one line
  return [
    name.name,
    args
      ? [
          '(',
          join(
            ', ',
            args.map(arg => expr(c, arg)),
          ),
          ')',
        ]
      : '',
  ]
}
