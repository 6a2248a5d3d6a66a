import type { Ident, Span } from '../../grammar/ast/index.ts'
import type { Pointwise } from '../ir/graph.ts'
import type { ScalarType, Term } from '../program/term.ts'
import { plain } from '../program/unit.ts'
import { error, kindText, type Value } from '../program/value.ts'
import { known, knownSize } from './constant.ts'
import { type Context, fail, type Scope, scalar, term } from './context.ts'
import { clockOf } from './events.ts'
import { type WindowName, windowed } from './windows.ts'

export interface Argument {
  readonly name: Ident | undefined
  readonly value: Value
  readonly span: Span
  /** A bare number written on the spot, not passed on from elsewhere. */
  readonly written: boolean
}

/** One call of a kernel operator. */
export interface Use {
  readonly context: Context
  readonly name: string
  readonly args: readonly Argument[]
  readonly span: Span
  readonly scope: Scope
}

interface Builtin {
  readonly usage: string
  readonly make: (use: Use) => Value
}

/** The operators of the kernel that are written as calls. All else is std. */
export const builtins: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ...pointwise('abs', 'abs(x)', ['number'], 'number'),
  ...pointwise('sign', 'sign(x)', ['number'], 'number'),
  ...pointwise('sqrt', 'sqrt(x)', ['number'], 'number'),
  ...pointwise('floor', 'floor(x)', ['number'], 'number'),
  ...pointwise('ceil', 'ceil(x)', ['number'], 'number'),
  ...pointwise('hour', 'hour(time)', ['time'], 'number'),
  ...pointwise('minute', 'minute(time)', ['time'], 'number'),
  ...(['sum', 'mean', 'var', 'std', 'first', 'last'] as const).map(name => window(name)),
  ...(['min', 'max'] as const).map(name => smallest(name)),
  ['prev', { usage: 'prev(x, n)', make: prev }],
  ['latest', { usage: 'latest(x)', make: latest }],
  ['present', { usage: 'present(x)', make: present }],
])

/** Known to the language, not to this version: they get an honest answer. */
const later = new Set(
  'exp log pow cov corr ols argmin argmax quantile ema scan since changed crossed rank top round round_down at_least covered stale disconnected'.split(
    ' ',
  ),
)
for (const name of later) {
  const make = ({ context, scope, span }: Use) => fail(context, 'HVT2011', scope, span, { what: `\`${name}\`` })
  ;(builtins as Map<string, Builtin>).set(name, { usage: name, make })
}

export const builtinNames: ReadonlySet<string> = new Set(builtins.keys())

function pointwise(fn: Pointwise, usage: string, types: readonly ScalarType[], type: ScalarType): [string, Builtin][] {
  const make = (use: Use) => {
    const terms = scalars(use, usage, types)
    return terms ? scalar({ op: 'pointwise', fn }, terms, type, use.span, use.scope) : error
  }
  return [[fn, { usage, make }]]
}

function window(name: WindowName): [string, Builtin] {
  const usage = `${name}(x, window)`
  const make = (use: Use) => (arity(use, 2, usage) ? windowed(use, name, use.args[0]!, use.args[1]!) : error)
  return [name, { usage, make }]
}

/** `min(a, b)` of values; `min(x, 20)` over a window, when the second is a whole number from 2 or a duration. */
function smallest(name: 'min' | 'max'): [string, Builtin] {
  const usage = `${name}(x, window)\` or \`${name}(a, b, …)`
  const make = (use: Use): Value => {
    const [first, second, ...rest] = use.args
    if (!first || !second) {
      arity(use, 2, usage)
      return error
    }
    if (rest.length === 0 && isWindow(second.value))
      return windowed(use, name, first, { ...second, written: second.written || named(second.value) })
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

/**
 * Whether the second argument of `min` and `max` is a window: a duration, a whole number from 2 written as such, or a
 * plain number by name, whatever its value, so that setting a param never changes what the call means.
 */
function isWindow(value: Value): boolean {
  if (value.kind === 'next') return true
  if (value.kind !== 'scalar') return false
  const size = knownSize(value.term)
  if (!size || 'other' in size) return false
  if ('micros' in size || isNamed(value.term)) return true
  return isBare(value.term) && Number.isInteger(size.count) && size.count >= 2
}

const named = (value: Value) => value.kind === 'scalar' && isNamed(value.term)

function isBare({ op }: Term): boolean {
  return op.op === 'constant' && op.unit === plain
}

/** A `const` or `param`, read by its name. */
function isNamed(t: Term): boolean {
  return t.op.op === 'ref' && known(t) !== undefined
}

function prev(use: Use): Value {
  if (!arity(use, 2, 'prev(x, n)')) return error
  const [x, n] = use.args as [Argument, Argument]
  const size = n.value.kind === 'scalar' ? knownSize(n.value.term) : undefined
  if (!size) return fail(use.context, 'HVT2103', use.scope, n.span, { what: 'the number of ticks' })
  if ('other' in size)
    return fail(use.context, 'HVT2203', use.scope, n.span, {
      what: 'the number of ticks',
      wanted: 'a whole number',
      found: size.other,
    })
  if (!('count' in size) || !Number.isInteger(size.count) || size.count < 1 || size.count > 1e6)
    return fail(use.context, 'HVT2104', use.scope, n.span, {
      what: 'the number of ticks',
      problem: 'is no whole number from 1 to 1,000,000',
    })
  const of = clockOf(x.value)
  if (x.value.kind !== 'scalar' || !of) return wrong(use, x, 'a number')
  return scalar({ op: 'prev', n: size.count }, [of], of.type, use.span, use.scope)
}

/** A level made of an event: its value at its last tick. */
function latest(use: Use): Value {
  if (!arity(use, 1, 'latest(x)')) return error
  const [x] = use.args as [Argument]
  if (x.value.kind !== 'scalar') return wrong(use, x, 'a number')
  return scalar({ op: 'prev', n: 0 }, [x.value.term], x.value.term.type, use.span, use.scope)
}

function present(use: Use): Value {
  if (!arity(use, 1, 'present(x)')) return error
  const [x] = use.args as [Argument]
  if (x.value.kind !== 'scalar') return wrong(use, x, 'a value')
  return scalar({ op: 'present' }, [x.value.term], 'bool', use.span, use.scope)
}

function scalars(use: Use, usage: string, types: readonly ScalarType[]): readonly Term[] | undefined {
  if (!arity(use, types.length, usage)) return undefined
  const terms: Term[] = []
  for (const [i, arg] of use.args.entries()) {
    const ok = arg.value.kind === 'scalar' && (arg.value.term.type === types[i] || arg.value.term.op.op === 'error')
    if (!ok) return void wrong(use, arg, types[i] === 'time' ? 'a time' : 'a number')
    if (arg.value.kind === 'scalar') terms.push(arg.value.term)
  }
  return terms
}

function arity({ context, scope, span, name, args }: Use, wanted: number, usage: string): boolean {
  const named = args.find(arg => arg.name)
  if (args.length === wanted && !named) return true
  const problem = named
    ? `has no argument \`${named.name!.name}\``
    : `takes ${wanted === 1 ? 'one argument' : `${wanted} arguments`}, found ${args.length}`
  fail(context, 'HVT2102', scope, span, { name, problem, usage })
  return false
}

function wrong(use: Use, arg: Argument, wanted: string): Value {
  return fail(use.context, 'HVT2101', use.scope, arg.span, {
    what: `\`${use.name}\``,
    wanted,
    found: kindText(arg.value),
  })
}
