import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { FeedEvent } from '../../../runtime/market/event.ts'
import type { FeedStats } from '../../../runtime/market/market.ts'
import { MarketFault } from '../../../runtime/market/market.ts'
import type { FeedFile } from '../../../runtime/market/readers/reader.ts'
import { uniswapCsv } from '../../../runtime/market/readers/uniswap_csv.ts'
import { shared } from '../../shared.ts'
import { linesOf } from './captured_books.ts'
import { all, feedFile, folder, told } from './fixture.ts'

const usdcWeth = { decimals: [6, 18], base: 1, fee: 500 } as const

async function read(path: string, more: Partial<FeedFile> = {}) {
  const counts: Pick<FeedStats, 'skipped'> = { skipped: {} }
  return {
    events: await all(uniswapCsv.read(feedFile(path, { pool: usdcWeth, ...more }), counts, { done: 0 })),
    ...counts,
  }
}
const readText = async (lines: readonly string[], more?: Partial<FeedFile>) =>
  read(join(await folder({ 'a.csv': `${lines.join('\n')}\n` }), 'a.csv'), more)
const block = Date.UTC(2024, 0, 5, 0, 0, 23) * 1_000

describe('decoded logs', () => {
  const heading =
    'block_number,block_timestamp,tx_type,transaction_hash,tx_index,log_index,sender,receipt,amount0,amount1,total_liquidity,total_liquidity_delta,sqrtPriceX96,current_tick,tick_lower,tick_upper,liquidity'
  const root = 2n ** 96n
  const swap = (number: number, log: number, amounts: string, liquidity: string, tick: number, price = `${root}`) =>
    `${number},2024-01-05 00:00:23,SWAP,0x1,3,${log},0x2,0x3,${amounts},${liquidity},0,${price},${tick}.0,,,`
  const position = (kind: string, log: number, lower: number, upper: number, amount: string) =>
    `7,2024-01-05 00:00:23,${kind},0x1,3,${log},0x2,,1,1,0,0,0,0,${lower}.0,${upper}.0,${amount}`
  const alive = (line: number) => ({ received: block + 12e6, stamp: block, stream: undefined, fields: [], line })
  const poolAt = (line: number, liquidity: number) => ({ ...alive(line), stream: 'pool', fields: [liquidity] })

  test('swaps, mints and burns; what lies outside of the present tick changes nothing', async () => {
    const { events, skipped } = await readText([
      heading,
      position('MINT', 1, 0, 100, '5000000000000'),
      swap(7, 2, '-2000000,1000000000000000000', '3000000000000', 10),
      position('MINT', 3, 10, 20, '1000000000000'),
      position('MINT', 4, 0, 10, '1000000000000'),
      position('BURN', 5, 11, 20, '1000000000000'),
      position('BURN', 6, -10, 11, '500000000000'),
      position('COLLECT', 7, -10, 11, ''),
      swap(7, 8, '4000000,-3000000000000000000', '8000000000000', 11, `${2n * root}`),
      swap(7, 9, '1,0', '8000000000000', 11),
    ])
    expect(skipped).toEqual({})
    const trade = (line: number, fields: number[]) => ({ ...alive(line), stream: 'trades', fields })
    expect(events).toEqual([
      alive(2),
      // A price of 1 in smallest parts is 1e-12 WETH for 1 USDC, thus 1e12 USDC for 1 WETH; L of 3e12 is 3.
      trade(3, [1e12, 1, -1]),
      poolAt(3, 3),
      poolAt(4, 4),
      poolAt(5, 4),
      poolAt(6, 4),
      poolAt(7, 3.5),
      alive(8),
      trade(9, [1 / (4 * 1e-12), 3, 1]),
      poolAt(9, 8),
      // Nothing of the base was moved: no trade.
      poolAt(10, 8),
    ])
  })

  test('the other token as base; a latency of its own', async () => {
    const { events } = await readText([heading, swap(7, 2, '-2000000,1000000000000000000', '3', 10)], {
      pool: { ...usdcWeth, base: 0 },
      latency: 1_000,
    })
    expect(events[0]).toEqual({
      received: block + 1_000,
      stamp: block,
      stream: 'trades',
      fields: [1e-12, 2, 1],
      line: 2,
    })
  })

  test('an odd number of decimals', async () => {
    const odd = { decimals: [8, 7], base: 0, fee: 500 } as const
    const { events } = await readText([heading, swap(7, 2, '0,0', '1000000000000000', 10)], { pool: odd })
    expect(events.map(e => e.fields)).toEqual([[1e15 / (1e7 * Math.sqrt(10))]])
  })

  test('bad rows are counted by reason', async () => {
    const good = swap(7, 5, '-2000000,1000000000000000000', '3', 10)
    const { events, skipped } = await readText([
      heading,
      good,
      good,
      swap(7, 4, '1,-1', '3', 10),
      `${good},1`,
      good.replace('2024-01-05', '2024-02-30'),
      good.replace('00:00:23', '24:00:23'),
      swap(8, 1, 'x,1', '3', 10),
      swap(8, 1, '1,-1', '-3', 10),
      swap(8, 1, '1,-1', '3', 10, '0'),
      good.replace('SWAP', 'SWIM'),
      position('MINT', 9, 0, Number.NaN, '1'),
      position('MINT', 9, 0, 10, ''),
      swap(8, 1, '1,-1', '3', 10),
    ])
    expect(events.map(e => e.line)).toEqual([2, 2, 14, 14])
    expect(skipped).toEqual({
      not_in_order: { count: 2, line: 3 },
      columns: { count: 1, line: 5 },
      bad_stamp: { count: 2, line: 6 },
      bad_log: { count: 6, line: 8 },
    })
  })

  test('a file of something else', async () => {
    const error: unknown = await readText(['time,price', '1,2']).catch((e: unknown) => e)
    expect(told((error as MarketFault).diagnostic)).toBe(
      'HVT4027 nothing in `a.csv` can be read by `uniswap_csv`: 2 rows refused (the first line names no columns that the reader knows) | name the reader that fits the file, or the file that fits the reader',
    )
    expect(error).toBeInstanceOf(MarketFault)
  })
})

