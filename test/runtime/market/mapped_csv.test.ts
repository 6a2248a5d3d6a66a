import { describe, expect, test } from 'vitest'
import type { SourceEvent } from '../../../compiler/ir/evaluator.ts'
import type { Graph } from '../../../compiler/ir/graph.ts'
import { bind } from '../../../runtime/market/bind/bind.ts'
import { readManifest } from '../../../runtime/market/manifest/read.ts'
import { openMarket } from '../../../runtime/market/recorded/open.ts'
import { graphOf } from '../../property/run.ts'
import { all, folder, told } from './fixture.ts'

const header = `strategy s in USD
venue x = alpaca.equities { fees: { taker: 1bps }, silent: 3d }
`
const one = `${header}feature f = { c: x[A/USD].bars(1d).close, v: x[A/USD].bars(1d).volume }`
const two = `${header}each t in [A/USD, B/USD] { feature f = x[t].bars(1d).close }`

async function tried(graph: Graph, lines: readonly string[], map: string, feed = '', instrument = 'A/USD') {
  const manifest = `market: m
lateness: 1d
feeds:
  - { venue: x, instrument: "${instrument}", reader: csv, file: a.csv${feed}, map: { ${map} } }
`
  const path = await folder({ 'a.csv': `${lines.join('\n')}\n`, 'manifest.yaml': manifest })
  const read = await readManifest(path)
  if (!read.manifest) return { diagnostics: read.diagnostics.map(d => told(d, manifest)) }
  const { binding, diagnostics } = bind(graph, read.manifest)
  if (!binding) return { diagnostics: diagnostics.map(d => told(d, manifest)) }
  const { market, diagnostics: more } = await openMarket(binding)
  const events = market ? await all(market.events) : []
  return { events, stats: market?.stats[0], diagnostics: [...diagnostics, ...more].map(d => told(d)) }
}

const shown = (graph: Graph, events: readonly SourceEvent[] | undefined) =>
  events!.map(({ received, origin, instrument, fields }) => [
    new Date(received / 1_000).toISOString(),
    (received - origin) / 1e6,
    graph.instruments[instrument]?.symbol,
    ...fields.map(n => (Number.isNaN(n) ? '–' : n)),
  ])

