import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Move, told } from './told.ts'

const q = (seconds: number, value?: number): Move => [seconds, 'b BTC/USD', value]

describe('covered', () => {
  test('is true once a stream has been present for so long without a gap', () => {
    // Venue a is silent after 5 s.
    const moves: Move[] = [1, 3, 6, 9, 15, 18, 20].map(s => [s, 'a BTC/USD', 1])
    expect(told('feature f = covered(a[BTC/USD].quote, 6s)', moves, 22)).toEqual([
      '1s f wake 0',
      '7s f wake 1',
      '14s f wake 0',
      '15s f wake 0',
      '21s f wake 1',
    ])
  })
})

describe('c for d', () => {
  const text = 'signal up when x > 10 for 3s'
  const fired = (moves: readonly Move[]) => told(text, moves, 90).filter(line => line.includes(' up '))

  test('fires when the condition was true for so long, by a timer of its own', () => {
    expect(told(text, [q(1, 11), q(2, 12), q(9, 13)], 90)).toEqual([
      '1s up wake 0',
      '2s up wake 0',
      '4s up wake 1',
      '4s up tick',
      '9s up wake 1',
    ])
  })

  test('false and absent begin the wait anew', () => {
    expect(fired([q(1, 11), q(3, 9), q(4, 12), q(6)])).toEqual(['1s', '3s', '4s'].map(s => `${s} up wake 0`).concat('6s up wake –')) // biome-ignore format: one line
    expect(fired([q(1, 11), q(3), q(3, 11), q(5, 11)]).filter(line => line.includes('tick'))).toEqual(['6s up tick'])
  })

  test('an event at the very end of the wait decides', () => {
    expect(fired([q(1, 11), q(4, 9)]).filter(line => line.includes('tick'))).toEqual([])
    expect(fired([q(1, 11), q(4, 12)]).filter(line => line.includes('tick'))).toEqual(['4s up tick'])
  })

  test('as a value, in brackets', () => {
    expect(told('feature f = (x > 10 for 2s) or x > 100', [q(1, 11), q(2, 101)], 10)).toEqual([
      '1s f tick 0',
      '2s f tick 1',
      '3s f wake 1',
    ])
  })
})

describe('events of a value', () => {
  test('rising is the edge of a condition, changed the ticks at which a value is another', () => {
    const text = 'let r = rising(x > 10)   record r as rises { x }   let c = changed(t)   record c as changes { c }'
    const trade = (seconds: number, value: number): Move => [seconds, 'b BTC/USD trade', value]
    const moves = [q(1, 11), q(2, 12), trade(3, 5), trade(4, 5), q(5), q(6, 13), trade(7, 6), q(8, 1), q(9, 11)]
    expect(told(text, moves)).toEqual([
      '1s rises tick 1000000 11',
      '7s changes tick 7000000 6',
      '9s rises tick 9000000 11',
    ])
  })

  test('crossed is true from the tick of the crossing to the next', () => {
    const moves = [q(1, 9), q(2, 11), q(3, 12), q(4, 10), q(5, 11), q(6, 9)]
    expect(told('feature f = crossed(x, above: 10)', moves)).toEqual(
      [...'010010'].map((v, i) => `${i + 1}s f tick ${v}`),
    )
    // Above at the first tick: whether it crossed is not known.
    expect(told('feature f = crossed(x, above: 8)', moves)[0]).toBe('1s f wake –')
    expect(told('feature f = crossed(x, below: 10)', moves).map(line => line.slice(-1))).toEqual([...'–00001'])
  })
})

describe('at_least', () => {
  const names = ['b BTC/USD', 'b ETH/USD', 'a BTC/USD', 'a ETH/USD']
  const votes = 'b[BTC/USD].quote b[ETH/USD].quote a[BTC/USD].quote a[ETH/USD].quote'
    .split(' ')
    .map(quote => `(${quote}.bid / ${quote}.ask > 0.6)`)

  test('is true when n are true, false when n cannot be, unknown otherwise', () => {
    // A bid of 1 is above 0.6 of its ask (2 would be); absent stays unknown.
    const vote = fc.constantFrom<number | undefined>(undefined, 1, 9)
    fc.assert(
      fc.property(fc.array(vote, { minLength: 4, maxLength: 4 }), fc.integer({ min: 1, max: 4 }), (market, n) => {
        const moves = market.map((value, i): Move => [1, names[i]!, value])
        const lines = told(`feature f = at_least(${n}, [${votes.join(', ')}])`, [...moves, [2, 'a BTC/USD', 1]])
        const line = lines.filter(l => l.startsWith('1s')).at(-1) ?? '–'
        const [yes, maybe] = [market.filter(v => v === 9).length, market.filter(v => v === undefined).length]
        expect(line.split(' ').at(-1)).toBe(yes >= n ? '1' : yes + maybe < n ? '0' : '–')
      }),
    )
  })
})
