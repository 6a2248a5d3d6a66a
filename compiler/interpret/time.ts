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

/** Microseconds since midnight UTC: remainders and quotients of whole numbers below 2^53 lose nothing. */
function ofDay(time: number): number {
  return ((time % DAY) + DAY) % DAY
}
