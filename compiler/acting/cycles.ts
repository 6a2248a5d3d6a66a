import type { Action, Cycle as CycleDecl, State as StateDecl, To } from '../../grammar/ast/index.ts'
import { nearest } from '../../grammar/diagnostics/nearest.ts'
import { childScope, fail, type Scope } from '../elaborate/context.ts'
import type { Cycle, State } from '../ir/acting.ts'
import type { Terms } from '../program/acting.ts'
import type { Term } from '../program/term.ts'
import { plain } from '../program/unit.ts'
import type { Value } from '../program/value.ts'
import { actions, withLets } from './actions.ts'
import type { Collector } from './collect.ts'
import { marketOf } from './conditions.ts'
import { begun, entered, statesOf } from './cycle_value.ts'
import { type ChannelOf, given, keysText } from './given.ts'
import { own } from './scope.ts'
import { way } from './trades.ts'

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
  for (const { name: state } of states)
    if (state.name === 'back')
      fail(context, 'HVT2417', outer, state.span, {
        what: 'the name of a state',
        must: 'another: `to back` leads to the state before',
        found: '`back`',
      })
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
  const entry = entered(context, decl, state, outer)
  const marks = new Map([['entry', begun(decl, state, entry, outer)]])
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
  const watch = { begun: entry, values: valuesOf(acts, state, scope) }
  const exits = state.body
    .filter(item => item.kind === 'to')
    .flatMap(to => {
      const target = destination(collector, decl, state, to, outer)
      return target === undefined ? [] : [{ ...way(collector, to.edge, watch, scope), to: target }]
    })
  const written = state.body.filter(({ kind }) => kind !== 'let' && kind !== 'to').length
  const { file, start, end } = state.name.span
  const is = { name: state.name.name, span: [file, start, end] as const, actions: acts, exits }
  return { ...is, ...(acts.length < written && { partial: true as const }) }
}

/** `to closing`, `to back`: the number of the state, -1 for back. */
function destination(
  { context }: Collector,
  decl: CycleDecl,
  from: StateDecl,
  { state }: To,
  scope: Scope,
): number | undefined {
  const known = statesOf(decl).map(s => s.name.name)
  const index = known.indexOf(state.name)
  if (state.name === 'back' && index < 0 && known[0] === from.name.name && !goesOn(from))
    fail(context, 'HVT2419', scope, state.span, { state: from.name.name })
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

/** Whether a way leads to a state that is named. */
function goesOn({ name, body }: StateDecl): boolean {
  return body.some(item => item.kind === 'to' && item.state.name !== 'back' && item.state.name !== name.name)
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
