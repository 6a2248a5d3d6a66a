import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { FeedStats } from '../../../runtime/market/market.ts'
import { binanceTradesCsv } from '../../../runtime/market/readers/binance_trades_csv.ts'
import type { FeedFile } from '../../../runtime/market/readers/reader.ts'
import { shared } from '../../shared.ts'
import { all, feedFile, folder } from './fixture.ts'

async function read(path: string, more: Partial<FeedFile> = {}) {
  const counts: Pick<FeedStats, 'skipped'> = { skipped: {} }
  return { events: await all(binanceTradesCsv.read(feedFile(path, more), counts, { done: 0 })), ...counts }
}
const readText = async (lines: readonly string[], more?: Partial<FeedFile>) =>
  read(join(await folder({ 'a.csv': `${lines.join('\n')}\n` }), 'a.csv'), more)

test('trades of both kinds of files, with and without a heading', async () => {
  const old = await readText(['1,0.065,2,0.13,1687132800974,True,True', '2,0.065,1,0.065,1687132800975,False,True'])
  expect(old.events).toEqual([
    {
      received: 1_687_132_801_074_000,
      stamp: 1_687_132_800_974_000,
      stream: 'trades',
      fields: [0.065, 2, -1],
      line: 1,
    },
    { received: 1_687_132_801_075_000, stamp: 1_687_132_800_975_000, stream: 'trades', fields: [0.065, 1, 1], line: 2 },
  ])
  const future = await readText(
    ['id,price,qty,quote_qty,time,is_buyer_maker', '1,50000,5,0.01,1735689600000123,true'],
    {
      instrument: { base: 'BTC', quote: 'USD', suffix: 'inverse perp' },
      contract: { value: 100, asset: 'USD' },
      latency: 7,
    },
  )
  expect(future.events).toEqual([
    {
      received: 1_735_689_600_000_130,
      stamp: 1_735_689_600_000_123,
      stream: 'trades',
      fields: [50_000, 0.01, -1],
      line: 2,
    },
  ])
})

test('bad rows are counted by reason', async () => {
  const { events, skipped } = await readText([
    '1,0.065,2,0.13,1687132800974,True,True',
    '1,0.065,2,0.13,1687132800974,True,True,True',
    '1,0.065,2,0.13,1687132800,True,True',
    '1,0,2,0.13,1687132800974,True,True',
    '1,0.065,x,0.13,1687132800974,True,True',
    '1,0.065,2,0.13,1687132800974,1,True',
    'id,price,qty,quote_qty,time,is_buyer_maker',
  ])
  expect(events).toHaveLength(1)
  expect(skipped).toEqual({
    columns: { count: 1, line: 2 },
    bad_stamp: { count: 2, line: 3 },
    no_price: { count: 3, line: 4 },
  })
})

test.skipIf(!shared)('ETH/BTC of 2023-06-19: 31,743 trades', async () => {
  const { events, skipped } = await read(join(shared!, 'data/cex_dex_ethbtc/binance_ETHBTC-trades-2023-06-19.csv.gz'))
  expect(events.length).toBe(31_743)
  expect(events.filter(e => e.fields[2] === -1).length).toBe(16_650)
  expect(skipped).toEqual({})
  expect(events.every((e, i) => i === 0 || e.received >= events[i - 1]!.received)).toBe(true)
})
