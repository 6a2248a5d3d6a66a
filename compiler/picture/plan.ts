import type { Inputs } from '../ir/acting.ts'
import type { Graph } from '../ir/graph.ts'
import { inputsIn } from '../ir/inputs.ts'
import type { Action } from '../ir/orders.ts'
import type { BoxKind } from './picture.ts'

/** Something that acts, learns or guards, and the nodes that it looks at. */
export interface Acts {
  readonly kind: BoxKind
  readonly title: string
  readonly detail: string
  readonly region: number
  readonly nodes: readonly number[]
}

/** What a strategy does, each thing a box. */
export function actsOf({ acting }: Graph): readonly Acts[] {
  if (!acting) return []
  const box = <T extends { readonly place: Inputs['place'] }>(
    kind: BoxKind,
    item: T,
    title: string,
    detail: string,
  ): Acts => ({
    kind,
    title,
    detail,
    region: item.place.region,
    nodes: [...new Set(inputsIn(item).map(({ node }) => node))],
  })
  return [
    ...acting.standing.map(item => box('order', item, nameOf(item.act), 'stands')),
    ...acting.reactions.map(item => box('order', item, item.actions.map(nameOf).join(', '), 'reacts')),
    ...acting.cycles.map(item =>
      box('order', item, `cycle ${item.name}`, item.states.map(state => state.name).join(', ')),
    ),
    ...acting.portfolios.map(item => box('order', item, `portfolio ${item.name}`, '')),
    ...acting.models.map(item => box('model', item, `model ${item.name}`, `${item.family} of ${item.predicts}`)),
    ...acting.alerts.map(item => box('alert', item, 'alert', item.via.join(', '))),
    ...acting.risk.map(item => box('risk', item, item.kind === 'limit' ? `limit ${item.of}` : item.kind, '')),
  ]
}

function nameOf(act: Action<Inputs>): string {
  switch (act.kind) {
    case 'trade':
      return `trade ${act.name ?? ''}`.trim()
    case 'quote':
      return `quote ${act.side}`
    case 'retrain':
      return `retrain ${act.model}`
    default:
      return act.kind
  }
}
