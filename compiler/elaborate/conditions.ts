import type { Span } from '../../grammar/ast/index.ts'
import { known } from '../program/known.ts'
import type { Term } from '../program/term.ts'
import { error, type Value } from '../program/value.ts'
import { type Argument, arity, type Builtin, type Use, wrong } from './builtin.ts'
import { fail, scalar, term } from './context.ts'
import { clockOf } from './events.ts'

/** What is asked of conditions and of how values move. */
export const conditions: readonly (readonly [string, Builtin])[] = [
  ['rising', { usage: 'rising(c)', make: rising }],
  ['changed', { usage: 'changed(x)', make: changed }],
  ['crossed', { usage: 'crossed(x, above: y)` or `crossed(x, below: y)', make: crossed }],
  ['at_least', { usage: 'at_least(n, [a, b, c])', make: atLeast }],
]

/** The event of a condition becoming true. */
function rising(use: Use): Value {
  if (!arity(use, 1, 'rising(c)')) return error
  const c = condition(use, use.args[0]!)
  return c ? scalar({ op: 'rising', name: label(use) }, [c], 'time', use.span, use.scope) : error
}

/** The event of a value being another than at the tick before. */
function changed(use: Use): Value {
  if (!arity(use, 1, 'changed(x)')) return error
  const [x] = use.args as [Argument]
  const of = clockOf(x.value)
  if (x.value.kind !== 'scalar' || !of) return wrong(use, x, 'a value')
  return scalar({ op: 'changed', name: label(use) }, [of], of.type, use.span, use.scope)
}

/** True from the tick at which x is above y and was not at the tick before, to the next tick. */
function crossed(use: Use): Value {
  const usage = 'crossed(x, above: y)` or `crossed(x, below: y)'
  const { context, name, scope, span, args } = use
  const [x, y] = args
  const side = y?.name?.name
  if (!x || !y || args.length > 2 || x.name || (side !== 'above' && side !== 'below'))
    return fail(context, 'HVT2102', scope, span, { name, problem: 'takes a value and `above:` or `below:`', usage })
  const bad = [x, y].find(arg => arg.value.kind !== 'scalar' || !['number', 'time'].includes(arg.value.term.type))
  if (bad) return wrong(use, bad, 'a number')
  const terms = [x, y].flatMap(({ value, span: at }) => (value.kind === 'scalar' ? [{ ...value.term, span: at }] : []))
  const truth = (op: Term['op'], of: readonly Term[]) => term(op, of, 'bool', span, scope)
  const beyond = truth({ op: 'pointwise', fn: side === 'above' ? 'gt' : 'lt' }, terms)
  const before = truth({ op: 'prev', n: 1 }, [beyond])
  return { kind: 'scalar', term: truth({ op: 'pointwise', fn: 'and' }, [beyond, negation(before)]) }

  function negation(of: Term): Term {
    return truth({ op: 'pointwise', fn: 'not' }, [of])
  }
}

/**
 * Whether n of the conditions are true: unknown only while those that are unknown could decide it. Built up condition by
 * condition: n of the first m are true if n of the first m-1 are, or n-1 of them and the m-th.
 */
function atLeast(use: Use): Value {
  if (!arity(use, 2, 'at_least(n, [a, b, c])')) return error
  const { context, scope, span } = use
  const [count, list] = use.args as [Argument, Argument]
  if (list.value.kind !== 'list' || list.value.items.length === 0) return wrong(use, list, 'a list of conditions')
  if (list.value.items.some(item => item.kind === 'error')) return error
  const terms = list.value.items.map(value => condition(use, { ...list, value }))
  if (terms.includes(undefined)) return error
  const n = count.value.kind === 'scalar' ? known(count.value.term) : undefined
  if (n === undefined) return fail(context, 'HVT2103', scope, count.span, { what: 'the number of conditions' })
  if (!Number.isInteger(n) || n < 1 || n > terms.length)
    return fail(context, 'HVT2104', scope, count.span, {
      what: 'the number of conditions',
      problem: `is no whole number from 1 to ${terms.length}`,
    })
  /** By k-1: whether k of the conditions so far are true; undefined while there are fewer. */
  let enough: readonly Term[] = []
  for (const c of terms as Term[])
    enough = Array.from({ length: Math.min(n, enough.length + 1) }, (_, k) => {
      const withIt = k === 0 ? c : both('and', enough[k - 1]!, c, span)
      return enough[k] ? both('or', enough[k], withIt, span) : withIt
    })
  return { kind: 'scalar', term: enough[n - 1]! }

  function both(fn: 'and' | 'or', a: Term, b: Term, at: Span): Term {
    return term({ op: 'pointwise', fn }, [a, b], 'bool', at, scope)
  }
}

function condition(use: Use, arg: Argument): Term | undefined {
  if (arg.value.kind === 'scalar' && (arg.value.term.type === 'bool' || arg.value.term.op.op === 'error'))
    return arg.value.term
  return void wrong(use, arg, 'a condition')
}

/** How the clock of an event without a name of its own is called in messages. */
function label({ context, span }: Use): string {
  return context.text(span)
}