describe('bars of a file', () => {
  const day = 'stream: bars, every: 1d'

  test('are known when their session closes, in the time of the exchange, summer or winter', async () => {
    const graph = graphOf(one)
    const map = `${day}, closes: "16:00", time: { column: date, as: iso, zone: America/New_York }`
    const lines = ['date,open,high,low,close,volume', '2013-03-08,10,12,9,11,500', '2013-03-11,11,13,11,13,600']
    const { events, diagnostics } = await tried(graph, lines, map)
    expect(diagnostics).toEqual([])
    expect(shown(graph, events)).toEqual([
      ['2013-03-08T21:00:00.000Z', 1e-6, 'A/USD', 10, 12, 9, 11, 500, '–', '–'],
      ['2013-03-11T20:00:00.000Z', 1e-6, 'A/USD', 11, 13, 11, 13, 600, '–', '–'],
    ])
  })

  test('may be the klines that Binance publishes, for spot without a heading', async () => {
    const graph = graphOf(one.replace('bars(1d).close', 'bars(1m).close').replace('bars(1d)', 'bars(1m)'))
    const map =
      'stream: bars, every: 1m, heading: false, time: { column: "1", as: ms }, columns: { open: "2", high: "3", low: "4", close: "5", volume: "6", trades: "9", buy_volume: "10" }'
    const lines = [
      '1601510340000,4.15,4.16,4.14,4.155,539.25,1601510399999,2240.39,13,401.5,1669.98,0',
      '1601510400000,4.155,4.17,4.155,4.16,100,1601510459999,416,7,0,0,0',
    ]
    const { events, diagnostics, stats } = await tried(graph, lines, map)
    expect(diagnostics).toEqual([])
    expect(shown(graph, events)).toEqual([
      ['2020-10-01T00:00:00.000Z', 1e-6, 'A/USD', 4.15, 4.16, 4.14, 4.155, 539.25, 401.5, 13],
      ['2020-10-01T00:01:00.000Z', 1e-6, 'A/USD', 4.155, 4.17, 4.155, 4.16, 100, 0, 7],
    ])
    expect(stats!.skipped).toEqual({})
  })

  test('of several instruments stand in one file, which is sorted where it has no order', async () => {
    const graph = graphOf(two)
    const map = `${day}, order: any, symbol: "{Name}/USD", symbols: { bee: B/USD }, time: { column: Date, as: M/d/yyyy }`
    const lines = ['Date,close,Name', '1/2/2001,5,A', '1/3/2001,6,A', '1/2/2001,7,bee', '1/2/2001,8,C', '1/3/2001,9,']
    const { events, stats } = await tried(graph, lines, map, '', '*')
    expect(shown(graph, events).map(row => [row[0], row[2], row[6]])).toEqual([
      ['2001-01-03T00:00:00.000Z', 'A/USD', 5],
      ['2001-01-03T00:00:00.000Z', 'B/USD', 7],
      ['2001-01-03T00:00:00.000Z', undefined, undefined],
      ['2001-01-04T00:00:00.000Z', 'A/USD', 6],
    ])
    expect(stats!.skipped).toEqual({ no_symbol: { count: 1, line: 6 } })
  })

  test('of one instrument are found among those of others, however far down', async () => {
    const map = `${day}, symbol: "{Name}/USD", time: { column: Date, as: s }`
    const others = Array.from({ length: 1_500 }, (_, k) => `${86_400 * (k + 1)},5,B`)
    const { stats } = await tried(graphOf(one), ['Date,close,Name', ...others, '172800000,7,A'], map)
    expect([stats!.messages, stats!.skipped]).toEqual([1, { other_symbol: { count: 1_500, line: 2 } }])
    const none = await tried(graphOf(one), ['Date,close,Name', ...others], map)
    expect(none.diagnostics).toEqual([
      expect.stringContaining('HVT4027 nothing in `a.csv` can be read by `csv`: 1500 rows'),
    ])
  })

  test('may be columns of closes, one for each instrument', async () => {
    const graph = graphOf(two)
    const map = `${day}, wide: { GLD: A/USD, GDX: B/USD }, time: { column: Date, as: iso }`
    const { events } = await tried(graph, ['Date,GDX,GLD', '2015-08-24,13.5,110', '2015-08-25,NA,109'], map, '', '*')
    expect(shown(graph, events).map(row => row.slice(2, 7))).toEqual([
      ['A/USD', 110, 110, 110, 110],
      ['B/USD', 13.5, 13.5, 13.5, 13.5],
      ['A/USD', 109, 109, 109, 109],
    ])
  })

  test('after a split are counted in the shares of before', async () => {
    const graph = graphOf(one)
    const map = `${day}, splits: [{ from: 2014-06-09, ratio: 7 }], time: { column: date, as: iso }`
    const lines = ['date,close,volume', '2014-06-08,700,10', '2014-06-09,100,70']
    const { events } = await tried(graph, lines, map)
    expect(shown(graph, events).map(row => row.slice(6, 8))).toEqual([
      [700, 10],
      [700, 10],
    ])
  })

  test('that contradict themselves are not taken', async () => {
    const map = `${day}, time: { column: date, as: iso }`
    const lines = [
      'date,open,high,low,close',
      '2001-01-02,1,2,1,1',
      '2001-01-03,1,2,1,3',
      '2001-01-04,1,,x,1',
      '2001-01-05,,,,1',
      'when,1,2,1,1',
    ]
    const { stats } = await tried(graphOf(one), lines, map)
    expect([stats!.messages, stats!.skipped]).toEqual([
      1,
      { bad_bar: { count: 1, line: 3 }, no_price: { count: 2, line: 4 }, bad_stamp: { count: 1, line: 6 } },
    ])
  })
})

