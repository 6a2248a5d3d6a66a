import { Zip, ZipDeflate, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { readManifest } from '../../../runtime/market/manifest/read.ts'
import { MarketFault } from '../../../runtime/market/market.ts'
import { csv } from '../../../runtime/market/readers/csv_table.ts'
import { readLines } from '../../../runtime/market/readers/lines.ts'
import { shared } from '../../shared.ts'
import { all, feedFile, folder } from './fixture.ts'

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

/** Another byte at a place of the directory's first entry. */
function changed(zip: Uint8Array, at: number, byte: number): Uint8Array {
  const other = Buffer.from(zip)
  other[other.indexOf('PK\x01\x02') + at] = byte
  return other
}

/** The same, with the lengths where those of large files stand. */
function ofGreatLengths(zip: Uint8Array): Uint8Array {
  const all = Buffer.from(zip)
  const directory = all.indexOf('PK\x01\x02')
  const end = all.indexOf('PK\x05\x06')
  const entry = Buffer.from(all.subarray(directory, end))
  const extra = Buffer.alloc(28)
  extra.writeUInt16LE(1, 0)
  extra.writeUInt16LE(24, 2)
  for (const [k, place] of [24, 20, 42].entries()) {
    extra.writeBigUInt64LE(BigInt(entry.readUInt32LE(place)), 4 + 8 * k)
    entry.writeUInt32LE(0xffffffff, place)
  }
  entry.writeUInt16LE(extra.length, 30)
  const end64 = Buffer.alloc(56)
  end64.writeUInt32LE(0x06064b50, 0)
  end64.writeBigUInt64LE(BigInt(entry.length + extra.length), 40)
  end64.writeBigUInt64LE(BigInt(directory), 48)
  const locator = Buffer.alloc(20)
  locator.writeUInt32LE(0x07064b50, 0)
  locator.writeBigUInt64LE(BigInt(directory + entry.length + extra.length), 8)
  const last = Buffer.from(all.subarray(end)).fill(255, 12, 20)
  return Buffer.concat([all.subarray(0, directory), entry, extra, end64, locator, last])
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

  test('have folders beside it, and what a Mac adds; may be stored, streamed, and of great lengths', async () => {
    const found = await read('a.zip', zipSync({ 'a.csv': rows }))
    const more = { 'days/': new Uint8Array(), 'days/a.csv': rows, '__MACOSX/._a.csv': bytes('x') }
    expect(await read('a.zip', zipSync(more, { level: 0 }))).toEqual(found)
    const streamed: Uint8Array[] = []
    const zip = new Zip((_, chunk) => streamed.push(chunk))
    const file = new ZipDeflate('a.csv')
    zip.add(file)
    file.push(rows, true)
    zip.end()
    expect(await read('a.zip', Buffer.concat(streamed))).toEqual(found)
    expect(await read('a.zip', ofGreatLengths(zipSync({ 'a.csv': rows })))).toEqual(found)
  })

  test('that are packed otherwise are sound, but not read', async () => {
    const told = (content: Uint8Array) => read('a.zip', content)
    const cannot = '`a.zip` cannot be read as it is packed: '
    expect(await told(zipSync({ 'a.csv': rows, 'b.csv': rows }))).toBe(`${cannot}it holds several files`)
    const many = Object.fromEntries(Array.from({ length: 21_000 }, (_, k) => [`${k}.csv`, new Uint8Array()]))
    expect(await told(zipSync(many))).toBe(`${cannot}it holds several files`)
    expect(await told(changed(zipSync({ 'a.csv': rows }), 8, 1))).toBe(`${cannot}it is encrypted`)
    expect(await told(changed(zipSync({ 'a.csv': rows }), 10, 12))).toBe(`${cannot}it is packed by bzip2`)
    expect(await told(changed(zipSync({ 'a.csv': rows }), 10, 77))).toBe(`${cannot}it is packed by method 77`)
  })

  test('that are cut, altered or hold nothing are damaged', async () => {
    const damaged = '`a.zip` is damaged: '
    const whole = zipSync({ 'a.csv': rows }, { level: 0 })
    expect(await read('a.zip', whole.slice(0, 60))).toBe(`${damaged}it ends before its contents do`)
    expect(await read('a.zip', zipSync({}))).toBe(`${damaged}it holds no file`)
    const other = whole.slice()
    other[other.indexOf(52) + 20]! ^= 1
    expect(await read('a.zip', other)).toBe(`${damaged}its check sum is another one`)
    expect(await read('a.zip', changed(whole, 42, 9))).toBe(`${damaged}its directory leads astray`)
    expect(await read('a.zip', changed(whole, 24, 9))).toBe(`${damaged}it ends before its contents do`)
    const packed = zipSync({ 'a.csv': rows })
    packed.fill(255, 40, 60)
    expect(await read('a.zip', packed)).toContain(damaged)
    expect(await read('a.zip', zipSync({ 'a.csv': new Uint8Array() }))).toBe('`a.zip` is empty')
  })

  test('and of little that becomes much are read in bounded memory', async () => {
    const path = await folder({ a: zipSync({ 'a.csv': new Uint8Array(20_000_000).fill(10) }) })
    let largest = 0
    for await (const { text } of readLines(feedFile(`${path}/a`), { done: 0 })) largest = Math.max(largest, text.length)
    expect([largest > 0, largest <= 65_536]).toEqual([true, true])
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
