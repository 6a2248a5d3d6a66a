import type { Action, Cycle as CycleDecl, State as StateDecl, To } from '../../grammar/ast/index.ts'
import { nearest } from '../../grammar/diagnostics/nearest.ts'
import { choiceNumber } from '../elaborate/choices.ts'
import { type Context, childScope, fail, type Scope, scalar, term } from '../elaborate/context.ts'
import type { Cycle, State } from '../ir/acting.ts'
import type { Terms } from '../program/acting.ts'
import { map, memberText } from '../program/keys.ts'
import type { Term } from '../program/term.ts'
import { plain, seconds } from '../program/unit.ts'
import { error, kindText, type Value } from '../program/value.ts'
import { reportingUnit } from './account.ts'
import { actions, withLets } from './actions.ts'
import type { Collector } from './collect.ts'
import { bool, marketOf } from './conditions.ts'
import { type ChannelOf, given, keysText } from './given.ts'
import { own } from './scope.ts'
import { way } from './trades.ts'

/** What is read of a cycle under its name: its state, what it did and what that brought. */
export function cycleValue(context: Context, decl: CycleDecl, scope: Scope): Value {
  const { span } = decl.name
  const words = statesOf(decl).map(state => choiceNumber(context, state.name.name))
  const moved = movement(context, decl, 'state', scope)
  const of = keysText(scope.key)
  const account: ChannelOf = { what: `account of cycle ${decl.name.name}`, of, stream: 'level' }
  const latest = (event: Term): Value => scalar({ op: 'prev', n: 0 }, [event], 'choice', span, scope)
  const number = (field: string) => (): Value => ({
    kind: 'scalar',
    term: given(account, field, 'number', plain, span, scope),
  })
  const money = (field: string) => (): Value => {
    const unit = reportingUnit(context, span, scope)
    return unit ? { kind: 'scalar', term: given(account, field, 'number', unit, span, scope) } : error
  }
  const fields = new Map<string, () => Value>([
    ['from', () => latest(movement(context, decl, 'from', scope))],
    ['done', () => eventValue(entered(context, decl, decl.body.find(isState)!, scope))],
    ['moved', () => eventValue(moved)],
    ['working', number('working')],
    ...['edge', 'fees', 'slippage', 'transfer_cost', 'profit'].map(name => [name, money(name)] as const),
    ['time_in', () => timeIn(context, decl, account, scope)],
    ['profit_of', () => profitOf(context, decl, scope)],
  ])
  const self = term({ op: 'prev', n: 0 }, [moved], 'choice', span, scope)
  return words.length > 0 ? { kind: 'record', what: 'a cycle', fields, event: moved, self } : error
}

const eventValue = (event: Term): Value => ({ kind: 'scalar', term: event })

/** The event of its moves, with the state that it goes to or came from. */
function movement(context: Context, decl: CycleDecl, field: 'state' | 'from', scope: Scope): Term {
  const channel: ChannelOf = { what: `cycle ${decl.name.name}`, of: keysText(scope.key), stream: 'event' }
  const words = statesOf(decl).map(state => choiceNumber(context, state.name.name))
  return given(channel, field, 'choice', plain, decl.name.span, scope, words)
}

/** The event of entering one state. */
function entered(context: Context, decl: CycleDecl, state: StateDecl, scope: Scope): Term {
  const moved = movement(context, decl, 'state', scope)
  const { name, span } = state.name
  const value = choiceNumber(context, name)
  const itself = term({ op: 'constant', value, unit: plain, bare: false }, [], 'choice', span, scope)
  const there = bool({ op: 'pointwise', fn: 'eq' }, [moved, itself], span, scope)
  return term({ op: 'filter', name: `${decl.name.name}.${name}` }, [moved, there], 'time', span, scope)
}

/** `carry.time_in(moving)`: how long it was in a state, since it last left rest. */
function timeIn(context: Context, decl: CycleDecl, account: ChannelOf, scope: Scope): Value {
  const words = statesOf(decl).map(state => state.name.name)
  const call = (of: Value, span: CycleDecl['span']): Value => {
    const state = of.kind === 'text' && of.is.keys.length === 0 ? of.is.at(noKeys) : undefined
    if (state) return { kind: 'scalar', term: given(account, `time in ${state}`, 'number', seconds, span, scope) }
    const found = kindText(of)
    return fail(context, 'HVT2101', scope, span, { what: '`time_in`', wanted: words.join(' or '), found })
  }
  return { kind: 'method', usage: `${decl.name.name}.time_in(state)`, call, words }
}