describe('raw logs', () => {
  const heading = 'block_number,block_timestamp,transaction_hash,transaction_index,log_index,topics,data'
  const word = (n: bigint) => BigInt.asUintN(256, n).toString(16).padStart(64, '0')
  const row = (log: number, topics: readonly string[], words: readonly bigint[]) =>
    `7,2024-01-05 00:00:23,0x1,3,${log},"[${topics.map(t => `'0x${t}'`).join(', ')}]",0x${words.map(word).join('')}`
  const signature = {
    swap: 'c42079f94a6350d7e6235f29174924f928cc2ac818eb64fed8004e115fbcca67',
    mint: '7a53080ba414158be7ec69b987b5fb7d07dee101fe85488f0853ae16239d0bde',
    burn: '0c396cd989a39f4459b5fa1aed6a9a8dcdbc45908acfd67e028cd568da98982c',
    collect: '70935338e69775456a85ddef226c395fb668b63fa0115f5f20610b388e6ca9c0',
  }
  const owner = word(1n)

  test('are decoded', async () => {
    const range = [owner, word(-60n), word(60n)]
    const { events, skipped } = await readText([
      heading,
      row(1, [signature.swap, owner, owner], [-2_000_000n, 10n ** 18n, 2n ** 96n, 3n * 10n ** 12n, -5n]),
      row(2, [signature.mint, ...range], [9n, 10n ** 12n, 1n, 1n]),
      row(3, [signature.burn, ...range], [2n * 10n ** 12n, 1n, 1n]),
      row(4, [signature.collect, ...range], [1n, 1n, 1n]),
    ])
    expect(skipped).toEqual({})
    expect(events.map(e => [e.line, e.stream, ...e.fields])).toEqual([
      [2, 'trades', 1e12, 1, -1],
      [2, 'pool', 3],
      [3, 'pool', 4],
      [4, 'pool', 2],
      [5, undefined],
    ])
  })

  test('that are not what their signature promises are refused', async () => {
    const words = [1n, -1n, 2n ** 96n, 3n, 5n]
    const good = row(1, [signature.swap, owner, owner], words)
    const { skipped } = await readText([
      heading,
      row(1, [signature.swap], words.slice(1)),
      row(1, [signature.mint, owner, owner], words.slice(1)),
      row(1, [], words),
      good.slice(0, -1),
      good.replace(signature.swap, 'abc'),
      good,
    ])
    expect(skipped).toEqual({ bad_log: { count: 5, line: 2 } })
  })
})

describe('amounts of whole tokens', () => {
  const heading = 'id,timestamp,amount0,amount1,amountUSD,pool,transaction_type'
  const pool = { decimals: [8, 18], base: 0, fee: 500 } as const

  test('are sorted by time and the number of their id; only of the fee tier', async () => {
    const { events, skipped } = await readText(
      [
        heading,
        '0x1#12,1700000012,-2,30,1,500,swaps',
        '0x1#11,1700000012,1,-16,1,500,swaps',
        '0x1#9,1700000000,0,1,1,500,burns',
        '0x1#10,1700000000,1,-15,1,3000,swaps',
        '0x1#8,1700000000,1,1,1,500,swaps',
        '0x1,1700000000,1,-1,1,500,swaps',
        '0x1#8,yesterday,1,-1,1,500,swaps',
      ],
      { pool },
    )
    expect(events).toEqual([
      { received: 1_700_000_012_000_000, stamp: 1_700_000_000_000_000, stream: undefined, fields: [], line: 4 },
      { received: 1_700_000_024_000_000, stamp: 1_700_000_012_000_000, stream: 'trades', fields: [16, 1, -1], line: 3 },
      { received: 1_700_000_024_000_000, stamp: 1_700_000_012_000_000, stream: 'trades', fields: [15, 2, 1], line: 2 },
    ])
    expect(skipped).toEqual({
      other_pool: { count: 1, line: 5 },
      no_price: { count: 1, line: 6 },
      bad_log: { count: 1, line: 7 },
      bad_stamp: { count: 1, line: 8 },
    })
  })

  test('a fee tier that the file does not have', async () => {
    const row = '0x1#12,1700000012,-2,30,1,500,swaps'
    const error: unknown = await readText([heading, row], { pool: { ...pool, fee: 3_000 } }).catch((e: unknown) => e)
    expect(told((error as MarketFault).diagnostic)).toBe(
      'HVT4027 nothing in `a.csv` can be read by `uniswap_csv`: one row refused (of a pool of another fee tier) | mend the file or `fee`, the fee tier of the pool',
    )
  })
})

