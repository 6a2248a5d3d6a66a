import { isTime } from '../event.ts'
import type { Cells, TimeColumn } from './mapping.ts'
import { zoned } from './zone.ts'

/** The time of a row in µs since the epoch; undefined where its cell says none. */
export type TimeOf = (cells: Cells) => number | undefined

const micros: Readonly<Record<string, number>> = { s: 1e6, ms: 1e3, us: 1 }

export function timeOf(column: TimeColumn): TimeOf {
  const read = written(column)
  return cells => {
    const time = (column.parts ? undefined : cells.micros?.(column.column)) ?? read(cells)
    return time !== undefined && isTime(time) ? time : undefined
  }
}

/** When a day begins in a zone. */
export function dayIn(text: string, zone: string): number | undefined {
  return timeOf({ column: 0, as: 'iso', zone })({ has: () => true, number: () => Number.NaN, text: () => text })
}

function written({ column, parts, as, zone, from = 0 }: TimeColumn): TimeOf {
  const unit = micros[as]
  if (unit !== undefined) {
    return cells => {
      const time = from + Math.round(cells.number(column) * unit)
      return time > 0 ? time : undefined
    }
  }
  // More digits than a float holds: the last three are not for it.
  if (as === 'ns') {
    return cells => {
      const [, digits] = /^(\d{13,16})\d{3}$/.exec(cells.text(column)) ?? []
      return digits === undefined ? undefined : Number(digits)
    }
  }
  const read = remembering(as === 'iso' ? isoIn(zone) : patternIn(as, zone))
  if (!parts) return cells => read(cells.text(column))
  return cells => read(parts.map(part => (typeof part === 'number' ? cells.text(part) : part)).join(''))
}

/** So many answers are kept. */
const most = 8_192

/** The days of one instrument are those of the next. */
export function remembering<K, T>(read: (of: K) => T): (of: K) => T {
  const known = new Map<K, T>()
  return of => {
    const found = known.get(of)
    if (found !== undefined) return found
    if (known.size === most) known.clear()
    const made = read(of)
    known.set(of, made)
    return made
  }
}

const iso = /^(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?\s?(Z|UTC|[+-]\d\d:?\d\d)?)?$/

function isoIn(zone: string): (text: string) => number | undefined {
  const toUtc = zoned(zone)
  return text => {
    const found = iso.exec(text)
    if (!found) return undefined
    const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', own] = found
    const local = civil(+year!, +month!, +day!, +hour, +minute, +second)
    const offset = own === undefined ? 0 : offsetOf(own)
    if (local === undefined || offset === undefined) return undefined
    const ms = own === undefined ? toUtc(local) : local - offset
    return ms * 1_000 + Number(fraction.padEnd(6, '0').slice(0, 6))
  }
}

/** ms; undefined where no zone is so far from UTC. */
function offsetOf(text: string): number | undefined {
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(text) ?? []
  if (sign === undefined) return 0
  if (Number(hours) > 14 || Number(minutes) > 59) return undefined
  return (sign === '-' ? -60_000 : 60_000) * (Number(hours) * 60 + Number(minutes))
}

const letters = /yyyy|yy|MM|M|dd|d|HH|H|hh|h|mm|ss|S+|a/g
/** Parts of a time to other programs, and none here. */
const unknown = /[DYEhksmSp]/
const digits: Readonly<Record<string, string>> = {
  yyyy: '(\\d{4})',
  yy: '(\\d\\d)',
  MM: '(\\d\\d)',
  M: '(\\d\\d?)',
  dd: '(\\d\\d)',
  d: '(\\d\\d?)',
  HH: '(\\d\\d)',
  H: '(\\d\\d?)',
  hh: '(\\d\\d)',
  h: '(\\d\\d?)',
  a: '([AaPp][Mm])',
  mm: '(\\d\\d)',
  ss: '(\\d\\d)',
}

/** Whether a text is a pattern of dates: a year, a month and a day, each once; hours to twelve with `a`, AM or PM. */
export function isPattern(text: string): boolean {
  const parts = (text.match(letters) ?? []).map(part => part[0]!)
  const isWhole = ['y', 'M', 'd'].every(letter => parts.includes(letter)) && new Set(parts).size === parts.length
  const ofTwelve = parts.includes('h') === parts.includes('a') && !(parts.includes('h') && parts.includes('H'))
  return isWhole && ofTwelve && !unknown.test(text.replace(letters, ''))
}

function patternIn(pattern: string, zone: string): (text: string) => number | undefined {
  const toUtc = zoned(zone)
  const parts = pattern.match(letters) ?? []
  const plain = pattern.split(letters).map(text => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  const source = plain.map((text, k) => text + (k < parts.length ? (digits[parts[k]!] ?? '(\\d+)') : '')).join('')
  const whole = new RegExp(`^${source}$`)
  const place = (letter: string) => parts.findIndex(part => part[0] === letter) + 1
  const [y, mo, d, h, mi, s, f, h12, half] = ['y', 'M', 'd', 'H', 'm', 's', 'S', 'h', 'a'].map(place) as [
    number,
    ...number[],
  ]
  return text => {
    const found = whole.exec(text)
    if (!found) return undefined
    const part = (k: number | undefined) => (k ? Number(found[k]) : 0)
    // Of two digits those from 70 on are of the last century.
    const year = found[y]!.length === 2 ? part(y) + (part(y) < 70 ? 2_000 : 1_900) : part(y)
    const hour = half ? hourOfTwelve(part(h12), found[half]!) : part(h)
    const local = civil(year, part(mo), part(d), hour, part(mi), part(s))
    const fraction = f ? Number(found[f]!.padEnd(6, '0').slice(0, 6)) : 0
    return local === undefined ? undefined : toUtc(local) * 1_000 + fraction
  }
}

/** 12 AM is midnight, 12 PM noon. */
function hourOfTwelve(hour: number, half: string): number {
  if (hour < 1 || hour > 12) return Number.NaN
  return (hour % 12) + (half.toUpperCase() === 'PM' ? 12 : 0)
}

/** A date that does not exist would have become another one, and a year of one or two digits one of the last century. */
function civil(year: number, month: number, day: number, hour: number, minute: number, second: number) {
  if (year < 100) return undefined
  const ms = Date.UTC(year, month - 1, day, hour, minute, second)
  const date = new Date(ms)
  const isDay = date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return isDay && minute < 60 && second < 60 ? ms : undefined
}
