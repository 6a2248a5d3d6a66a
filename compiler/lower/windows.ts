import { type Aggregate, holding, type WindowOp } from '../ir/windows.ts'
import type { Extent, Term, TermOp } from '../program/term.ts'
import { mostTicks, type TickSource, tickSources } from '../program/tick_sources.ts'
import type { Placed } from './builder.ts'
import type { Lowering } from './lowering.ts'

type Windowed = TermOp & { readonly op: 'window' | 'quantile' }

/** A window as a node; over time it also reads since when its sources are live. */
export function window(term: Term, op: Windowed, lowering: Lowering): Placed {
  const inputs = term.args.map(lowering.term)
  const { over } = op
  if (over.kind === 'count') {
    const counted: WindowOp =
      op.op === 'quantile'
        ? { op: 'quantile', q: op.q, n: over.n }
        : { op: 'window', aggregate: op.aggregate, n: over.n }
    return lowering.node(term, counted, inputs)
  }
  if (over.kind === 'since' && op.op === 'window') {
    const { aggregate } = op
    return lowering.node(term, { op: 'since_window', aggregate, held: isHeld(aggregate, term, lowering) }, inputs)
  }
  const sources = tickSources(term.args[0]!, t => lowering.stream(t) === 'event')
  return lowering.node(term, moving(term, op, over, sources, lowering), [...inputs, live(term, sources, lowering)])
}

function moving(term: Term, op: Windowed, over: Extent, sources: readonly TickSource[], lowering: Lowering): WindowOp {
  if (over.kind === 'panes' && op.op === 'window') {
    const { span, pane } = over
    const { aggregate } = op
    return { op: 'pane_window', aggregate, span, pane, held: isHeld(aggregate, term, lowering) }
  }
  const capacity = over.kind === 'time' ? mostTicks(sources, over.span) : undefined
  if (over.kind !== 'time' || typeof capacity !== 'number')
    throw new Error(`a window that is not lowered: ${over.kind}`)
  const { span } = over
  if (op.op === 'quantile') return { op: 'time_quantile', q: op.q, span, capacity }
  const { aggregate } = op
  return { op: 'time_window', aggregate, span, capacity, held: isHeld(aggregate, term, lowering) }
}

function isHeld(aggregate: Aggregate, { args }: Term, lowering: Lowering): boolean {
  return holding.has(aggregate) && lowering.stream(args[0]!) === 'level'
}

/**
 * Since when all sources of the ticks are live: streams that the market has from the first message of their venue, nominal
 * clocks from the first event.
 */
function live(term: Term, sources: readonly TickSource[], lowering: Lowering): Placed {
  const started = () => lowering.derived(term, { op: 'started' }, [])
  const onsets = sources.map(source =>
    source.kind === 'every' ? started() : lowering.live(term, source.instrument, source.stream),
  )
  const [first = started(), ...others] = onsets
  return others.reduce((a, b) => lowering.derived(term, { op: 'pointwise', fn: 'max' }, [a, b]), first)
}
