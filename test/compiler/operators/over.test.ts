import { describe, expect, test } from 'vitest'
import { graphOf } from '../../property/run.ts'
import { type Move, prelude, told } from './told.ts'

const a = (seconds: number, value?: number): Move => [seconds, 'a BTC/USD', value]
const b = (seconds: number, value?: number): Move => [seconds, 'b BTC/USD', value]

describe('folds over keys', () => {
  const bid = 'v[BTC/USD].quote.bid / 1[USD/BTC]'

  test('tick with every member; sum and mean are absent when a member is, the others skip it', () => {
    const moves = [a(1, 3), b(2, 5), b(3)]
    const values = (fold: string) =>
      told(`feature f = (${fold}(${bid}) over v in venues) + 0`, moves).map(line => line.split(' f ')[1])
    expect(values('sum')).toEqual(['wake –', 'tick 8', 'wake –'])
    expect(values('mean')).toEqual(['wake –', 'tick 4', 'wake –'])
    expect(values('min')).toEqual(['tick 3', 'tick 3', 'wake 3'])
    expect(values('max')).toEqual(['tick 3', 'tick 5', 'wake 3'])
    expect(told(`feature f = count(${bid} > 2) over v in venues`, moves).map(line => line.split(' f ')[1])).toEqual([
      'tick 1',
      'tick 2',
      'wake 1',
    ])
  })

  test('std and var are absent when a member is, first, last and quantiles skip it', () => {
    const moves = [a(1, 3), b(2, 5), a(3, 8), b(4)]
    const values = (fold: string) =>
      told(`feature f = ${fold} over v in venues`, moves).map(line => line.split(' f ')[1])
    expect(values(`var(${bid})`)).toEqual(['wake –', 'tick 2', 'tick 4.5', 'wake –'])
    expect(values(`std(${bid})`)).toEqual(['wake –', `tick ${Math.SQRT2}`, `tick ${Math.sqrt(4.5)}`, 'wake –'])
    expect(values(`first(${bid})`)).toEqual(['tick 3', 'tick 3', 'tick 8', 'wake 8'])
    expect(values(`last(${bid})`)).toEqual(['tick 3', 'tick 5', 'tick 5', 'wake 8'])
    expect(values(`quantile(${bid}, 0.25)`)).toEqual(['tick 3', 'tick 3.5', 'tick 5.75', 'wake 8'])
  })

  test('what is not finite is absent, and does not tick', () => {
    const moves = [a(1, 1e300), b(2, 1.7e308), a(3, 1.7e308)]
    const values = (fold: string) =>
      told(`feature f = ${fold}(${bid}) over v in venues`, moves).map(line => line.split(' f ')[1])
    expect(values('sum')).toEqual(['wake –', 'tick 1.70000001e+308', 'wake –'])
    expect(values('var')).toEqual(['wake –', 'wake –', 'wake –'])
  })

  test('a variance has the square of the unit', () => {
    const text = `feature f = var(v[BTC/USD].quote.bid) over v in venues\nfeature g = f / 1[USD/BTC] / 1[USD/BTC] + 1`
    expect(told(text, [a(1, 3), b(1, 5)]).at(-1)).toBe('1s g tick 3')
  })

  test.each([1, 2, 3, 5, 8, 13, 33])('quantiles of %i members', n => {
    const symbols = Array.from({ length: n }, (_, k) => `S${k}/USD`)
    const text = `universe many = [${symbols.join(', ')}]
      feature f = quantile(b[s].quote.bid / 1[s.quote/s.base], 0.3) over s in many`
    const prices = symbols.map((_, k) => ((k * 29) % 31) + 1)
    const lines = told(
      text,
      symbols.map((symbol, k): Move => [1, `b ${symbol}`, prices[k]]),
    )
    const sorted = prices.toSorted((x, y) => x - y)
    const place = 0.3 * (n - 1)
    const low = sorted[Math.floor(place)]!
    const value = low + ((sorted[Math.floor(place) + 1] ?? low) - low) * (place - Math.floor(place))
    expect(lines.at(-1)).toBe(`1s f tick ${value}`)
  })

  test('argmax names the first of the best, in the order of the keys', () => {
    const text = `let best = argmax(${bid}) over v in venues
      feature at_b = best.key == b   feature most = best.value   feature place = best.key`
    expect(told(text, [b(1, 5), a(2, 5), b(3, 6), b(4)])).toEqual([
      ...['1s at_b tick 1', '1s most tick 5', '1s place tick 1'],
      ...['2s at_b tick 0', '2s most tick 5', '2s place tick 0'],
      ...['3s at_b tick 1', '3s most tick 6', '3s place tick 1'],
      ...['4s at_b wake 0', '4s most wake 5', '4s place wake 0'],
    ])
    const { outputs } = graphOf(prelude + text)
    expect(outputs.map(o => o.columns[0]!.value)).toMatchObject([
      { show: 'bool' },
      { show: 'number' },
      { show: 'choice', choices: ['a', 'b'] },
    ])
  })

  test('rank tells the place of a key among all, the greatest first, of equal ones the first by name', () => {
    const text = 'each v in venues { feature place = rank(v[BTC/USD].quote.bid) over venues }'
    expect(told(text, [a(1, 3), b(2, 5), a(3, 5), a(4)])).toEqual([
      ...['1s place[a] tick 1', '1s place[b] wake –'],
      ...['2s place[a] tick 2', '2s place[b] tick 1'],
      ...['3s place[a] tick 1', '3s place[b] tick 2'],
      ...['4s place[a] wake –', '4s place[b] wake 1'],
    ])
  })

  test('rank in one of two keys asks with the other as it is', () => {
    const text = `each s in symbols { each v in venues {
      feature place = rank(v[s].quote.bid) over venues } }`
    const lines = told(text, [a(1, 3), b(1, 5), [1, 'b ETH/USD', 1], [1, 'a ETH/USD', 2]])
    expect(lines.slice(2)).toEqual([
      ...['1s place[BTC/USD a] tick 2', '1s place[BTC/USD b] tick 1'],
      ...['1s place[ETH/USD a] wake –', '1s place[ETH/USD b] tick 1'],
      ...['1s place[ETH/USD a] tick 1', '1s place[ETH/USD b] tick 2'],
    ])
  })

  test('top tells whether a key is one of the first n', () => {
    const text = 'each v in venues { feature best = top(1, by: v[BTC/USD].quote.bid) over venues }'
    expect(told(text, [a(1, 3), b(2, 5), a(3, 5), a(4)]).map(line => line.slice(3))).toEqual([
      ...['best[a] tick 1', 'best[b] wake –'],
      ...['best[a] tick 0', 'best[b] tick 1'],
      ...['best[a] tick 1', 'best[b] tick 0'],
      ...['best[a] wake –', 'best[b] wake 1'],
    ])
  })

  test('ranks of many are the places in the sorted list', () => {
    const prices = Array.from({ length: 13 }, (_, k) => ((k * 7) % 5) + 1)
    const symbols = prices.map((_, k) => `S${10 + k}/USD`)
    const text = `universe many = [${symbols.join(', ')}]
      each s in many { let p = b[s].quote.ask / b[s].quote.bid   feature place = rank(p) over many }`
    const lines = told(
      text,
      symbols.map((symbol, k): Move => [1, `b ${symbol}`, prices[k]]),
    )
    // The ask is one above the bid: the least bid has the greatest ratio.
    const order = prices.map((_, k) => k).sort((x, y) => prices[x]! - prices[y]! || x - y)
    const last = new Map(lines.map(line => [line.split(' ')[1], Number(line.split(' ')[3])]))
    expect(order.map(k => last.get(`place[${symbols[k]}]`))).toEqual(order.map((_, k) => k + 1))
  })

  test('inside each: one fold per key; a stream of each key by its name alone', () => {
    const text = `each s in symbols { let ratio = b[s].quote.ask / b[s].quote.bid
      feature low = min(v[s].quote.bid / 1[s.quote/s.base]) over v in venues }
      feature total = sum(ratio) over symbols`
    expect(told(text, [b(1, 1), [1, 'b ETH/USD', 4], a(2, 3)])).toEqual([
      ...['1s low[BTC/USD] tick 1', '1s total wake –'],
      ...['1s low[ETH/USD] tick 4', '1s total tick 3.25'],
      '2s low[BTC/USD] tick 1',
    ])
  })

  test('the shape of a sum is a tree whose left half is a power of two', () => {
    const graph = graphOf(
      `${prelude}each s in symbols { feature f = sum(v[s].quote.ask / v[s].quote.bid) over v in venues }`,
    )
    expect(graph.nodes.filter(n => n.op.op === 'over').map(n => n.inputs.length)).toEqual([2])
  })
})

