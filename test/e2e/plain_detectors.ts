import { type Ticks, tick } from './feature_ticks.ts'

/** A message of a market, in the order of receipt; times µs. `kind` is undefined where it only shows that the venue is alive. */
export interface Message {
  readonly received: number
  readonly venue: 'dex' | 'cex'
  readonly kind: 'trade' | 'pool' | undefined
  /** Of a trade: price, quantity in base, +1 bought or -1 sold. Of the pool: its liquidity. */
  readonly numbers: readonly number[]
}

export interface SignalTotals {
  checks: number
  trueTicks: number
  firings: number
}

const second = 1_000_000
type Maybe = number | undefined
type Truth = boolean | undefined
interface Thresholds {
  readonly flowZ: number
  readonly drain: number
  /** By how much those of size are tightened: by the latency of the pool, which each of its messages tells anew. */
  readonly strict?: number
  /** µs: for how long the pool may say nothing before all of it is unknown. */
  readonly silent?: number
}
interface Series {
  readonly at: number[]
  readonly values: number[]
}
/** The window of `span` seconds over `of` lost its last tick at that time. */
interface Emptied {
  readonly of: readonly { readonly at: number }[]
  readonly span: number
  readonly at: number
}

/**
 * pool_signals from its definitions, without any of the project's code: arrays of all that happened, and loops over them.
 * - flow: bought less sold, as a part of all, within 30 s; flow_score: the same of 10 s, in standard deviations from its mean
 *   of the last hour; one-sided (DL2): |flow_score| > flow_z and |flow| > 60 %.
 * - liq_speed, liq_accel: change of the liquidity within a minute, and how much of it came in the second half, both relative,
 *   per second; draining (DL3): faster down than `drain` per minute, and ever faster by `drain` per minute in five.
 * - vol_price: the volume of a minute less the size of the return of a minute, each in standard deviations from its mean
 *   of an hour; diverging (DL4): above 2.
 * - a candidate (DL5): two of three. What is unknown is no vote, but may leave the outcome unknown.
 * Hours are 3,600 whole seconds, the one of now included. Windows are known once the pool was heard of for as long.
 */
