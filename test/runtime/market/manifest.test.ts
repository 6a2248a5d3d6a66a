import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { readManifest } from '../../../runtime/market/manifest/read.ts'
import { readers } from '../../../runtime/market/readers/index.ts'
import { folder, ticker, told } from './fixture.ts'

const feed = '{ venue: spot, instrument: BTC/USDT, reader: binance_ws, file: a.jsonl }'
const files = { 'a.jsonl': `${ticker(0)}\n`, 'b.jsonl.gz': gzipSync(`${ticker(0)}\n`) }

const known = Object.keys(readers)
  .map(name => `\`${name}\``)
  .join(', ')

/** What is said of a manifest's text. */
async function said(text: string, more: Record<string, string | Uint8Array> = {}): Promise<string[]> {
  const path = await folder({ ...files, ...more, 'manifest.yaml': text })
  const { manifest, diagnostics, sources } = await readManifest(path)
  expect(manifest === undefined).toBe(diagnostics.length > 0)
  expect(sources.get(join(path, 'manifest.yaml'))).toBe(text)
  return diagnostics.map(d => told(d, text))
}

test('everything that a manifest can say', async () => {
  const path = await folder({
    ...files,
    'manifest.yaml': `market: both   # a comment
feeds:
  - ${feed}
  - venue: coinm
    instrument: "BTC/USD   inverse perp"
    reader: binance_ws
    file: b.jsonl.gz
    contract: 100 USD
    symbol: BTCUSD_PERP
clock: { skew: { spot: -1270ms } }
rate: { book: 2_000/s, trades: 600/1m, quote: 5000/s }
lateness: 1m30s
assume: { USDT/USD: 1 }
`,
  })
  const { manifest, diagnostics } = await readManifest(path)
  expect(diagnostics).toEqual([])
  const { span, assumeSpans, feeds, ...rest } = manifest!
  expect(rest).toEqual({
    path: join(path, 'manifest.yaml'),
    market: 'both',
    skew: { kind: 'given', of: { spot: -1_270_000 } },
    rate: { book: 2_000, trades: 10, quote: 5_000 },
    lateness: 90_000_000,
    assume: { 'USDT/USD': 1 },
  })
  expect(feeds[1]).toMatchObject({
    venue: 'coinm',
    instrument: { text: 'BTC/USD inverse perp', base: 'BTC', quote: 'USD', suffix: 'inverse perp' },
    file: 'b.jsonl.gz',
    parts: [{ file: 'b.jsonl.gz', path: join(path, 'b.jsonl.gz'), bytes: files['b.jsonl.gz'].length }],
    bytes: files['b.jsonl.gz'].length,
    contract: { value: 100, asset: 'USD' },
    symbol: 'BTCUSD_PERP',
  })
})

test('JSON too; defaults; absolute files; the manifest itself as the argument', async () => {
  const path = await folder(files)
  const other = await folder({
    'manifest.json': JSON.stringify(
      {
        market: 'm',
        feeds: [{ venue: 'x', instrument: 'BTC/USDT', reader: 'binance_ws', file: join(path, 'a.jsonl') }],
      },
      undefined,
      '\t',
    ),
  })
  const { manifest } = await readManifest(join(other, 'manifest.json'))
  expect(manifest).toMatchObject({ skew: { kind: 'unsaid' }, lateness: 1_000_000, rate: {}, assume: {} })
  expect(manifest?.feeds[0]?.parts[0]?.path).toBe(join(path, 'a.jsonl'))
  expect((await readManifest(other)).manifest?.market).toBe('m')
})

