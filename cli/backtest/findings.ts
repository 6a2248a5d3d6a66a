import type { Graph } from '../../compiler/ir/graph.ts'
import { type Diagnostic, diagnostic } from '../../grammar/diagnostics/diagnostic.ts'
import type { Result } from '../../runtime/backtest/backtest.ts'
import { type Stranger, strangers } from '../../runtime/backtest/memberships.ts'
import type { Overflow } from '../../runtime/backtest/overflows.ts'
import type { Market } from '../../runtime/market/market.ts'

/** What one should know of a run that went through. */
export function findings(graph: Graph, result: Result): readonly Diagnostic[] {
  return [...result.overflows.map(overflow), ...outsideDates(graph, result)]
}

function overflow({ at: [file, start, end], ...lost }: Overflow): Diagnostic {
  return diagnostic('HVT9032', { span: { file, start, end } }, lost)
}

/** One message a universe. */
function outsideDates(graph: Graph, result: Result): readonly Diagnostic[] {
  const day = (micros: number) => new Date(micros / 1_000).toISOString().slice(0, 10)
  const dates = ({ from, to }: Stranger['dates'][number]) =>
    [from !== null && `from ${day(from)}`, to !== null && `until ${day(to)}`].filter(Boolean).join(' ')
  const found = strangers(graph, result)
  return [...new Set(found.map(({ universe }) => universe))].map(universe => {
    const members = found
      .filter(one => one.universe === universe)
      .map(({ member, dates: all, first, last }) => ({
        member,
        dates: all.map(dates).join(' and '),
        seen: `from ${day(first)} to ${day(last)}`,
      }))
    return diagnostic('HVT9033', {}, { universe, members })
  })
}

/** A run that cannot have shown anything. */
export function useless({ span, instruments }: Result, graph: Graph, { name }: Market): Diagnostic | undefined {
  if (!span) return diagnostic('HVT9030', {}, { market: name })
  const heard = instruments.flatMap(i =>
    i.first === null || i.last === null ? [] : [{ ...i, from: i.first, to: i.last }],
  )
  heard.sort((a, b) => a.from - b.from)
  const together = heard.some((later, i) => i > 0 && heard.slice(0, i).some(earlier => earlier.to >= later.from))
  if (together || heard.length < 2 || graph.instruments.length < 2) return undefined
  const times = (micros: number) => new Date(micros / 1_000).toISOString()
  const spans = heard.map(i => `${i.venue} ${i.symbol} from ${times(i.from)} to ${times(i.to)}`)
  return diagnostic('HVT9031', {}, { market: name, spans })
}
