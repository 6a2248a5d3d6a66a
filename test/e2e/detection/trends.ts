import type { Truth } from '../../../runtime/market/generated/truth.ts'
import { Crossings } from './crossings.ts'
import { type Counts, count } from './score.ts'
import { after, baseOf, minute, second } from './truths.ts'
import { watching } from './watching.ts'

/** Minutes until `vol` and `move.m10` are there; µs for which a fast move is inside of their windows. */
const warm = 10
const window = 10.5 * minute

interface Going {
  readonly asset: string
  readonly way: number
}

/**
 * perp_trend: fast moves by `move.s10`; wild times by `vol`; trends by `move.m10`, in parts of what `vol` makes likely in ten
 * minutes. The last two where no fast move and nothing planted stands in their windows, which would be all that they show.
 */
export async function trends(seed: number, length: number): Promise<Counts[]> {
  const [fast, wild, trend] = [new Crossings<string>(), new Crossings<string>(), new Crossings<Going>()]
  const vol = new Map<string, number>()
  const moved: { readonly name: string; readonly asset: string; readonly at: number; readonly value: number }[] = []
  const outputs = ['move.s10', 'move.m10', 'vol']
  const { truth } = await watching({ strategy: 'perp_trend', seed, length, outputs }, ({ name, key, at, values }) => {
    const asset = /\[(\w+)/.exec(key.i!)![1]!
    if (name === 'vol') vol.set(asset, values.vol!)
    const value = name === 'move.m10' ? values[name]! / (vol.get(asset)! * Math.sqrt(600)) : values[name]!
    moved.push({ name, asset, at, value })
  })
  const looks = (asset: string, at: number) => !isHidden(truth, asset, at)
  for (const { name, asset, at, value } of moved) {
    const size = Math.abs(value)
    if (name === 'move.s10') fast.see(asset, at, size > 0.006, size < 0.003, asset)
    else if (name === 'vol') wild.see(asset, at, size > 1.3e-4, size < 1.1e-4, asset, looks(asset, at))
    else trend.see(asset, at, size > 1.5, size < 0.75, { asset, way: Math.sign(value) }, looks(asset, at))
  }

  const jumps = [...truth.moves, ...truth.dislocations.map(d => ({ ...d, asset: baseOf(d.symbol) }))]
  const wildTimes = truth.regimes.filter(({ state }) => state === 'wild')
  const shown = <T extends { asset: string; from: number; to: number }>(all: readonly T[]) =>
    all.filter(t => t.from > after(warm) && t.to - t.from > minute && looks(t.asset, t.from) && looks(t.asset, t.to))
  const isOf = (asset: string, t: { asset: string }) => asset === t.asset
  const assets = [...vol.keys()]
  const ways = assets.flatMap(asset => [1, -1].map(way => ({ asset, way })))
  const span = { from: after(warm), to: after(length) }
  return [
    count(
      'perp_trend move.s10',
      fast.found,
      { known: jumps, wanted: truth.moves },
      { ...span, from: after(0), fits: isOf, late: 12 * second, kinds: assets },
    ),
    count(
      'perp_trend vol',
      wild.found,
      { known: wildTimes, wanted: shown(wildTimes) },
      { ...span, fits: isOf, late: 30 * second, kinds: assets, looks },
    ),
    count(
      'perp_trend move.m10',
      trend.found,
      { known: truth.trends, wanted: shown(truth.trends) },
      {
        ...span,
        fits: ({ asset, way }, t) => asset === t.asset && way === Math.sign(t.drift),
        late: minute,
        kinds: ways,
        looks: ({ asset }, at) => looks(asset, at),
      },
    ),
  ]
}

function isHidden({ moves, dislocations }: Truth, asset: string, at: number): boolean {
  const isIn = ({ from, to }: { from: number; to: number }) => at > from && at < to + window
  return moves.some(m => m.asset === asset && isIn(m)) || dislocations.some(d => baseOf(d.symbol) === asset && isIn(d))
}
