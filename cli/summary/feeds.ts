import { skips } from '../../grammar/diagnostics/catalogue/recordings.ts'
import { show } from '../../grammar/diagnostics/render/width.ts'
import { durationText } from '../../runtime/market/duration_text.ts'
import type { FeedStats } from '../../runtime/market/market.ts'
import type { Finished } from '../backtest/run.ts'
import { count, counted, none, share, span } from '../terminal/figures.ts'
import { type TextColumn, table } from '../terminal/table.ts'
import type { Section } from './section.ts'

/** Beyond so many feeds, a row stands for a venue. */
const most = 10

/** What came in: per feed, or per venue where there are many; how long venues were silent; what could not be used. */
export function feeds({ market: { stats }, result, quarantine }: Finished, width: number): Section[] {
  const perVenue = stats.length > most
  const groups = perVenue
    ? [...new Set(stats.map(s => s.venue))].map(venue => stats.filter(s => s.venue === venue))
    : stats.map(s => [s])
  const sum = (name: string, of: (s: FeedStats) => number): TextColumn[] => {
    const totals = groups.map(group => group.reduce((total, s) => total + of(s), 0))
    return totals.some(t => t > 0) ? [{ head: name, cells: totals.map(count), right: true }] : []
  }
  const venues = new Map(result.venues.map(v => [v.venue, v]))
  const whole = result.span!.last - result.span!.first
  const silent = groups.map(([feed]) => {
    const { silentTime, silences } = venues.get(feed!.venue)!
    const times = silences ? `, ${counted(silences, 'time')}` : ''
    return silentTime ? `${span(silentTime)} (${share(silentTime, whole)}${times})` : '0s'
  })
  const columns: TextColumn[] = [
    { head: 'venue', cells: groups.map(([feed]) => feed!.venue) },
    { head: 'instrument', cells: groups.map(group => group.map(s => s.instrument).join(', ')) },
    ...sum('messages', s => s.messages),
    ...sum('quotes', s => s.quotes),
    ...sum('trades', s => s.trades),
    ...sum('books', s => s.books),
    ...sum('pools', s => s.pools),
    ...sum('other', s => s.other),
    ...sum('skipped', s => Object.values(s.skipped).reduce((n, { count: c }) => n + c, 0)),
    ...sum('reordered', s => s.reordered),
    ...sum('clamped', s => s.clamped),
    ...skews(groups),
    { head: 'venue silent', cells: silent, right: true },
  ]
  const kept = quarantine === undefined ? [] : [`  skipped rows are in ${show(quarantine).text}`]
  const lines = [...table(columns, width), ...stats.flatMap(skipped), ...kept, ...stats.flatMap(broken)]
  return [{ title: 'feeds', lines }]
}

/** What was added to the exchanges' stamps, where anything was: of several feeds, from the least to the most. */
function skews(groups: readonly (readonly FeedStats[])[]): TextColumn[] {
  if (groups.flat().every(s => !s.skew)) return []
  const cells = groups.map(group => {
    const known = group.flatMap(s => s.skew ?? []).sort((a, b) => a - b)
    return [...new Set([...known.slice(0, 1), ...known.slice(-1)])].map(durationText).join(' .. ') || none
  })
  return [{ head: 'skew', cells, right: true }]
}

function skipped({ venue, instrument, skipped: reasons }: FeedStats): string[] {
  return Object.entries(reasons).map(([reason, { count: n, line }]) => {
    const why = skips[reason as keyof typeof skips]
    return `  ${show(`${venue} ${instrument}`).text}: skipped ${counted(n, 'row')}, the first at line ${count(line)}: ${why}`
  })
}

/** A book that had to be given up, and for how long it was not there. */
function broken({ venue, instrument, integrity }: FeedStats): string[] {
  if (!integrity?.gaps && !integrity?.crossed && !integrity?.checksums) return []
  const { gaps, crossed, checksums, invalid } = integrity
  const sums = checksums ? `, ${counted(checksums, 'wrong checksum')}` : ''
  const why = `${counted(gaps, 'gap')}, ${counted(crossed, 'crossed book')}${sums}`
  return [`  ${show(`${venue} ${instrument}`).text}: ${why}; no valid order book for ${span(invalid)}`]
}
