import { describe, expect, test } from 'vitest'
import { audit, type FeedAudit } from '../../../runtime/market/audit/audit.ts'
import { readManifest } from '../../../runtime/market/manifest/read.ts'
import { shared } from '../../shared.ts'
import { row as capture, folder } from './fixture.ts'

async function audited(lines: readonly string[], map: string, feed = ''): Promise<FeedAudit> {
  const manifest = `market: m
feeds: [{ venue: x, instrument: BTC/USDT, reader: csv, file: a.csv${feed}, map: { ${map} } }]
`
  return ofManifest(await folder({ 'a.csv': `${lines.join('\n')}\n`, 'manifest.yaml': manifest }))
}

async function ofManifest(path: string): Promise<FeedAudit> {
  const { manifest, diagnostics } = await readManifest(path)
  expect(diagnostics).toEqual([])
  return audit(manifest!.feeds[0]!, { done: 0 })
}

const start = 1_700_006_400_000
const trades = 'stream: trades, time: { column: t, as: ms }'
const bars = 'stream: bars, every: 1m, time: { column: t, as: ms }'
/** One a second. */
const even = Array.from({ length: 200 }, (_, k) => [start + 1_000 * k, 100 + (k % 3) / 100, 1] as const)
const text = (rows: readonly (readonly (number | string)[])[], heading = 't,price,qty') => [
  heading,
  ...rows.map(row => row.join()),
]
const only = ({ series }: FeedAudit) => {
  const [one, ...more] = series
  expect(more).toEqual([])
  return { ...one!, gaps: one!.gaps.stats(one!.last - one!.first), outliers: one!.moves?.count }
}

describe('what is wrong with a file is seen', () => {
  test('nothing, where nothing is', async () => {
    const found = await audited(text(even), trades, ', latency: 0s')
    const { rows, gaps, duplicates, backwards, outliers } = only(found)
    expect([rows, gaps.count, gaps.coverage, duplicates.count, backwards.count, outliers]).toEqual([200, 0, 1, 0, 0, 0])
    expect(found.suspicions).toEqual([])
  })

  test('gaps far longer than usual', async () => {
    const rows = even.map(([t, ...more], k) => [t + (k >= 100 ? 800_000 : 0), ...more])
    const { gaps } = only(await audited(text(rows), trades, ', latency: 0s'))
    expect([gaps.count, gaps.longest, gaps.line]).toEqual([1, 801_000_000, 102])
    expect(gaps.coverage).toBeCloseTo(198 / 999, 9)
  })

  test('rows of one time do not make all other time a gap', async () => {
    const rows = Array.from({ length: 400 }, (_, k) => [start + 30_000 * Math.floor(k / 4), 100, k + 1])
    const late = [[start + 90_000_000, 100, 1]]
    const { gaps } = only(await audited(text(rows), trades, ', latency: 0s'))
    expect([gaps.count, gaps.coverage]).toEqual([0, 1])
    expect(only(await audited(text([...rows, ...late]), trades, ', latency: 0s')).gaps.count).toBe(1)
  })

  test('rows that come twice, rows that go back, prices that leap', async () => {
    const rows: (readonly number[])[] = [...even]
    rows.splice(60, 0, even[59]!)
    rows[150] = [start, 100, 1]
    rows[170] = [rows[170]![0]!, 150, 1]
    const { duplicates, backwards, moves } = only(await audited(text(rows), trades, ', latency: 0s'))
    expect(duplicates).toEqual({ count: 1, line: 62 })
    expect([backwards.count, backwards.line]).toEqual([1, 152])
    expect([moves!.count, moves!.line, moves!.most]).toEqual([2, 172, expect.closeTo(0.5, 2)])
  })

  test('bars that are missing, and bars that begin within one', async () => {
    const rows = Array.from({ length: 20 }, (_, k) => [start + 60_000 * k, 100]).toSpliced(5, 3)
    const whole = await audited(text(rows, 't,close'), bars)
    expect(only(whole).gaps).toMatchObject({ count: 1, missing: 3, longest: 240_000_000, line: 7 })
    expect(whole.suspicions).toEqual([])
    const shifted = rows.map(([t, ...more]) => [t! + 7_000, ...more])
    const { suspicions } = await audited(text(shifted, 't,close'), bars)
    expect(suspicions).toEqual([{ kind: 'unaligned', count: 17, line: 2 }])
  })

  test.each([
    [8 * 3_600_000, { kind: 'zone', offset: -8 * 3_600_000_000 + 50_000 }],
    [-5.5 * 3_600_000, { kind: 'zone', offset: 5.5 * 3_600_000_000 + 50_000 }],
    [1_270, { kind: 'clock', behind: 1_220_000 }],
  ])('stamps that are %d ms off', async (off, suspicion) => {
    const rows = even.map(([t, ...more]) => [t + off, ...more, t + 50])
    const map = `${trades}, received: { column: seen, as: ms }`
    expect((await audited(text(rows, 't,price,qty,seen'), map)).suspicions).toEqual([suspicion])
  })

  test('an hour that comes twice, and a wrong unit', async () => {
    const rows = even.map(([t, ...more], k) => [t - (k >= 100 ? 3_600_000 : 0), ...more])
    expect((await audited(text(rows), trades, ', latency: 0s')).suspicions).toEqual([{ kind: 'autumn', line: 102 }])
    const seconds = trades.replace('as: ms', 'as: us')
    const { suspicions } = await audited(text(even), seconds, ', latency: 0s')
    expect(suspicions).toEqual([{ kind: 'unit', time: start }])
  })
})

test('any reader is audited, rows that are refused too; a file that cannot be read is told', async () => {
  const line = capture(0, 'btcusdt@trade', { T: 1_700_000_000_000, p: '1', q: '1', m: true })
  const manifest = 'market: m\nfeeds: [{ venue: x, instrument: BTC/USDT, reader: binance_ws, file: a.jsonl }]\n'
  const found = await ofManifest(await folder({ 'a.jsonl': `${line}\nx\n`, 'manifest.yaml': manifest }))
  expect([found.series.map(one => [one.stream, one.rows]), found.counts.skipped]).toEqual([
    [['trades', 1]],
    { not_a_row: { count: 1, line: 2 } },
  ])
  const broken = await ofManifest(await folder({ 'a.jsonl': 'x\n', 'manifest.yaml': manifest }))
  expect([broken.series, broken.fault?.code]).toEqual([[], 'HVT4027'])
})

test.skipIf(!shared)(
  'the flaws of five years of shares are those that their source tells',
  async () => {
    const manifest = `market: m
feeds:
  - venue: x
    instrument: '*'
    reader: csv
    file: ${shared}/data/sp500_5yr/daily_ohlcv.csv.gz
    map: { stream: bars, every: 1d, closes: '16:00', time: { column: date, as: iso, zone: America/New_York }, symbol: '{Name}/USD', order: any }
`
    const { series, counts } = await ofManifest(await folder({ 'manifest.yaml': manifest }))
    expect(series.length).toBe(253)
    // 310,227 rows: three have no price, and of those with a close outside of low and high the language has no bar.
    const skipped = Object.values(counts.skipped).reduce((sum, { count }) => sum + count, 0)
    expect(series.reduce((sum, one) => sum + one.rows, 0) + skipped).toBe(310_227)
    expect([counts.skipped.bad_bar?.count, counts.skipped.no_price?.count]).toEqual([4, 3])
    expect(Math.max(...series.map(one => one.rows))).toBe(1_259)
  },
  120_000,
)
