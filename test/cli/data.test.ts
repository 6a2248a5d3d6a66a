import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { skips } from '../../grammar/diagnostics/catalogue/recordings.ts'
import { folder } from '../runtime/market/fixture.ts'
import { hvt } from './hvt.ts'

const manifest = `market: m
feeds: [{ venue: x, instrument: BTC/USD, reader: csv, file: a.csv, map: { stream: bars, every: 1m, time: { column: t, as: s } } }]
`
const rows = ['1700006400,5', '1700006460,5.1', '1700006640,5.2', '1700006640,5.2', '1700006700,x']
const files = { 'manifest.yaml': manifest, 'a.csv': `t,close\n${rows.join('\n')}\n` }

describe('hvt data check', () => {
  test('shows a table of what is there, and says what one should look at', async () => {
    const { code, out, err } = hvt(['data', 'check', '.'], { cwd: await folder(files), env: { COLUMNS: '140' } })
    expect([code, err]).toEqual([0, ''])
    expect(out).toBe(`m
  venue  instrument  stream  rows  from                 to                   covered  gaps  longest  twice  outliers  back
  x      BTC/USD     bars       4  2023-11-15 00:01:00  2023-11-15 00:05:00    50.0%     1       3m      1         0     0
  x BTC/USD: the longest gap, 3m, ends at row 4 (2023-11-15 00:05:00)
  x BTC/USD: the first row that comes twice is row 5
  x BTC/USD: 1 row skipped, the first at line 6: ${skips.no_price}
`)
  })

  test('tells all of it as JSON', async () => {
    const { out } = hvt(['data', 'check', 'manifest.yaml', '--json'], { cwd: await folder(files) })
    const { ok, market, feeds, diagnostics } = JSON.parse(out)
    expect([ok, market, diagnostics]).toEqual([true, 'm', []])
    expect(feeds[0].skipped).toEqual({ no_price: { count: 1, line: 6 } })
    expect(feeds[0].series).toEqual([
      {
        stream: 'bars',
        rows: 4,
        first: 1_700_006_460_000_000,
        last: 1_700_006_700_000_000,
        gaps: { count: 1, longest: 180_000_000, at: 1_700_006_700_000_000, line: 4, missing: 2, coverage: 0.5 },
        duplicates: { count: 1, line: 5 },
        backwards: { count: 0, most: 0 },
        outliers: { count: 0, most: 0 },
        delay: { least: 1, most: 1 },
      },
    ])
  })

  test('a manifest or a file that cannot be read is told with its place', async () => {
    const cwd = await folder({ ...files, 'a.csv': 'a,b\n1,2\n' })
    const { code, err } = hvt(['data', 'check', '.'], { cwd })
    expect([code, err]).toEqual([1, expect.stringContaining('HVT4030: `a.csv` has no column `close`, `t`')])
    expect(hvt(['data', 'check', 'nowhere'], { cwd }).code).toBe(1)
    expect(hvt(['data', 'look', '.'], { cwd }).err).toContain('HVT9001')
    expect(hvt(['data', 'check', '.', '--yaml'], { cwd }).err).toContain('`hvt data check` has no option `--yaml`')
  })
})

describe('hvt data convert', () => {
  test('writes Parquet by venue, instrument, stream and day, and a manifest of it', async () => {
    const cwd = await folder(files)
    const { code, out, err } = hvt(['data', 'convert', '.', '--out', 'new/parquet'], { cwd })
    expect([code, err]).toEqual([0, ''])
    expect(out).toBe('m is in new/parquet, with its manifest.yaml\n  x/btc_usd: 4 bars\n')
    expect(readdirSync(join(cwd, 'new/parquet/x/btc_usd/bars'))).toEqual(['2023-11-15.parquet'])
    const again = hvt(['data', 'check', 'new/parquet', '--json'], { cwd })
    const before = hvt(['data', 'check', '.', '--json'], { cwd })
    const series = ({ out: text }: typeof again) =>
      JSON.parse(text).feeds[0].series.map(({ gaps, rows, first, delay }: Record<string, Record<string, number>>) => [
        [rows, first, delay],
        gaps!.longest,
      ])
    expect(series(again)).toEqual(series(before))
  })

  test('takes no folder that has something in it, and tells what cannot be read', async () => {
    const cwd = await folder(files)
    const full = hvt(['data', 'convert', '.', '--out', '.'], { cwd })
    expect([full.code, full.err]).toEqual([1, expect.stringContaining('`.` cannot be written: it is not empty')])
    const broken = await folder({ ...files, 'a.csv': 'a,b\n1,2\n' })
    expect(hvt(['data', 'convert', '.', '--out', 'p', '--json'], { cwd: broken }).out).toContain('HVT4030')
    expect(hvt(['data', 'convert', '.'], { cwd }).err).toContain('HVT9003')
  })

  test('leaves out what has a heading only, and is none of nothing else', async () => {
    const more =
      '  - { venue: y, instrument: BTC/USD, reader: csv, file: b.csv, map: { stream: bars, every: 1m, time: { column: t, as: s } } }\n'
    const of = async (a: string) =>
      folder({
        'a.csv': a,
        'b.csv': 't,close\n',
        'manifest.yaml': manifest.replace('feeds: [{', 'feeds:\n  - {').replace('}]', `}\n${more}`),
      })
    const cwd = await of(files['a.csv'])
    expect(hvt(['data', 'check', '.'], { cwd }).out).toContain('  y BTC/USD: no row of `b.csv` but its heading\n')
    expect(hvt(['data', 'convert', '.', '--out', 'p'], { cwd }).out).toContain(
      '  left out: b.csv; it has no row but its heading\n',
    )
    expect(hvt(['data', 'check', 'p'], { cwd }).code).toBe(0)
    const { code, err } = hvt(['data', 'convert', '.', '--out', 'p'], { cwd: await of('t,close\n') })
    expect([code, err]).toEqual([1, expect.stringContaining('HVT4021: `a.csv` is empty')])
  })

  test('says what it leaves out', async () => {
    const source = '  - { venue: social, instrument: "*", reader: messages_csv, file: a.csv }\n'
    const cwd = await folder({
      ...files,
      'manifest.yaml': manifest.replace('feeds: [{', 'feeds:\n  - {').replace('}]', `}\n${source}`),
    })
    const { out } = hvt(['data', 'convert', '.', '--out', 'p'], { cwd })
    expect(out).toContain(
      '  left out: a.csv; what its columns mean stands in the strategy that has the source social\n',
    )
  })
})
