import { zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { readManifest } from '../../../runtime/market/manifest/read.ts'
import { MarketFault } from '../../../runtime/market/market.ts'
import { csv } from '../../../runtime/market/readers/csv_table.ts'
import { shared } from '../../shared.ts'
import { all, folder } from './fixture.ts'

const map = `stream: bars, every: 1m, heading: false, columns: { open: "2", high: "3", low: "4", close: "5", volume: "6" }, scale: { open: 0.0001, high: 0.0001, low: 0.0001, close: 0.0001 }`

async function read(file: string, content?: Uint8Array, time = 'day: 2013-10-07') {
  const manifest = `market: m
feeds:
  - venue: x
    instrument: SPY/USD
    reader: csv
    file: ${file}
    map: { ${map}, time: { column: "1", as: ms, zone: America/New_York, ${time} } }
`
  const path = await folder({ ...(content && { [file]: content }), 'manifest.yaml': manifest })
  const { manifest: found, diagnostics } = await readManifest(path)
  if (!found) return diagnostics.map(d => d.message)
  const skipped = {}
  try {
    const [feed] = found.feeds
    const events = await all(csv.read({ ...feed!, ...feed!.parts[0]! }, { skipped }, { done: 0 }))
    return [
      events.map(({ received, fields }) => [new Date(received / 1_000).toISOString(), ...fields.slice(0, 5)]),
      skipped,
    ]
  } catch (error) {
    if (error instanceof MarketFault) return error.diagnostic.message
    throw error
  }
}

const bytes = (text: string) => new TextEncoder().encode(text)
const rows = bytes('34200000,1450000,1460000,1440000,1455000,7\n34260000,1455000,1455000,1450000,1451000,3')

describe('ZIP files of one file', () => {
  test('are unpacked as they are read; times count from the midnight of a day', async () => {
    expect(await read('a.zip', zipSync({ 'a.csv': rows }))).toEqual([
      [
        ['2013-10-07T13:31:00.000Z', 145, 146, 144, 145.5, 7],
        ['2013-10-07T13:32:00.000Z', 145.5, 145.5, 145, 145.1, 3],
      ],
      {},
    ])
  })

  test('that hold several, are cut or hold nothing are told', async () => {
    expect(await read('a.zip', zipSync({ 'a.csv': rows, 'b.csv': rows }))).toBe(
      '`a.zip` is damaged: it holds several files; unpack it, and name one in each feed',
    )
    const whole = zipSync({ 'a.csv': rows }, { level: 0 })
    expect(await read('a.zip', whole.slice(0, 60))).toContain('`a.zip` is damaged: it ends before its contents do')
    expect(await read('a.zip', zipSync({}))).toBe('`a.zip` is damaged: it holds no file')
  })

  test('a day has to be one, and a unit to count from it', async () => {
    expect(await read('a.zip', zipSync({ 'a.csv': rows }), 'day: monday')).toEqual([
      '`monday` is not understood as a day',
    ])
  })

  test.skipIf(!shared)('of another platform, a day of minutes', async () => {
    const found = await read(`${shared}/data/lean/equity/usa/minute/spy/20131007_trade.zip`)
    const [events, skipped] = found as [readonly (readonly (string | number)[])[], object]
    expect(skipped).toEqual({})
    // Half past nine is the first minute of the session, in the summer of New York.
    const session = events.filter(([at]) => at! > '2013-10-07T13:30:00.000Z' && at! <= '2013-10-07T20:00:00.000Z')
    expect(session.length).toBe(390)
    expect(Math.max(...session.map(([, , high]) => Number(high)))).toBeCloseTo(168.2, 0)
  })
})
