import { expect, test } from 'vitest'
import { generateMarket } from '../../runtime/market/generated/generate.ts'
import { watching } from './detection/watching.ts'
import { type Named, plainEdges } from './plain_edges.ts'

const coins = ['ADA', 'DOT', 'LINK']

/**
 * What may happen in transit is known after half an hour; the engine is taken to say what transfers cost. With seed 9 a venue
 * is silent in the minutes after it.
 */
test.each([
  [5, 6_130, 6_199, 5_961],
  [9, 6_482, 6_390, 6_528],
])(
  'the edges of thin_to_deep on a rich market are those of a plain computation, seed %d',
  async (seed, ada, dot, link) => {
    const length = 36
    const told = { withdrawal_fee: 0.5, transfer_time: 300 }
    const found = new Map<string, number[]>()
    const how = { strategy: 'thin_to_deep', seed, length, told, outputs: ['edge', 'back_edge'] }
    const { graph } = await watching(how, ({ name, key, values }) => {
      const place = `${name} ${key.a}`
      if (!found.has(place)) found.set(place, [])
      found.get(place)!.push(values[name]!)
    })

    const events: Named[] = []
    for await (const chunk of generateMarket(graph, { seed, duration: length * 60e6, preset: 'rich' }).events)
      for (const { received, venue, instrument, stream, fields } of chunk) {
        const symbol = graph.instruments[instrument]?.symbol ?? ''
        events.push({ received, venue: graph.venues[venue]!.name, symbol, stream, fields: [...fields] })
      }
    const plain = plainEdges(events, coins, { fee: told.withdrawal_fee, time: told.transfer_time })

    const counts = (ticks: ReadonlyMap<string, readonly number[]>) =>
      Object.fromEntries([...ticks].map(([name, values]) => [name, values.length]).sort())
    expect(counts(found)).toEqual(counts(plain))
    for (const [name, values] of plain)
      for (const [i, value] of values.entries())
        expect(Math.abs(found.get(name)![i]! - value), `${name} ${i}`).toBeLessThanOrEqual(1e-9 * Math.abs(value))
    expect(counts(plain)).toEqual({
      ...{ 'edge ADA': ada, 'edge DOT': dot, 'edge LINK': link },
      ...{ 'back_edge ADA': ada, 'back_edge DOT': dot, 'back_edge LINK': link },
    })
  },
)
