import { type FeatureTrace, named, type PriceTrace, type SignalTrace, type Trace } from '../trace.ts'
import { chooser } from './chooser.ts'
import { colours } from './colours.ts'
import { keyboard } from './keyboard.ts'
import { told } from './moment.ts'
import { firings, lane, lines, silences } from './plots.ts'
import { venuesOf } from './venues.ts'

const trace = JSON.parse(document.querySelector('#trace')!.textContent!) as Trace
const charts = document.querySelector<HTMLElement>('#charts')!
const moment = document.querySelector<HTMLElement>('#moment')!

moment.textContent = 'Move over a chart, or go to one with Tab and use the arrow keys; drag to zoom, Escape to see all.'
const choose = chooser(document.querySelector<HTMLElement>('#choose')!, draw)
const prices = choose.group(
  'Prices',
  trace.prices.map(({ name }) => name),
  isOneBase(trace.prices),
)
const features = choose.group('Features', trace.features.map(named), isFirstKey(trace.features))
const signals = choose.group('Signals', trace.signals.map(named), isShown(trace.signals))
draw()
let resized = 0
addEventListener('resize', () => {
  clearTimeout(resized)
  resized = setTimeout(draw, 150)
})

/** Everything that is chosen, below one another, with one cursor. */
function draw(): void {
  charts.replaceChildren()
  const shown = trace.signals.filter((_, k) => signals.has(k))
  const plots = []
  const drawnPrices = trace.prices.filter((_, k) => prices.has(k))
  if (drawnPrices.length) {
    const host = chart('Prices', 'orange: a venue of these is silent; triangles: signals')
    const venues = venuesOf(drawnPrices, trace.venues)
    const plot = lines(trace, drawnPrices, host, 300, (plot, context) => {
      silences(plot, context, venues)
      for (const [k, signal] of shown.entries()) firings(plot, context, trace, signal, colourOf(k))
    })
    plots.push(plot)
  }
  for (const [k, signal] of shown.entries()) {
    const host = chart(
      `${named(signal)} fired ${signal.fired} ${signal.fired === 1 ? 'time' : 'times'}`,
      'blue: its condition is true; grey: unknown; +: it did not fire, and why',
    )
    plots.push(lane(trace, signal, host, colourOf(k)))
  }
  for (const feature of trace.features.filter((_, k) => features.has(k))) plots.push(featurePlot(feature))
  for (const plot of plots) {
    plot.hooks.setCursor = [({ cursor }) => say(cursor.idx)]
    keyboard(plot)
  }
}

/** The same in its lane and above the prices. */
function colourOf(signal: number): string {
  return colours[(signal + 1) % colours.length]!
}

function featurePlot(feature: FeatureTrace) {
  const unit = feature.unit === 'plain' ? '' : `, ${feature.unit}`
  return lines(
    trace,
    [{ name: named(feature), line: feature.line }],
    chart(`${named(feature)}${unit}`, 'grey: absent'),
    150,
  )
}

function chart(title: string, legend: string): HTMLElement {
  const host = document.createElement('section')
  host.className = 'chart'
  host.tabIndex = 0
  const heading = document.createElement('h3')
  heading.textContent = title
  const note = document.createElement('small')
  note.textContent = ` ${legend}`
  heading.append(note)
  host.append(heading)
  host.ariaLabel = `${title}; ${legend}; arrow keys move the cursor`
  charts.append(host)
  return host
}

function say(bucket: number | null | undefined): void {
  if (bucket == null) return
  moment.textContent = told(
    trace,
    bucket,
    trace.signals.filter((_, k) => signals.has(k)),
  )
}

/** Up to four prices of one thing, of the one that has most: they fit one scale. */
function isOneBase(all: readonly PriceTrace[]): (k: number) => boolean {
  const most = [...all].map(({ base }) => base).sort((a, b) => times(all, b) - times(all, a))[0]
  const chosen = new Set([...all.keys()].filter(k => all[k]!.base === most).slice(0, 4))
  return k => chosen.has(k)
}

function times(all: readonly PriceTrace[], base: string): number {
  return all.filter(price => price.base === base).length
}

/** Of each feature the first key, of three features; those that had a value before others. */
function isFirstKey(all: readonly FeatureTrace[]): (k: number) => boolean {
  const order = [...all.keys()].sort((a, b) => Number(isDrawn(all[b]!)) - Number(isDrawn(all[a]!)) || a - b)
  const names = [...new Set(order.map(k => all[k]!.name))].slice(0, 3)
  const chosen = new Set(names.map(name => order.find(k => all[k]!.name === name)))
  return k => chosen.has(k)
}

function isDrawn({ line }: FeatureTrace): boolean {
  return line.last.some(value => value !== null)
}

/** The three that fired most. */
function isShown(all: readonly SignalTrace[]): (k: number) => boolean {
  const order = [...all.keys()].sort((a, b) => all[b]!.fired - all[a]!.fired)
  const chosen = new Set(order.slice(0, 3))
  return k => chosen.has(k)
}