describe('no manifest', () => {
  const about = async (path: string) => (await readManifest(path)).diagnostics.map(d => told(d))

  test('nothing there', async () => {
    expect(await about('/no/such/market')).toEqual([
      'HVT4001 there is no market at `/no/such/market` | name a manifest, or a folder that holds a `manifest.yaml`',
    ])
  })
  test('a folder without one', async () => {
    const path = await folder(files)
    expect(await about(path)).toEqual([
      `HVT4002 the folder \`${path}\` has no manifest | put one there (\`manifest.yaml\`, \`manifest.yml\`, \`manifest.json\`), or name the manifest itself`,
    ])
  })
  const cure = 'a recording is not given to a strategy directly: name it in a manifest, and give the manifest'
  test('a recording', async () => {
    const path = join(await folder(files), 'b.jsonl.gz')
    expect(await about(path)).toEqual([`HVT4003 \`${path}\` is not a manifest: it is not text | ${cure}`])
  })
  test('something large', async () => {
    const path = join(await folder({ 'a.jsonl': `${ticker(0)}\n`.repeat(10_000) }), 'a.jsonl')
    expect(await about(path)).toEqual([`HVT4003 \`${path}\` is not a manifest: it is larger than a megabyte | ${cure}`])
  })
})

const noManifest =
  'write a manifest, which names the files and says what they are: `market: …` and `feeds: [{ venue: …, instrument: …, reader: …, file: … }]`; a table of prices is none itself'

describe('structure', () => {
  test.each([
    [
      `market: m\nmarket: n\nfeeds: [${feed}]`,
      [
        'HVT4004 the manifest is not readable as YAML: map keys must be unique [m] | mend the text here; indentation counts, a key stands once, and `key: value` needs the space',
      ],
    ],
    [
      `market: m\nfeeds: [{ venu: spot, instrument: BTC/USDT, reader: binance_ws, file: a.jsonl }]`,
      [
        'HVT4006 a feed lacks `venue` [{ venu: spot, instrument: BTC/USDT, reader: binance_ws, file: a.jsonl }] | add `venue: …`',
        'HVT4005 a feed has no key `venu` [venu] | did you mean `venue`?',
      ],
    ],
    [
      `market: m\nfeeds: [${feed}]\ncolour: red`,
      [
        'HVT4005 the manifest has no key `colour` [colour] | the keys are `market`, `feeds`, `clock`, `rate`, `lateness`, `assume`',
      ],
    ],
    [`market: 20240808\nfeeds: [${feed}]`, ['HVT4007 `market` is a number, wanted a text [20240808] | write a text']],
    ['just words', [`HVT4007 the manifest is a text, wanted a map [just words] | ${noManifest}`]],
    ['', [`HVT4007 the manifest is empty, wanted a map | ${noManifest}`]],
    [
      'market: m\nfeeds: []',
      [
        'HVT4014 the market has no feeds [[]] | add at least one feed: `- { venue: …, instrument: …, reader: …, file: … }`',
      ],
    ],
    [
      `market: m\nfeeds: [${feed}]\nclock: { skew: 5 }`,
      ['HVT4007 `skew` is a number, wanted a text or a map [5] | write a text or a map'],
    ],
    [
      `market: m\nfeeds: [${feed}]\nassume: { USDT/USD: 0 }`,
      ['HVT4009 `0` is not understood as `USDT/USD` [0] | write a number above zero'],
    ],
  ])('%j', async (text, messages) => {
    expect(await said(text)).toEqual(messages)
  })

  test('a list in place of a key, of which nothing else is said', async () => {
    const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => {})
    onTestFinished(() => warned.mockRestore())
    expect(await said(`market: m\nfeeds: [${feed}]\n? [a]\n: b`)).toEqual([
      expect.stringMatching(/^HVT4005 the manifest has no key `\[ a \]`/),
    ])
    expect(warned).not.toHaveBeenCalled()
  })

  test('a tree of aliases', async () => {
    const bomb = [
      'a: &a [1,1,1,1,1,1,1,1,1]',
      ...'bcdefgh'.split('').map((k, i) => `${k}: &${k} [${Array(9).fill(`*${'abcdefgh'[i]}`)}]`),
    ]
    expect((await said(bomb.join('\n')))[0]).toMatch(
      /^HVT4004 the manifest is not readable as YAML: excessive alias count/,
    )
  })
})