const count = (events: readonly FeedEvent[]) => {
  const of = (stream: FeedEvent['stream']) => events.filter(e => e.stream === stream).length
  return { trades: of('trades'), pool: of('pool'), other: of(undefined), rows: new Set(events.map(e => e.line)).size }
}

describe.skipIf(!shared)('recorded pools', () => {
  const data = (file: string) => join(shared!, 'data', file)

  test.each([
    ['0x88e6a0c2ddd26feeb64f039a2c41296fcb3f5640', { trades: 6_046, pool: 6_046 + 54 + 69, other: 65, rows: 6_234 }],
    ['0x8ad599c3a0ff1de082011efddc58f1908eb6e6d8', { trades: 267, pool: 267 + 4 + 17, other: 16, rows: 304 }],
  ])('USDC/WETH of 2024-01-05, %s: raw and decoded logs say the same', async (address, counts) => {
    const file = (kind: string) => data(`demeter_fetch/ethereum-${address}-2024-01-05.${kind}.csv.gz`)
    const raw = await read(file('raw'))
    const decoded = await read(file('pool.tick'))
    expect(count(raw.events)).toEqual(counts)
    expect(raw.skipped).toEqual({})
    expect(raw.events).toEqual(decoded.events)
    expect(raw.events.every((e, i) => i === 0 || e.received >= raw.events[i - 1]!.received)).toBe(true)
    const prices = raw.events.filter(e => e.stream === 'trades').map(e => e.fields[0]!)
    expect([Math.min(...prices) > 2_180, Math.max(...prices) < 2_300]).toEqual([true, true])
  })

  test('the liquidity after mints and burns is what the next swap finds', async () => {
    const file = data('demeter_fetch/ethereum-0x88e6a0c2ddd26feeb64f039a2c41296fcb3f5640-2024-01-05.pool.tick.csv.gz')
    const { events } = await read(file)
    const rows = linesOf(file).map(line => line.split(','))
    const at = (row: readonly string[], name: string) => row[rows[0]!.indexOf(name)]!
    let before: FeedEvent | undefined
    let compared = 0
    for (const event of events.filter(e => e.stream === 'pool')) {
      const [row, last] = [rows[event.line - 1]!, before && rows[before.line - 1]!]
      // A swap that leaves the tick where it was has crossed no end of a position.
      const stayed = last && at(row, 'current_tick') === at(last, 'current_tick')
      if (stayed && at(row, 'tx_type') === 'SWAP' && at(last, 'tx_type') !== 'SWAP') {
        compared++
        expect([event.line, ...before!.fields]).toEqual([event.line, ...event.fields])
      }
      before = event
    }
    expect(compared).toBe(76)
  })

  test('oSQTH/WETH: its columns are decoded alone', async () => {
    const { events, skipped } = await read(
      data('demeter_fetch/ethereum-0x82c427adfdf2d245ec51d8046b41c4ee87f0d29c-2024-01-05.pool.tick.csv.gz'),
      { pool: { decimals: [18, 18], base: 1, fee: 3_000 } },
    )
    expect(count(events)).toEqual({ trades: 41, pool: 43, other: 1, rows: 44 })
    expect(skipped).toEqual({})
  })

  test('WBTC/WETH of 2023-06-19, both fee tiers: 256 swaps, 26 mints and burns', async () => {
    const file = data('cex_dex_ethbtc/uniswap_v3_WBTC-WETH_2023-06-19.csv')
    const tier = async (fee: number) => read(file, { pool: { decimals: [8, 18], base: 0, fee } })
    const [low, high] = [await tier(500), await tier(3_000)]
    expect(count(low.events)).toEqual({ trades: 185, pool: 0, other: 17, rows: 202 })
    expect(count(high.events)).toEqual({ trades: 71, pool: 0, other: 9, rows: 80 })
    expect([low.skipped.other_pool?.count, high.skipped.other_pool?.count]).toEqual([80, 202])
    for (const { events } of [low, high]) {
      expect(events.every((e, i) => i === 0 || e.received >= events[i - 1]!.received)).toBe(true)
      const prices = events.filter(e => e.stream === 'trades').map(e => e.fields[0]!)
      expect([Math.min(...prices) > 15, Math.max(...prices) < 15.7]).toEqual([true, true])
    }
  })
})
