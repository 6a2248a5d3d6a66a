import { truncate } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { readManifest } from '../../../runtime/market/manifest/read.ts'
import { MarketFault } from '../../../runtime/market/market.ts'
import { csv } from '../../../runtime/market/readers/csv_table.ts'
import { readers } from '../../../runtime/market/readers/index.ts'
import { readLines } from '../../../runtime/market/readers/lines.ts'
import { all, feedFile, folder, told } from './fixture.ts'

/** What is wrong with a file. */
async function fault(path: string, during: () => Promise<void> = async () => {}): Promise<string> {
  try {
    for await (const _ of readLines(feedFile(path), { done: 0 })) await during()
  } catch (error) {
    if (error instanceof MarketFault) return told(error.diagnostic)
    throw error
  }
  return 'nothing'
}

test('a plain file that is cut while it is read is no shorter file, even where a line ends', async () => {
  const path = `${await folder({ f: '1234567\n'.repeat(200_000) })}/f`
  expect(await fault(path)).toBe('nothing')
  expect(await fault(path, () => truncate(path, 800_000))).toBe(
    'HVT4032 `f` became shorter while it was read | rows that are gone cannot be known, so the run would silently be a shorter one | run again once nobody writes the file, or on a copy of it',
  )
})

test('nor is one that was cut between its manifest and its rows', async () => {
  const map = 'stream: bars, every: 1m, time: { column: t, as: s }'
  const feed = `{ venue: x, instrument: A/USD, reader: csv, file: "f-*", map: { ${map} } }`
  const rows = ['t,close', '60,1', '120,2', '']
  const path = await folder({
    'f-1': rows.join('\n'),
    'f-2': rows.join('\n'),
    'm.yaml': `market: m\nfeeds: [${feed}]\n`,
  })
  const { manifest } = await readManifest(`${path}/m.yaml`)
  const [first, second] = manifest!.feeds[0]!.parts
  await truncate(second!.path, rows.slice(0, 2).join('\n').length + 1)
  const read = async (part: typeof first) =>
    all(csv.read({ ...manifest!.feeds[0]!, ...part! }, { skipped: {} }, { done: 0 }))
  expect(await read(first)).toHaveLength(2)
  await expect(read(second)).rejects.toMatchObject({ diagnostic: { code: 'HVT4032' } })
})

test('zeros may stand after gzip, as on a tape, but nothing else after them', async () => {
  const [one, zeros] = [gzipSync('1\n'), new Uint8Array(70_000)]
  const path = await folder({ tape: Buffer.concat([one, zeros]), two: Buffer.concat([one, zeros, one]) })
  expect([await fault(`${path}/tape`), await fault(`${path}/two`)]).toEqual([
    'nothing',
    'HVT4026 `two` is damaged: after its end come zeros, and then something else | fetch the file again',
  ])
})

test('a line that is no UTF-8 is Latin-1', async () => {
  const other = Buffer.from('Größe\n', 'latin1')
  const path = await folder({ f: Buffer.concat([other, Buffer.from('Größe\n数量\n'), other]) })
  const lines: string[] = []
  for await (const { text } of readLines(feedFile(`${path}/f`), { done: 0 })) lines.push(text)
  expect(lines).toEqual(['Größe\nGröße\n数量\nGröße\n'])
})

test.each([
  [
    'csv',
    ['время,価格,кол-во,сторона,что', '1700000000000,1,2,Купля,Ж/USDT', '1700000000001,3,4,продажа,Ж/USDT'],
    '{что}',
  ],
  [
    'jsonl',
    [
      '{"время":1700000000000,"価格":1,"кол-во":2,"сторона":"Купля","что":"Ж"}',
      '{"время":1700000000001,"\\u4fa1\\u683c":3,"кол-во":4,"сторона":"продажа","что":"Ж"}',
    ],
    '{что}/USDT',
  ],
])(
  'columns, sides and symbols of %s may be of any alphabet, with a mark before them',
  async (reader, lines, symbol) => {
    const names = 'columns: { price: 価格, qty: кол-во, side: сторона }, sides: { buy: [купля], sell: [ПРОДАЖА] }'
    const map = `stream: trades, time: { column: время, as: ms }, ${names}, symbol: "${symbol}"`
    const manifest = `market: m
feeds: [{ venue: x, instrument: '*', reader: ${reader}, file: f, latency: 0s, map: { ${map} } }]
`
    const read = await readManifest(await folder({ f: `\uFEFF${lines.join('\n')}\n`, 'manifest.yaml': manifest }))
    expect(read.diagnostics).toEqual([])
    const [feed] = read.manifest!.feeds
    const skipped = {}
    const events = await all(readers[reader]!.read({ ...feed!, ...feed!.parts[0]! }, { skipped }, { done: 0 }))
    expect([events.map(({ symbol: of, fields }) => [of, ...fields]), skipped]).toEqual([
      [
        ['Ж/USDT', 1, 2, 1],
        ['Ж/USDT', 3, 4, -1],
      ],
      {},
    ])
  },
)