describe('meaning', () => {
  const feedOf = (more: string) => `market: m\nfeeds:\n  - ${more}`
  test.each([
    [
      feedOf('{ venue: spot, instrument: BTCUSDT, reader: binance_ws, file: a.jsonl }'),
      [
        'HVT4009 `BTCUSDT` is not understood as an instrument [BTCUSDT] | write an instrument such as `BTC/USDT`, `BTC/USDT perp` or `BTC/USD inverse perp`',
      ],
    ],
    [
      feedOf('{ venue: spot, instrument: BTC/USDT, reader: binance_sw, file: a.jsonl }'),
      [
        `HVT4008 there is no reader \`binance_sw\` [binance_sw] | did you mean \`binance_ws\`? the readers are ${known}`,
      ],
    ],
    [
      feedOf('{ venue: spot, instrument: BTC/USDT, reader: toString, file: a.jsonl }'),
      [`HVT4008 there is no reader \`toString\` [toString] | the readers are ${known}`],
    ],
    [
      feedOf('{ venue: c, instrument: BTC/USD inverse perp, reader: binance_ws, file: a.jsonl }'),
      [
        'HVT4010 the feed of `BTC/USD inverse perp` does not say what one contract is worth [BTC/USD inverse perp] | inverse contracts are counted in contracts; sizes in the language are in the base asset | add `contract: 100 USD`, with the value that the exchange gives',
      ],
    ],
    [
      feedOf('{ venue: c, instrument: BTC/USD inverse perp, reader: binance_ws, file: a.jsonl, contract: 100 USDT }'),
      [
        'HVT4011 a contract of `BTC/USD inverse perp` is not worth an amount of USDT [100 USDT] | give its value in USD (an inverse contract) or in BTC (a linear one)',
      ],
    ],
    [
      feedOf('{ venue: c, instrument: BTC/USD inverse perp, reader: binance_ws, file: a.jsonl, contract: 100USD }'),
      [
        "HVT4009 `100USD` is not understood as a contract's value [100USD] | write an amount of an asset such as `100 USD`",
      ],
    ],
    [
      `${feedOf(feed)}\nlateness: 1 second\nrate: { book: fast }\nclock: { skew: guess }\nassume: { USDT: 1 }`,
      [
        'HVT4009 `fast` is not understood as a rate [fast] | write a rate such as `2000/s`',
        'HVT4009 `USDT` is not understood as an instrument [USDT] | write an instrument such as `BTC/USDT`, `BTC/USDT perp` or `BTC/USD inverse perp`',
        'HVT4009 `1 second` is not understood as a duration [1 second] | write a duration such as `1s` or `250ms`',
        'HVT4009 `guess` is not understood as a skew [guess] | write `none`, `estimate`, or a duration for each venue (`{ spot: -1270ms }`)',
      ],
    ],
    [
      `${feedOf(feed)}\nclock: { skew: { spott: 1s, spot: soon } }`,
      [
        'HVT4013 `skew` names the venue `spott`, which no feed has [spott] | did you mean `spot`?',
        'HVT4009 `soon` is not understood as a skew [soon] | write a duration such as `-1270ms`, or `none` or `estimate` for all venues',
      ],
    ],
  ])('%j', async (text, messages) => {
    expect(await said(text)).toEqual(messages)
  })
})

