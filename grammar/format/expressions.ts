import type { Arg, Binary, BinaryOp, Expr, If, Match, RecordExpr } from '../ast/index.ts'
import { endsBeforeIn, isTouchable, level, levelOf, operandLevels, sameChain } from './brackets.ts'
import type { Comments } from './comments.ts'
import { type Doc, fill, group, hardline, indent, join, line, softline } from './layout/doc.ts'
import { braces, bracketed, item, items, list } from './lists.ts'
import { numberText, symbolText } from './literals.ts'

/** An expression at a place that demands a level; in brackets where it binds less. */
export function expr(c: Comments, e: Expr, demanded: number = level.expr): Doc {
  const before = c.before(e.span.start)
  return [...before, levelOf(e) < demanded ? ['(', inside(c, e), ')'] : inside(c, e)]
}

/** A value after `=` or a colon: what follows a line break in it is indented, unless it has brackets of its own. */
export function value(c: Comments, e: Expr, demanded: number = level.expr): Doc {
  const doc = expr(c, e, demanded)
  return hugs(e) ? doc : indent(doc)
}

const hugs = (e: Expr): boolean => ['record', 'list', 'block', 'match', 'call'].includes(e.kind)

function inside(c: Comments, e: Expr): Doc {
  switch (e.kind) {
    case 'number':
      return numberText(e)
    case 'duration':
    case 'date':
    case 'clock':
    case 'text':
      return e.text
    case 'symbol':
      return symbolText(e.base, e)
    case 'symbol_of':
      return symbolText(e.base.name, e)
    case 'asset':
    case 'name':
      return e.name
    case 'bool':
      return String(e.value)
    case 'none':
      return 'none'
    case 'member':
      return [expr(c, e.of, dotted(e.of) ? level.primary : level.atom + 1), '.', e.name.name]
    case 'index':
      return [
        touched(c, e.of),
        bracketed(
          '[',
          e.keys.map(key => item(c, key.span.start, () => expr(c, key))),
          ']',
        ),
      ]
    case 'call':
      return [touched(c, e.of), args(c, e.args, e.span.end)]
    case 'mark':
      return [expr(c, e.of, level.primary), `@${e.mark}`]
    case 'unary':
      return e.op === 'not' ? ['not ', expr(c, e.of, level.not)] : [e.op, expr(c, e.of, level.sign)]
    case 'binary':
      return chain(c, e)
    case 'over':
      return [expr(c, e.of, level.postfix), ' over ', e.name ? `${e.name.name} in ` : '', expr(c, e.in, level.primary)]
    case 'fresh':
      return [expr(c, e.of, level.postfix), ' fresh ', expr(c, e.age, level.primary)]
    case 'on':
      return [expr(c, e.of), ' on ', expr(c, e.clock)]
    case 'lasting':
      return [expr(c, e.of), ' for ', expr(c, e.for, level.arith)]
    case 'every':
      return ['every ', expr(c, e.period, level.atom)]
    case 'if':
      return choice(c, e)
    case 'match':
      return match(c, e)
    case 'block': {
      const opening = c.afterOpening(e.lets[0]!.span.start)
      const lets = e.lets.map((l, i) => [
        item(c, l.span.start, () => [`let ${l.name.name} = `, value(c, l.is)], l.span.end),
        ...c.after(l.span.end, (e.lets[i + 1] ?? e.result).span.start),
      ])
      const result = item(c, e.result.span.start, () => ['return ', value(c, e.result)])
      const last = c.after(e.result.span.end, e.span.end)
      return [
        '{',
        ...opening,
        indent([hardline, join(hardline, [...lets, [result, ...last]]), ...c.before(e.span.end)]),
        hardline,
        '}',
      ]
    }
    case 'record':
      return record(c, e)
    case 'list':
      return list(c, e.items, e.span.end, one => one.span, one => expr(c, one)) // biome-ignore format: one line
  }
}

/** Numbers and the like would read as one with what follows the dot. */
const dotted = (e: Expr): boolean => !['number', 'duration', 'date', 'clock'].includes(e.kind)
const touched = (c: Comments, e: Expr): Doc => expr(c, e, isTouchable(e) ? level.primary : level.atom + 1)

