import { describe, expect, test } from 'vitest'
import { wasm } from '../../../compiler/emit/wasm.ts'
import { interpret } from '../../../compiler/interpret/interpret.ts'
import { overflows } from '../../../runtime/backtest/overflows.ts'
import { graphOf } from '../../property/run.ts'
import { type Move, prelude, told } from '../operators/told.ts'

/** `x` of the prelude; a trade that makes a row. */
const q = (seconds: number, value?: number): Move => [seconds, 'b BTC/USD', value]
const row = (seconds: number): Move => [seconds, 'b ETH/USD trade', 1]

const candidate = 'signal go = b[ETH/USD].trades'
const shown = 'record settled(reward) as r { is: settled(reward) }'

/** What is said of the label: its time and value. */
function settled(text: string, moves: readonly Move[], until: number): string[] {
  const lines = told(`${text}\n${candidate}\n${shown}`, moves, until).filter(line => line.includes(' r '))
  return lines.map(line => line.replace(/r tick \d+ /, ''))
}

const label = (is: string) => `label reward for go = ${is}`

describe('4: hindsight', () => {
  const reward = `param k = 0.0005[1/s]
let side = sign(a[BTC/USD].quote.bid)
let mid = x
signal go(side) = b[ETH/USD].trades
label reward for go = {
  let best = if side > 0 then argmax(mid, next 20m) else argmin(mid, next 20m)
  return side * (best.value / mid@row - 1) * exp(-k * best.after)
}
record settled(reward) as r { is: settled(reward) }`
  const rewarded = (side: number, moves: readonly Move[]) =>
    told(reward, [[0, 'a BTC/USD', side], ...moves], 1_300).filter(line => line.includes(' r '))
  const value = (lines: readonly string[]) => Number(lines[0]!.split(' ').at(-1))

  test('3: 3 % is 3 %, of a buy and of a sell, less what waiting costs', () => {
    const sold = rewarded(-1, [q(0, 100), row(0), q(10, 97), q(60, 103)])
    expect(sold.map(line => line.split(' ')[0])).toEqual(['1200s'])
    expect(Math.abs(value(sold) - 0.03 * Math.exp(-0.005))).toBeLessThan(1e-12)
    const bought = rewarded(1, [q(0, 100), row(0), q(10, 103), q(60, 97)])
    expect(Math.abs(value(bought) - 0.03 * Math.exp(-0.005))).toBeLessThan(1e-12)
    // The favourable extreme is that of the price: a sell into a rise is not rewarded, whatever came later.
    expect(value(rewarded(-1, [q(0, 100), row(0), q(10, 103)]))).toBe(0)
  })

  test('2: what stands outside of the window is as it was at the row; inside it moves on', () => {
    // The side turns after the row, and the price it is measured against is that of the row.
    const turned = rewarded(-1, [q(0, 100), row(0), [5, 'a BTC/USD', 1], q(10, 97), q(60, 103)])
    expect(Math.abs(value(turned) - 0.03 * Math.exp(-0.005))).toBeLessThan(1e-12)
    expect(settled(label('last(x, next 2s) - x@row'), [q(0, 5), row(1), q(2, 8)], 4)).toEqual(['3s 3'])
    expect(settled(label('last(x - prev(x, 1), next 2s)'), [q(0, 5), row(1), q(2, 8)], 4)).toEqual(['3s 3'])
  })

  const turned = `let side = sign(a[BTC/USD].quote.bid)
let mid = x
signal go(side) = b[ETH/USD].trades
record settled(reward) as r { is: settled(reward) }
label reward for go = `
  const sided = (is: string, side: number, moves: readonly Move[]) =>
    told(turned + is, [[0, 'a BTC/USD', side], q(0, 90), row(0), [5, 'a BTC/USD', -side], ...moves], 30)
      .filter(line => line.includes(' r '))
      .map(line => Number(line.split(' ').at(-1)))

  test('2: a payload is that of the row, also inside the window', () => {
    const moves = [q(10, 80), q(15, 110)]
    const after = '{ let best = argmax(side * mid, next 20s)   return best.after }'
    expect(sided(after, -1, moves)).toEqual([10])
    expect(sided(after, 1, moves)).toEqual([15])
    expect(sided('argmin(side * mid, next 20s).after', 1, moves)).toEqual([10])
    // Of what is all 0 the first counts: the row's own.
    expect(sided('argmax(0 * side * mid, next 20s).after', 1, moves)).toEqual([0])
    expect(sided('argmax((side - side) * mid, next 20s).after', 1, moves)).toEqual([0])
    for (const best of ['max(side * mid, next 20s)', 'argmax(mid * side@row, next 20s).value']) {
      expect(sided(best, -1, moves)).toEqual([-80])
      expect(sided(best, 1, moves)).toEqual([110])
    }
    expect(sided('last(side * (mid - mid@row), next 12s)', -1, moves)).toEqual([10])
    // `now_at` is another name for the stream, which turns: so it moves on.
    expect(sided('max(-sign(a[BTC/USD].quote.bid) * mid, next 20s)', -1, moves)).toEqual([90])
  })

  test('2: what is calculated with values of the row keeps the order of what moves, or turns it around', () => {
    const moves = [q(10, 80), q(15, 110)]
    const of = (is: string) => sided(is, -1, moves)[0]
    expect(of('max(mid / mid@row - 1, next 20s) + 0 * side')).toBe(110 / 90 - 1)
    expect(of('max((mid@row - mid) / side, next 20s)')).toBe(20)
    expect(of('min(side * (mid / mid@row - 1), next 20s)')).toBe(-(110 / 90 - 1))
    expect(of('argmin(-(mid@row - 2 * mid), next 20s).after + 0 * side')).toBe(10)
    expect(of('max(mid / (side + 1), next 20s)')).toBeUndefined()
    expect(of('argmax(mid / (side + 1), next 20s).after')).toBeUndefined()
  })

  test('1: it is told so long after the row, also if nothing else happens then', () => {
    expect(told(`${label('last(x, next 2s)')}\n${candidate}\n${shown}`, [q(0, 5), row(1)], 4)).toEqual([
      '1s go tick',
      '3s r tick 3000000 5',
    ])
  })

  test('4: `last` is the value in force at the end, after all events of that time', () => {
    expect(settled(label('last(x, next 2s)'), [q(0, 5), row(1), q(3, 7), q(3, 8), q(4, 9)], 4)).toEqual(['3s 8'])
    expect(settled(label('last(x, next 2s)'), [q(0, 5), row(1)], 4)).toEqual(['3s 5'])
    // Of an event it is the last one of the time, the end included.
    const trades = label('last(t, next 2s)')
    const t = (seconds: number, price: number): Move => [seconds, 'b BTC/USD trade', price]
    expect(settled(trades, [t(0, 5), row(1), t(2, 6), t(3, 7), t(4, 8)], 5)).toEqual(['3s 7'])
    expect(settled(trades, [t(0, 5), row(1), t(4, 8)], 5)).toEqual([])
  })

  test('4: absent at the end is unlabelled, and not counted', () => {
    const text = `${label('last(x, next 2s)')}\n${candidate}\nfeature n = labelled(go)`
    const moves = [q(0, 5), row(1), row(1.5), q(3), q(3.4, 6), row(4), q(20, 1)]
    const counts = told(text, moves, 21).filter(line => line.includes(' n '))
    expect(counts).toEqual(['3s n wake 0', '3.5s n tick 1', '6s n tick 2'])
    expect(settled(label('last(x, next 2s)'), moves, 21)).toEqual(['3.5s 6', '6s 6'])
  })

  test('two rows of one microsecond are told one after the other, with what came after each', () => {
    const moves = [q(0, 5), row(1), q(1, 6), row(1), q(2, 7)]
    expect(settled(label('x@row + 0 * last(x, next 2s)'), moves, 4)).toEqual(['3s 5', '3s 6'])
    expect(settled(label('count(x, next 2s)'), moves, 4)).toEqual(['3s 2', '3s 1'])
    expect(settled(label('first(x, next 2s)'), moves, 4)).toEqual(['3s 5', '3s 6'])
  })

  test('a label of several numbers: each is told, rows are counted by the first', () => {
    const text = `${label('{ low: min(x, next 2s), fell: last(x, next 2s) < x@row }')}
${candidate}
record settled(reward.fell) as r { low: settled(reward.low), fell: settled(reward.fell), n: labelled(go) }
record go as rows { x, is: reward }`
    const moves = [q(0, 5), row(1), q(2, 3), q(2.5, 4), row(4), q(5, 7)]
    expect(told(text, moves, 7).filter(line => / (r|rows) /.test(line))).toEqual([
      '1s rows tick 1000000 5 – –',
      '3s r tick 3000000 3 1 1',
      '3s rows tick 3 1',
      '4s rows tick 4000000 4 – –',
      '6s r tick 6000000 4 0 2',
      '6s rows tick 4 0',
    ])
  })

  test('two windows of one label are of the same row', () => {
    const two = label('max(x, next 2s) - min(x, next 5s) + 100 * x@row')
    expect(settled(two, [q(0, 5), row(1), q(2, 8), row(2.5), q(4, 1), q(7, 9)], 9)).toEqual(['6s 507', '7.5s 807'])
  })
})

