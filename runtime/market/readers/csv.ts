import { isTime } from '../event.ts'

/**
 * The cells of a row. A cell in double quotes may hold what divides cells; a doubled quote in it stands for one. Undefined where a
 * quote stands elsewhere, or is not closed, as in both parts of a cell that goes on in the next line.
 */
export function cells(text: string, delimiter = ','): string[] | undefined {
  if (!text.includes('"')) return text.split(delimiter)
  const found: string[] = []
  for (let at = 0, end = 0; at <= text.length; at = end + 1) {
    if (text[at] === '"') {
      end = afterQuoted(text, at)
      if (end < 0 || (end < text.length && text[end] !== delimiter)) return undefined
      found.push(text.slice(at + 1, end - 1).replaceAll('""', '"'))
    } else {
      const next = text.indexOf(delimiter, at)
      end = next < 0 ? text.length : next
      const cell = text.slice(at, end)
      if (cell.includes('"')) return undefined
      found.push(cell)
    }
  }
  return found
}

/** The index after the quote that closes the one at `at`; -1 where none does. */
function afterQuoted(text: string, at: number): number {
  let end = text.indexOf('"', at + 1)
  while (end >= 0 && text[end + 1] === '"') end = text.indexOf('"', end + 2)
  return end < 0 ? -1 : end + 1
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
