import { type Counts, count, type Found } from './score.ts'
import { after, baseOf, second } from './truths.ts'
import { watching } from './watching.ts'

/** Minutes until a z-score of an hour is there. */
const warm = 62

/** dex_lead: that someone knows of a fast move, and trades at the pool before it comes. */
export async function leads(seed: number, length: number): Promise<Counts[]> {
  const found = { one_sided: [], drained: [], diverged: [], candidate: [] } as Record<string, Found<string>[]>
  const how = { strategy: 'dex_lead', params: { flow_z: '2.5' }, seed, length, outputs: Object.keys(found) }
  const { graph, truth } = await watching(how, ({ name, key, at }) => {
    if (at > after(warm)) found[name]!.push({ at, of: key.c! })
  })
  const known = truth.rushes
  const late = known.filter(({ from }) => from > after(warm))
  // Each detector sees another side of a rush, and two of them make a candidate.
  const wanted = {
    one_sided: late.filter(({ side }) => side !== 0),
    drained: late.filter(({ drain }) => drain > 0),
    diverged: late,
    candidate: late.filter(({ side, drain }) => side !== 0 || drain > 0),
  }
  const fits = (c: string, rush: (typeof known)[number]) => baseOf(rush.symbol) === c
  const kinds = graph.instruments.filter(i => graph.venues[i.venue]!.name === 'dex').map(i => i.base)
  const rule = { fits, late: 30 * second, kinds, from: after(warm), to: after(length) }
  return Object.entries(wanted).map(([name, rushes]) =>
    count(`dex_lead ${name}`, found[name]!, { known, wanted: rushes }, rule),
  )
}