describe('other streams of a file', () => {
  test('trades have sides in words, quantities in lots, and a time of receipt', async () => {
    const graph = graphOf(`${header}feature f = sum(x[A/USD].trades.signed_qty, 10)`)
    const map =
      'stream: trades, delimiter: ";", time: { column: happened, as: ns }, received: { column: seen, as: ms }, columns: { qty: lots }, scale: { qty: 100 }, sides: { buy: [BOT], sell: [SLD] }'
    const lines = [
      'seen;happened;price;lots;side',
      '1700000000005;1700000000001234567;"1.5";2;bot',
      '1700000000006;1700000000006000000;-1;2;sld',
    ]
    const { events, stats } = await tried(graph, lines, map)
    expect(shown(graph, events)).toEqual([['2023-11-14T22:13:20.005Z', 0.003766, 'A/USD', 1.5, 200, 1]])
    expect(stats!.skipped).toEqual({ no_price: { count: 1, line: 3 } })
  })

  test('sessions are told when they open, by the clocks of their zone', async () => {
    const graph = graphOf(`${header}feature close = x.session.close`)
    const map =
      'stream: session, time: { column: open, as: M/d/yyyy H:mm, zone: America/New_York }, columns: { close: until }'
    const lines = ['open,until', '11/1/2024 9:30,11/1/2024 16:00', '11/29/2024 9:30,11/29/2024 13:00', '1/2/2025 9:30,']
    const { events, stats } = await tried(graph, lines, map, '', '*')
    expect(
      events!.map(({ received, fields }) => [received, ...fields].map(t => new Date(t / 1_000).toISOString())),
    ).toEqual([
      ['2024-11-01T13:30:00.000Z', '2024-11-01T13:30:00.000Z', '2024-11-01T20:00:00.000Z'],
      ['2024-11-29T14:30:00.000Z', '2024-11-29T14:30:00.000Z', '2024-11-29T18:00:00.000Z'],
    ])
    expect(events!.every(({ instrument }) => graph.instruments[instrument]!.symbol === '')).toBe(true)
    expect(stats!.skipped).toEqual({ no_number: { count: 1, line: 4 } })
  })

  test('a file whose rows are all refused is an error that leads to the map, with a heading too', async () => {
    const graph = graphOf(`${header}feature f = x[A/USD].trades.price`)
    const [lines, latency] = [['t,price,qty', '1700000000,1.5,1', '1700000001,1.5,1'], ', latency: 0s']
    const told = async (map: string) => (await tried(graph, lines, map, latency)).diagnostics
    const cure = 'mend `map`: it names the columns as the file does, and says what its times are'
    expect(await told('stream: trades, time: { column: t, as: yyyy-MM-dd }')).toEqual([
      `HVT4027 nothing in \`a.csv\` can be read by \`csv\`: 2 rows refused (the exchange's time is not a time) | line 2 is \`1700000000,1.5,1\` | ${cure}`,
    ])
  })

  test('one whose numbers have a decimal comma leads to that', async () => {
    const graph = graphOf(`${header}feature f = x[A/USD].trades.price`)
    const map = 'stream: trades, delimiter: ";", time: { column: t, as: s }'
    expect((await tried(graph, ['t;price;qty', '1700000000;1,5;1'], map, ', latency: 0s')).diagnostics).toEqual([
      expect.stringMatching(
        /\| line 2 is `1700000000;1,5;1` \| say `decimal: ','` in `map`: the numbers of the file have a comma before their decimals$/,
      ),
    ])
  })

  test('a column that is not there is named, beside those that are', async () => {
    const graph = graphOf(`${header}feature f = x[A/USD].trades.price`)
    const told = async (lines: readonly string[], map = 'time: { column: t, as: s }') =>
      (await tried(graph, lines, `stream: trades, ${map}`, ', latency: 0s')).diagnostics
    const cure =
      'say in `map` what the file calls it: `columns: { FIELD: COLUMN }`, and of times `time: { column: COLUMN, … }`'
    expect(await told(['t,price,amount', '1700000000,1.5,1'], 'time: { column: when, as: s }')).toEqual([
      `HVT4030 \`a.csv\` has no column \`qty\`, \`when\` | its columns are \`t\`, \`price\`, \`amount\` | ${cure}`,
    ])
    expect(await told(['t;price;qty', '1700000000;1.5;1'])).toEqual([
      'HVT4030 `a.csv` has no column `price`, `qty`, `t` | its columns are `t;price;qty` | say `delimiter: ";"` in `map`',
    ])
    expect(await told(['1700000000,1.5,1', '1700000001,1.5,1'])).toEqual([
      expect.stringContaining(
        '| the first line is a row of numbers: say `heading: false` in `map`, and number the columns from 1',
      ),
    ])
    const many = Array.from({ length: 23 }, (_, k) => `c${k}`)
    expect(await told([many.join(), many.join()])).toEqual([expect.stringContaining('`c19` and 3 more')])
  })

  test('columns are called as the file is written', async () => {
    const graph = graphOf(`${header}feature f = x[A/USD].trades.price`)
    const map = 'stream: trades, time: { column: t, as: s }, columns: { price: Größe, qty: 数量 }'
    const { events } = await tried(graph, ['t,Größe,数量', '1700000000,1.5,3'], map, ', latency: 0s')
    expect(events!.map(({ fields }) => [...fields].slice(0, 2))).toEqual([[1.5, 3]])
  })

  test('a column may be written in other letters, large or small; one that is the same goes before', async () => {
    const graph = graphOf(`${header}feature f = x[A/USD].trades.price`)
    const map = 'stream: trades, time: { column: time, as: s }'
    const { events } = await tried(graph, ['Time,PRICE,Qty,qty', '1700000000,1.5,3,4'], map, ', latency: 0s')
    expect(events!.map(({ fields }) => [...fields].slice(0, 2))).toEqual([[1.5, 4]])
  })

  test('a day and a clock may stand in two columns, numbers have a comma before their decimals', async () => {
    const graph = graphOf(`${header}feature f = x[A/USD].trades.price`)
    const map = `stream: trades, delimiter: ";", decimal: ",", time: { column: "{Datum} {Zeit}", as: "dd.MM.yyyy HH:mm" }`
    const lines = [
      'Datum;Zeit;price;qty',
      '01.03.2024;10:05;62000,25;3',
      '01.03.2024;10:06;"1,5";1e1',
      '01.03.2024;10:07;62.000,25;3',
    ]
    const { events, stats, diagnostics } = await tried(graph, lines, map, ', latency: 0s')
    expect(diagnostics).toEqual([])
    expect(shown(graph, events).map(row => [row[0], row[3], row[4]])).toEqual([
      ['2024-03-01T10:05:00.000Z', 62000.25, 3],
      ['2024-03-01T10:06:00.000Z', 1.5, 10],
    ])
    // What divides thousands could as well be a decimal point.
    expect(stats!.skipped).toEqual({ no_price: { count: 1, line: 4 } })
  })

  test('columns are numbered where there is no heading', async () => {
    const graph = graphOf(`${header}feature f = x[A/USD].trades.price`)
    const map = 'stream: trades, heading: false, time: { column: "1", as: s }, columns: { price: "3", qty: "2" }'
    const { events } = await tried(graph, ['1700000000.25,4,1.5,x'], map, ', latency: 1s')
    expect(shown(graph, events)).toEqual([['2023-11-14T22:13:21.250Z', 1, 'A/USD', 1.5, 4, '–']])
  })
})

