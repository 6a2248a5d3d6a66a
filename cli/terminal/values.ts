import { clock, none } from './figures.ts'

/** How a value is to be read. */
export interface Kind {
  readonly unit: string
  readonly show: 'number' | 'bool' | 'time' | 'choice'
  readonly choices?: readonly string[]
}

/** Values of one kind, such as a column; NaN is absent. */
export interface Values extends Kind {
  readonly values: readonly number[]
}

/** What ratios are counted in. */
export interface Scale {
  readonly factor: number
  readonly suffix: string
}

/** One scale for all ratios of a table, so that they can be compared at a glance: that of the typical one. */
export function scaleOf(columns: readonly Values[]): Scale {
  const ratios = columns.filter(isRatio).flatMap(({ values }) => values.map(Math.abs).filter(size => size > 0))
  const typical = ratios.sort((a, b) => a - b)[ratios.length >> 1] ?? 0
  return typical < 0.01 ? { factor: 1e4, suffix: 'bps' } : { factor: 100, suffix: '%' }
}

/**
 * How to write values that stand together: prices as they are, to eight digits; ratios (plain, below 1) in per cent or
 * basis points; all with the same decimals.
 * @param dated Whether times need their date.
 */
export function writer(column: Values, dated: boolean, scale: Scale = scaleOf([column])): (value: number) => string {
  const { show, choices } = column
  if (choices) return value => choices[value] ?? none
  const write = show === 'time' ? (x: number) => clock(x, dated) : show === 'bool' ? truth : number(column, scale)
  return value => (Number.isNaN(value) ? none : write(value))
}

const truth = (x: number) => (x === 1 ? 'true' : x === 0 ? 'false' : plain([x])(x))

/** Neither a count nor nothing but zero. */
function isRatio({ unit, show, values }: Values): boolean {
  const largest = largestOf(values)
  return unit === 'plain' && show === 'number' && largest > 0 && largest < 1
}

const largestOf = (values: readonly number[]) => Math.max(0, ...present(values).map(Math.abs))

const present = (values: readonly number[]) => values.filter(v => !Number.isNaN(v))

function number(column: Values, { factor, suffix }: Scale): (x: number) => string {
  const values = present(column.values)
  if (column.unit === 's') return suffixed(plain(values), 's')
  if (!isRatio(column)) return plain(values)
  const decimals = Math.max(suffix === '%' ? 3 : 2, 2 - magnitude(largestOf(values) * factor))
  if (decimals > 6) return x => x.toPrecision(3)
  return suffixed(x => (x * factor).toFixed(decimals), suffix)
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
