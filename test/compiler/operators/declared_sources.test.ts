import { describe, expect, test } from 'vitest'
import { graphFault } from '../../../compiler/artefact/shape.ts'
import { bounds } from '../../../compiler/bounds/bounds.ts'
import { structure } from '../../../compiler/diff/structure.ts'
import { compileText } from '../harness.ts'
import { type Row, saying } from './streams.ts'

const header = `strategy sample in USD
venue broker = alpaca.equities { fees: { taker: 1bps }, silent: 1d, rate: 10/1s }
source social = kafka("social") {
  key: ticker, columns: { ticker: text, mood: number, target: USD, hot: bool }, at: time, known: received, lateness: 2s, silent: 1h, rate: 100/1s
}
source macro = kafka("macro") { columns: { rate: ratio, due: time, rates: USD/EUR }, silent: 30d }
universe tickers: */USD = [AAPL/USD, MSFT/USD]
`
const graphOf = (text: string, head = header) => {
  const { graph, diagnostics } = compileText(head + text)
  expect(diagnostics).toEqual([])
  return graph!
}

describe('a declared source', () => {
  test('is a level of each key that ticks with each message, and is absent when it is silent or too old', () => {
    const text = `each t in tickers {
  feature mood = social[t].mood fresh 10m
  feature worth = social[t].target / 1[USD]
  signal hot when social[broker[t]].hot
}
feature gone = disconnected(social)
feature quiet = (stale(social) on every 1h)`
    const rows: Row[] = [
      [10, 'social AAPL', 'message', [0.5, 200, 0], 8],
      [20, 'social AAPL', 'message', [0.5, Number.NaN, 1], 18],
      [30, 'social MSFT', 'message', [-1, 400, 1], 5],
    ]
    expect(saying(header + text, rows, 3_700).filter(line => !line.includes('gone wake 0'))).toEqual([
      '10s mood[AAPL/USD] tick 0.5',
      '10s worth[AAPL/USD] tick 200',
      '20s mood[AAPL/USD] tick 0.5',
      '20s worth[AAPL/USD] wake –',
      '20s hot[AAPL/USD] tick',
      '30s mood[MSFT/USD] tick -1',
      '30s worth[MSFT/USD] tick 400',
      '30s hot[MSFT/USD] tick',
      '605s mood[MSFT/USD] wake –',
      '618s mood[AAPL/USD] wake –',
      '3600s quiet tick 3570',
      '3630s gone wake 1',
      '3630s mood[AAPL/USD] wake –',
      '3630s mood[MSFT/USD] wake –',
      '3630s worth[MSFT/USD] wake –',
    ])
  })

  test('has the units of its columns', () => {
    const graph = graphOf(`each t in tickers {
  feature a = social[t].target - broker[t].quote.mid * 1[t.base]
  feature b = macro.rate * macro.rates
  feature c = macro.due - now
  feature d = mean(social[t].mood, 10s)
}`)
    expect(graph.outputs.map(o => o.columns[0]!.unit)).toEqual(['USD', 'USD/EUR', 's', 'plain'])
    expect(graph.venues.find(v => v.name === 'social')!.messages).toEqual({
      topic: 'social',
      key: 'ticker',
      columns: ['mood', 'target', 'hot'],
      at: 'time',
      known: 'received',
    })
    const keys = graph.instruments.map(i => `${graph.venues[i.venue]!.name}|${i.symbol}|${i.base}|${i.quote}`)
    expect(keys.toSorted()).toEqual([
      'broker|AAPL/USD|AAPL|USD',
      'broker|MSFT/USD|MSFT|USD',
      'macro|||',
      'social|AAPL|AAPL|',
      'social|MSFT|MSFT|',
    ])
    expect(graphFault(JSON.parse(JSON.stringify(graph)))).toBe(undefined)
    const wrong = JSON.parse(JSON.stringify(graph).replaceAll('"mood","target"', '"moods","target"'))
    expect(graphFault(wrong)).toMatch(/^its node \d+ is none$/)
  })

  test('of another topic is another one for a redeploy; another column changes nothing', () => {
    const text = 'feature a = mean(macro.rate, 3)'
    const [old, moved, wider] = [
      graphOf(text),
      graphOf(text, header.replace('kafka("macro")', 'kafka("rates")')),
      graphOf(text, header.replace('due: time', 'due: time, more: number')),
    ]
    const of = (graph: typeof old) => structure(graph).at(-1)
    expect(of(moved)).not.toEqual(of(old))
    expect(of(wider)).toEqual(of(old))
  })

  test('is a clock of its own in the bounds', () => {
    const graph = graphOf('feature a = mean(macro.rate, 3)\nfeature b = mean(social[AAPL].mood, 3)')
    const known = bounds(graph)
    const clocks = graph.outputs.map(({ trigger }) => known.nodes[trigger.node]!.clock)
    expect(clocks).toEqual([['macro.message'], ['social[AAPL].message']])
  })
})
