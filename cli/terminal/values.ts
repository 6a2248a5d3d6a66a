import { clock, none } from './figures.ts'

/** How a value is to be read. */
export interface Kind {
  readonly unit: string
  readonly show: 'number' | 'bool' | 'time'
}

/**
 * How to write values that stand together, such as a column: prices as they are, to eight digits; ratios (plain, below 1)
 * in per cent or basis points; all with the same decimals.
 * @param dated Whether times need their date.
 */
export function writer({ unit, show }: Kind, values: readonly number[], dated: boolean): (value: number) => string {
  const present = values.filter(v => !Number.isNaN(v))
  const write = show === 'time' ? (x: number) => clock(x, dated) : show === 'bool' ? truth : number(unit, present)
  return value => (Number.isNaN(value) ? none : write(value))
}

const truth = (x: number) => (x === 1 ? 'true' : x === 0 ? 'false' : plain([x])(x))

function number(unit: string, values: readonly number[]): (x: number) => string {
  const largest = Math.max(0, ...values.map(Math.abs))
  if (unit === 's') return suffixed(plain(values), 's')
  if (unit !== 'plain' || largest === 0 || largest >= 1) return plain(values)
  const [scale, suffix] = largest < 0.01 ? [1e4, 'bps'] : [100, '%']
  const decimals = Math.max(suffix === '%' ? 3 : 2, 2 - magnitude(largest * scale))
  if (decimals > 6) return x => x.toPrecision(3)
  return suffixed(x => (x * scale).toFixed(decimals), suffix)
}

const suffixed = (write: (x: number) => string, suffix: string) => (x: number) => write(x) + suffix

/** As they are, all in as many decimals as one needs, but no more than make seven digits of the largest. */
function plain(values: readonly number[]): (x: number) => string {
  const sizes = values.map(Math.abs).filter(size => size > 0)
  const largest = Math.max(0, ...sizes)
  const most = Math.max(0, 6 - magnitude(largest))
  const decimals = Math.max(0, ...values.map(x => decimalsOf(x, most)))
  // What is too small beside the largest for three digits stands for itself.
  const tiny = sizes.some(size => size < 10 ** (2 - most) && Number(size.toFixed(Math.min(most, 20))) !== size)
  return largest >= 1e15 || tiny ? x => String(Number(x.toPrecision(6))) : x => x.toFixed(decimals)
}

const magnitude = (size: number) => (size === 0 ? 0 : Math.floor(Math.log10(size)))

/** Digits after the point, without zeros at the end. */
function decimalsOf(x: number, most: number): number {
  const [, fraction = ''] = x.toFixed(Math.min(most, 20)).split('.')
  return fraction.replace(/0+$/, '').length
}
