import type { Decl, Pair as PairDecl, Span } from '../../grammar/ast/index.ts'
import type { Context, Scope } from '../elaborate/context.ts'
import { childScope, fail } from '../elaborate/context.ts'
import { eventOf } from '../elaborate/events.ts'
import type { Placed } from '../elaborate/scopes.ts'
import type { Acting, Label, Pair, Reaction } from '../ir/acting.ts'
import type { ActingProgram, Terms, Written } from '../program/acting.ts'
import { horizonOf } from '../program/horizon.ts'
import { known } from '../program/known.ts'
import type { StreamDecl } from '../program/program.ts'
import { seconds } from '../program/unit.ts'
import { actions, withLets } from './actions.ts'
import { type Collector, wanted } from './collect.ts'
import { cycle } from './cycles.ts'
import { inDeclaredOrder } from './declared_order.ts'
import { numbersOf } from './labels.ts'
import { model } from './models.ts'
import { quote, target } from './orders.ts'
import { withPayload } from './payload.ts'
import { rowsWaiting } from './pending.ts'
import { stepsOf } from './phases.ts'
import { portfolio } from './portfolios.ts'
import { risk } from './risk.ts'
import { settled } from './settle.ts'
import { alert } from './texts.ts'
import { entryOf } from './trades.ts'

/** What declares no more than a stream. */
const streams: ReadonlySet<Decl['kind']> = new Set([
  'let',
  'feature',
  'signal',
  'record',
  'param',
  'fn',
  'venue',
  'universe',
])

/** Elaborates the declarations that act on streams; streams themselves are done. */
export function act(context: Context, placed: readonly Placed[]): ActingProgram {
  const written: Written[] = []
  const collector: Collector = { context, written }
  // The order in which declarations were written changes nothing.
  const sorted = inDeclaredOrder(placed.filter(({ decl }) => !streams.has(decl.kind)))
  const of = <K extends Decl['kind'], T>(
    kind: K,
    make: (decl: Extract<Decl, { kind: K }>, scope: Scope) => T | undefined,
  ) =>
    sorted.flatMap(({ decl, scope }) =>
      decl.kind === kind ? (make(decl as Extract<Decl, { kind: K }>, scope) ?? []) : [],
    ) as (T extends readonly (infer U)[] ? U : T)[]
  const acting: Acting<Terms> = {
    standing: [
      ...of('quote', (decl, scope) => placing(quote(collector, decl, scope), decl.span, scope, act => ({ act }))),
      ...of('target', (decl, scope) => placing(target(collector, decl, scope), decl.span, scope, act => ({ act }))),
    ],
    reactions: of('on', (decl, scope) => reaction(collector, decl, scope)),
    cycles: of('cycle', (decl, scope) => placing(cycle(collector, decl, scope), decl.name.span, scope)),
    portfolios: of('portfolio', (decl, scope) => placing(portfolio(collector, decl, scope), decl.name.span, scope)),
    alerts: of('alert', (decl, scope) => placing(alert(collector, decl, scope), decl.span, scope)),
    risk: risk(
      collector,
      sorted.flatMap(({ decl, scope }) => (decl.kind === 'risk' ? [{ decl, scope }] : [])),
    ),
    phases: of('phase', (decl, scope) => {
      const value = context.done.get(decl)
      const is = value?.kind === 'scalar' ? value.term : undefined
      const steps = decl.steps.map(step => step.name.name)
      return is && placing({ name: decl.name.name, steps, is }, decl.name.span, scope)
    }),
    labels: of('label', (decl, scope) => label(collector, decl, scope)),
    models: of('model', (decl, scope) => placing(model(collector, decl, scope), decl.name.span, scope)),
    pairs: of('pair', (decl, scope) => placing(pair(collector, decl, scope), decl.span, scope)),
  }
  return { ...acting, written }
}

