import type { Atom } from '../bounds/atoms.ts'
import { duration, words } from '../bounds/words.ts'
import type { Graph, Node, Op } from '../ir/graph.ts'

/** Names of sources and clocks as the bounds know them: `v[s].quote`, `every 1s`. */
export function inputName(graph: Graph, node: Node): string {
  const { op, region } = node
  const atom: Atom | undefined =
    op.op === 'source'
      ? { source: { kind: 'feed', stream: op.stream }, subjects: op.instruments }
      : op.op === 'given'
        ? { source: { kind: 'given' }, subjects: op.channels }
        : op.op === 'every'
          ? { source: { kind: 'every', period: op.period, offset: op.offset ?? 0 }, subjects: [] }
          : undefined
  return atom ? words(atom, graph.regions[region]!, graph) : op.op
}

/** What an operator does, shortly: `mean of 20 ticks`, `std over 1h by 1s`, `sub`. */
export function operatorName(op: Op, { externs = [] }: Pick<Graph, 'externs'>): string {
  switch (op.op) {
    case 'extern':
      return externs[op.extern]!.name
    case 'pointwise':
      return op.fn
    case 'source':
    case 'given':
      return op.field
    case 'window':
      return `${op.aggregate} of ${op.n} ticks`
    case 'time_window':
      return `${op.aggregate} over ${duration(op.span)}`
    case 'pane_window':
      return `${op.aggregate} over ${duration(op.span)} by ${duration(op.pane)}`
    case 'since_window':
      return `${op.aggregate} since`
    case 'quantile':
      return `quantile ${op.q} of ${op.n} ticks`
    case 'time_quantile':
      return `quantile ${op.q} over ${duration(op.span)}`
    case 'prev':
      if (op.lags) return `up to ${op.n} ${op.n === 1 ? 'tick' : 'ticks'} before`
      return op.n === 0 ? 'latest' : `${op.n} ${op.n === 1 ? 'tick' : 'ticks'} before`
    case 'book':
      return `${op.side}s: ${op.read}`
    case 'over':
      return `${op.fold}${op.q === undefined ? '' : ` ${op.q}`} over keys`
    case 'bars':
      return `bars of ${duration(op.period)}`
    case 'statistic':
      return `${op.fn.replaceAll('_', ' ')} of ${op.n} ticks`
    case 'ema':
      return `average, ${op.n} ticks`
    case 'decay':
      return `average, half-life ${duration(op.half_life)}`
    default:
      return op.op.replaceAll('_', ' ')
  }
}

/** At most so many characters. */
export function cut(text: string, most: number): string {
  const letters = [...text]
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join('')}…`
}

/** Units of prices and sizes; plain numbers need none. */
export const unitName = (unit: string) => (unit === 'plain' ? '' : unit)
