import type { Graph } from '../../../compiler/ir/graph.ts'
import type { StreamName } from '../../../compiler/ir/streams.ts'

/**
 * What the strategy reads of an instrument and a market does not have. Bars are made of trades or come as such, so they lack
 * nothing where either is there; trades that are read beside them do.
 */
export function lacking(graph: Graph, instrument: number, has: ReadonlySet<StreamName | undefined>): StreamName[] {
  const missing = graph.instruments[instrument]!.streams.filter(stream => !has.has(stream))
  if (has.has('trades')) return missing.filter(stream => stream !== 'bar')
  if (!missing.includes('trades')) return missing
  const isMade = graph.instruments[instrument]!.streams.includes('bar')
  if (!isMade || readsTrades(graph, instrument)) return missing.filter(stream => stream !== 'bar')
  return has.has('bar') ? missing.filter(stream => stream !== 'trades') : missing.filter(stream => stream !== 'bar')
}

/** Whether anything but bars takes the trades of an instrument. */
function readsTrades(graph: Graph, instrument: number): boolean {
  const isTrades = graph.nodes.map(
    ({ op }) => op.op === 'source' && op.stream === 'trades' && op.instruments.includes(instrument),
  )
  const shown = graph.outputs.flatMap(({ trigger, columns }) => [
    trigger,
    ...columns.flatMap(({ value }) => ('input' in value ? [value.input] : [])),
  ])
  const taken = graph.nodes.flatMap(({ op, inputs }) => (op.op === 'bars' ? [] : inputs))
  return [...shown, ...taken].some(({ node }) => isTrades[node])
}