describe('what a feed says to its reader', () => {
  const pool = 'token0: { asset: USDC, decimals: 6 }, token1: { asset: WETH, decimals: 18 }'
  const feedOf = (more: string, instrument = 'ETH/USDC', reader = 'uniswap_csv') =>
    `market: m\nfeeds:\n  - { venue: uni, instrument: ${instrument}, reader: ${reader}, file: a.jsonl${more} }`

  test('is understood', async () => {
    const path = await folder({
      ...files,
      'manifest.yaml': [
        feedOf(`, pool: { ${pool}, base: WETH, fee: 500 }, latency: 250ms`),
        `  - { venue: uni, instrument: USDC/ETH, reader: uniswap_csv, file: a.jsonl, pool: { ${pool}, base: WETH, fee: 3000 }, invert: true }`,
      ].join('\n'),
    })
    const { manifest, diagnostics } = await readManifest(path)
    expect(diagnostics).toEqual([])
    expect(manifest!.feeds.map(({ pool, invert, latency }) => ({ pool, invert, latency }))).toEqual([
      { pool: { decimals: [6, 18], base: 1, fee: 500 }, invert: false, latency: 250_000 },
      { pool: { decimals: [6, 18], base: 1, fee: 3_000 }, invert: true, latency: 12_000_000 },
    ])
  })

  test.each([
    [
      feedOf(''),
      [
        'HVT4016 a feed read by `uniswap_csv` lacks `pool` [uniswap_csv] | the files count in the smallest parts of two tokens and do not say which is the base | add `pool: { token0: { asset: …, decimals: … }, token1: { asset: …, decimals: … }, base: …, fee: … }`, as the pool has them',
      ],
    ],
    [
      feedOf(', latency: 1s, contract: 1 BTC', 'BTC/USDT', 'binance_ws'),
      [
        'HVT4015 `binance_ws` does not use `latency` [latency] | leave it out; the reader uses `contract`, `symbol`, `streams`',
      ],
    ],
    [
      feedOf(`, symbol: x, pool: { ${pool}, base: ETH, fee: 500 }`),
      [
        'HVT4015 `uniswap_csv` does not use `symbol` [symbol] | leave it out; the reader uses `latency`, `pool`, `streams`',
        'HVT4017 the base `ETH` is not a token of the pool [ETH] | write `base: WETH`',
      ],
    ],
    [
      feedOf(`, pool: { ${pool}, base: QQQQQQ, fee: 500 }`),
      ['HVT4017 the base `QQQQQQ` is not a token of the pool [QQQQQQ] | write `base: USDC` or `base: WETH`'],
    ],
    [
      feedOf(`, pool: { ${pool.replace('USDC', 'WETH')}, base: WETH, fee: 500 }`),
      ['HVT4017 both tokens of the pool are WETH [WETH] | name its two tokens, in the order that the pool has them'],
    ],
    [
      feedOf(`, pool: { ${pool}, base: USDC, fee: 500 }`),
      [
        'HVT4018 the pool is one of USDC/WETH, which is not `ETH/USDC` [USDC] | take the other token as `base`, or say `invert: true`',
      ],
    ],
    [
      feedOf(`, pool: { ${pool}, base: WETH, fee: 500 }, invert: true`),
      [
        'HVT4018 the pool is one of WETH/USDC, inverted, which is not `ETH/USDC` [WETH] | leave `invert` out, or take the other token as `base`',
      ],
    ],
    [
      feedOf(`, pool: { ${pool}, base: WETH, fee: 500 }`, 'ETH/USDT'),
      [
        'HVT4018 the pool is one of WETH/USDC, which is not `ETH/USDT` [WETH] | mend the tokens or the instrument; a wrapped token (WETH) may stand for its asset (ETH)',
      ],
    ],
    [
      feedOf(`, latency: soon, pool: { ${pool.replace('18', '40')}, base: WETH, fee: 0 }`),
      [
        'HVT4009 `soon` is not understood as a latency [soon] | write a duration such as `1s` or `250ms`',
        'HVT4009 `40` is not understood as a number of decimals [40] | write a whole number from 0 to 36, as the contract of the token has it',
        'HVT4009 `0` is not understood as a fee tier [0] | write hundredths of a basis point from 1 to 999999: `500` is 0.05 %',
      ],
    ],
    [
      feedOf(`, pool: { ${pool.replace('6', '6.5')}, base: WETH, tier: 500 }`),
      [
        'HVT4006 `pool` lacks `fee` [{ token0: { asset: USDC, decimals: 6.5 }, token1: { asset: WETH, decimals: 18 }, base: WETH, tier: 500 }] | add `fee: …`',
        'HVT4005 `pool` has no key `tier` [tier] | the keys are `token0`, `token1`, `base`, `fee`',
        'HVT4007 `decimals` is a number, wanted a whole number [6.5] | write a whole number',
      ],
    ],
  ])('%j', async (text, messages) => {
    expect(await said(text)).toEqual(messages)
  })
})

