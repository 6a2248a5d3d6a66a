import { expect, test } from 'vitest'
import type { SourceEvent } from '../../../compiler/ir/evaluator.ts'
import type { Graph } from '../../../compiler/ir/graph.ts'
import { bind } from '../../../runtime/market/bind/bind.ts'
import { readManifest } from '../../../runtime/market/manifest/read.ts'
import { openMarket } from '../../../runtime/market/recorded/open.ts'
import { graphOf } from '../../property/run.ts'
import { all, folder } from './fixture.ts'

const source = (settings: string, columns = 't: text, mood: number, hot: bool') =>
  graphOf(`strategy s in USD
source social = kafka("social") { key: t, columns: { ${columns} }, silent: 1h, ${settings} }
each c in [BTC, ETH, XRP] { feature mood = social[c].mood }`)

async function tried(graph: Graph, lines: readonly string[], more = '') {
  const manifest = `market: m\nfeeds: [{ venue: social, instrument: "*", reader: messages_csv, file: a.csv${more} }]\n`
  const path = await folder({ 'a.csv': `${lines.join('\n')}\n`, 'manifest.yaml': manifest })
  const read = await readManifest(path)
  expect(read.diagnostics).toEqual([])
  const { binding, diagnostics } = bind(graph, read.manifest!)
  expect(diagnostics).toEqual([])
  expect(binding!.absentStreams).toEqual([])
  return { opened: await openMarket(binding!) }
}
async function open(...of: Parameters<typeof tried>) {
  const { opened } = await tried(...of)
  expect(opened.diagnostics).toEqual([])
  return opened.market!
}
const short = (graph: Graph, events: readonly SourceEvent[]) =>
  events.map(e => [e.received / 1e6, e.origin / 1e6, graph.instruments[e.instrument]?.symbol, ...e.fields])

test('a file has the messages of all keys, by the names of the source', async () => {
  const graph = source('at: time, known: received')
  const market = await open(graph, [
    'received,text,t,hot,mood,time',
    '1700000001,"so, so",BTC,true,0.5,1700000000500',
    '1700000002000,,ETH,false,,2023-11-14 22:13:21',
    '2023-11-14T22:13:23.25Z,,DOGE,,7,1700000003',
    '1700000004,,BTC,,x,2023-11-14 22:13:24',
    '1700000005,,BTC,,1,then',
    '1700000006,,BTC',
  ])
  expect(short(graph, await all(market.events))).toEqual([
    [1_700_000_001, 1_700_000_000.5, 'BTC', 0.5, 1],
    [1_700_000_002, 1_700_000_001, 'ETH', Number.NaN, 0],
    [1_700_000_003.25, 1_700_000_003, undefined],
    [1_700_000_004, 1_700_000_004, 'BTC', Number.NaN, Number.NaN],
  ])
  expect(market.stats[0]!.skipped).toEqual({ bad_stamp: { count: 1, line: 6 }, columns: { count: 1, line: 7 } })
})

test('without a time of receipt it comes the latency later', async () => {
  const graph = source('at: time', 't: text, mood: number')
  const market = await open(graph, ['t,time,mood', 'BTC,1700000000,2'], ', latency: 3s')
  expect(short(graph, await all(market.events))).toEqual([[1_700_000_003, 1_700_000_000, 'BTC', 2]])
})

test.each(['t,time,mood', 't,received,mood,hot', 'time,received,mood,hot', 't,time,mood,hot'])(
  'a file with the columns %s alone is refused',
  async heading => {
    const { opened } = await tried(source('at: time'), [heading, 'BTC,1700000000,1700000000,1'])
    expect(opened.diagnostics.map(d => d.message)).toEqual([
      'nothing in `a.csv` can be read by `messages_csv`: 2 rows refused (the first line names no columns that the reader knows)',
    ])
  },
)
