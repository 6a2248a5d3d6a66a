import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { MarketFault } from '../../../runtime/market/market.ts'
import { binanceWs } from '../../../runtime/market/readers/binance_ws.ts'
import type { FeedFile } from '../../../runtime/market/readers/reader.ts'
import { all, feedFile, folder, row, ticker, told, trade } from './fixture.ts'

async function read(content: string | Uint8Array, more: Partial<FeedFile> = {}) {
  const file = feedFile(join(await folder({ capture: content }), 'capture'), more)
  const counts = { skipped: {} }
  const progress = { done: 0 }
  return { events: await all(binanceWs.read(file, counts, progress)), ...counts, bytes: progress.done }
}

const fault = async (content: string | Uint8Array, more: Partial<FeedFile> = {}) => {
  const error: unknown = await read(content, more).catch((e: unknown) => e)
  if (!(error instanceof MarketFault)) throw new Error('no fault')
  return told(error.diagnostic)
}

test('quotes, trades, signs of life', async () => {
  const text = [
    '1723161254087891999 {"stream":"btcusdt@bookTicker","data":{"u":1,"s":"BTCUSDT","b":"61837.63000000","B":"3.78","a":"61837.64","A":"0.00"}}',
    '1723161254087896568 {"stream":"btcusdt@trade","data":{"e":"trade","E":1723161255343,"s":"BTCUSDT","p":"61837.63","q":"0.02","T":1723161255342,"m":true}}',
    '1723161254087896568 {"stream":"btcusdt@trade","data":{"e":"trade","E":1723161255343,"s":"BTCUSDT","p":"61837.63","q":"0.02","m":false}}',
    '1723161254100000000 {"stream":"btcusdt@depth@100ms","data":{ this is never parsed }}',
    '1723161254100000000 {"lastUpdateId":5,"bids":[],"asks":[]}',
    '1723161254100000000 {"data":{"b":"1","B":"1","a":"2","A":"1"},"stream":"btcusdt@bookTicker"}',
    '',
  ].join('\r\n')
  const { events, skipped, bytes } = await read(text)
  expect(events).toEqual([
    // 1723161254087891999 as a number would be …892000: the µs are cut from the text.
    { received: 1723161254087891, stamp: undefined, stream: 'quote', fields: [61837.63, 3.78, 61837.64, 0], line: 1 },
    { received: 1723161254087896, stamp: 1723161255342000, stream: 'trades', fields: [61837.63, 0.02, -1], line: 2 },
    { received: 1723161254087896, stamp: 1723161255343000, stream: 'trades', fields: [61837.63, 0.02, 1], line: 3 },
    { received: 1723161254100000, stamp: undefined, stream: undefined, fields: [], line: 4 },
    { received: 1723161254100000, stamp: undefined, stream: undefined, fields: [], line: 5 },
    { received: 1723161254100000, stamp: undefined, stream: 'quote', fields: [1, 1, 2, 1], line: 6 },
  ])
  expect(skipped).toEqual({})
  expect(bytes).toBe(text.length)
  expect((await read(gzipSync(text))).events).toEqual(events)
})

test('contracts become base', async () => {
  const lines = [
    row(0, 'btcusd_perp@bookTicker', { b: '50000', B: '30', a: '60000', A: '6', T: 1_700_000_000_000 }),
    row(0, 'btcusd_perp@trade', { p: '50000', q: '5', m: true }),
  ].join('\n')
  const inverse = { base: 'BTC', quote: 'USD', suffix: 'inverse perp' }
  const { events } = await read(lines, { instrument: inverse, contract: { value: 100, asset: 'USD' } })
  expect(events.map(e => e.fields)).toEqual([
    [50_000, 0.06, 60_000, 0.01],
    [50_000, 0.01, -1],
  ])
  expect(events[0]?.stamp).toBe(1_700_000_000_000_000)
  const linear = await read(lines, { instrument: inverse, contract: { value: 0.01, asset: 'BTC' } })
  expect(linear.events.map(e => e.fields)).toEqual([
    [50_000, 0.3, 60_000, 0.06],
    [50_000, 0.05, -1],
  ])
})

test('a future is looked for under its date, a given symbol under itself', async () => {
  const future = { base: 'BTC', quote: 'USDT', suffix: '2027-03-26' }
  const data = { b: '1', B: '1', a: '2', A: '1' }
  const text = [row(0, 'btcusdt_270326@bookTicker', data), row(0, 'BTCUSDT@bookTicker', data)].join('\n')
  expect((await read(text, { instrument: future })).skipped).toEqual({ other_symbol: { count: 1, line: 2 } })
  expect((await read(row(0, 'x1@trade', { p: '1', q: '1', m: true }), { symbol: 'X1' })).events).toHaveLength(1)
})