/** `{ a: b, c }`; one that is written with a line break after its `{` keeps it. */
export function record(c: Comments, { fields, span }: RecordExpr): Doc {
  const doc = ({ name, value: of }: RecordExpr['fields'][number]): Doc =>
    name.span.start === of.span.start && of.kind === 'name' ? name.name : [`${name.name}: `, value(c, of)]
  const ends = (f: RecordExpr['fields'][number]) => ({ start: f.name.span.start, end: f.value.span.end })
  return braces(c, fields, span.end, ends, doc)
}

/** Between round brackets: on one line, with a last argument that opens on it, or one a line. */
export function args(c: Comments, all: readonly Arg[], end: number): Doc {
  const last = all.at(-1)
  const docs = items(c, all, one => one.span, one => argument(c, one)) // biome-ignore format: one line
  const rest = c.before(end)
  if (docs.length === 0 && rest.length === 0) return '()'
  if (last && opens(last) && rest.length === 0) return group(['(', join(' ', docs), ')'])
  return group(['(', indent([softline, join(line, docs), ...rest]), softline, ')'])
}

const opens = (a: Arg): boolean =>
  a.kind === 'lambda'
    ? ['block', 'record', 'match'].includes(a.body.kind)
    : a.kind === 'named' && a.value.kind === 'record'

function argument(c: Comments, a: Arg): Doc {
  if (a.kind === 'named') return [`${a.name.name}: `, value(c, a.value)]
  if (a.kind === 'lambda') return [`${a.name.name} -> `, value(c, a.body)]
  if (a.kind === 'next') return ['next ', expr(c, a.horizon, level.arith)]
  return [expr(c, a.value, level.clocked), a.panes ? [' by ', expr(c, a.panes, level.arith)] : '']
}

/** Operands and operators of one strength; where a line is too long, it breaks before `and` and `or`, all or none. */
function chain(c: Comments, e: Binary): Doc {
  const links: { op: BinaryOp; right: Expr }[] = []
  let first: Expr = e
  while (first.kind === 'binary' && sameChain(first.op, e.op)) {
    links.unshift({ op: first.op, right: first.right })
    first = first.left
  }
  if (links.length === 0) {
    links.push({ op: e.op, right: e.right })
    first = e.left
  }
  if (isRate(e)) return [expr(c, e.left), e.op, expr(c, e.right)]
  const docs = [operand(c, first, e.op, 'left')]
  for (const { op, right } of links) {
    docs.push([docs.pop()!, c.before(right.span.start)], [`${op} `, operand(c, right, op, 'right')])
  }
  return e.op === 'and' || e.op === 'or' ? group(join(line, docs)) : fill(docs)
}

/** `20/1s` */
const isRate = ({ op, left, right }: Binary): boolean =>
  op === '/' && left.kind === 'number' && /^[\d_.]+$/.test(left.text) && !left.unit && right.kind === 'duration'

function operand(c: Comments, e: Expr, op: BinaryOp, side: 'left' | 'right'): Doc {
  // Signs bind as their operands do; `and` beside `or` is told apart for readers.
  const sign = side === 'right' && e.kind === 'unary' && e.op !== 'not'
  const not = e.kind === 'unary' && e.op === 'not' && (op === 'and' || op === 'or')
  if (op === 'or' && e.kind === 'binary' && e.op === 'and') return expr(c, e, level.atom)
  if (op === 'in' && side === 'left' && endsBeforeIn(e)) return expr(c, e, level.atom)
  return expr(c, e, sign || not ? level.expr : operandLevels(op)[side])
}

function choice(c: Comments, e: If): Doc {
  const docs: Doc[] = ['if ', indent(expr(c, e.condition)), line, 'then ', indent(expr(c, e.then))]
  let rest: Expr = e.else
  for (; rest.kind === 'if'; rest = rest.else) {
    docs.push(c.before(rest.span.start), line, 'else if ', indent(expr(c, rest.condition)))
    docs.push(line, 'then ', indent(expr(c, rest.then)))
  }
  return group([...docs, c.before(rest.span.start), line, 'else ', indent(expr(c, rest))])
}

function match(c: Comments, e: Match): Doc {
  const subject = e.subject ? [expr(c, e.subject), ' '] : ''
  const opening = c.afterOpening(e.arms[0]!.span.start)
  const arm = ({ when, then }: Match['arms'][number]): Doc => [when ? expr(c, when) : 'else', ' -> ', value(c, then)]
  const docs = items(c, e.arms, one => one.span, arm)
  const body = indent([...opening, line, join(line, docs), ...c.before(e.span.end)])
  return group(['match ', subject, '{', body, line, '}'])
}
