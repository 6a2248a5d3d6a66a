import { isoTime } from '../../runtime/backtest/tables/iso_time.ts'

/** What stands for an absent value. */
export const none = '–'

/** `241,530`. */
export function count(n: number): string {
  return String(Math.round(n)).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** `1 row`, `2 rows`. */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${count(n)} ${n === 1 ? one : many}`
}

/** A part of a whole: `0.7%`, `<0.1%`, `>99.9%`; only nothing is `0%`, only all is `100%`. */
export function share(part: number, whole: number): string {
  if (part === 0 || whole === 0) return '0%'
  if (part === whole) return '100%'
  const percent = (100 * part) / whole
  if (percent < 0.1) return '<0.1%'
  return percent > 99.9 ? '>99.9%' : `${percent.toFixed(1)}%`
}

/** µs as people say them: `350us`, `87ms`, `12.3s`, `5m 44s`, `1h 30m`, `2d 4h`. */
export function span(micros: number): string {
  if (micros < 1_000) return micros === 0 ? '0s' : `${Math.round(micros)}us`
  if (micros < 999_500) return `${Math.round(micros / 1_000)}ms`
  const seconds = micros / 1e6
  if (seconds < 59.95) return `${Number(seconds.toFixed(1))}s`
  const whole = Math.round(seconds)
  if (whole < 3_600) return two(whole, 60, 'm', 1, 's')
  return whole < 86_400 ? two(whole, 3_600, 'h', 60, 'm') : two(whole, 86_400, 'd', 3_600, 'h')
}

/** `2024-08-08 23:54:14`, UTC. */
export function date(micros: number): string {
  return isoTime(micros).slice(0, 19).replace('T', ' ')
}

/** `23:54:14.087`, UTC; with its date if asked. */
export function clock(micros: number, dated: boolean): string {
  const text = isoTime(micros).slice(0, 23)
  return dated ? text.replace('T', ' ') : text.slice(11)
}

function two(n: number, size: number, unit: string, smaller: number, rest: string): string {
  const over = Math.floor((n % size) / smaller)
  return `${Math.floor(n / size)}${unit}${over ? ` ${over}${rest}` : ''}`
}
