import { emit } from '../compiler/emit/emit.ts'
import { instantiate } from '../compiler/emit/wasm.ts'
import type { SourceEvent } from '../compiler/ir/evaluator.ts'
import { layout } from '../compiler/layout/layout.ts'
import { compiledText, quotes } from './cases.ts'
import { medians, timed } from './measure.ts'

const TICKS = 600
const N = 250

export interface PairTimes {
  /** ns per pair and tick. */
  readonly compiled: number
  readonly plain: number
  /** Bytes per pair. */
  readonly state: number
  readonly rings: number
}

/**
 * Slope, correlation and the spread of what is left, of each two of so many symbols, at every second; beside it sums that are
 * kept up in typed arrays, as one writes it by hand: those drift, and have no anchors.
 */
export function pairs(symbols: number, repetitions: number): PairTimes {
  const graph = { ...compiledText(scope(symbols)), outputs: [] }
  const bytes = emit(graph)
  const events = seconds(quotes(graph, symbols * TICKS), symbols)
  const series = closesOf(events, symbols)
  const count = symbols * (symbols - 1)
  const compiled = () => {
    const evaluator = instantiate(graph, bytes, () => {})
    return timed(() => evaluator.batch(events))
  }
  const times = medians({ compiled, plain: () => timed(() => plainly(series)) }, repetitions)
  const each = (ms: number) => (1e6 * ms) / (count * TICKS)
  const region = layout(graph).regions.find(({ instances }) => instances === count)!
  return { compiled: each(times.compiled), plain: each(times.plain), state: region.stride, rings: 8 * N }
}

function scope(symbols: number): string {
  const names = Array.from({ length: symbols }, (_, k) => `S${k}/USD`)
  return `strategy pairs in USD
venue x = ccxt.x { prices_only: true, silent: 1h }
universe symbols = [${names.join(', ')}]
each s in symbols {
  let mid = (x[s].quote.mid on every 1s)
}
each a in symbols, b in symbols where a != b {
  let left = mid[a] - ols(mid[a], mid[b], ${N}).slope * mid[b]
  feature together = corr(mid[a], mid[b], ${N})
  feature z        = (left - mean(left, ${N})) / std(left, ${N})
}
`
}

/** All symbols once a second. */
function seconds(all: readonly SourceEvent[], symbols: number): readonly SourceEvent[] {
  const start = Math.ceil(all[0]!.received / 1e6) * 1e6
  return all.map((event, k) => {
    const received = start + 1e6 * Math.floor(k / symbols) + 10 * (k % symbols)
    return { ...event, instrument: k % symbols, received, origin: received }
  })
}

/** By symbol, from second to second. */
function closesOf(events: readonly SourceEvent[], symbols: number): readonly Float64Array[] {
  const found = Array.from({ length: symbols }, () => new Float64Array(events.length / symbols))
  for (const [k, { fields }] of events.entries())
    found[k % symbols]![Math.floor(k / symbols)] = (fields[0]! + fields[2]!) / 2
  return found
}

/** The last scores of all pairs, summed so that nothing is left out. */
function plainly(series: readonly Float64Array[]): number {
  let all = 0
  for (const y of series) for (const x of series) if (x !== y) all += scores(y, x)
  return all
}

function scores(y: Float64Array, x: Float64Array): number {
  const left = new Float64Array(N)
  let [sx, sy, xx, yy, xy, sum, squares, score] = [0, 0, 0, 0, 0, 0, 0, 0]
  for (let t = 0; t < y.length; t++) {
    const a = y[t]!
    const b = x[t]!
    const c = t < N ? 0 : y[t - N]!
    const d = t < N ? 0 : x[t - N]!
    sy += a - c
    sx += b - d
    yy += a * a - c * c
    xx += b * b - d * d
    xy += a * b - c * d
    if (t < N - 1) continue
    const vx = xx - (sx * sx) / N
    const vy = yy - (sy * sy) / N
    const c2 = xy - (sx * sy) / N
    const rest = a - (c2 / vx) * b
    const old = left[t % N]!
    left[t % N] = rest
    sum += rest - old
    squares += rest * rest - old * old
    score += c2 / Math.sqrt(vx * vy) + (rest - sum / N) / Math.sqrt((squares - (sum * sum) / N) / (N - 1))
  }
  return score
}
