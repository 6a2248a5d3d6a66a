import type { Aggregate } from '../ir/windows.ts'
import type { ScalarType, Term } from '../program/term.ts'
import { plain } from '../program/unit.ts'
import { error, type Value } from '../program/value.ts'
import { type Argument, arity, type Builtin, scalars, type Use, wrong } from './builtin.ts'
import { ratioOf } from './constant.ts'
import { scalar, term } from './context.ts'
import { clockOf, eventOf } from './events.ts'
import { aggregate, extreme, isNamed, isWindow, line, quantile } from './windows.ts'

/** The operators that take a window, and `since`, which is one. */
export const windowCalls: readonly [string, Builtin][] = [
  ...(['count', 'sum', 'mean', 'var', 'std', 'first', 'last'] as const).map(name => window(name, 1)),
  ...(['cov', 'corr'] as const).map(name => window(name, 2)),
  ...(['min', 'max'] as const).map(name => smallest(name)),
  ...(['argmin', 'argmax'] as const).map(name => furthest(name)),
  ['ols', { usage: 'ols(y, x, window)', make: ols }],
  ['quantile', { usage: 'quantile(x, q, window)', make: quantileOf }],
  ['since', { usage: 'since(e)', make: since }],
]

function window(name: Aggregate, inputs: 1 | 2): [string, Builtin] {
  const usage = inputs === 1 ? `${name}(x, window)` : `${name}(x, y, window)`
  const make = (use: Use) => {
    const members = name === 'count' ? size(use) : undefined
    if (members) return members
    const of = ticking(use, inputs, usage)
    return of ? over(use, name, of, use.args.at(-1)!) : error
  }
  return [name, { usage, make }]
}

/** `count(trading)`: so many members a universe has. */
function size({ args, span, scope }: Use): Value | undefined {
  const [of] = args
  if (args.length !== 1 || of?.value.kind !== 'universe') return undefined
  const { length } = of.value.universe.members
  return scalar({ op: 'constant', value: length, unit: plain, bare: false }, [], 'number', span, scope)
}

function over(use: Use, name: Aggregate, inputs: readonly Term[], part: Argument): Value {
  const t = aggregate(use, name, inputs, part)
  return t ? { kind: 'scalar', term: t } : error
}

/** The first arguments as numbers that tick; `count` takes anything that does. */
function ticking(use: Use, inputs: number, usage: string, more = 1): readonly Term[] | undefined {
  if (!arity(use, inputs + more, usage)) return undefined
  const terms: Term[] = []
  for (const x of use.args.slice(0, inputs)) {
    const of = use.name === 'count' ? clockOf(x.value) : x.value.kind === 'scalar' ? x.value.term : undefined
    if (!of || !takes(use.name, of.type)) return void wrong(use, x, 'a number')
    terms.push(of)
  }
  return terms
}

/** Times have an order, but no sum; anything that ticks is counted. */
function takes(name: string, type: ScalarType): boolean {
  return type === 'number' || name === 'count' || (type === 'time' && ordering.has(name))
}

const ordering: ReadonlySet<string> = new Set(['min', 'max', 'argmin', 'argmax', 'first', 'last'])

function furthest(name: 'argmin' | 'argmax'): [string, Builtin] {
  const usage = `${name}(x, window)`
  const make = (use: Use) => {
    const of = ticking(use, 1, usage)
    return of ? extreme(use, name, of[0]!, use.args[1]!) : error
  }
  return [name, { usage, make }]
}

function ols(use: Use): Value {
  const of = ticking(use, 2, 'ols(y, x, window)')
  return of ? line(use, of, use.args[2]!) : error
}

function quantileOf(use: Use): Value {
  const of = ticking(use, 1, 'quantile(x, q, window)', 2)
  if (!of) return error
  const [x, q, part] = use.args as [Argument, Argument, Argument]
  const ratio = ratioOf(use.context, q.value, use.scope, q.span)
  return ratio === undefined ? error : quantile(use, of[0]!, use.context.text(x.span), ratio, part)
}

/** Seconds since the last tick of an event; as a window, reset at it. */
function since(use: Use): Value {
  if (!arity(use, 1, 'since(e)')) return error
  const [e] = use.args as [Argument]
  const event = eventOf(use.context, e.value, use.scope, e.span, '`since`')
  return event ? scalar({ op: 'since' }, [event], 'number', use.span, use.scope) : error
}

/** `min(a, b)` of values; `min(x, 20)` over a window, when the second is a whole number from 2, a duration or `since(e)`. */
function smallest(name: 'min' | 'max'): [string, Builtin] {
  const usage = `${name}(x, window)\` or \`${name}(a, b, …)`
  const make = (use: Use): Value => {
    const [first, second, ...rest] = use.args
    if (!first || !second) {
      arity(use, 2, usage)
      return error
    }
    if (rest.length === 0 && isWindow(second.value, first.value, second.written)) {
      const of = ticking(use, 1, usage)
      const { value } = second
      const written = second.written || (value.kind === 'scalar' && isNamed(value.term))
      return of ? over(use, name, of, { ...second, written }) : error
    }
    const terms = scalars(
      use,
      usage,
      use.args.map(() => 'number'),
    )
    if (!terms) return error
    const two = (a: Term, b: Term) => term({ op: 'pointwise', fn: name }, [a, b], 'number', use.span, use.scope)
    return { kind: 'scalar', term: terms.reduce(two) }
  }
  return [name, { usage, make }]
}
