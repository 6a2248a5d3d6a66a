import { expect, test } from 'vitest'
import { type Move, told } from './told.ts'

const bids: Move[] = [3, 5, 9].map((bid, k) => [k + 1, 'b BTC/USD', bid])
const ticks = (text: string) => told(text, bids).filter(line => line.includes('tick'))

test('a function that is an argument may be called, as often as one likes, and hand on what it is given', () => {
  const text = `fn twice(g, x) = g(g(x))
    fn moved(g, x, by) = twice(y -> g(y) + by, x)
    feature f = moved(y -> 2 * y, x, 1)`
  // (2 · (2x + 1)) + 1
  expect(ticks(text)).toEqual(['1s f tick 15', '2s f tick 23', '3s f tick 39'])
})

test('its body means the names of where it is written, not of where it is called', () => {
  const text = `let k = 100
    fn sized(g) = { let k = 7 return g(k) + k }
    feature f = sized(y -> y * k + x)`
  expect(ticks(text)).toEqual(['1s f tick 710', '2s f tick 712', '3s f tick 716'])
})

test('it takes the number that a key is', () => {
  const text = `fn weighed(x, n, weight) = sum(prev(x, j) * weight(j)) over j in (0 .. n - 1)
    each k in 1 .. 2 { feature f = weighed(x, 2, j -> j + k) }`
  expect(ticks(text)).toEqual(['2s f[1] tick 11', '2s f[2] tick 19', '3s f[1] tick 19', '3s f[2] tick 33'])
})

test('it may be handed a record of streams or a window', () => {
  const text = `fn called(g, by) = g(by)
    feature f = called(w -> sum(x, w), 2)   feature h = called(q -> q.bid - x * 1[USD/BTC], b[BTC/USD].quote) / 1[USD/BTC]`
  expect(ticks(text)).toEqual(['1s h tick 0', '2s f tick 8', '2s h tick 0', '3s f tick 14', '3s h tick 0'])
})