describe('match', () => {
  const mood = 'let mood = match { x > 20 -> WILD, x > 10 -> BRISK, else -> CALM }\n'

  test('chooses by word; unknown words choose nothing', () => {
    const text = `${mood}feature f = match mood { CALM -> 1, WILD -> 3, BRISK -> 2 }`
    expect(told(text, [b(1, 5), b(2, 15), b(3, 25), b(4)])).toEqual([
      '1s f tick 1',
      '2s f tick 2',
      '3s f tick 3',
      '4s f wake –',
    ])
  })

  test('`in` asks for one of a list, or between two', () => {
    const asked = (text: string) =>
      told(`${mood}feature f = ${text}`, [b(1, 5), b(2, 15), b(3, 25), b(4)]).map(l => l.slice(5))
    expect(asked('mood in [BRISK, WILD]')).toEqual(['tick 0', 'tick 1', 'tick 1', 'wake –'])
    expect(asked('mood not in [WILD]')).toEqual(['tick 1', 'tick 1', 'tick 0', 'wake –'])
    expect(asked('x in 5 .. 15')).toEqual(['tick 1', 'tick 1', 'tick 0', 'wake –'])
    expect(asked('x not in 6 .. 14')).toEqual(['tick 1', 'tick 1', 'tick 1', 'wake –'])
    expect(asked('x in [25, 5]')).toEqual(['tick 1', 'tick 0', 'tick 1', 'wake –'])
    const best = 'feature f = (argmax(v[BTC/USD].quote.bid) over v in venues).key in [b]'
    expect(told(best, [a(1, 3), b(2, 5)])).toEqual(['1s f tick 0', '2s f tick 1'])
  })

  test('numbers and keys, with else', () => {
    expect(told('feature f = match x { 5 -> 1, else -> 0 }', [b(1, 5), b(2, 6)])).toEqual([
      '1s f tick 1',
      '2s f tick 0',
    ])
    const keyed =
      'each v in venues { feature f = match v { a -> 1, else -> 2 } + 0 * v[BTC/USD].quote.bid / 1[USD/BTC] }'
    expect(told(keyed, [a(1, 5), b(1, 5)])).toEqual(['1s f[a] tick 1', '1s f[b] tick 2'])
  })

  test('words are remembered and compared like any value', () => {
    const text = `${mood}let c = changed(mood)   record c as moods { mood, calm: mood == CALM, was: prev(mood, 1) }`
    expect(told(text, [b(1, 5), b(2, 6), b(3, 15)])).toEqual(['3s moods tick 3000000 0 0 1'])
  })
})