export function plainDetectors(messages: readonly Message[], thresholds: Thresholds) {
  const { flowZ, drain, strict = 1, silent = Number.POSITIVE_INFINITY } = thresholds
  const features = new Map<string, Ticks>()
  const signals = new Map<string, SignalTotals>()
  for (const name of ['candidate', 'diverged', 'drained', 'one_sided'])
    signals.set(name, { checks: 0, trueTicks: 0, firings: 0 })
  const wasTrue = new Map<string, boolean>()
  const swaps: { at: number; price: number; qty: number; side: number }[] = []
  const liquidity: { at: number; value: number }[] = []
  const flows10: Series = { at: [], values: [] }
  const volumes: Series = { at: [], values: [] }
  const returns: Series = { at: [], values: [] }
  let began: Maybe
  let heard = Number.NEGATIVE_INFINITY
  /** The last one that is over. */
  let silence = { from: heard, to: heard }
  let cexPrice: Maybe

  const warm = (now: number, seconds: number) => began !== undefined && now - began >= seconds * second
  const within = (now: number, seconds: number) => {
    const found = []
    for (let i = swaps.length - 1; i >= 0 && swaps[i]!.at > now - seconds * second; i--) found.push(swaps[i]!)
    return found.reverse()
  }
  const imbalance = (now: number, seconds: number): Maybe => {
    const recent = within(now, seconds)
    if (!warm(now, seconds) || recent.length === 0) return undefined
    return total(recent.map(s => s.side * s.qty)) / total(recent.map(s => s.qty))
  }
  const volume = (now: number): Maybe => (warm(now, 60) ? total(within(now, 60).map(s => s.price * s.qty)) : undefined)
  const change = (now: number): Maybe => {
    const recent = within(now, 60)
    return warm(now, 60) && recent.length ? recent.at(-1)!.price / recent[0]!.price - 1 : undefined
  }
  const score = (x: Maybe, { at, values }: Series, now: number): Maybe => {
    if (x === undefined || !warm(now, 3_600)) return undefined
    const oldest = (Math.ceil(now / second) - 3_600) * second
    let first = at.length
    while (first > 0 && at[first - 1]! > oldest) first--
    const n = at.length - first
    if (n < 2) return undefined
    // Of equal values the mean is that value: distances from one of them are exact.
    const some = values[first]!
    let distances = 0
    for (let i = first; i < values.length; i++) distances += values[i]! - some
    const mean = some + distances / n
    let squares = 0
    for (let i = first; i < values.length; i++) squares += (values[i]! - mean) ** 2
    const deviation = Math.sqrt(squares / (n - 1))
    return deviation > 0 ? (x - mean) / deviation : undefined
  }
  /** The liquidity some time ago: what it was then, else, or if nothing was known then, the first that was heard of since. */
  const ago = (now: number, seconds: number): Maybe => {
    const then = now - seconds * second
    let i = liquidity.length - 1
    while (i > 0 && liquidity[i]!.at > then) i--
    if (then >= silence.from && then < silence.to) i = liquidity.findIndex(({ at }) => at >= silence.to)
    return liquidity[i]?.value
  }

  /** Of the window of an hour, which pool events leave as it was. */
  let scored = { now: Number.NaN, swaps: 0, flow_score: undefined as Maybe, vol_price: undefined as Maybe }
  const scores = (now: number) => {
    if (scored.now === now && scored.swaps === swaps.length) return scored
    const [v, r] = [score(volume(now), volumes, now), score(change(now), returns, now)]
    const vol_price = v !== undefined && r !== undefined ? v - Math.abs(r) : undefined
    scored = { now, swaps: swaps.length, flow_score: score(imbalance(now, 10), flows10, now), vol_price }
    return scored
  }

  const measure = (now: number) => {
    const level = warm(now, 60) ? liquidity.at(-1)?.value : undefined
    const [half, whole] = [ago(now, 30), ago(now, 60)]
    const { flow_score, vol_price } = scores(now)
    const known = level !== undefined && half !== undefined && whole !== undefined
    return {
      flow: imbalance(now, 30),
      flow_score,
      vol_price,
      liq_speed: known ? (level - whole) / 60 / level : undefined,
      liq_accel: known ? (level - half - (half - whole)) / 30 / 30 / level : undefined,
    }
  }
  const judge = ({ flow, flow_score, liq_speed, liq_accel, vol_price }: ReturnType<typeof measure>) => {
    const [strong, oneWay] = [above(flow_score, x => Math.abs(x) > flowZ * strict), above(flow, x => Math.abs(x) > 0.6)]
    const fast = above(liq_speed, x => x < (-drain * strict) / 60)
    const faster = above(liq_accel, x => x < -drain / 60 / 300)
    const one_sided = both(strong, oneWay)
    const drained = both(fast, faster)
    const diverged = above(vol_price, x => x > 2 * strict)
    return { one_sided, drained, diverged }
  }

  /** A signal fires when its condition is true and was not when it was last known; it is checked when what it reads ticks. */
  const look = (name: string, truth: Truth, ticks: boolean) => {
    const s = signals.get(name)!
    if (ticks && truth !== undefined) s.checks++
    if (ticks && truth) s.trueTicks++
    if (truth && !wasTrue.get(name)) s.firings++
    if (truth !== undefined) wasTrue.set(name, truth)
  }
  /** A step of the pool. Conditions look again when what they read ticks, and when a window has just become empty. */
  const step = (now: number, kind: Message['kind'], emptied: readonly Emptied[]) => {
    const [swap, pool] = [kind === 'trade', kind === 'pool']
    const empty = (of: readonly { at: number }[], ...spans: number[]) =>
      emptied.some(e => e.of === of && spans.includes(e.span))
    const measured = thresholds.strict !== undefined && now === heard
    const wakes = {
      one_sided: measured || swap || empty(swaps, 10, 30),
      drained: measured || pool || empty(liquidity, 30, 60),
      diverged: measured || swap || empty(swaps, 60),
    }
    if (!wakes.one_sided && !wakes.drained && !wakes.diverged) return
    // What becomes unknown is no step: a condition stays what it was when it was last known.
    if (now - heard >= silent) return
    const values = measure(now)
    if (swap) for (const name of ['flow', 'flow_score', 'vol_price'] as const) tick(features, name, values[name])
    if (pool) for (const name of ['liq_speed', 'liq_accel'] as const) tick(features, name, values[name])
    const { one_sided, drained, diverged } = judge(values)
    if (wakes.one_sided) look('one_sided', one_sided, swap)
    if (wakes.drained) look('drained', drained, pool)
    if (wakes.diverged) look('diverged', diverged, swap)
    const voted = swap ? one_sided !== undefined || diverged !== undefined : pool && drained !== undefined
    look('candidate', twoOf([one_sided, drained, diverged]), voted)
  }

  let before = Number.NEGATIVE_INFINITY
  for (const { received: now, venue, kind, numbers } of messages) {
    const emptied: Emptied[] = [swaps, liquidity]
      .flatMap(of => [10, 30, 60].map(span => ({ of, span, at: (of.at(-1)?.at ?? Number.NaN) + span * second })))
      .filter(({ at }) => before < at && at <= now)
    const earlier = [...new Set(emptied.map(e => e.at))].filter(at => at < now).sort((a, b) => a - b)
    for (const at of earlier)
      step(
        at,
        undefined,
        emptied.filter(e => e.at === at),
      )
    if (venue === 'dex') {
      began ??= now
      if (now - heard >= silent) silence = { from: heard + silent, to: now }
      heard = now
    }
    if (venue === 'dex' && kind === 'pool') liquidity.push({ at: now, value: numbers[0]! })
    if (venue === 'dex' && kind === 'trade') {
      const [price, qty, side] = numbers as [number, number, number]
      swaps.push({ at: now, price, qty, side })
      const [x, v, r] = [imbalance(now, 10), volume(now), change(now)]
      for (const [series, value] of [
        [flows10, x],
        [volumes, v],
        [returns, r],
      ] as const) {
        if (value === undefined) continue
        series.at.push(now)
        series.values.push(value)
      }
    }
    if (venue === 'cex' && kind === 'trade') cexPrice = numbers[0]!
    step(
      now,
      venue === 'dex' ? kind : undefined,
      emptied.filter(e => e.at === now),
    )
    const swap = swaps.at(-1)
    if (kind === 'trade' && swap && cexPrice) tick(features, 'basis', swap.price / cexPrice - 1)
    before = now
  }
  return { features, signals }
}

const total = (xs: readonly number[]) => xs.reduce((a, b) => a + b, 0)
const above = (x: Maybe, is: (x: number) => boolean): Truth => (x === undefined ? undefined : is(x))
const both = (a: Truth, b: Truth): Truth => (a === false || b === false ? false : a && b)
function twoOf(votes: readonly Truth[]): Truth {
  const yes = votes.filter(v => v === true).length
  const open = votes.filter(v => v === undefined).length
  return yes >= 2 ? true : yes + open < 2 ? false : undefined
}