describe('files', () => {
  const of = (file: string) =>
    `market: m\nfeeds: [{ venue: v, instrument: BTC/USDT, reader: binance_ws, file: ${file} }]`

  test('missing', async () => {
    expect(await said(of('c.jsonl'))).toEqual([
      "HVT4020 there is no file `c.jsonl` [c.jsonl] | paths are relative to the manifest's folder: mend the path, or fetch the file",
    ])
  })
  test('empty', async () => {
    expect(await said(of('c.jsonl'), { 'c.jsonl': '' })).toEqual([
      'HVT4021 `c.jsonl` is empty [c.jsonl] | fetch the file again, or take the feed out of the manifest',
    ])
  })
  test('a folder', async () => {
    const path = await folder({ 'manifest.yaml': of('sub') })
    await mkdir(join(path, 'sub'))
    expect((await readManifest(path)).diagnostics.map(d => told(d, of('sub')))).toEqual([
      'HVT4022 `sub` is not a file [sub] | name a file, or files that follow each other by what is alike in their names: `sub/*.gz`',
    ])
  })
  test('the same twice', async () => {
    const feed = (file: string, more = '', instrument = 'BTC/USDT') =>
      `  - { venue: v, instrument: "${instrument}", reader: binance_ws, file: "${file}"${more} }\n`
    const both = (...feeds: string[]) => said(`market: m\nfeeds:\n${feeds.join('')}`)
    expect(await both(feed('a.jsonl'), feed('a.jsonl'))).toEqual([
      'HVT4044 `v BTC/USDT` has two feeds of its quote: `a.jsonl` and `a.jsonl` ["a.jsonl"] | mixed, each event would count twice, or undo what the other file said | keep one of them; files that follow each other are one feed, by what is alike in their names: `day-*.gz`',
    ])
    expect(await both(feed('*.jsonl'), feed('./a.jsonl', ', streams: [trades]'))).toEqual([
      expect.stringContaining('two feeds of its trades: `*.jsonl` and `./a.jsonl`'),
    ])
    expect(await both(feed('a.jsonl', ', streams: [quote]'), feed('a.jsonl', ', streams: [trades]'))).toEqual([])
    expect(await both(feed('a.jsonl'), feed('a.jsonl', '', 'ETH/USDT'))).toEqual([])
    const wide = (name: string) =>
      feed(
        'a.jsonl',
        `, map: { stream: bars, every: 1d, wide: { ${name}: A/USD }, time: { column: t, as: s } }`,
        '*',
      ).replace('binance_ws', 'csv')
    expect(await both(wide('x'), wide('y'))).toEqual([
      expect.stringContaining('HVT4044 `v *` has two feeds of its bars'),
    ])
    expect(await both(wide('x'), wide('y').replace('A/USD', 'B/USD'))).toEqual([])
  })
  test('not gzip', async () => {
    const path = await folder({ 'manifest.yml': of('c.gz') })
    await writeFile(join(path, 'c.gz'), ticker(0))
    expect((await readManifest(path)).diagnostics.map(d => told(d, of('c.gz')))).toEqual([
      'HVT4024 `c.gz` is named .gz but is not gzip [c.gz] | if it is plain text, take .gz off its name; if a download failed, fetch it again',
    ])
  })
})