test('a feed says which streams its files have, by their names', async () => {
  const path = await folder({
    'a.parquet': 'x',
    'manifest.yaml': `market: m
feeds: [{ venue: x, instrument: BTC/USD inverse perp, reader: parquet_events, file: ., streams: [bars, book, tades] }]
`,
  })
  const { diagnostics } = await readManifest(path)
  expect(diagnostics.map(d => told(d))).toEqual([
    'HVT4009 `tades` is not understood as a stream | write a stream of the language such as `quote`, `bars` or `book`',
  ])
})

test('which the reader can find', async () => {
  const path = await folder({
    'a.jsonl': 'x',
    'manifest.yaml': `market: m
feeds: [{ venue: x, instrument: BTC/USDT, reader: binance_ws, file: a.jsonl, streams: [quote, funding] }]
`,
  })
  const { diagnostics } = await readManifest(path)
  expect(diagnostics.map(d => told(d))).toEqual([
    'HVT4012 a stream of `binance_ws` cannot be `funding` | write one of `quote`, `trades`, `book`',
  ])
})

describe('what is told of bars before a run', () => {
  const bars = { stream: 'bars, every: 1d', latency: '' }
  const trades = { stream: 'trades', latency: ', latency: 0s' }
  const read = async (graph: Graph, feeds: readonly (typeof bars)[]) => {
    const manifest = feeds
      .map(
        ({ stream, latency }) =>
          `  - { venue: x, instrument: A/USD, reader: csv, file: a.csv${latency}, map: { stream: ${stream}, time: { column: t, as: ms } } }`,
      )
      .join('\n')
    const path = await folder({
      'a.csv': 't,close,price,qty\n1,1,1,1\n',
      'manifest.yaml': `market: m\nfeeds:\n${manifest}\n`,
    })
    const { binding, diagnostics } = bind(graph, (await readManifest(path)).manifest!)
    return binding ? binding.absentStreams.map(({ streams }) => streams) : diagnostics.map(d => d.message)
  }
  const both = graphOf(`${header}feature f = x[A/USD].bars(1d).close   feature g = x[A/USD].trades.price`)

  test('they lack nothing where there are trades or bars; trades beside them do', async () => {
    expect(await read(graphOf(one), [bars])).toEqual([])
    expect(await read(graphOf(one), [trades])).toEqual([])
    expect(await read(both, [bars])).toEqual([['trades']])
    expect(await read(both, [trades])).toEqual([])
    expect(await read(graphOf(`${header}feature g = x[A/USD].trades.price`), [bars])).toEqual([['trades']])
  })

  test('of both they would be made twice', async () => {
    expect(await read(graphOf(one), [bars, trades])).toEqual([
      '`x A/USD` has two feeds of its bars: `a.csv` and `a.csv`',
    ])
  })

  test('what one file of an instrument lacks, another may have: none is warned of it', async () => {
    const perp = 'strategy s in USDT\nvenue x = ccxt.binanceusdm { fees: { maker: 1bps, taker: 1bps }, silent: 5s }\n'
    const time = 'time: { column: t, as: ms }'
    const feeds = ['quote', 'trades'].map(
      stream =>
        `  - { venue: x, instrument: A/USDT perp, reader: csv, file: ${stream}.csv, latency: 1ms, map: { stream: ${stream}, ${time} } }\n`,
    )
    const path = await folder({
      'quote.csv': 't,bid,ask\n1,1,2\n',
      'trades.csv': 't,price,qty\n1,1,1\n',
      'manifest.yaml': `market: m\nfeeds:\n${feeds.join('')}`,
    })
    const warned = async (streams: string) => {
      const graph = graphOf(`${perp}${streams}`)
      const { binding } = bind(graph, (await readManifest(path)).manifest!)
      return (await openMarket(binding!)).diagnostics.map(d => d.message)
    }
    const both = 'feature f = x[A/USDT perp].quote.bid   feature g = x[A/USDT perp].trades.price'
    expect(await warned(both)).toEqual([])
    expect(await warned(`${both}   feature h = x[A/USDT perp].mark.price`)).toEqual([
      '`x A/USDT perp` has no mark in `quote.csv`',
    ])
  })

  test('a table of shares need not tell of sessions, nor one of sessions of shares', async () => {
    const graph = graphOf(`${one}\nfeature close = x.session.close`)
    const shares = 'stream: bars, every: 1d, symbol: "{n}/USD", time: { column: t, as: s }'
    expect((await tried(graph, ['t,close,n', '1,1,A'], shares, '', '*')).diagnostics).toEqual([])
    const sessions = 'stream: session, time: { column: t, as: s }, columns: { open: t, close: until }'
    expect((await tried(graph, ['t,until', '1,2'], sessions, '', '*')).diagnostics).toEqual([])
  })

  test('a file that does not have one of the instruments', async () => {
    const map = 'stream: bars, every: 1d, symbol: "{n}/USD", time: { column: t, as: s }'
    const { diagnostics } = await tried(graphOf(two), ['t,close,n', '1,1,A'], map, '', '*')
    expect(diagnostics).toEqual([expect.stringContaining('HVT4043 `x B/USD` has no bars in `a.csv`')])
  })
})

