import type { GraphActing, Inputs, RiskRule } from '../ir/acting.ts'
import type { Graph } from '../ir/graph.ts'
import { type Input, inputsIn } from '../ir/inputs.ts'
import type { Action, Piece, Quote, Target, Trade } from '../ir/orders.ts'
import { contentOf } from './contents.ts'
import type { Known } from './known.ts'

/** What a strategy does and keeps up, one declaration each. */
export interface Entry {
  readonly kind: EntryKind
  /** Without numbers of nodes and places in the text, so that it is the same in another version: `target a[BTC/USD]`. */
  readonly name: string
  readonly span: readonly [string, number, number]
  /** By keys: all that it does there. */
  readonly contents: ReadonlyMap<string, string>
  readonly inputs: readonly Input[]
  /** Of a reaction: what makes it act. */
  readonly event?: Input
  /** Of a cycle or a phase: where it may be other than at rest. */
  readonly states?: readonly string[]
}

export type EntryKind =
  | ('quote' | 'target' | 'portfolio' | 'cycle' | 'phase' | 'reaction' | 'trade')
  | ('risk' | 'label' | 'model' | 'alert' | 'pairs')

export function entriesOf(known: Known): readonly Entry[] {
  const { acting } = known.graph
  if (!acting) return []
  const entry = (
    kind: EntryKind,
    name: string,
    item: { readonly place: Inputs['place']; readonly span: Entry['span'] },
    is: object = item,
  ): Entry => ({ kind, name, span: item.span, contents: contentsOf(known, item.place, is), inputs: inputsIn(is) })
  const trades = (item: GraphActing['reactions' | 'cycles'][number], actions: readonly Action<Inputs>[], of: string) =>
    actions.flatMap(act => (act.kind === 'trade' ? [entry('trade', tradeName(act, of), item, act)] : []))
  return [
    ...acting.standing.map(item => entry(item.act.kind, standingName(known.graph, item.act, item.place), item)),
    ...acting.portfolios.map(item => ({
      ...entry('portfolio', item.name, item),
      contents: new Map([['', allOf(known, item)]]),
    })),
    ...acting.cycles.flatMap(item => [
      { ...entry('cycle', item.name, item, byNames(item)), states: item.states.slice(1).map(({ name }) => name) },
      ...item.states.flatMap(({ name, actions }) => trades(item, actions, `${item.name}.${name}`)),
    ]),
    ...acting.phases.map(item => ({ ...entry('phase', item.name, item), states: item.steps })),
    ...acting.reactions.flatMap(item => {
      const name = `on ${eventName(known.graph, item.event)}`
      return [{ ...entry('reaction', name, item), event: item.event }, ...trades(item, item.actions, name)]
    }),
    ...acting.risk.map(item => entry('risk', riskName(item), item)),
    ...acting.labels.map(item => entry('label', item.name, item)),
    ...acting.models.map(item => entry('model', item.name, item)),
    ...acting.alerts.map(item => entry('alert', textOf(item.text), item)),
    ...acting.pairs.map(item => entry('pairs', perKeys(item.place), item)),
  ]
}

function contentsOf(known: Known, { region }: Inputs['place'], is: object): Map<string, string> {
  const content = contentOf(known, is)
  return new Map(known.graph.regions[region]!.instances.map((keys, instance) => [keys.join(), content(instance)]))
}

/** A cycle whose ways lead to names, not numbers, of states. */
function byNames({ states, ...rest }: GraphActing['cycles'][number]): object {
  const ways = (exits: (typeof states)[number]['exits']) =>
    exits.map(({ to, ...way }) => ({ ...way, to: states[to]?.name ?? 'back' }))
  return { ...rest, states: states.map(({ exits, ...state }) => ({ ...state, exits: ways(exits) })) }
}

/** A portfolio is one, of all its members. */
function allOf(known: Known, { on, ranks, sizing, ...outer }: GraphActing['portfolios'][number]): string {
  const members = contentsOf(known, outer.members, { on, ranks, sizing })
  return [...contentsOf(known, outer.place, outer), ...members].map(pair => pair.join(' ')).join('\n')
}

const perKeys = ({ keys }: Inputs['place']) => (keys.length > 0 ? `per ${keys.join(', ')}` : '')

function standingName(graph: Graph, act: Quote<Inputs> | Target<Inputs>, place: Inputs['place']): string {
  const what = act.kind === 'quote' ? act.side : act.of.kind
  if (place.keys.length > 0) return `${what} ${perKeys(place)}`
  const of = act.kind === 'quote' ? act : act.of
  if (!('on' in of)) return `${what} ${of.venue[0]} ${of.asset[0]}`
  const { venue, symbol } = graph.instruments[of.on[0]!]!
  return `${what} ${graph.venues[venue]!.name}[${symbol}]`
}

const tradeName = ({ name }: Trade<Inputs>, of: string) => name ?? `of ${of}`

/** The signal or record that it is, else the operator that ticks. */
function eventName({ outputs, nodes }: Graph, { node }: Input): string {
  return outputs.find(({ kind, trigger }) => kind === 'signal' && trigger.node === node)?.name ?? nodes[node]!.op.op
}

function riskName(rule: RiskRule<Inputs>): string {
  if (rule.kind === 'limit') return `limit ${rule.of}`
  return rule.kind === 'veto' ? `veto ${textOf(rule.text)}` : rule.kind
}

const textOf = (text: readonly Piece<Inputs>[]) =>
  JSON.stringify(text.map(piece => (typeof piece === 'string' ? piece : '{}')).join(''))
