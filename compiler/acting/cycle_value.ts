import type { Cycle as CycleDecl, State as StateDecl } from '../../grammar/ast/index.ts'
import { choiceNumber } from '../elaborate/choices.ts'
import { type Context, fail, type Scope, scalar, term } from '../elaborate/context.ts'
import { map, memberText } from '../program/keys.ts'
import type { Term } from '../program/term.ts'
import { plain, seconds } from '../program/unit.ts'
import { error, kindText, type Value } from '../program/value.ts'
import { reportingUnit } from './account.ts'
import { bool, not } from './conditions.ts'
import { type ChannelOf, given, keysText } from './given.ts'

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
    ['done', () => eventValue(done(context, decl, scope))],
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
  const channel = movesOf(decl, scope)
  const words = statesOf(decl).map(state => choiceNumber(context, state.name.name))
  return given(channel, field, 'choice', plain, decl.name.span, scope, words)
}

function movesOf(decl: CycleDecl, scope: Scope): ChannelOf {
  return { what: `cycle ${decl.name.name}`, of: keysText(scope.key), stream: 'event' }
}

/** The event of coming back to rest: it begins there, with nothing done. */
function done(context: Context, decl: CycleDecl, scope: Scope): Term {
  const rest = entered(context, decl, decl.body.find(isState)!, scope)
  const { span } = decl.name
  const left = bool({ op: 'present' }, [movement(context, decl, 'from', scope)], span, scope)
  return term({ op: 'filter', name: `${decl.name.name}.done` }, [rest, left], 'time', span, scope)
}

/** The event of beginning one state: `to back` resumes it, with what was taken when it began. */
export function begun(decl: CycleDecl, { name: { name, span } }: StateDecl, entry: Term, scope: Scope): Term {
  const resumed = given(movesOf(decl, scope), 'resumed', 'bool', plain, span, scope)
  const anew = not(resumed, span, scope)
  return term({ op: 'filter', name: `${decl.name.name}.${name} begun` }, [entry, anew], 'time', span, scope)
}

/** The event of entering one state, also by `to back`. */
export function entered(context: Context, decl: CycleDecl, state: StateDecl, scope: Scope): Term {
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

export function statesOf(decl: CycleDecl): readonly StateDecl[] {
  return decl.body.filter(isState)
}

function isState(item: CycleDecl['body'][number]): item is StateDecl {
  return item.kind === 'state'
}

const noKeys = () => {
  throw new Error('a fixed text asked for a key')
}
