import { isTime } from '../event.ts'

/** The cells of a row. A cell in double quotes may hold what divides cells; a doubled quote in it stands for one. */
export function cells(text: string, delimiter = ','): string[] {
  if (!text.includes('"')) return text.split(delimiter)
  const found = delimiter === ',' ? text.match(/(?<=^|,)("(?:[^"]|"")*"|[^,]*)/g) : text.match(dividedBy(delimiter))
  return (found ?? []).map(cell => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell))
}

function dividedBy(delimiter: string): RegExp {
  const d = delimiter === '\t' ? '\\t' : `\\${delimiter}`
  return new RegExp(`(?<=^|${d})("(?:[^"]|"")*"|[^${d}]*)`, 'g')
}

/** `2024-01-05 00:00:23` in UTC, or seconds since the epoch, as µs; undefined where it is neither. */
export function seconds(text: string): number | undefined {
  if (/^\d{9,10}$/.test(text)) return Number(text) * 1e6
  const [year, month, day, hour, minute, second] =
    /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d)(?:Z|\+00:00)?$/.exec(text)?.slice(1).map(Number) ?? []
  if (year === undefined) return undefined
  const ms = Date.UTC(year, month! - 1, day, hour, minute, second)
  // A date that does not exist would have become another one.
  return isTime(ms * 1_000) && new Date(ms).toISOString().startsWith(text.slice(0, 10)) && hour! < 24
    ? ms * 1_000
    : undefined
}
