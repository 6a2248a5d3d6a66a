import { Crossings } from './crossings.ts'
import { type Counts, count } from './score.ts'
import { after, baseOf, type Dislocation, isSilent, type Moving, movesOf, second } from './truths.ts'
import { watching } from './watching.ts'

/** Fees of a maker and three takers, and spreads. */
const tolls = 0.007

/** +1: from the thin venue to the deep one. */
interface Way {
  readonly a: string
  readonly way: 1 | -1
}

/**
 * thin_to_deep: `edge` or `back_edge` above the least one, where the thin venue is cheap or the deep one dear, or the other way
 * round. The engine is taken to say that transfers cost nothing and take five minutes.
 */
export async function edges(seed: number, length: number): Promise<Counts[]> {
  const least = 0.002
  const crossings = new Crossings<Way>()
  const how = {
    strategy: 'thin_to_deep',
    params: { nerve: '0' },
    seed,
    length,
    told: { withdrawal_fee: 0, transfer_time: 300 },
    outputs: ['edge', 'back_edge'],
  }
  const { graph, truth } = await watching(how, ({ name, key, at, values }) => {
    const way = name === 'edge' ? 1 : -1
    crossings.see(`${name} ${key.a}`, at, values[name]! > least, values[name]! < 0, { a: key.a!, way })
  })
  const spot = truth.dislocations.filter(d => d.venue !== 'swap')
  // What transit would risk is not known before half an hour has been seen.
  const wanted = spot.filter(
    d => d.kind === 'planted' && Math.abs(d.size) > least + tolls && d.from > after(31) && !isSilent(truth, d),
  )
  const known = [...spot, ...movesOf(truth)]
  const assets = graph.instruments.filter(i => graph.venues[i.venue]!.name === 'thin').map(i => i.base)
  const kinds = assets.flatMap(a => ([1, -1] as const).map(way => ({ a, way })))
  const rule = { fits, late: 6 * second, kinds, from: after(31), to: after(length) }
  return [count<Way, Dislocation | Moving>('thin_to_deep edge', crossings.found, { known, wanted }, rule)]
}

function fits({ a, way }: Way, d: Dislocation | Moving): boolean {
  if (d.kind === 'move') return d.asset === a
  return baseOf(d.symbol) === a && ((d.venue === 'thin') === d.size < 0 ? 1 : -1) === way
}
