import { describe, expect, test } from 'vitest'
import { head, verdicts } from './run.ts'

const risk = 'risk { limit gross <= 1_000 USD   limit orders <= 100 per 1s   halt when drawdown > 2% }'
const ready = 'given gross = 0 USD   given drawdown = 0'
const mids = (moves: readonly (readonly [seconds: number, mid: number])[]) =>
  `given a[BTC/USD].quote: [${moves.map(([s, mid]) => `${s}s { bid: ${mid - 1}, ask: ${mid + 1} }`).join(', ')}]`

describe('the payload of an event in `on`', () => {
  const strategy = (body: string) => `${head}param clip = 10 USD
let mid = a[BTC/USD].quote.mid
let side = sign(mid - 100[USD/BTC])
let far = abs(mid - 100[USD/BTC]) > 5[USD/BTC]
signal up(side) when far
${body}
${risk}`
  const trade = (when: string) =>
    `trade t [a[BTC/USD]: side * clip] as ioc exit { when ${when}   after 1h   absent 1h }`
  const turned = `${mids([[1, 110], [2, 98], [3, 97]])}   ${ready}` // biome-ignore format: a table
  const orders = (n: number) => `expect count(orders) == ${n} at 3s`

  test('is what it was when the trade was made, and does not move with its stream', () => {
    expect(verdicts(strategy(`on up { ${trade('side < 0')} }`), `${turned} ${orders(1)}`)).toEqual(['ok'])
    // What is made of it in a `let` is frozen with it; `side@entry` is the same.
    const half = `on up { let half = side / 2   ${trade('half < 0 or side@entry < 0')} }`
    expect(verdicts(strategy(half), `${turned} ${orders(1)}`)).toEqual(['ok'])
    // The stream of that name moves on: so it does where it is read under another name.
    const other = `let now_at = side\non up { ${trade('now_at < 0')} }`
    expect(verdicts(strategy(other), `${turned} ${orders(2)}`)).toEqual(['ok'])
  })

  test('an event that finds the trade open changes nothing of it, unless they stack', () => {
    const twice = `${mids([[1, 110], [2, 98], [3, 90]])}   ${ready}` // biome-ignore format: a table
    const ended = (when: string) => strategy(`on up { ${trade(when)} }`)
    expect(verdicts(ended('side < 0'), `${twice} ${orders(1)}`)).toEqual(['ok'])
    expect(verdicts(ended('side@entry < 0'), `${twice} ${orders(1)}`)).toEqual(['ok'])
    // `up.side` is that of the latest.
    expect(verdicts(ended('up.side < 0'), `${twice} ${orders(2)}`)).toEqual(['ok'])
    // Of trades that stack the latest is meant: both end.
    const stacked = ended('side < 0').replace('as ioc', 'as ioc stack 2')
    expect(verdicts(stacked, `${twice} expect count(orders) == 4 at 4s`)).toEqual(['ok'])
  })

  test('is that of the next trade once the first has ended', () => {
    const body = `${mids([[1, 110], [2, 98], [3, 90], [4, 98], [5, 110], [6, 98]])}   ${ready}
      expect count(orders) == 1 at 2s
      expect count(orders) == 2 at 3s
      expect count(orders) == 3 at 5s
      expect count(orders) == 3 at 6s` // biome-ignore format: a table
    // The event at 3 s ends the trade, and is not the next one's: an exit goes before an entry.
    expect(verdicts(strategy(`on up { ${trade('up.side < 0 or side < 0')} }`), body)).toEqual(Array(4).fill('ok'))
  })

  test('is known without its keys, and with keys the name is that of the stream', () => {
    const each = (exit: string) => `${head}param clip = 10 USD
each s in symbols {
  let side = sign(a[s].quote.mid - 100[s.quote/s.base])
  signal up(side) when abs(a[s].quote.mid - 100[s.quote/s.base]) > 5[s.quote/s.base]
}
on up[BTC/USD] { trade t [a[BTC/USD]: side * clip] as ioc exit { when ${exit}   after 1h   absent 1h } }
${risk}`
    expect(verdicts(each('side < 0'), `${turned} ${orders(1)}`)).toEqual(['ok'])
    expect(verdicts(each('side[BTC/USD] < 0'), `${turned} ${orders(2)}`)).toEqual(['ok'])
  })
})

describe('a cycle that goes back', () => {
  const strategy = `${head}let mid = a[BTC/USD].quote.mid
cycle one {
  state idle { to making when mid > 100[USD/BTC] }
  state making {
    let worth = mid@entry
    quote bid on a[BTC/USD] at worth - 5[USD/BTC] size 10 USD
    to stuck when mid > 150[USD/BTC]
    to idle after 10s
  }
  state stuck { to back when mid < 150[USD/BTC]   to idle after 1h }
}
feature since_done = since(one.done)
feature since_moved = since(one.moved)
${risk}`
  const market = mids([[0, 90], [1, 110], [5, 160], [6, 120]]) // biome-ignore format: a table

  test('has what it froze when the state began; its timers restart', () => {
    const body = `${market} ${ready}
      expect working(one, bid).price == 105[USD/BTC] at 2s
      expect one == stuck at 5s
      expect working(one, bid).price == 105[USD/BTC] at 7s
      expect one == making at 15s
      expect one == idle at 16s`
    expect(verdicts(strategy, body)).toEqual(Array(5).fill('ok'))
  })

  test('is done when it is back at rest, not where it begins there', () => {
    const body = `${market} ${ready}
      expect since_moved == 1s at 2s
      expect not present(since_done) until 15s
      expect since_done == 2s at 18s`
    expect(verdicts(strategy, body)).toEqual(Array(3).fill('ok'))
  })
})
