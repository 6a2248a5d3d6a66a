import { HEADER } from '../layout/layout.ts'
import type { Memory } from './memory.ts'

const DAY = 86_400_000_000

/** The time of the present step. */
export function now(memory: Memory): number {
  return memory.cells[HEADER.now / 8]!
}

/** A duration in seconds as whole microseconds. */
export function microseconds(seconds: number): number {
  return Math.floor(seconds * 1e6 + 0.5)
}

/** The first multiple of a period at or after a time; exact for whole microseconds. */
export function firstDue(period: number, time: number): number {
  const over = ((time % period) + period) % period
  return over === 0 ? time : time - over + period
}

export function hour(time: number): number {
  return Math.floor(ofDay(time) / 3_600_000_000)
}

export function minute(time: number): number {
  return Math.floor((ofDay(time) % 3_600_000_000) / 60_000_000)
}

/** 1970-01-01 was a Thursday. */
export function weekday(time: number): number {
  return ((((Math.floor(time / DAY) + 3) % 7) + 7) % 7) + 1
}

/** The day of the month; years begin in March, so that the leap day is their last (Hinnant, as compiler/program/dates.ts). */
export function day(time: number): number {
  const days = (time - ofDay(time)) / DAY + 719_468
  const ofEra = days - Math.floor(days / 146_097) * 146_097
  const leaps = Math.floor(ofEra / 1460) + Math.floor(ofEra / 146_096) - Math.floor(ofEra / 36_524)
  const year = Math.floor((ofEra - leaps) / 365)
  const ofYear = ofEra - (year * 365 + Math.floor(year / 4) - Math.floor(year / 100))
  const month = Math.floor((5 * ofYear + 2) / 153)
  return ofYear - Math.floor((153 * month + 2) / 5) + 1
}

/** Microseconds since midnight UTC: remainders and quotients of whole numbers below 2^53 lose nothing. */
function ofDay(time: number): number {
  return ((time % DAY) + DAY) % DAY
}
