import type { Drawn, Value } from './drawn.ts'
import type { Row } from './market.ts'

/** A plot: panels above one another over one time. */
export interface Figure {
  readonly title: string
  /** ms */
  readonly times: readonly number[]
  readonly panels: readonly Panel[]
}
/** Lines that have one scale. */
export interface Panel {
  readonly unit: string
  readonly lines: readonly Line[]
}
export interface Line {
  readonly label: string
  /** `range`: from low to high at each time. `mark`: points, which stand at the price. */
  readonly kind: 'price' | 'range' | 'line' | 'mark'
  /** By time; NaN is absent. Of a range low, high and NaN in turn. */
  readonly values: readonly number[]
}

/** The last column of `price` above, and with it what would not make its scale more than twice as long; below what has one unit and scale. */
export function figure(
  title: string,
  price: Drawn,
  { columns }: Drawn,
  prices: readonly Row[],
  rows: readonly Row[],
): Figure {
  const shown = new Set(cells(rows, 'time'))
  const there = prices.filter(row => shown.has(row.get('time')!))
  const { name, unit } = price.columns.at(-1)!
  const close = cells(there, name)
  const lines = columns.map(value => ({ ...line(value, columns, cells(rows, value.name), close), unit: value.unit }))
  const isAbove = (of: (typeof lines)[number]) =>
    of.kind === 'mark' || (of.unit === unit && joint(of.values, close) <= 2 * span(close))
  const below: { unit: string; lines: Line[] }[] = []
  for (const of of lines.filter(of => !isAbove(of))) {
    const fitting = below.find(
      panel => panel.unit === of.unit && panel.lines.every(other => likeScaled(of.values, other.values)),
    )
    if (fitting) fitting.lines.push(of)
    else below.push({ unit: of.unit, lines: [of] })
  }
  const above = [
    ...range(price, there),
    { label: name, kind: 'price', values: close } as const,
    ...lines.filter(isAbove),
  ]
  return { title, times: [...shown], panels: [{ unit, lines: above }, ...below] }
}

const cells = (rows: readonly Row[], name: string) => rows.map(row => row.get(name)!)

function line(value: Value, all: readonly Value[], values: readonly number[], close: readonly number[]): Line {
  const label = labelOf(value, all)
  if (!value.isTruth) return { label, kind: 'line', values }
  return { label, kind: 'mark', values: values.map((is, i) => (is === 1 ? close[i]! : Number.NaN)) }
}

/** Without the name that all share: `upper` of `bollinger.upper`. */
function labelOf({ name }: Value, all: readonly Value[]): string {
  const [first] = name.split('.')
  return all.length > 1 && all.every(other => other.name.startsWith(`${first}.`)) ? name.slice(first!.length + 1) : name
}

function range(price: Drawn, rows: readonly Row[]): Line[] {
  if (!price.columns.some(({ name }) => name === 'high')) return []
  const values = rows.flatMap(row => [row.get('low')!, row.get('high')!, Number.NaN])
  return [{ label: 'low to high', kind: 'range', values }]
}

/** Whether neither becomes flat where both have one scale, but for what is flat. */
function likeScaled(a: readonly number[], b: readonly number[]): boolean {
  return [a, b].every(values => span(values) === 0 || joint(a, b) <= 8 * span(values))
}

/** How far values reach. */
function span(values: readonly number[]): number {
  const [least, most] = extent(values)
  return most - least
}

const joint = (a: readonly number[], b: readonly number[]) => span([...extent(a), ...extent(b)])

function extent(values: readonly number[]): [number, number] {
  const known = values.filter(value => !Number.isNaN(value))
  return [Math.min(...known), Math.max(...known)]
}
