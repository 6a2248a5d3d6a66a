import { describe, expect, test } from 'vitest'
import { type CompileOptions, compile } from '../../../compiler/compile.ts'
import { csvRows } from '../../../compiler/resolve/csv.ts'

const head = `strategy s in USD
venue k = ccxt.kraken { fees: { maker: 1bps, taker: 2bps }, silent: 5s }
`
function compiled(text: string, files: Readonly<Record<string, string>> = {}, options: CompileOptions = {}) {
  return compile({ path: 'here/s.hvt', text: head + text }, { read: path => files[path] }, options)
}
const messages = (...args: Parameters<typeof compiled>) => compiled(...args).diagnostics.map(d => [d.code, d.message])
/** The instances of the feature `f`. */
function instances(...args: Parameters<typeof compiled>) {
  const { graph, diagnostics } = compiled(...args)
  expect(diagnostics.map(d => d.message)).toEqual([])
  const feature = graph!.outputs.find(o => o.name === 'f')!
  return graph!.regions[feature.region]!.instances.map(tuple => tuple.join(' '))
}

describe('universes from files', () => {
  const text = 'universe symbols: */USD = file("data/symbols.csv")\neach s in symbols { feature f = k[s].quote.mid }'
  const read = (csv: string, is = text) => [is, { 'here/data/symbols.csv': csv }] as const

  test('a row is a member; the path is relative to the strategy', () => {
    expect(instances(...read('symbol\r\nETH/USD\r\n\r\n"BTC/USD"\r\n'))).toEqual(['BTC/USD', 'ETH/USD'])
    expect(compiled(...read('symbol\nBTC/USD\n')).graph).not.toHaveProperty('memberships')
  })

  test('dates of membership are kept; a member may leave and come back', () => {
    const csv = 'from,symbol,to\n2019-01-01,LUNA/USD,2022-05-13\n2022-05-28,LUNA/USD,\n,BTC/USD,\n'
    expect(instances(...read(csv))).toEqual(['BTC/USD', 'LUNA/USD'])
    const day = (text: string) => Date.parse(text) * 1000
    expect(compiled(...read(csv)).graph!.memberships).toEqual([
      {
        universe: 'symbols',
        members: [
          { member: 'LUNA/USD', from: day('2019-01-01'), to: day('2022-05-13') },
          { member: 'LUNA/USD', from: day('2022-05-28'), to: null },
          { member: 'BTC/USD', from: null, to: null },
        ],
      },
    ])
  })

  test('bad rows are told at once, with their lines', () => {
    const csv = `symbol,from,to
BTC/EUR
BTC/USD
BTC/USD
btc
ETH/USD,2020-01-01,2019-01-01
XRP/USD,1.1.20,
ADA
DOT
`
    expect(messages(...read(csv))).toEqual([
      [
        'HVT2140',
        '`data/symbols.csv` has rows that are no symbols of */USD: line 2 (`BTC/EUR`), line 4 (`BTC/USD` again), line 5 (`btc`), ' +
          'line 6 (`ETH/USD,2020-01-01,2019-01-01`), line 7 (`XRP/USD,1.1.20,`), 2 more',
      ],
    ])
  })

  test.each([
    ['sym\nBTC/USD\n', 'has no column `symbol` in its first line'],
    ['symbol\n', 'has no rows'],
    ['symbol\n"BTC/USD\n', 'ends inside quotes'],
    [
      'symbol,since\nBTC/USD,\nETH/USD,2020-01-01\n',
      'has dates in the column `since`, and those of membership are called `from` and `to`',
    ],
    [
      'symbol,from,until\nBTC/USD,2020-01-01,2021-01-01\n',
      'has dates in the column `until`, and those of membership are called `from` and `to`',
    ],
  ])('%j', (csv, problem) => {
    expect(messages(...read(csv))).toEqual([['HVT2141', `\`data/symbols.csv\` ${problem}`]])
  })

  test('has what other columns it likes: no dates, or dates beside those of membership', () => {
    expect(messages(...read('symbol,sector,note\nBTC/USD,coins,\nETH/USD,coins,\n'))).toEqual([])
    expect(messages(...read('symbol,from,to,listed\nBTC/USD,,,2020-01-01\nETH/USD,,,2020-01-01\n'))).toEqual([])
  })

  test('of the kind of another universe', () => {
    const coins = `universe coins = [BTC]
      universe more: coins = file("data/symbols.csv")
      each c in more { feature f = k[c/USD].quote.mid }`
    expect(instances(...read('symbol\nETH\nADA\n', coins))).toEqual(['ADA', 'ETH'])
    expect(messages('universe a = [BTC/USD]\nuniverse b: a = [ETH/EUR]')).toEqual([
      ['HVT2101', 'universe `b` wants members like those of `a`, found ETH/EUR'],
    ])
    expect(
      messages('universe a = [BTC/USD]\nuniverse b: a = [ETH/USD]\neach s in b { feature f = k[s].quote.mid }'),
    ).toEqual([])
  })
})

