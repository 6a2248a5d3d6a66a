/** What a share was, day by day. */
export interface Share {
  readonly closes: readonly number[]
  readonly volumes: readonly number[]
  readonly moods: readonly number[]
}

/** Thresholds of the strategy that are not as it has them. */
export interface Bounds {
  /** Seconds. */
  readonly maxLife: number
  readonly entry: number
  readonly clip: number
}

/** What a share tells by itself; NaN where it is absent. */
export function plainShare({ closes, volumes, moods }: Share) {
  const returns = [Number.NaN, ...returnsOf(closes)]
  const trend = closes.map((_, i) => (i < 511 ? Number.NaN : hurst(closes.slice(i - 511, i + 1))))
  let [usual, heat] = [0, 0]
  const crowd = volumes.map((volume, i) => {
    usual += (volume - usual) * Math.max(1 / (i + 1), 1 / 20)
    heat = 0.9 * heat + 0.1 * moods[i]! * Math.log1p(volume / usual)
    return i < 19 ? Number.NaN : heat
  })
  return { closes, returns, trend, crowd }
}

/** From each to the next. */
export const returnsOf = (closes: readonly number[]) => closes.slice(1).map((close, i) => Math.log(close / closes[i]!))

/** What two of them tell together; `times` are those of the closes, in seconds. */
export function plainPair(
  a: ReturnType<typeof plainShare>,
  b: ReturnType<typeof plainShare>,
  times: readonly number[],
  bounds: Bounds,
) {
  const gaps: number[] = []
  const days = times.map((_, i) => {
    const before = (x: readonly number[], n: number) => (x.length < n ? undefined : x.slice(-n))
    const past = (x: readonly number[], n: number) => before(x.slice(0, i + 1), n)
    const [y, x] = [past(a.closes, 250), past(b.closes, 250)]
    if (!y || !x) return { z: Number.NaN, life: Number.NaN, p: Number.NaN, together: Number.NaN, parted: 0 }
    const { slope, intercept } = line(y, x)
    gaps.push(y.at(-1)! - slope * x.at(-1)! - intercept)
    const recent = before(gaps, 250)
    const z = recent ? (recent.at(-1)! - mean(recent)) / deviation(recent) : Number.NaN
    const life = gaps.length > 250 ? halfLife(gaps.slice(-251), times.slice(i - 250, i + 1)) : Number.NaN
    const p = i < 499 ? Number.NaN : engleGranger(past(a.closes, 500)!, past(b.closes, 500)!)
    const together = i < 250 ? Number.NaN : correlation(past(a.returns, 250)!, past(b.returns, 250)!)
    const shares = Math.round(bounds.clip / y.at(-1)!)
    const hedge = Math.round(slope * shares)
    const hedged = Math.abs(hedge / (slope * shares) - 1) < 0.02 && shares > 0 && hedge !== 0
    const calm = Math.max(a.trend[i]!, b.trend[i]!) < 0.6
    const apart = Math.abs(z) > bounds.entry && Math.abs(z) < 5
    // What is absent cannot be true, and NaN is not.
    const parted = apart && p < 0.05 && life < bounds.maxLife && hedged && calm ? Math.sign(z) : 0
    return { z, life, p, together, parted }
  })
  return days
}

/** The t statistic of the level in a regression of its change on it and on the change before, and MacKinnon's p for two series. */
export function engleGranger(y: readonly number[], x: readonly number[]): number {
  const { slope, intercept } = line(y, x)
  const left = y.map((value, i) => value - slope * x[i]! - intercept)
  let [uu, uv, vv, ud, vd, dd] = [0, 0, 0, 0, 0, 0]
  for (let t = 2; t < left.length; t++) {
    const [u, v, d] = [left[t - 1]!, left[t - 1]! - left[t - 2]!, left[t]! - left[t - 1]!]
    uu += u * u
    uv += u * v
    vv += v * v
    ud += u * d
    vd += v * d
    dd += d * d
  }
  const determinant = uu * vv - uv * uv
  const [level, change] = [(vv * ud - uv * vd) / determinant, (uu * vd - uv * ud) / determinant]
  const variance = (dd - level * ud - change * vd) / (left.length - 4)
  const t = level / Math.sqrt((variance * vv) / determinant)
  if (t > 0.92) return 1
  return t <= -2.62
    ? normal(2.92 + 1.5012 * t + 0.039796 * t ** 2)
    : normal(2.1945 + 0.64695 * t - 0.29198 * t ** 2 - 0.042377 * t ** 3)
}

/** The normal distribution by its series. */
function normal(x: number): number {
  let [term, sum] = [x, x]
  for (let n = 3; Math.abs(term) > 1e-18; n += 2) {
    term *= (x * x) / n
    sum += term
  }
  return 0.5 + (sum * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI)
}

function halfLife(gaps: readonly number[], times: readonly number[]): number {
  const changes = gaps.slice(1).map((gap, i) => gap - gaps[i]!)
  const { slope } = line(changes, gaps.slice(0, -1))
  const spacings = times.slice(1).map((time, i) => time - times[i]!)
  const sorted = spacings.sort((a, b) => a - b)
  return slope < 0 && slope > -1 ? (Math.LN2 / -Math.log(1 + slope)) * ((sorted[124]! + sorted[125]!) / 2) : Number.NaN
}

/** The slope of the mean rescaled range on the length of the blocks, in logarithms. */
function hurst(levels: readonly number[]): number {
  const changes = levels.slice(1).map((x, i) => x - levels[i]!)
  const half = changes.length / 2
  const lengths = Array.from({ length: 12 }, (_, k) => Math.floor(8 * (half / 8) ** (k / 11) + 1e-9))
  const points = [...new Set(lengths)].map(length => {
    const ranges: number[] = []
    for (let from = 0; from + length <= changes.length; from += length) {
      const block = changes.slice(from, from + length)
      const middle = mean(block)
      let at = 0
      const walk = block.map(x => (at += x - middle))
      const spread = Math.sqrt(mean(block.map(x => (x - middle) ** 2)))
      if (spread > 0) ranges.push((Math.max(...walk) - Math.min(...walk)) / spread)
    }
    return [Math.log(length), Math.log(mean(ranges))] as const
  })
  return line(
    points.map(([, y]) => y),
    points.map(([x]) => x),
  ).slope
}

function line(y: readonly number[], x: readonly number[]) {
  const [middle, centre] = [mean(y), mean(x)]
  let [both, own] = [0, 0]
  for (const [i, value] of x.entries()) {
    both += (value - centre) * (y[i]! - middle)
    own += (value - centre) ** 2
  }
  const slope = both / own
  return { slope, intercept: middle - slope * centre }
}

const mean = (x: readonly number[]) => x.reduce((a, b) => a + b, 0) / x.length
const deviation = (x: readonly number[]) => {
  const middle = mean(x)
  return Math.sqrt(x.reduce((sum, v) => sum + (v - middle) ** 2, 0) / (x.length - 1))
}
export const correlation = (y: readonly number[], x: readonly number[]) =>
  (line(y, x).slope * deviation(x)) / deviation(y)
