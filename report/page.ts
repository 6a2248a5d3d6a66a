import { createHash } from 'node:crypto'
import { durationText } from '../runtime/market/duration_text.ts'
import { escaped, table } from './html.ts'
import { named, type OtherSignal, type SignalTrace, type Trace, traceText } from './trace.ts'

/** What stands around the charts. */
export interface About {
  readonly strategy: string
  /** One sentence each: the market, what was absent, what was assumed. */
  readonly notes: readonly string[]
  /** Name and value: digest, version, seed, … */
  readonly facts: readonly (readonly [name: string, value: string])[]
}

/** What the browser runs and how it looks, as texts. */
export interface Assets {
  readonly script: string
  readonly style: string
}

/** One file that shows a run, with everything inside; it may load nothing, and needs no script for its tables. */
export function page(trace: Trace, { strategy, notes, facts }: About, { script, style }: Assets): string {
  const title = `${strategy}, ${iso(trace.from)} to ${iso(trace.to)}`
  const data = traceText(trace).replaceAll('<', '\\u003c')
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src '${hash(script)}'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<header><h1>${escaped(strategy)}</h1><p>${notes.map(escaped).join('<br>')}</p></header>
<main>
<p id="moment" role="status" aria-live="polite"></p>
<div id="charts"></div>
<aside id="choose" aria-label="What is drawn"></aside>
<section><h2>Signals</h2>${signals(trace)}</section>
<section><h2>Features</h2>${features(trace)}</section>
<section><h2>Run</h2>${table([], facts)}</section>
</main>
<script type="application/json" id="trace">${data}</script>
<script>${script}</script>
</body>
</html>
`
}

function signals({ signals, samples, reasons, others }: Trace): string {
  const rows = signals.map(({ name, key, fired, why }) => [
    named({ name, key }),
    `${fired}`,
    usual(why, samples.length)
      .map(([reason, share]) => `${reasons[reason]}: ${Math.round(100 * share)} %`)
      .join('\n'),
  ])
  return table(['signal', 'fired', 'what kept it from firing, by share of the moments looked at'], rows) + rest(others)
}

/** What fired and is not drawn, and how it is. */
function rest(others: readonly OtherSignal[]): string {
  if (others.length === 0) return ''
  const fired = others.map(other => `${named(other)}: ${other.fired}`).join(', ')
  const members = others[0]!.key.replaceAll(', ', ',')
  return `<p>Not drawn, and fired most often: ${escaped(fired)}. <code>--draw ${escaped(members)}</code> draws what is of these members alone.</p>`
}

/** The three reasons that were met most often. */
function usual(why: SignalTrace['why'], samples: number): (readonly [reason: number, share: number])[] {
  const counts = new Map<number, number>()
  for (const reason of why) if (reason >= 0) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  const most = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 3)
  return most.map(([reason, count]) => [reason, count / samples])
}

function features({ features, left, width }: Trace): string {
  const rows = features.map(({ name, key, unit, line, choices }) => {
    const text = (x: number | null | undefined) => (x == null ? '–' : (choices?.[x] ?? `${Number(x.toPrecision(6))}`))
    const present = (values: readonly (number | null)[]) => values.filter(v => v !== null)
    const low = present(line.low)
    const least = low.length ? low.reduce((a, b) => Math.min(a, b)) : null
    const high = present(line.high)
    const most = high.length ? high.reduce((a, b) => Math.max(a, b)) : null
    const absent = line.last.filter(v => v === null).length / line.last.length
    const ends = choices ? ['', ''] : [text(least), text(most)]
    return [named({ name, key }), unit, ...ends, text(line.last.at(-1)), `${Math.round(100 * absent)} %`]
  })
  const more = left > 0 ? `<p>${left} more are not drawn.</p>` : ''
  const each = durationText(width).replace(/^[\d.]+/, n => `${Number(Number(n).toPrecision(3))}`)
  const fineness = `<p>Drawn are the least, the greatest and the last value of each ${each}.</p>`
  return table(['feature', 'unit', 'least', 'most', 'at the end', 'absent'], rows) + fineness + more
}

const iso = (micros: number) => new Date(micros / 1_000).toISOString()
const hash = (script: string) => `sha256-${createHash('sha256').update(script).digest('base64')}`
