import { resultsOf, type StatisticOp, seriesOf } from '../../../compiler/ir/statistics.ts'
import type { Aggregate, WindowOp } from '../../../compiler/ir/windows.ts'
import { ringsOf, statisticSlots } from '../../../compiler/layout/statistics.ts'
import { computeStatistic } from '../../../compiler/statistics/statistics.ts'

/** A tick of the inputs of a window; `until`: when x next woke absent before it ticked again. */
export interface Tick {
  readonly time: number
  readonly y: number
  readonly x: number
  /** All inputs, where there are more. */
  readonly row?: readonly number[]
  until: number
}

type Of<O extends WindowOp['op']> = WindowOp & { readonly op: O }

/** The documented meaning of windows, from their whole history: filters and folds of lists. */
export function counted({ aggregate, n }: Of<'window'>, ticks: readonly Tick[]): number {
  const last = ticks.length - 1
  if (last < n - 1) return Number.NaN
  const start = last - (last % n)
  return value(aggregate, [older(aggregate, ticks.slice(last - n + 1, start)), newer(aggregate, ticks.slice(start))])
}

export function inTime(op: Of<'time_window'>, ticks: readonly Tick[], live: number, now: number): number {
  const { aggregate, span, capacity, held } = op
  const from = now - span
  if (!(live <= from)) return Number.NaN
  const end = Math.ceil(now / span) * span
  const block = (k: number) => ticks.filter(t => Math.ceil(t.time / span) * span === end - k * span)
  if (ticks.some((t, k) => t.time > from && isLost(ticks, k, span, capacity))) return Number.NaN
  const before = ticks.filter(t => t.time <= from).at(-1)
  const force = held && before && before.until > from ? before : undefined
  const previous = block(1).filter(t => t.time > from || t === force)
  const early = force && !previous.includes(force) ? [force] : []
  const parts = [newer(aggregate, early), older(aggregate, previous), newer(aggregate, block(0))]
  const result = value(aggregate, parts)
  return aggregate === 'argmin' || aggregate === 'argmax' ? Math.max(result, from) : result
}

/** Whether tick k came when its block was full. */
function isLost(ticks: readonly Tick[], k: number, span: number, capacity: number): boolean {
  const blockOf = (t: Tick) => Math.ceil(t.time / span)
  return ticks.slice(0, k).filter(t => blockOf(t) === blockOf(ticks[k]!)).length >= capacity
}

export function inPanes(op: Of<'pane_window'>, ticks: readonly Tick[], live: number, now: number): number {
  const { aggregate, span, pane, held } = op
  if (!(live <= now - span)) return Number.NaN
  const end = Math.ceil(now / pane) * pane
  const block = Math.ceil(end / span) * span
  const paneOf = (e: number) => {
    const start = e - pane
    const before = ticks.filter(t => t.time <= start).at(-1)
    const force = held && before && before.until > start ? [{ ...before, time: start }] : []
    return newer(aggregate, [...force, ...ticks.filter(t => t.time > start && t.time <= e)])
  }
  const ends = Array.from({ length: span / pane }, (_, k) => end - span + (k + 1) * pane)
  const suffix = ends.filter(e => e <= block - span).map(paneOf)
  const prefix = ends.filter(e => e > block - span && e < end).map(paneOf)
  const some = (parts: readonly (Part | undefined)[]) => parts.filter(part => part !== undefined)
  const left = some(suffix).reduceRight<Part | undefined>(
    (right, part) => (right ? merge(aggregate, part, right) : part),
    undefined,
  )
  const middle = some(prefix).reduce<Part | undefined>((l, part) => (l ? merge(aggregate, l, part) : part), undefined)
  const recent = some([middle, paneOf(end)]).reduce<Part | undefined>(
    (l, part) => (l ? merge(aggregate, l, part) : part),
    undefined,
  )
  return value(aggregate, [left, recent])
}

/** `ticks`: those after the last tick of e, with the value held at it. */
export function sinceEvent({ aggregate }: Of<'since_window'>, ticks: readonly Tick[]): number {
  return value(aggregate, [newer(aggregate, ticks)])
}

export function quantileOf(q: number, ticks: readonly Tick[]): number {
  if (ticks.length === 0) return Number.NaN
  const v = ticks.map(t => t.y + 0).sort((a, b) => a - b)
  const r = q * (v.length - 1)
  const i = Math.floor(r)
  return finite(v[i]! + ((v[i + 1] ?? v[i]!) - v[i]!) * (r - i))
}

