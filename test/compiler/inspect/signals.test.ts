import { describe, expect, test } from 'vitest'
import { ask, second, start, type Told } from './ask.ts'

const quote = (at: number, bid: number): Told => [at, 'a', 'quote', bid, 1, bid, 1]

/** A signal at the last step: whether it fired, when last (seconds), and the texts of what is in its way. */
function signal(declared: string, told: readonly Told[], name = 's') {
  const { inspection, sources, graph } = ask(declared, told, name)
  const [root] = inspection.roots
  if (root?.kind !== 'signal') throw new Error('no signal')
  const ways = root.obstacles.map(({ place, ...what }) => {
    const [file, from, to] = graph.nodes[place.node]!.span
    return { ...what, text: sources.get(file)!.slice(from, to) }
  })
  return { fired: root.fired, last: (root.lastFired - start) / second, ways, event: root.event !== undefined }
}

const both = `let p = a[BTC/USD].quote.bid
let q = b[BTC/USD].quote.bid
signal s when p > 2[USD/BTC] and (q > 3[USD/BTC] or p > 10[USD/BTC]) and not (p > 100[USD/BTC])`

describe('a signal', () => {
  test('fires in the step in which its condition becomes true, and is asked for afterwards', () => {
    const text = 'signal s when a[BTC/USD].quote.bid > 2[USD/BTC]'
    const quiet = { ways: [], event: false }
    expect(signal(text, [quote(0, 1), quote(1, 3)])).toEqual({ fired: true, last: 1, ...quiet })
    expect(signal(text, [quote(0, 1), quote(1, 3), quote(4, 4)])).toEqual({ fired: false, last: 1, ...quiet })
    const low = { is: 'false', text: 'a[BTC/USD].quote.bid > 2[USD/BTC]' }
    expect(signal(text, [quote(0, 3), quote(1, 1)])).toEqual({ fired: false, last: 0, ways: [low], event: false })
  })

  test('names the parts of `and` and `or` that are not true, what is false first', () => {
    const unknown = { is: 'unknown', text: 'q > 3[USD/BTC]' }
    const falsehood = { is: 'false', text: 'p > 10[USD/BTC]' }
    expect(signal(both, [quote(0, 3)])).toEqual({
      fired: false,
      last: Number.NaN,
      ways: [falsehood, unknown],
      event: false,
    })
    const low = { is: 'false', text: 'p > 2[USD/BTC]' }
    expect(signal(both, [[0, 'b', 'quote', 4, 1, 4, 1], quote(1, 1)]).ways).toEqual([low])
    expect(signal(both, [[0, 'b', 'quote', 4, 1, 4, 1], quote(1, 101)]).ways).toEqual([
      { is: 'false', text: 'not (p > 100[USD/BTC])' },
    ])
    expect(signal(both, [[0, 'b', 'quote', 4, 1, 4, 1], quote(1, 3)])).toMatchObject({ fired: true, ways: [] })
  })

  test('that waits tells for how long', () => {
    const text = 'signal s when a[BTC/USD].quote.bid > 2[USD/BTC] for 10s'
    const wait = {
      is: 'waiting',
      time: 3 * second,
      need: 10 * second,
      text: 'a[BTC/USD].quote.bid > 2[USD/BTC] for 10s',
    }
    expect(signal(text, [quote(0, 3), quote(3, 4)]).ways).toEqual([wait])
    expect(signal(text, [quote(0, 3), quote(3, 1)]).ways).toEqual([
      { is: 'false', text: 'a[BTC/USD].quote.bid > 2[USD/BTC]' },
    ])
    expect(signal(text, [quote(0, 3), quote(4, 3), quote(8, 3), quote(10, 4)]).fired).toBe(true)
  })

  test('of an event has it beside its condition', () => {
    const text = 'signal s = a[BTC/USD].trades when a[BTC/USD].trades.price > 2[USD/BTC]'
    expect(signal(text, [[1, 'a', 'trades', 3, 1, 1]])).toEqual({ fired: true, last: 1, ways: [], event: true })
    expect(
      signal(text, [
        [1, 'a', 'trades', 3, 1, 1],
        [2, 'a', 'life'],
      ]),
    ).toMatchObject({ fired: false, last: 1, ways: [] })
  })

  test('may be a let', () => {
    const text = 'let moved = rising(a[BTC/USD].quote.bid > 2[USD/BTC])\nfeature n = since(moved)'
    expect(signal(text, [quote(0, 3)], 'moved')).toEqual({ fired: true, last: 0, ways: [], event: false })
  })
})
