import { show } from '../../grammar/diagnostics/render/width.ts'
import type { Finished } from '../backtest/run.ts'
import type { Source } from '../backtest/source.ts'
import { count, counted, date, span } from '../terminal/figures.ts'
import { bold, type Terminal } from '../terminal/terminal.ts'
import { acting } from './acting.ts'
import { features } from './features.ts'
import { feeds } from './feeds.ts'
import { pegs } from './pegs.ts'
import { records } from './records.ts'
import type { Section } from './section.ts'
import { signals } from './signals.ts'

/** The summary for people, about one screen or two: the most telling rows of each part, and how many more there are. */
export function summaryText({ about, graph }: Source, finished: Finished, { width, colour }: Terminal): string[] {
  const { result, seconds } = finished
  const { first, last } = result.span!
  const days = date(first).slice(0, 10) !== date(last).slice(0, 10)
  const { events, timers } = result.steps
  const steps = `${counted(events, 'event')} and ${counted(timers, 'timer step')}`
  const params = graph.params.map(p => `${p.name} = ${p.text}`).join(', ')
  const sections: Section[] = [
    ...feeds(finished, width),
    ...pegs(result, last - first),
    ...features(result, last - first, width),
    ...signals(result, last - first, days, width),
    ...records(graph, finished, days, width),
    ...acting(graph),
  ]
  return [
    bold(show(`${graph.strategy} on ${about.name}`).text, colour.out),
    ...(params ? [show(`with ${params}`).text] : []),
    `${date(first)} to ${days ? date(last) : date(last).slice(11)} UTC (${span(last - first)})`,
    `${steps} in ${span(seconds * 1e6)}: ${count((events + timers) / seconds)} steps/s`,
    ...sections.flatMap(({ title, lines }) => ['', bold(show(title).text, colour.out), ...lines]),
  ]
}
