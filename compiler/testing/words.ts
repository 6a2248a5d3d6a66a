import type { Call, Expr } from '../../grammar/ast/index.ts'
import { type ChannelOf, given } from '../acting/given.ts'
import { wordOf } from '../acting/words.ts'
import { type Context, childScope, type Engine, fail, type Scope } from '../elaborate/context.ts'
import type { Acting } from '../ir/acting.ts'
import type { Quote } from '../ir/orders.ts'
import type { Terms } from '../program/acting.ts'
import { fixed } from '../program/keys.ts'
import type { Term } from '../program/term.ts'
import { plain } from '../program/unit.ts'
import { error, kindText, type Value } from '../program/value.ts'
import { cycleBelow, under } from './reached.ts'

/** A scope in which the words of tests mean something: `orders`, `working(c, bid)`, `count` of them. */
export function testScope(root: Scope): Scope {
  const scope = childScope(root)
  const span = root.file.decls[0]?.span ?? { file: '', start: 0, end: 0 }
  const self = given({ what: 'orders', of: fixed(''), stream: 'level' }, 'count', 'number', plain, span, scope)
  const orders: Value = { kind: 'record', what: 'orders', fields: new Map(), self }
  scope.names.set('orders', { kind: 'value', value: () => orders, span })
  scopes.add(scope)
  return scope
}

/** What acts in a program: units of orders are those of its prices and sizes. */
export function remember(context: Context, of: Acting<Terms>): void {
  acting.set(context, of)
}

const acting = new WeakMap<Context, Acting<Terms>>()
const scopes = new WeakSet<Scope>()
const sides = ['bid', 'ask'] as const

/** The engine with the calls of tests. */
export function withTestWords(engine: Engine): Engine {
  return {
    ...engine,
    call: (context, call, scope) => testCall(context, call, scope) ?? engine.call(context, call, scope),
  }
}

function testCall(context: Context, call: Call, scope: Scope): Value | undefined {
  const name = call.of.kind === 'name' && isTest(scope) ? call.of.name : ''
  const args = call.args.flatMap(arg => (arg.kind === 'positional' && !arg.panes ? [arg.value] : []))
  const [first, second] = args
  if (name === 'working' && first) return working(context, call, first, second, scope)
  if (name !== 'count' || args.length !== 1 || call.args.length !== 1) return undefined
  const value = ordersNamed(first!) ? context.expression(first!, scope) : undefined
  return value?.kind === 'record' && value.self ? { kind: 'scalar', term: value.self } : value
}

/** Only these are looked at before the call is taken as that of the aggregate. */
function ordersNamed(expr: Expr): boolean {
  if (expr.kind === 'call') return ordersNamed(expr.of)
  return expr.kind === 'name' && (expr.name === 'orders' || expr.name === 'working')
}

/** `working(carry[ADA], bid)`: the orders that a cycle has at a venue, of one side or both. */
function working(context: Context, call: Call, of: Expr, side: Expr | undefined, scope: Scope): Value {
  const value = context.expression(of, scope)
  if (value.kind === 'error') return error
  const cycle = value.kind === 'record' && value.self ? cycleBelow(value.self) : undefined
  if (!cycle)
    return fail(context, 'HVT2101', scope, of.span, {
      what: '`working`',
      wanted: 'a cycle with its keys',
      found: kindText(value),
    })
  const word = side?.kind === 'name' ? wordOf(context, side, sides, '`working`', scope) : undefined
  if (side && side.kind !== 'name') {
    const found = kindText(context.expression(side, scope))
    return fail(context, 'HVT2101', scope, side.span, { what: '`working`', wanted: sides.join(' or '), found })
  }
  if (side && !word) return error
  const reached = value.kind === 'record' ? value.self! : cycle
  const channel: ChannelOf = { ...channelOf(cycle, word), stream: 'level' }
  const like = quoteOf(context, nameOf(cycle), word)
  // What was wrong with its quotes has been told.
  const isBroken = !like && isPartial(context, nameOf(cycle))
  const number = (field: string, of: Term | undefined): [string, () => Value][] => {
    if (isBroken) return [[field, () => error]]
    const inner = given(channel, field, 'number', plain, call.span, scope)
    if (!of || inner.op.op !== 'given') return []
    const as: Term = { ...inner, op: { op: 'given', given: { ...inner.op.given, like: of } } }
    return [[field, () => ({ kind: 'scalar', term: under(reached, as) })]]
  }
  const fields = new Map([...number('price', like?.terms.at[0]), ...number('size', like?.terms.values.size)])
  const self = under(reached, given(channel, 'count', 'number', plain, call.span, scope))
  return { kind: 'record', what: 'orders', fields, self }
}

/** `working bid of cycle carry` of its keys. */
function channelOf(cycle: Term, side: string | undefined): Pick<ChannelOf, 'what' | 'of'> {
  const of = cycle.op.op === 'given' ? cycle.op.given.of : fixed('')
  return { what: `working ${side ?? 'orders'} of cycle ${nameOf(cycle)}`, of }
}

const nameOf = ({ op }: Term) => (op.op === 'given' ? op.given.what.slice('cycle '.length) : '')

/** The first quote of a cycle on a side: its price and size say the units. */
function quoteOf(context: Context, cycle: string, side: string | undefined): Quote<Terms> | undefined {
  const quotes = statesOf(context, cycle).flatMap(state =>
    state.actions.flatMap(act => (act.kind === 'quote' ? [act] : [])),
  )
  return quotes.find(quote => !side || quote.side === side || quote.side === 'both')
}

function isPartial(context: Context, cycle: string): boolean {
  const states = statesOf(context, cycle)
  return states.length === 0 || states.some(({ partial }) => partial)
}

function statesOf(context: Context, cycle: string) {
  return acting.get(context)?.cycles.find(({ name }) => name === cycle)?.states ?? []
}

function isTest(scope: Scope | undefined): boolean {
  return scope !== undefined && (scopes.has(scope) || isTest(scope.parent))
}
