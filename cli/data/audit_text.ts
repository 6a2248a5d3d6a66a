import { skips } from '../../grammar/diagnostics/catalogue/recordings.ts'
import { show } from '../../grammar/diagnostics/render/width.ts'
import type { FeedAudit } from '../../runtime/market/audit/audit.ts'
import type { Series } from '../../runtime/market/audit/series.ts'
import type { Suspicion } from '../../runtime/market/audit/suspicions.ts'
import { count, counted, date, none, share, span } from '../terminal/figures.ts'
import { table } from '../terminal/table.ts'
import { streamText } from './stream_text.ts'

/** An audit in a table, a row for each stream of each feed, and below it what one should look at. */
export function auditText(audits: readonly FeedAudit[], width: number): string[] {
  const rows = audits.flatMap(audit => together(audit.series).map(all => ({ audit, all })))
  const cells = (of: (all: readonly Series[], audit: FeedAudit) => string) => rows.map(row => of(row.all, row.audit))
  const sum = (all: readonly Series[], of: (series: Series) => number) => all.reduce((total, one) => total + of(one), 0)
  const gaps = (all: readonly Series[]) => all.map(one => one.gaps.stats(one.last - one.first))
  const columns = [
    { head: 'venue', cells: cells((_, { feed }) => feed.venue) },
    { head: 'instrument', cells: cells((all, audit) => named(all, audit)) },
    { head: 'stream', cells: cells(([one]) => streamText(one!.stream)) },
    { head: 'rows', cells: cells(all => count(sum(all, one => one.rows))), right: true },
    { head: 'from', cells: cells(all => date(Math.min(...all.map(one => one.first)))) },
    { head: 'to', cells: cells(all => date(Math.max(...all.map(one => one.last)))) },
    { head: 'covered', cells: cells(all => covered(gaps(all))), right: true },
    { head: 'gaps', cells: cells(all => count(gaps(all).reduce((n, one) => n + one.count, 0))), right: true },
    { head: 'longest', cells: cells(all => span(Math.max(...gaps(all).map(one => one.longest)))), right: true },
    { head: 'twice', cells: cells(all => count(sum(all, one => one.duplicates.count))), right: true },
    { head: 'outliers', cells: cells(outliers), right: true },
    { head: 'back', cells: cells(all => count(sum(all, one => one.backwards.count))), right: true },
  ]
  return [...(rows.length ? table(columns, width) : []), ...audits.flatMap(findings)]
}

/** A file of several instruments has a row for each of its streams. */
function together(series: readonly Series[]): (readonly Series[])[] {
  return [...new Set(series.map(one => one.stream))].map(stream => series.filter(one => one.stream === stream))
}

function named(all: readonly Series[], { feed }: FeedAudit): string {
  return all[0]!.symbol === undefined ? feed.instrument.text : counted(all.length, 'symbol')
}

const covered = (gaps: readonly { readonly coverage: number }[]) =>
  share(
    gaps.reduce((sum, one) => sum + one.coverage, 0),
    gaps.length,
  )

function outliers(all: readonly Series[]): string {
  return all.some(one => one.moves) ? count(all.reduce((sum, one) => sum + (one.moves?.count ?? 0), 0)) : none
}

function findings(audit: FeedAudit): string[] {
  const { feed, counts, series, suspicions, unread, fault } = audit
  const name = `  ${show(`${feed.venue} ${feed.instrument.text}`).text}: `
  const rows = series.flatMap(one => {
    const of = one.symbol === undefined ? '' : `${show(one.symbol).text}: `
    const { longest, line, at, count: broken } = one.gaps.stats(one.last - one.first)
    const { moves, duplicates } = one
    return [
      ...(broken ? [`${of}the longest gap, ${span(longest)}, ends at row ${count(line!)} (${date(at!)})`] : []),
      ...(duplicates.count ? [`${of}the first row that comes twice is row ${count(duplicates.line!)}`] : []),
      ...(moves?.count
        ? [`${of}the first outlier is row ${count(moves.line!)}, the largest moves ${share(moves.most, 1)}`]
        : []),
    ]
  })
  const shown =
    rows.length > most ? [...rows.slice(0, most), `and ${count(rows.length - most)} more; --json has all`] : rows
  const skipped = Object.entries(counts.skipped).map(
    ([reason, { count: n, line }]) =>
      `${counted(n, 'row')} skipped, the first at line ${count(line)}: ${skips[reason as keyof typeof skips]}`,
  )
  const columns = unread ? ['not read: what its columns mean stands in the strategy'] : []
  const empty =
    !unread && !fault && series.length === 0 ? [`no row of \`${show(feed.file).text}\` but its heading`] : []
  return [...columns, ...empty, ...shown, ...skipped, ...suspicions.map(words)].map(text => name + text)
}

const most = 10

function words(suspicion: Suspicion): string {
  switch (suspicion.kind) {
    case 'zone':
      return `stamps and times of receipt are ${span(Math.abs(suspicion.offset))} apart: is one of them in another time zone?`
    case 'autumn':
      return `times go back by an hour at row ${count(suspicion.line)}: are they of a zone whose clocks change?`
    case 'unit':
      return `${date(suspicion.time)} is among the times: is the unit right?`
    case 'clock':
      return `the recorder's clock was ${span(suspicion.behind)} behind that of the exchange; \`clock: { skew: estimate }\` corrects it`
    case 'unaligned':
      return `${counted(suspicion.count, 'bar')}, the first in row ${count(suspicion.line)}, end at no multiple of their length: is \`at\` right, or the zone?`
  }
}
