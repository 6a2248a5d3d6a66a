import type { Truth } from '../../../runtime/market/generated/truth.ts'
import { Crossings, type Score, score } from './score.ts'
import { after, baseOf, minute, second } from './truths.ts'
import { type Seen, watching } from './watching.ts'

/** µs for which a fast move is inside of the windows of `vol` and `move.m10`. */
const window = 10.5 * minute

interface Going {
  readonly asset: string
  readonly way: number
}

/**
 * perp_trend: fast moves by `move.s10`; wild times by `vol` and trends by `move.m10`, where no fast move and nothing planted
 * stands in their windows, which would be all that they show.
 */
export async function trends(seed: number, length: number): Promise<Score[]> {
  const seen: Seen[] = []
  const outputs = ['move.s10', 'move.m10', 'vol']
  const { truth } = await watching({ strategy: 'perp_trend', seed, length, outputs }, one => seen.push(one))

  const [fast, wild, trend] = [new Crossings<string>(), new Crossings<string>(), new Crossings<Going>()]
  for (const { name, key, at, values } of seen) {
    const asset = /\[(\w+)/.exec(key.i!)![1]!
    const value = values[name]!
    const size = Math.abs(value)
    if (name === 'move.s10') fast.see(asset, at, size > 0.006, size < 0.003, asset)
    else if (isHidden(truth, asset, at)) continue
    else if (name === 'vol') wild.see(asset, at, size > 1.6e-4, size < 1.2e-4, asset)
    else trend.see(asset, at, size > 0.004, size < 0.002, { asset, way: Math.sign(value) })
  }

  const jumps = [...truth.moves, ...truth.dislocations.map(d => ({ ...d, asset: baseOf(d.symbol) }))]
  const wildTimes = truth.regimes.filter(({ state }) => state === 'wild')
  const shown = <T extends { asset: string; from: number; to: number }>(all: readonly T[]) =>
    all.filter(t => t.from > after(10) && t.to - t.from > minute && !isHidden(truth, t.asset, t.to))
  const isOf = (asset: string, t: { asset: string }) => asset === t.asset
  return [
    score('perp_trend move.s10', fast.found, { known: jumps, wanted: truth.moves }, { fits: isOf, late: 12 * second }),
    score(
      'perp_trend vol',
      wild.found,
      { known: wildTimes, wanted: shown(wildTimes) },
      { fits: isOf, late: 5 * minute },
    ),
    score(
      'perp_trend move.m10',
      trend.found,
      { known: truth.trends, wanted: shown(truth.trends) },
      { fits: ({ asset, way }, t) => asset === t.asset && way === Math.sign(t.drift), late: 2 * minute },
    ),
  ]
}

function isHidden({ moves, dislocations }: Truth, asset: string, at: number): boolean {
  const isIn = ({ from, to }: { from: number; to: number }) => at > from && at < to + window
  return moves.some(m => m.asset === asset && isIn(m)) || dislocations.some(d => baseOf(d.symbol) === asset && isIn(d))
}
