import { diagnostic } from '../../../grammar/diagnostics/diagnostic.ts'
import type { BarTime, Split } from '../mapping/mapping.ts'
import { dayIn } from '../mapping/times.ts'
import type { Path } from './document.ts'
import type { RawMapping } from './mapping_schema.ts'
import type { Reading } from './reading.ts'
import { duration } from './values.ts'

const minutes = 1_440

/** How long bars are, and when those of days are over. */
export function readBarTime(raw: RawMapping, where: Path, reading: Reading): BarTime | undefined {
  const { diagnostics, document, not } = reading
  if (raw.every === undefined) {
    diagnostics.push(diagnostic('HVT4006', { span: document.span(where) }, { key: 'every', of: '`map` of bars' }))
    return undefined
  }
  const every = duration(raw.every)
  if (!every) not('the length of a bar', raw.every, 'duration', [...where, 'every'])
  const [, hour, minute] = /^([01]?\d|2[0-4]):([0-5]\d)$/.exec(raw.closes ?? '24:00') ?? []
  const closes = hour === undefined ? Number.NaN : Number(hour) * 60 + Number(minute)
  if (!(closes > 0 && closes <= minutes)) not('a time of day', raw.closes ?? '', 'clock', [...where, 'closes'])
  return { every: every ?? 1, at: raw.at ?? 'start', closes }
}

/** The day of a split begins in the zone of the file's times. */
export function readSplits({ splits = [] }: RawMapping, zone: string, where: Path, { not }: Reading): readonly Split[] {
  return splits.flatMap(({ from, symbol = '', ratio }, i) => {
    const at = dayIn(from, zone)
    if (at === undefined) not('a day', from, 'day', [...where, 'splits', i, 'from'])
    return at === undefined ? [] : [{ from: at, symbol, ratio }]
  })
}
