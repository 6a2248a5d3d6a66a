import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { OrderBook } from '../../../../runtime/market/books/order_book.ts'

const change = fc.tuple(
  fc.constantFrom(1, -1),
  fc.integer({ min: 1, max: 60 }).map(p => p / 4),
  fc.constantFrom(0, 0, 1, 2.5, 7),
)

test('after any changes, the levels are those of a plain map, sorted', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 200 }), changes => {
      const book = new OrderBook()
      const plain = new Map<string, [number, number, number]>()
      for (const [side, price, size] of changes) {
        book.apply([0, side, price, size])
        if (size === 0) plain.delete(`${side} ${price}`)
        else plain.set(`${side} ${price}`, [side, price, size])
      }
      const sorted = [...plain.values()].sort(([s, p], [t, q]) => t - s || (s === 1 ? q - p : p - q))
      expect(book.list()).toEqual([1, ...sorted.flat()])
      const bid = sorted.find(([side]) => side === 1) ?? [1, Number.NaN, Number.NaN]
      const ask = sorted.find(([side]) => side === -1) ?? [-1, Number.NaN, Number.NaN]
      expect(book.top()).toEqual([bid[1], bid[2], ask[1], ask[2]])
      expect(book.crossed).toBe(bid[1]! >= ask[1]!)
    }),
  )
})

describe('an order book', () => {
  test('grows beyond its first room', () => {
    const book = new OrderBook()
    const prices = Array.from({ length: 5_000 }, (_, i) => 1 + ((i * 7_919) % 5_000))
    book.apply([0, ...prices.flatMap(price => [1, price, price])])
    expect(book.bids.depth).toBe(5_000)
    expect(book.top().slice(0, 2)).toEqual([5_000, 5_000])
    expect(book.list().filter((_, i) => i % 3 === 2)).toEqual(Array.from({ length: 5_000 }, (_, i) => 5_000 - i))
  })
  test.each([
    ['few', 10],
    ['most', 900],
  ])('has room for more where %s levels were taken out', (_, out) => {
    const book = new OrderBook()
    const set = (prices: number[], size: number) => book.apply([0, ...prices.flatMap(price => [-1, price, size])])
    const prices = Array.from({ length: 3_000 }, (_, i) => 1 + ((i * 7_919) % 3_000))
    set(prices.slice(0, 1_000), 1)
    set(prices.slice(0, out), 0)
    expect(book.asks.depth).toBe(1_000 - out)
    set(prices.slice(1_000), 2)
    set(prices.slice(0, out / 2), 3)
    const left = [...prices.slice(0, out / 2), ...prices.slice(out)].sort((a, b) => a - b)
    expect(book.asks.depth).toBe(left.length)
    expect(book.list().filter((_, i) => i % 3 === 2)).toEqual(left)
    expect(book.list().filter(field => field === 3)).toHaveLength(out / 2 + (left.includes(3) ? 1 : 0))
  })
  test('has no best level once all were taken out', () => {
    const book = new OrderBook()
    book.apply([0, 1, 10, 1, 1, 11, 1, 1, 12, 1])
    book.apply([0, 1, 11, 0, 1, 10, 0])
    expect(book.top().slice(0, 2)).toEqual([12, 1])
    book.apply([0, 1, 12, 0])
    expect(book.bids.depth).toBe(0)
    expect(book.top()[0]).toBeNaN()
    book.apply([0, 1, 11, 2])
    expect(book.top().slice(0, 2)).toEqual([11, 2])
  })
  test('is replaced as a whole', () => {
    const book = new OrderBook()
    book.apply([0, 1, 10, 1, -1, 11, 1])
    book.replace([1, 1, 9, 2])
    expect(book.list()).toEqual([1, 1, 9, 2])
    expect(book.top()).toEqual([9, 2, Number.NaN, Number.NaN])
    expect(book.crossed).toBe(false)
  })
})