describe('rows of a model', () => {
  const model = (rows: string) => `label reward = last(x, next 3s)
model m = gbdt { predict reward from [f] ${rows} train every 7d }
feature f = x`

  test('a label without `for` has the rows of its one model', () => {
    expect(settled(model('rows every 2s'), [q(0, 5), q(3, 6), q(4.5, 7)], 10)).toEqual(['3s 6', '5s 7', '7s 7', '9s 7'])
  })

  test('rows for which there is no room are lost, and counted; the others are told', () => {
    const text = model('rows at b[ETH/USD].trades at most 2 pending')
    const moves = [q(0, 5), row(1), row(2), row(3), q(3.5, 6), row(4.5)]
    expect(settled(text, moves, 10)).toEqual(['4s 6', '5s 6', '7.5s 6'])
    const graph = graphOf(`${prelude}${text}\n${candidate}\n${shown}`)
    for (const make of [interpret, wasm]) {
      const engine = make(graph, () => {})
      const venue = graph.venues.findIndex(({ name }) => name === 'b')
      const instrument = graph.instruments.findIndex(({ symbol }) => symbol === 'ETH/USD')
      for (const second of [1, 2, 3, 3.5])
        engine.event({ received: second * 1e6, origin: 0, venue, instrument, stream: 'trades', fields: [1, 1, 1] })
      expect(overflows(graph, engine).map(({ outputs, rows, ticks }) => [outputs, rows, ticks])).toEqual([
        [['r'], 2, undefined],
      ])
    }
  })

  test('as many wait as the model says, wherever the label is told from the same rows', () => {
    const text = `each s in symbols {
  signal made = b[s].trades
  label reward for made = last(b[s].quote.bid, next 3s)
  model m = gbdt { predict reward from [f] rows at made at most 3 pending train every 7d }
  feature f = b[s].quote.bid / b[s].quote.ask
  record made as r { is: reward }
  feature n = labelled(made)
}`
    const graph = graphOf(prelude + text)
    const waiting = graph.nodes.flatMap(({ op }) => ('most' in op ? [op] : []))
    expect(waiting).toEqual([{ op: 'ahead', aggregate: 'last', span: 3e6, most: 3, held: true }])
    const moves = [q(0, 5), ...[1, 1.5, 2, 2.5].map((s): Move => [s, 'b BTC/USD trade', 1]), row(3)]
    expect(told(text, moves, 10).filter(line => / [rn]\[BTC.USD] tick/.test(line))).toEqual([
      ...[1, 1.5, 2, 2.5].map(s => `${s}s r[BTC/USD] tick ${s * 1e6} –`),
      ...[4, 4.5, 5].flatMap((s, k) => [`${s}s n[BTC/USD] tick ${k + 1}`, `${s}s r[BTC/USD] tick 5`]),
    ])
  })

  test('a label of two spans is absent where one of them has lost the row', () => {
    const text = model('rows at b[ETH/USD].trades at most 2 pending').replace('last(x', 'max(x, next 1s) + last(x')
    // The row at 3 s is lost: two wait for 3 s; for the first second only one does.
    const moves = [q(0, 5), row(1), row(2), row(3.5), q(3.6, 6), row(6)]
    expect(settled(text, moves, 10)).toEqual(['4s 11', '5s 11', '9s 12'])
  })

  test('5: the error is that of the prediction stored at the row', () => {
    const text = `${model('rows at b[ETH/USD].trades')}
record settled(reward) as r { is: settled(reward), off: error(m, reward) }`
    const says = (seconds: number, value?: number): Move => [seconds, 'given model m', value]
    const moves = [q(0, 5), row(0.5), says(1, 4.5), row(2), says(3, 100), q(4, 6), row(5), says(7)]
    expect(told(text, moves, 9).filter(line => line.includes(' r '))).toEqual([
      '3.5s r tick 3500000 5 –',
      '5s r tick 5000000 6 -1.5',
      '8s r tick 8000000 6 94',
    ])
  })
})
