import type { Span } from '../../grammar/ast/index.ts'
import { durationText } from '../program/duration.ts'
import type { Term } from '../program/term.ts'
import { mostTicks, tickSources } from '../program/tick_sources.ts'
import type { Report } from './report.ts'

/** A window of time, or of panes, has at most so many ticks, or panes. */
export const MOST_KEPT = 65_536

/** A window of time keeps its ticks, so their number must have a bound before the run: `rate` times its length. */
export function checkRate(
  term: Term,
  what: { readonly name: string; readonly span: number },
  isEvent: (term: Term) => boolean,
  report: Report,
  text: (span: Span) => string,
): void {
  const most = mostTicks(tickSources(term.args[0]!, isEvent), what.span)
  if (typeof most !== 'number') {
    const window = [{ span: term.calls[0] ?? term.span, text: 'this window of time needs it' }]
    const at: Term = { ...term, span: most.declared, calls: [] }
    report('HVT2105', at, { venue: most.name, setting: 'rate', example: 'rate: 1_000/1s' }, window)
  } else if (most > MOST_KEPT) {
    const window = durationText(what.span)
    const cure = cureFor(term, what, text)
    report('HVT2305', term, {
      window,
      ticks: most.toLocaleString('en-US'),
      most: MOST_KEPT.toLocaleString('en-US'),
      cure,
    })
  }
}

/** The call as it stands with panes added, where its last argument is one word; else an example. */
function cureFor(term: Term, { name, span }: { name: string; span: number }, text: (span: Span) => string): string {
  const pane = paneFor(span)
  if (term.op.op === 'quantile') return `quantile(x on every ${durationText(pane)}, ${term.op.q}, ${span / pane})`
  const call = text(term.calls[0] ?? term.span)
  const by = ` by ${durationText(pane)})`
  return /,\s*\w+\)$/.test(call) ? `${call.slice(0, -1)}${by}` : `${name}(x, ${durationText(span)}${by}`
}

/** A usual pane that divides the window into few enough. */
function paneFor(span: number): number {
  const usual = [1e6, 6e7, 36e8, 864e8, 1e5, 1e4, 1e3]
  return usual.find(pane => span % pane === 0 && span / pane <= MOST_KEPT) ?? span
}
