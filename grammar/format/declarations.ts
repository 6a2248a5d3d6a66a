import type { Decl, Each, Item, Model, OnDecl, Pair, Phase, RecordDecl, Signal } from '../ast/index.ts'
import { about, type } from './about.ts'
import { declarations as block, clauses, sequence } from './blocks.ts'
import { level } from './brackets.ts'
import { alert, modelItem, names, per, riskItem, testItem } from './checks.ts'
import type { Comments } from './comments.ts'
import { args, expr, record, value } from './expressions.ts'
import { type Doc, fill, group, indent, line } from './layout/doc.ts'
import { braces } from './lists.ts'
import { action, flow, portfolioItem, transition, when } from './orders.ts'
import { type Pad, pads } from './pads.ts'

type Node = Decl | Item

/** The declarations of a file or a block, one below the other. */
export function declarations(c: Comments, nodes: readonly Node[], end: number): Doc {
  const pad = pads(c, nodes)
  return sequence(c, nodes, end, node => declaration(c, node, column => pad(node, column)))
}

function inBlock(c: Comments, nodes: readonly Node[], end: number): Doc {
  const pad = pads(c, nodes)
  return block(c, nodes, end, node => declaration(c, node, column => pad(node, column)))
}

function declaration(c: Comments, d: Node, pad: Pad): Doc {
  switch (d.kind) {
    case 'asset':
      return [`asset ${d.name.name}`, d.settings ? [' ', record(c, d.settings)] : '']
    case 'const':
    case 'let':
    case 'feature':
      return [`${d.kind} ${d.name.name}${pad(0)} = `, value(c, d.is)]
    case 'label':
      return [`label ${d.name.name}${d.for ? ` for ${d.for.name}` : ''}${pad(0)} = `, value(c, d.is)]
    case 'signal':
      return signal(c, d)
    case 'phase':
      return phase(c, d)
    case 'model':
      return model(c, d)
    case 'record':
      return table(c, d)
    case 'cycle':
      return [`cycle ${d.name.name} `, inBlock(c, d.body, d.span.end)]
    case 'state': {
      const pad = pads(c, d.body)
      return [`state ${d.name.name} `, clauses(c, d.body, d.span.end, one => declaration(c, one, n => pad(one, n)))]
    }
    case 'to':
      return transition(c, d)
    case 'on':
      return on(c, d)
    case 'alert':
      return alert(c, d)
    case 'portfolio': {
      const head = [
        `portfolio ${d.name.name} over ${d.key.name} in `,
        expr(c, d.in, level.postfix),
        ' at ',
        expr(c, d.at),
      ]
      return [head, ' ', clauses(c, d.items, d.span.end, one => portfolioItem(c, one))]
    }
    case 'risk':
      return ['risk ', clauses(c, d.body, d.span.end, one => riskItem(c, one))]
    case 'test':
      return [`test ${d.title.text} `, clauses(c, d.body, d.span.end, one => testItem(c, one))]
    case 'each':
      return each(c, d)
    case 'pair':
      return pair(c, d)
    case 'require':
    case 'veto':
    case 'cooldown':
    case 'limit':
    case 'halt':
      return riskItem(c, d)
    case 'given':
    case 'expect':
      return testItem(c, d)
    case 'quote':
    case 'target':
    case 'trade':
    case 'order':
    case 'transfer':
    case 'retrain':
    case 'optimize':
      return action(c, d)
    case 'predict':
    case 'rows':
    case 'train':
    case 'validate':
    case 'promote':
    case 'fitted_until':
      return modelItem(c, d)
    default:
      return about(c, d, pad)
  }
}

function signal(c: Comments, d: Signal): Doc {
  const head = `signal ${d.name.name}${d.payload.length > 0 ? `(${names(d.payload)})` : ''}`
  const condition = d.when && when(c, { kind: 'when', condition: d.when, ...(d.for && { for: d.for }), span: d.span })
  if (!d.is) return [head, ' ', condition ?? '']
  const is = [head, ' = ', value(c, d.is)]
  return condition ? group([is, indent([line, condition])]) : is
}

/** A step that reads as a unit does not stand on the line of a number. */
const unit = /^(?:ns|us|ms|s|m|h|d|w|bps)$/
function phase(c: Comments, d: Phase): Doc {
  const steps = d.steps.map(({ name, until }) => {
    return { name, until, span: { start: name.span.start, end: (until ?? name).span.end } }
  })
  const step = ({ name, until }: (typeof steps)[number]): Doc => [
    name.name,
    until ? [' until ', indent(expr(c, until))] : '',
  ]
  const apart = steps.some(s => unit.test(s.name.name))
  return [`phase ${d.name.name} `, clauses(c, steps, d.span.end, step, apart)]
}

function model(c: Comments, d: Model): Doc {
  const head = `model ${d.name.name} = ${d.family.name}`
  const settings = d.args ? args(c, d.args, (d.args.at(-1)?.span ?? d.family.span).end + 1) : ''
  return [head, settings, per(d.per), ' ', clauses(c, d.body, d.span.end, one => modelItem(c, one))]
}

function table(c: Comments, d: RecordDecl): Doc {
  const head = ['record ', expr(c, d.on, level.postfix), ` as ${d.table.name} `]
  const span = (one: RecordDecl['columns'][number]) => {
    return { start: one.name.span.start, end: (one.type ?? one.value).span.end }
  }
  const column = ({ name, value: of, type: as }: RecordDecl['columns'][number]): Doc => {
    if (!as && of.kind === 'name' && of.span.start === name.span.start) return name.name
    // A choice that a type follows is easier to read in brackets.
    const is = as && of.kind === 'if' ? expr(c, of, level.atom) : value(c, of)
    return [`${name.name}: `, is, as ? [' as ', type(c, as)] : '']
  }
  return [head, braces(c, d.columns, d.span.end, span, column)]
}

function on(c: Comments, d: OnDecl): Doc {
  const condition = d.when ? group(indent([line, 'when ', indent(expr(c, d.when))])) : ''
  const pad = pads(c, d.body)
  const body = clauses(c, d.body, d.span.end, one => declaration(c, one, n => pad(one, n)))
  return ['on ', expr(c, d.event), condition, ' ', body]
}

function each(c: Comments, d: Each): Doc {
  const last = d.keys.length - 1
  const keys = d.keys.map(
    ({ name, in: of }, i): Doc => [`${name.name} in `, expr(c, of, level.range), i < last ? ',' : ''],
  )
  const where = d.where ? [['where ', indent(expr(c, d.where))]] : []
  return ['each ', indent(fill([...keys, ...where])), ' ', inBlock(c, d.body, d.span.end)]
}

function pair(c: Comments, d: Pair): Doc {
  const head = flow([
    [`pair (${d.first.name}, ${d.second.name}) in `, expr(c, d.in, level.postfix)],
    ['when ', indent(expr(c, d.when))],
    ...(d.keep ? [['keep ', expr(c, d.keep, level.arith)]] : []),
    ...(d.most ? [['at most ', expr(c, d.most.count, level.arith), ' by ', expr(c, d.most.by, level.arith)]] : []),
  ])
  return [head, ' ', inBlock(c, d.body, d.span.end)]
}
