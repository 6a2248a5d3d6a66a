import uPlot from 'uplot'
import { type LineTrace, type SignalTrace, seen, type Trace, type VenueTrace } from '../trace.ts'
import { colours, ink, shade } from './colours.ts'
import { clocks, figure, figures, iso } from './figures.ts'

export interface Drawn {
  readonly name: string
  readonly line: LineTrace
}

/** Pixels beside a chart for its axis. */
const SIDE = 78

/** Draws in the coordinates of a plot. */
type Draw = (plot: uPlot, context: CanvasRenderingContext2D) => void

/** Lines over time with the range that they moved in, grey where all are absent. */
export function lines(trace: Trace, drawn: readonly Drawn[], host: HTMLElement, height: number, extra?: Draw): uPlot {
  const range = (plot: uPlot, context: CanvasRenderingContext2D) => {
    for (const [k, { line }] of drawn.entries()) ranges(plot, context, trace, line, colours[k % colours.length]!)
    absences(plot, context, trace, drawn)
    extra?.(plot, context)
  }
  const series = drawn.map(
    ({ name }, k): uPlot.Series => ({
      label: name,
      value: (_, value) => figure(value),
      stroke: colours[k % colours.length]!,
      width: 1.25,
      spanGaps: false,
      points: { show: false },
      paths: uPlot.paths.stepped!({ align: 1 }),
    }),
  )
  return plotOf(
    trace,
    series,
    drawn.map(({ line }) => [...line.last]),
    host,
    height,
    range,
    drawn.every(({ line }) => line.last.every(value => value === null)) ? 'empty' : 'lines',
  )
}

/** A signal's condition, its firings, and the moments at which it was looked at why it does not fire. */
export function lane(trace: Trace, signal: SignalTrace, host: HTMLElement, colour: string): uPlot {
  const draw: Draw = (plot, context) => {
    signal.states.forEach((bits, k) => {
      if (bits & seen.unknown) box(plot, context, trace, k, shade.absent)
      if (bits & seen.true) box(plot, context, trace, k, shade.true)
    })
    context.fillStyle = ink()
    const middle = plot.bbox.top + plot.bbox.height * 0.75
    signal.why.forEach((reason, k) => {
      if (reason >= 0) cross(context, x(plot, trace.samples[k]! / 1e6), middle)
    })
    firings(plot, context, trace, signal, colour)
  }
  const flat: uPlot.Series = { label: signal.name, show: false }
  const none = [Array.from({ length: count(trace) }, () => null)]
  return plotOf(trace, [flat], none, host, 34, draw, 'lane')
}

/** Triangles above what happened then. */
export function firings(
  plot: uPlot,
  context: CanvasRenderingContext2D,
  trace: Trace,
  { firings }: SignalTrace,
  colour: string,
) {
  const size = 5 * devicePixelRatio
  context.fillStyle = colour
  firings.forEach((fired, k) => {
    if (fired === 0) return
    const [at, top] = [x(plot, start(trace, k + 0.5)), plot.bbox.top + 2]
    context.beginPath()
    context.moveTo(at - size, top)
    context.lineTo(at + size, top)
    context.lineTo(at, top + 1.6 * size)
    context.fill()
  })
}

/** When venues were silent. */
export function silences(plot: uPlot, context: CanvasRenderingContext2D, venues: readonly VenueTrace[]): void {
  context.fillStyle = shade.silent
  for (const { silent } of venues) {
    for (const [from, to] of silent) band(plot, context, from / 1e6, to / 1e6)
  }
}

/** Of a bucket, in seconds since the epoch. */
export const start = ({ from, width }: Trace, bucket: number) => (from + width * bucket) / 1e6

export const count = ({ from, to, width }: Trace) => Math.floor((to - from) / width) + 1

function plotOf(
  trace: Trace,
  series: uPlot.Series[],
  values: (number | null)[][],
  host: HTMLElement,
  height: number,
  draw: Draw,
  kind: 'lines' | 'empty' | 'lane',
): uPlot {
  const times = Array.from({ length: count(trace) }, (_, k) => start(trace, k))
  const isLane = kind === 'lane'
  // Without a value there is no scale, and without one no axis: the times would stand elsewhere than in other charts.
  const scales: uPlot.Scales = kind === 'lines' ? {} : { y: { range: [0, 1] } }
  const atSide = (_: uPlot, values: number[]) => (kind === 'empty' ? values.map(() => '') : figures(values))
  const axis: uPlot.Axis = { stroke: ink, grid: { stroke: shade.absent, width: 1 }, ticks: { show: false } }
  const options: uPlot.Options = {
    width: host.clientWidth,
    height,
    series: [{ value: (_, seconds) => (seconds === null ? '–' : iso(seconds)) }, ...series],
    axes: [
      { ...axis, show: !isLane, size: 40, values: (_, seconds) => clocks(seconds) },
      { ...axis, show: !isLane, size: SIDE, space: 22, values: atSide },
    ],
    scales: { x: { time: true }, ...scales },
    tzDate: seconds => uPlot.tzDate(new Date(seconds * 1_000), 'Etc/UTC'),
    padding: [8, 8, isLane ? 4 : 0, isLane ? SIDE : 0],
    cursor: { sync: { key: 'run', scales: ['x', null] }, drag: { x: true, y: false } },
    legend: { show: !isLane },
    hooks: { draw: [plot => clipped(plot, draw)] },
  }
  return new uPlot(options, [times, ...values] as uPlot.AlignedData, host)
}

function clipped(plot: uPlot, draw: Draw): void {
  const { ctx: context, bbox } = plot
  context.save()
  context.beginPath()
  context.rect(bbox.left, bbox.top, bbox.width, bbox.height)
  context.clip()
  draw(plot, context)
  context.restore()
}

function ranges(plot: uPlot, context: CanvasRenderingContext2D, trace: Trace, line: LineTrace, colour: string): void {
  context.fillStyle = colour
  context.globalAlpha = shade.range
  line.low.forEach((low, k) => {
    const high = line.high[k]
    if (low === null || high == null || low === high) return
    const [left, right] = [x(plot, start(trace, k)), x(plot, start(trace, k + 1))]
    const [top, bottom] = [plot.valToPos(high, 'y', true), plot.valToPos(low, 'y', true)]
    context.fillRect(left, top, Math.max(1, right - left), bottom - top)
  })
  context.globalAlpha = 1
}

function absences(plot: uPlot, context: CanvasRenderingContext2D, trace: Trace, drawn: readonly Drawn[]): void {
  for (let k = 0; k < count(trace); k++) {
    if (drawn.every(({ line }) => (line.last[k] ?? null) === null)) box(plot, context, trace, k, shade.absent)
  }
}

function box(plot: uPlot, context: CanvasRenderingContext2D, trace: Trace, bucket: number, colour: string): void {
  context.fillStyle = colour
  band(plot, context, start(trace, bucket), start(trace, bucket + 1))
}

function band(plot: uPlot, context: CanvasRenderingContext2D, from: number, to: number): void {
  const { top, height } = plot.bbox
  const [left, right] = [Math.round(x(plot, from)), Math.round(x(plot, to))]
  context.fillRect(left, top, Math.max(1, right - left), height)
}

function cross(context: CanvasRenderingContext2D, at: number, middle: number): void {
  const size = 2 * devicePixelRatio
  context.fillRect(at - size, middle - 0.5, 2 * size, 1)
  context.fillRect(at - 0.5, middle - size, 1, 2 * size)
}

const x = (plot: uPlot, seconds: number) => plot.valToPos(seconds, 'x', true)