test('bad rows are counted by reason, with the first of each', async () => {
  const good = ticker(0)
  const { events, skipped } = await read(
    [
      good,
      'words',
      '1700000000000 {"stream":"btcusdt@bookTicker"}',
      '1700000000000000000 [1]',
      '1700000000000000000 {"stream":"btcusdt@trade","data":{"p":"1","q":"1","m":true}',
      '1700000000000000000 {"stream":"btcusdt@trade","data":{"p":"1",,}}',
      '1700000000000000000 {"stream":"btcusdt@trade"}',
      row(0, 'btcusdt@bookTicker', { b: '0', B: '1', a: '2', A: '1' }),
      row(0, 'btcusdt@bookTicker', { b: '1', a: '2', A: '1' }),
      row(0, 'btcusdt@bookTicker', { b: 'NaN', B: '1', a: '2', A: '1' }),
      row(0, 'btcusdt@bookTicker', { b: '1', B: '', a: '2', A: '1' }),
      row(0, 'btcusdt@bookTicker', { b: '1', B: '1', a: 'Infinity', A: '1' }),
      row(0, 'btcusdt@trade', { p: '1', q: '-1', m: true }),
      row(0, 'btcusdt@trade', { p: '1', q: '1', m: 'true' }),
      row(0, 'btcusdt@trade', { p: '1', q: '1', m: true, T: 'today' }),
      row(0, 'ethusdt@trade', { p: '1', q: '1', m: true }),
      '',
      ticker(1),
    ].join('\n'),
  )
  expect(events.map(e => e.line)).toEqual([1, 18])
  expect(skipped).toEqual({
    not_a_row: { count: 3, line: 2 },
    bad_json: { count: 3, line: 5 },
    no_price: { count: 7, line: 8 },
    bad_stamp: { count: 1, line: 15 },
    other_symbol: { count: 1, line: 16 },
  })
})

test('a cut last line is skipped and counted; without its end but whole, it is used', async () => {
  const text = `${ticker(0)}\n${trade(1, 0)}`
  expect((await read(text)).events).toHaveLength(2)
  for (const cut of [1, 40, 100]) {
    const { events, skipped } = await read(text.slice(0, -cut))
    expect(events).toHaveLength(1)
    expect(skipped).toEqual({ cut: { count: 1, line: 2 } })
  }
})

test('lines over many chunks keep their numbers and contents', async () => {
  const many = Array.from({ length: 9_000 }, (_, i) => ticker(i, 100 + i, 20_000))
  const { events } = await read(gzipSync(many.join('\n')))
  expect(events.map(e => e.line)).toEqual(many.map((_, i) => i + 1))
  expect(events.map(e => e.fields[0])).toEqual(many.map((_, i) => 100 + i))
})

describe('files that cannot be used', () => {
  const cure = 'name the reader that fits the file, or the file that fits the reader'

  test('cut gzip', async () => {
    const many = Array.from({ length: 20_000 }, (_, i) => ticker(i, 100 + ((i * 7919) % 1_000), 20_000)).join('\n')
    const packed = gzipSync(many, { level: 0 })
    // Stored blocks: all but the last 1,000 bytes are there, in whole lines and a piece of one.
    const lines = many.slice(0, many.length - 992).split('\n').length - 1
    const message = await fault(packed.subarray(0, -1_000))
    const named = Number(/line (\d+)/.exec(message)?.[1])
    expect(Math.abs(named - lines)).toBeLessThanOrEqual(1)
    expect(message).toBe(
      `HVT4025 \`capture\` is cut: its compressed data end after line ${named} | what is missing after it cannot be known, so the run would silently be a shorter one | fetch the file again; to use what there is, unpack it (\`gzip -dc\`) and name the unpacked file`,
    )
  })
  test('damaged gzip', async () => {
    const packed = gzipSync(`${ticker(0)}\n`)
    packed[packed.length - 6]! ^= 0xff
    expect(await fault(packed)).toBe('HVT4026 `capture` is damaged: incorrect data check | fetch the file again')
  })
  test('gzip of nothing', async () => {
    expect(await fault(gzipSync(''))).toBe(
      'HVT4021 `capture` is empty | fetch the file again, or take the feed out of the manifest',
    )
  })
  test('binary', async () => {
    expect(await fault(gzipSync(Buffer.from([1, 2, 0, 4])))).toBe(
      `HVT4027 \`capture\` is not a text of lines | ${cure}`,
    )
  })
  test('one endless line', async () => {
    expect(await fault(gzipSync('x'.repeat(17_000_000)))).toBe(`HVT4027 \`capture\` is not a text of lines | ${cure}`)
  })
  test('another kind of text', async () => {
    expect(await fault('time,price\n1,2\n')).toBe(
      `HVT4027 nothing in \`capture\` can be read by \`binance_ws\`: 2 rows refused (not \`<receive time in ns> <message>\`) | ${cure}`,
    )
    expect(await fault('x\n'.repeat(5_000))).toContain('1000 rows refused')
  })
  test('of another instrument', async () => {
    const other = row(0, 'ethusdt@bookTicker', { b: '1', B: '1', a: '2', A: '1' })
    expect(await fault(`${row(0, 'ethusdt@depth@100ms', {})}\n${other}`)).toBe(
      'HVT4027 nothing in `capture` can be read by `binance_ws`: one row refused (of another symbol) | mend the file or the instrument; if the exchange spells it otherwise, say `symbol: …` in the feed',
    )
  })
  test('signs of life alone are no fault', async () => {
    expect((await read(row(0, 'btcusdt@depth@100ms', {}))).events).toHaveLength(1)
  })
  test('gone meanwhile', async () => {
    const file = feedFile('/no/such/file')
    const error: unknown = await all(binanceWs.read(file, { skipped: {} }, { done: 0 })).catch((e: unknown) => e)
    expect(told((error as MarketFault).diagnostic)).toBe(
      'HVT4023 `file` cannot be read: ENOENT | look at its permissions and at the disk it is on',
    )
  })
})