/** `fetch.profit_of(perp)`: the part of its profit that was made at one instrument. */
function profitOf(context: Context, decl: CycleDecl, scope: Scope): Value {
  const call = (of: Value, span: CycleDecl['span']): Value => {
    const unit = reportingUnit(context, span, scope)
    if (of.kind !== 'instrument')
      return fail(context, 'HVT2101', scope, span, {
        what: '`profit_of`',
        wanted: 'an instrument',
        found: kindText(of),
      })
    const whose = map(of.ref.is, memberText)
    const channel: ChannelOf = { what: `profit of cycle ${decl.name.name}`, of: whose, stream: 'level' }
    return unit ? { kind: 'scalar', term: given(channel, 'profit', 'number', unit, span, scope) } : error
  }
  return { kind: 'method', usage: `${decl.name.name}.profit_of(instrument)`, call }
}

/** States with what they want and how they are left. */
export function cycle(collector: Collector, decl: CycleDecl, outer: Scope): Pick<Cycle<Terms>, 'name' | 'states'> {
  const { context } = collector
  const name = decl.name.name
  const itself = own(childScope(outer), { name: `cycle ${name}`, of: keysText(outer.key) })
  const scope = withLets(collector, decl.body, itself)
  const states = statesOf(decl)
  for (const [k, { name: state }] of states.entries())
    if (states.findIndex(other => other.name.name === state.name) < k)
      fail(context, 'HVT2002', outer, state.span, { name: state.name })
  if (states.length === 0)
    fail(context, 'HVT2414', outer, decl.name.span, { what: 'a cycle', lacks: 'states', example: 'state idle { … }' })
  return { name, states: states.map(state => stateOf(collector, decl, state, scope, outer)) }
}

function stateOf(
  collector: Collector,
  decl: CycleDecl,
  state: StateDecl,
  cycleScope: Scope,
  outer: Scope,
): State<Terms> {
  const { context } = collector
  const begun = entered(context, decl, state, outer)
  const marks = new Map([['entry', begun]])
  const inside = childScope(cycleScope, { marks })
  for (const [word, type] of [
    ['arrived', 'bool'],
    ['filled', 'bool'],
  ] as const) {
    const channel: ChannelOf = { what: `tasks of cycle ${decl.name.name}`, of: keysText(outer.key), stream: 'level' }
    const value = (): Value => ({ kind: 'scalar', term: given(channel, word, type, plain, state.name.span, outer) })
    inside.names.set(word, { kind: 'value', value, span: state.name.span })
  }
  const scope = withLets(collector, state.body, inside)
  const acts = actions(
    collector,
    state.body.filter((item): item is Action => item.kind !== 'to'),
    scope,
  )
  const watch = { begun, values: valuesOf(acts, state, scope) }
  const exits = state.body
    .filter(item => item.kind === 'to')
    .flatMap(to => {
      const target = destination(collector, decl, to, outer)
      return target === undefined ? [] : [{ ...way(collector, to.edge, watch, scope), to: target }]
    })
  const written = state.body.filter(({ kind }) => kind !== 'let' && kind !== 'to').length
  return { name: state.name.name, actions: acts, exits, ...(acts.length < written && { partial: true as const }) }
}

/** `to closing`, `to back`: the number of the state, -1 for back. */
function destination({ context }: Collector, decl: CycleDecl, { state }: To, scope: Scope): number | undefined {
  const known = statesOf(decl).map(s => s.name.name)
  const index = known.indexOf(state.name)
  if (index >= 0) return index
  if (state.name === 'back') return -1
  fail(context, 'HVT2009', scope, state.span, {
    of: `cycle \`${decl.name.name}\``,
    name: state.name,
    known: [...known, 'back'].join(', '),
    suggestion: nearest(state.name, known),
  })
  return undefined
}

/** What a state works with: prices, sizes and markets of its quotes and targets. */
function valuesOf(acts: State<Terms>['actions'], { span }: StateDecl, scope: Scope): readonly Term[] {
  return acts.flatMap(act => {
    if (act.kind === 'quote')
      return [
        ...act.terms.at,
        ...(act.terms.values.size ? [act.terms.values.size] : []),
        ...marketOf(act.on, span, scope),
      ]
    if (act.kind !== 'target') return []
    return [act.is, ...(act.of.kind === 'position' ? marketOf(act.of.on, span, scope) : [])]
  })
}

function statesOf(decl: CycleDecl): readonly StateDecl[] {
  return decl.body.filter(isState)
}

function isState(item: CycleDecl['body'][number]): item is StateDecl {
  return item.kind === 'state'
}

const noKeys = () => {
  throw new Error('a fixed text asked for a key')
}
