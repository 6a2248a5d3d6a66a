import { optimize } from 'svgo'
import { type GroupMark, type Mark, parse, type Scale, View } from 'vega'
import type { Figure, Line, Panel } from './figure.ts'

const width = 510
const upper = 190
const lower = 110
const between = 18

/** Colours that are told apart by all eyes (Okabe and Ito), on white. */
const colours = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#000000']
const greys = { price: '#666666', range: '#c8c8c8' }

/** An SVG of a figure, 700 wide, without what is not seen, its coordinates to one decimal. */
export async function svg({ title, times, panels }: Figure): Promise<string> {
  const heights = panels.map((_, i) => (i === 0 ? upper : lower))
  const tops = heights.map((_, i) => heights.slice(0, i).reduce((sum, height) => sum + height + between, 0))
  const view = new View(
    parse({
      width,
      height: tops.at(-1)! + heights.at(-1)!,
      padding: { left: 70, right: 120, top: 32, bottom: 42 },
      autosize: 'none',
      background: 'white',
      title: { text: title, anchor: 'start', frame: 'group', offset: 8, fontSize: 13 },
      config: { axis: { labelFontSize: 11, titleFontSize: 11, titleFontWeight: 'normal' } },
      scales: [{ name: 'x', type: 'utc', domain: [times[0]!, times.at(-1)!], range: [0, width] }],
      marks: panels.map((panel, i) => group(panel, times, tops[i]!, heights[i]!, i === panels.length - 1)),
    }),
    { renderer: 'none' },
  )
  const { data } = optimize(await view.toSVG(), {
    floatPrecision: 1,
    multipass: true,
    plugins: ['preset-default', { name: 'removeAttrs', params: { attrs: unseen } }],
  })
  return `${data.replace('>', `><title>${title}</title>`)}\n`
}

const unseen = '(class|role|aria-.*|pointer-events)'

/** A panel with its scale, its lines, and beside it what each is called. */
function group(
  { unit, lines }: Panel,
  times: readonly number[],
  top: number,
  height: number,
  isLast: boolean,
): GroupMark {
  const colour = colourOf(lines)
  const values = lines.flatMap(({ values }) => values.filter(value => !Number.isNaN(value)))
  const isLarge = Math.max(...values.map(Math.abs)) >= 1e6
  const y: Scale = {
    name: 'y',
    type: 'linear',
    domain: [Math.min(...values), Math.max(...values)],
    range: [height, 0],
    nice: 4,
    zero: false,
  }
  return {
    type: 'group',
    encode: {
      enter: { y: { value: top }, width: { value: width }, height: { value: height }, stroke: { value: '#999999' } },
    },
    // Else axes reach as far as those of the whole figure.
    signals: [{ name: 'height', value: height }],
    scales: [y],
    axes: [
      {
        orient: 'left',
        scale: 'y',
        title: unit,
        titleX: -56,
        ...(isLarge && { format: '~s' }),
        tickCount: 4,
        grid: true,
        gridColor: '#eeeeee',
        domain: false,
        labelOverlap: true,
      },
      {
        orient: 'bottom',
        scale: 'x',
        ticks: isLast,
        labels: isLast,
        format: times.at(-1)! - times[0]! < 600_000 ? '%H:%M:%S' : '%H:%M',
        tickCount: 8,
        grid: true,
        gridColor: '#eeeeee',
        domain: false,
        ...(isLast && { title: 'time, UTC' }),
      },
    ],
    data: lines.map((line, i) => ({ name: `l${i}`, values: points(line, times) })),
    marks: [...lines.map((of, i) => mark(of, `l${i}`, colour(of))), ...legend(lines, colour)],
  }
}

function colourOf(lines: readonly Line[]): (line: Line) => string {
  const coloured = lines.filter(({ kind }) => kind === 'line' || kind === 'mark')
  return line => (line.kind === 'price' || line.kind === 'range' ? greys[line.kind] : colours[coloured.indexOf(line)]!)
}

/** What is absent stays in a line, which breaks there. */
function points({ values, kind }: Line, times: readonly number[]) {
  const all = values.map((v, i) => ({
    t: times[Math.floor((i * times.length) / values.length)],
    v: Number.isNaN(v) ? null : v,
  }))
  return kind === 'mark' ? all.filter(({ v }) => v !== null) : all
}

function mark({ kind }: Line, data: string, colour: string): Mark {
  const x = { scale: 'x', field: 't' }
  const y = { scale: 'y', field: 'v' }
  if (kind === 'mark')
    return {
      type: 'symbol',
      from: { data },
      encode: { enter: { x, y, size: { value: 30 }, fill: { value: colour } } },
    }
  const thickness = { price: 1, range: 2, line: 1.4 }[kind]
  return {
    type: 'line',
    from: { data },
    encode: { enter: { x, y, defined: known, stroke: { value: colour }, strokeWidth: { value: thickness } } },
  }
}

const known = { signal: 'isValid(datum.v)' }

function legend(lines: readonly Line[], colour: (line: Line) => string): Mark[] {
  return lines.map((line, i) => ({
    type: 'text',
    encode: {
      enter: {
        x: { value: width + 8 },
        y: { value: 10 + 15 * i },
        text: { value: line.label },
        fill: { value: colour(line) },
        fontSize: { value: 11 },
      },
    },
  }))
}
