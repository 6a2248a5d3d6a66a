import { describe, expect, test } from 'vitest'
import { wasm } from '../../../compiler/emit/wasm.ts'
import { interpret } from '../../../compiler/interpret/interpret.ts'
import { graphOf } from '../../property/run.ts'

const header = `strategy sample in USD
venue a = ccxt.kraken { fees: { maker: 1bps, taker: 2bps }, silent: 5s }
venue b = ccxt.coinbase { fees: { maker: 1bps, taker: 2bps }, silent: 1h, lateness: 2s }
`
/** [received, origin, venue, price, signed quantity], times in seconds. */
type Row = readonly [number, number, string, number, number]

function told(text: string, rows: readonly Row[], until: number): string[] {
  const graph = graphOf(header + text)
  const lines: string[] = []
  const engine = interpret(graph, (o, i, now, ticked, values) => {
    const { name, region } = graph.outputs[o]!
    const numbers = [...values].map(v => (Number.isNaN(v) ? '–' : `${v}`)).join(' ')
    const key = graph.regions[region]!.instances[i]!.join(' ')
    lines.push(`${now / 1e6}s ${name}${key && `[${key}]`} ${ticked ? 'tick' : 'wake'} ${numbers}`)
  })
  for (const [received, origin, venueName, price, qty] of rows) {
    const venue = graph.venues.findIndex(v => v.name === venueName)
    const instrument = graph.instruments.findIndex(i => i.venue === venue)
    const fields = [price, Math.abs(qty), Math.sign(qty)]
    engine.event({ received: received * 1e6, origin: origin * 1e6, venue, instrument, stream: 'trades', fields })
  }
  engine.advance(until * 1e6)
  return lines
}

describe('bars', () => {
  test('hold trades by origin time, close on the grid, and show the previous close when empty', () => {
    const text =
      'let m = b[BTC/USD].bars(10s)\nfeature f = { o: m.open, h: m.high, l: m.low, c: m.close, v: m.volume, b: m.buy_volume, n: m.trades, late: m.late }'
    const rows: Row[] = [
      [3, 3, 'b', 5, 1],
      [21, 21, 'b', 6, 2],
      [22, 19, 'b', 7, 1],
      [23, 22, 'b', 9, -3],
      [31, 29, 'b', 4, 1],
      [31, 31, 'b', 8, 1],
      [33, 29, 'b', 1, 1],
    ]
    const lines = told(text, rows, 53)
    const at = (time: string) =>
      lines.filter(line => line.startsWith(`${time} `)).map(line => Number(line.split(' ').at(-1)))
    // Lateness is 2 s. The first bar was under way when the run began, the second may have been.
    for (const time of ['12s', '22s']) expect(at(time)).toEqual(Array(8).fill(Number.NaN))
    expect(at('32s')).toEqual([6, 9, 4, 4, 6, 3, 3, 0])
    expect(at('42s')).toEqual([8, 8, 8, 8, 1, 1, 1, 1])
    expect(at('52s')).toEqual([8, 8, 8, 8, 0, 0, 0, 1])
  })

  test('all keys close in one step and have one clock', () => {
    const text = `universe venues = [a, b]
each v in venues { let c = v[BTC/USD].bars(10s).close   feature last = c }
feature both = prev(last[a] / last[b], 1)`
    const rows: Row[] = [
      [1, 1, 'a', 4, 1],
      [2, 2, 'b', 2, 1],
      [21, 21, 'a', 4, 1],
      [31, 31, 'a', 6, 1],
    ]
    const lines = told(text, rows, 43).filter(line => line.includes('tick'))
    expect(lines).toEqual([
      ...['22s last[a] tick 4', '22s last[b] tick 2'],
      ...['32s both tick 2', '32s last[a] tick 4', '32s last[b] tick 2'],
      // Nothing came of `a` for 5 s.
      '42s last[b] tick 2',
    ])
  })

  test('a venue that is silent has no bars', () => {
    const lines = told(
      'feature c = a[BTC/USD].bars(10s).close / 1[USD/BTC]',
      [
        [1, 1, 'a', 4, 1],
        [12, 12, 'a', 5, 1],
        [18, 18, 'a', 6, 1],
      ],
      41,
    )
    expect(lines).toEqual(['10s c wake –', '20s c tick 6', '30s c wake –', '40s c wake –'])
  })

  test.each([
    ['interpreted', interpret],
    ['compiled', wasm],
  ])('are put together of bars that come as such, %s', (_, evaluator) => {
    const graph = graphOf(
      `${header}let m = a[BTC/USD].bars(10s)\nfeature f = { o: m.open, h: m.high, l: m.low, c: m.close, v: m.volume, b: m.buy_volume, n: m.trades, late: m.late }`,
    )
    const shown = new Map<string, number[]>()
    const engine = evaluator(graph, (_output, _instance, now, ticked, values) => {
      const at = `${now / 1e6}s`
      if (ticked) shown.set(at, [...(shown.get(at) ?? []), values[0]!])
    })
    const told = (end: number, fields: readonly number[], received = end) =>
      engine.event({
        received: received * 1e6,
        origin: end * 1e6 - 1,
        venue: graph.venues.findIndex(v => v.name === 'a'),
        instrument: 0,
        stream: 'bar',
        fields,
      })
    const absent = Number.NaN
    told(5, [1, 1, 1, 1, 1, 1, 1])
    told(15, [4, 6, 3, 5, 10, 4, 2])
    told(20, [5, 9, 5, 7, 20, 5, 3])
    told(25, [7, 8, 2, 3, 1, absent, absent])
    told(26, [3, 3, 3, 3, 0, 0, 0])
    told(20, [1, 1, 1, 1, 1, 1, 1], 27)
    told(30, [3, 4, 3, 4, 2, 1, 1])
    told(37, [4, 4, 4, 4, 0, 0, 0])
    engine.advance(41e6)
    // The first was under way when the run began; a bar of no trades is none, and what is not told is absent.
    expect([...shown]).toEqual([
      ['20s', [4, 9, 3, 7, 30, 9, 5, 0]],
      ['30s', [7, 8, 2, 4, 3, 1]],
      ['40s', [4, 4, 4, 4, 0, 0, 0, 1]],
    ])
  })
})