describe('queries', () => {
  const text = `universe perps: */USDT = top(50, by: volume_30d, of: k.perps, as_of: rebalance, including: delisted)
    each i in k[perps] { feature f = i.quote.mid / prev(i.quote.mid, 1) - 1 }`

  test('two members stand for all while nobody knows them, and the graph says so', () => {
    expect(instances(text)).toEqual(['k[ANY/USDT perp]', 'k[OTHER/USDT perp]'])
    expect(compiled(text).graph!.open).toEqual(['perps'])
  })

  test('what is given takes their place', () => {
    const options = { universes: { perps: ['ETH/USDT perp', 'BTC/USDT perp'] } }
    expect(instances(text, {}, options)).toEqual(['k[BTC/USDT perp]', 'k[ETH/USDT perp]'])
    expect(compiled(text, {}, options).graph).not.toHaveProperty('open')
    expect(messages(text, {}, { universes: { perps: ['BTC/USD', 'ETH/USDT perp', 'ETH/USDT perp'] } })).toEqual([
      [
        'HVT2140',
        '`--universe perps` has rows that are no symbols of */USDT: line 1 (`BTC/USD`), line 3 (`ETH/USDT perp` again)',
      ],
    ])
    expect(messages(text, {}, { universes: { perp: ['BTC/USD'] } })).toEqual([
      ['HVT2143', 'the strategy has no universe `perp` that takes members'],
    ])
  })

  test('prices of two members do not add: their bases are their own', () => {
    const sum = `universe all: */USDT = k.spots
      each s in all, t in all where s != t { feature f = k[s].quote.mid + k[t].quote.mid }`
    expect(messages(sum).map(([code]) => code)).toEqual(['HVT2201'])
  })

  test('a wrong call', () => {
    expect(messages('universe p: */USD = top(5, bye: volume)')).toEqual([['HVT2009', '`top` has no `bye`']])
    expect(messages('universe p: */USD = file()')).toEqual([['HVT2102', '`file` is called with other arguments']])
    expect(messages('universe p = triangles(k)')).toEqual([['HVT2102', '`triangles` is called with other arguments']])
  })
})

describe('triangles', () => {
  const gain = 'feature f = 1 / m.ab.quote.ask / m.bc.quote.ask * m.ca.quote.bid * (1 - k.fees.taker) ^ 3 - 1'
  const text = `each m in triangles(k, start: USDT) { ${gain} }`

  test('a round trip is plain, with members and without', () => {
    expect(instances(text)).toEqual(['USDT>ANY>OTHER', 'USDT>OTHER>ANY'])
    const universes = { triangles: ['USDT>BTC>ETH'] }
    expect(instances(text, {}, { universes })).toEqual(['USDT>BTC>ETH'])
    const { graph } = compiled(text, {}, { universes })
    expect(graph!.instruments.map(i => i.symbol).toSorted()).toEqual(['BTC/USDT', 'ETH/BTC', 'ETH/USDT'])
    expect(graph!.outputs[0]!.columns[0]!.unit).toBe('plain')
  })

  test('a trip that does not come home is not', () => {
    const astray = text.replace('m.ca.quote.bid', 'm.bc.quote.bid')
    expect(messages(astray).map(([code]) => code)).toEqual(['HVT2202'])
  })

  test('under a name of its own', () => {
    const named = `universe loops = triangles(k, start: USDT)\neach m in loops { ${gain} }`
    expect(instances(named, {}, { universes: { loops: ['USDT>BTC>ETH'] } })).toEqual(['USDT>BTC>ETH'])
    const bad = { universes: { loops: ['EUR>BTC>ETH', 'USDT>BTC'] } }
    expect(messages(named, {}, bad)).toEqual([
      [
        'HVT2140',
        '`--universe loops` has rows that are no round trips at k such as `USDT>BTC>ETH`: line 1 (`EUR>BTC>ETH`), line 2 (`USDT>BTC`)',
      ],
    ])
  })
})

test('CSV by RFC 4180', () => {
  expect(csvRows('\uFEFFa,"b, ""c"""\r\n\n"x\ny",\nz')).toEqual([
    { line: 1, cells: ['a', 'b, "c"'] },
    { line: 3, cells: ['x\ny', ''] },
    { line: 5, cells: ['z'] },
  ])
  expect(csvRows('a,"b')).toBeUndefined()
})