describe('what a map cannot say', () => {
  const time = 'time: { column: t, as: ms }'
  test.each([
    [`stream: tades, ${time}`, 'HVT4009 `tades` is not understood as a stream [tades]'],
    [`stream: book, ${time}`, 'HVT4009 `book` is not understood as a stream [book]'],
    [`stream: bars, ${time}`, 'HVT4006 `map` of bars lacks `every`'],
    ['stream: bars, every: 1d, time: { column: t, as: hh }', 'HVT4009 `hh` is not understood as a form of times [hh]'],
    [
      'stream: bars, every: 1d, time: { column: t, as: s, zone: Mars }',
      'HVT4009 `Mars` is not understood as a time zone [Mars]',
    ],
    [
      `stream: bars, every: 1d, closes: "25:00", ${time}`,
      'HVT4009 `25:00` is not understood as a time of day ["25:00"]',
    ],
    [
      `stream: trades, decimal: ",", ${time}`,
      'HVT4009 `,` is not understood as a decimal point, as it divides the cells [","] | write beside `decimal` the `delimiter`',
    ],
    [`stream: bars, every: 1d, at: begin, ${time}`, 'HVT4012 `at` cannot be `begin` [begin]'],
    [
      `stream: bars, every: 1d, splits: [{ from: then, ratio: 2 }], ${time}`,
      'HVT4009 `then` is not understood as a day [then]',
    ],
    [`stream: bars, every: 1d, columns: { closing: x }, ${time}`, 'HVT4005 `columns` has no key `closing` [closing]'],
    [`stream: trades, ${time}`, 'HVT4019 the file has no time of receipt of its trades, and the feed no `latency`'],
    [`stream: trades, heading: false, columns: { price: a }, ${time}`, 'HVT4006 `columns` lacks `qty`'],
    [`stream: bars, every: 1d, ${time}`, 'HVT4048 the strategy reads bars of 3600s of `x`, and `a.csv` has bars of 1d'],
  ])('%s', async (map, first) => {
    const graph = graphOf(`${header}feature f = x[A/USD].bars(1h).close`)
    const { diagnostics } = await tried(graph, ['t,close', '1,1'], map)
    expect(diagnostics[0]).toContain(first)
  })

  test('bars that come after they are closed', async () => {
    const { diagnostics } = await tried(
      graphOf(one),
      ['t,close', '1,1'],
      `stream: bars, every: 1d, ${time}`,
      ', latency: 2s',
    )
    expect(diagnostics[0]).toContain('HVT4049 bars of `a.csv` come 2s after their end')
  })

  test('a file of several instruments, of which no row says which it is', async () => {
    const { diagnostics } = await tried(graphOf(two), ['t,close', '1,1'], `stream: bars, every: 1d, ${time}`, '', '*')
    expect(diagnostics[0]).toContain('HVT4006 `map` lacks `symbol`')
  })
})