/** The results for the last n ticks, laid out from the oldest on; none where they have none. */
export function statisticOf(op: StatisticOp, ticks: readonly Tick[]): number[] {
  if (op.fn === 'adwin') return adaptiveOf(op, ticks)
  if (ticks.length < op.n) return []
  const last = ticks.slice(-op.n)
  const count = resultsOf(op)
  const series = Array.from({ length: seriesOf(op) }, (_, k) => last.map(t => t.row![k]!))
  const cells = Float64Array.from([op.n, ...Array<number>(count).fill(0), ...series.flat()])
  return Number.isNaN(computeStatistic(op, cells, 0)) ? [] : [...cells.subarray(1, 1 + count)]
}

/** What came before is not laid out but kept, so it is told from the first tick on. */
function adaptiveOf(op: StatisticOp, ticks: readonly Tick[]): number[] {
  const cells = new Float64Array(statisticSlots(op))
  for (const { y } of ticks) {
    cells[ringsOf(op)] = y
    computeStatistic(op, cells, 0)
  }
  return [...cells.subarray(1, 1 + resultsOf(op))]
}

/** A ring of `capacity` ticks: one that finds it full is lost. */
export function quantileInTime(op: Of<'time_quantile'>, ticks: readonly Tick[], live: number, now: number): number {
  const { q, span, capacity } = op
  if (!(live <= now - span)) return Number.NaN
  const kept: Tick[] = []
  let lossy = false
  for (const t of ticks) {
    if (kept.filter(k => k.time > t.time - span).length < capacity) kept.push(t)
    else if (t.time > now - span) lossy = true
  }
  return lossy
    ? Number.NaN
    : quantileOf(
        q,
        kept.filter(t => t.time > now - span),
      )
}

interface Part {
  readonly n: number
  /** Sum, extreme, first or last; or the anchor of y. */
  readonly a: number
  readonly time: number
  readonly oy: number
  readonly x: number
  /** All inputs, where there are more. */
  readonly row?: readonly number[]
  readonly ox: number
  readonly yy: number
  readonly xx: number
  readonly xy: number
}

function single(aggregate: Aggregate, { time, y, x }: Tick): Part {
  return { n: 1, a: aggregate === 'count' ? 1 : y, time, oy: 0, x, ox: 0, yy: 0, xx: 0, xy: 0 }
}

function newer(aggregate: Aggregate, ticks: readonly Tick[]): Part | undefined {
  const parts = ticks.map(t => single(aggregate, t))
  return parts.length === 0 ? undefined : parts.reduce((left, part) => merge(aggregate, left, part))
}

function older(aggregate: Aggregate, ticks: readonly Tick[]): Part | undefined {
  const parts = ticks.map(t => single(aggregate, t))
  return parts.length === 0 ? undefined : parts.reduceRight((right, part) => merge(aggregate, part, right))
}

function merge(aggregate: Aggregate, a: Part, b: Part): Part {
  const n = a.n + b.n
  switch (aggregate) {
    case 'count':
    case 'sum':
      return { ...a, n, a: a.a + b.a }
    case 'min':
      return { ...a, n, a: Math.min(a.a, b.a) }
    case 'max':
      return { ...a, n, a: Math.max(a.a, b.a) }
    case 'first':
      return { ...a, n }
    case 'last':
      return { ...b, n }
    case 'argmin':
      return { ...(b.a < a.a ? b : a), n }
    case 'argmax':
      return { ...(b.a > a.a ? b : a), n }
    default: {
      const dy = b.a - a.a + (b.oy - a.oy)
      const dx = b.x - a.x + (b.ox - a.ox)
      const s = b.n / n
      const w = a.n * s
      return {
        ...a,
        n,
        oy: a.oy + dy * s,
        ox: a.ox + dx * s,
        yy: a.yy + b.yy + dy * dy * w,
        xx: a.xx + b.xx + dx * dx * w,
        xy: a.xy + b.xy + dx * dy * w,
      }
    }
  }
}

function value(aggregate: Aggregate, parts: readonly (Part | undefined)[]): number {
  const some = parts.filter(part => part !== undefined)
  if (some.length === 0) return aggregate === 'count' || aggregate === 'sum' ? 0 : Number.NaN
  // Early, suffix, prefix: from the left.
  const p = some.reduce((left, part) => merge(aggregate, left, part))
  const slope = p.xy / p.xx
  switch (aggregate) {
    case 'mean':
      return finite(p.a + p.oy)
    case 'argmin':
    case 'argmax':
      return p.time
    case 'var':
      return finite(p.yy / (p.n - 1))
    case 'std':
      return finite(Math.sqrt(p.yy / (p.n - 1)))
    case 'cov':
      return finite(p.xy / (p.n - 1))
    case 'corr':
      return finite(Math.min(1, Math.max(-1, p.xy / (Math.sqrt(p.yy) * Math.sqrt(p.xx)))))
    case 'slope':
      return finite(slope)
    case 'intercept':
      return finite(p.a + p.oy - slope * (p.x + p.ox))
    default:
      return finite(p.a)
  }
}

function finite(x: number): number {
  return Number.isFinite(x) ? x : Number.NaN
}