/** Records whose later columns say when they are known: so long after the row. */
export function withOutcomes(context: Context, streams: readonly StreamDecl[], scope: Scope): readonly StreamDecl[] {
  return streams.map(decl => {
    if (decl.kind !== 'record' || decl.later.length === 0) return decl
    const later = decl.later.map(column => {
      const is = settled(context, column.term, rowsWaiting(context, decl.event, column.term), scope)
      return is ? { ...column, settled: is } : column
    })
    return { ...decl, later }
  })
}

/** With the place where it stands. */
function placing<T extends object, U extends object = T>(
  is: T | undefined,
  span: Span,
  scope: Scope,
  of: (is: T) => U = is => is as unknown as U,
): (U & { readonly place: Scope['key']; readonly span: readonly [string, number, number] }) | undefined {
  return is && { ...of(is), place: scope.key, span: [span.file, span.start, span.end] }
}

/** `on e when c { … }`; `on mode` of a phase: at each of its steps. */
function reaction(collector: Collector, decl: Extract<Decl, { kind: 'on' }>, outer: Scope): readonly Reaction<Terms>[] {
  const { context, written } = collector
  const value = context.expression(decl.event, outer)
  const steps = stepsOf(value)
  const found = steps ? undefined : eventOf(context, value, outer, decl.event.span, '`on`')
  const when = decl.when && wanted(collector, decl.when, 'bool', 'the condition of `on`', outer)
  return (steps ?? (found ? [found] : [])).flatMap(event => {
    written.push({ term: event, use: '`on`', span: decl.event.span })
    const entry = entryOf(decl, event, when, outer)
    const inside = childScope(outer, { marks: new Map([['entry', entry]]) })
    const scope = withLets(collector, decl.body, withPayload(context, value, event, entry, inside))
    const made = actions(collector, decl.body, scope)
    return placing({ event, actions: made, ...(when && { when }) }, decl.span, outer) ?? []
  })
}

function label(collector: Collector, decl: Extract<Decl, { kind: 'label' }>, scope: Scope): Label<Terms> | undefined {
  const { context } = collector
  const value = context.done.get(decl)
  const columns = value && numbersOf(decl.name.name, value)
  if (!columns || columns.size === 0) return undefined
  const event = decl.for && context.expression({ kind: 'name', ...decl.for }, scope)
  const rows = event?.kind === 'record' ? event.event : event?.kind === 'scalar' ? event.term : undefined
  return placing(
    {
      name: decl.name.name,
      columns: [...columns].map(([name, term]) => {
        collector.written.push({ term, use: `label \`${decl.name.name}\``, span: term.span, hindsight: true })
        const is = rows && settled(context, term, rowsWaiting(context, rows, term), scope)
        return { name, after: horizonOf(term), ...(is && { settled: is }) }
      }),
    },
    decl.name.span,
    scope,
  )
}

function pair(collector: Collector, decl: PairDecl, scope: Scope): Omit<Pair<Terms>, 'place' | 'span'> | undefined {
  const when = wanted(collector, decl.when, 'bool', 'the evidence of a pair', scope)
  const keep = decl.keep && wanted(collector, decl.keep, 'number', '`keep`', scope, [seconds], 'a value above zero')
  const most = decl.most && mostOf(collector, decl.most, scope)
  return when && { when, ...(keep && { keep }), ...(most && { most }) }
}

function mostOf(collector: Collector, { count, by }: NonNullable<PairDecl['most']>, scope: Scope): Pair<Terms>['most'] {
  const rank = wanted(collector, by, 'number', '`by`', scope)
  const value = collector.context.expression(count, scope)
  const number = value.kind === 'scalar' ? known(value.term) : undefined
  if (number === undefined || !Number.isInteger(number) || number < 1) {
    if (value.kind !== 'error')
      fail(collector.context, 'HVT2104', scope, count.span, {
        what: '`at most`',
        problem: 'is no whole number from 1 on',
      })
    return undefined
  }
  return rank && { count: number, by: rank }
}
