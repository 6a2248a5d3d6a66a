import { describe, expect, test } from 'vitest'
import { head, verdicts } from './run.ts'

const acting = `${head}param clip = 10 USD
each s in symbols {
  let spot = a[s]
  let worth = b[s].quote.mid
  signal cheap when worth > spot.quote.ask * 1.1
  cycle carry {
    state idle   { to making when worth > spot.quote.ask for 2s }
    state making { quote bid on spot at worth size 100 USD when worth > spot.quote.bid   to moving when owned(a, s.base) > 0
                   to idle after 10m   to idle absent 30s }
    state moving { transfer owned(a, s.base) from a to b   to closing when arrived   to stuck after 2h }
    state closing { target owned(b, s.base) = 0 as ioc   to idle after 30m }
    state stuck  { alert "stuck"   to back when arrived   to back after 15m }
  }
  on cheap { trade arb [spot: +clip, b[s]: -clip] as ioc exit { when worth < spot.quote.ask   after 1h } }
  risk { veto "wide" when spot.quote.ask > 2 * spot.quote.bid   cooldown 1m per s }
}
risk { limit gross <= 1_000 USD   limit orders <= 100 per 1s   halt when drawdown > 2% }
`

describe('what acts', () => {
  test('a cycle goes on from where it is put, in steps of no time, and back to where it came from', () => {
    const body = `given carry[BTC/USD]: [0s moving]   given arrived[carry[BTC/USD]]: [3h true]
      expect carry[BTC/USD] == moving until 7199s
      expect carry[BTC/USD] == stuck at 2h
      expect carry[BTC/USD] == moving at 2h15m
      expect carry[BTC/USD] == closing at 3h
      expect carry[BTC/USD] == idle at 3h30m
      expect carry[ETH/USD] == idle until 4h`
    expect(verdicts(acting, body)).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', 'ok'])
  })
  test('what is given as owned is owned within cycles, by what they read and by what they trade', () => {
    const quotes = `given a[BTC/USD].quote: [0s { bid: 90, ask: 99 }]   given b[BTC/USD].quote: [0s { bid: 99, ask: 101 }]`
    const coins = 'given owned(a, BTC): [1s 2 BTC]'
    const body = (given: string) => `${quotes}   ${given}   given carry[BTC/USD]: [0s making]
      expect carry[BTC/USD] == making at 500ms
      expect carry[BTC/USD] == moving at 1s`
    expect(verdicts(acting, body(''))[1]).toMatch(/^false/)
    expect(verdicts(acting, body(coins))).toEqual(['ok', 'ok'])
    const sells = `given owned(b, BTC) = 2 BTC   given carry[BTC/USD]: [1s closing]
      expect count(orders) == 0 at 0s
      expect count(orders) == 1 at 1s`
    expect(verdicts(acting, sells)).toEqual(['ok', 'ok'])
  })
  test('a quote rests while it is wanted; a change of its price is an order', () => {
    const body = `given a[BTC/USD].quote: [0s { bid: 90, ask: 99 }, 4s { bid: 90, ask: 99 }]
      given b[BTC/USD].quote: [0s { bid: 99, ask: 101 }, 3s { bid: 100, ask: 102 }, 4s { bid: 80, ask: 82 }]
      expect count(working(carry[BTC/USD])) == 0 at 1s
      expect working(carry[BTC/USD], bid).price == 100[USD/BTC] at 2s
      expect working(carry[BTC/USD], bid).size == 100 USD at 2s
      expect count(orders) == 1 at 2s
      expect working(carry[BTC/USD], bid).price == 101[USD/BTC] at 3s
      expect count(working(carry[BTC/USD], ask)) == 0 until 4s
      expect count(orders) == 2 at 3s
      expect count(working(carry[BTC/USD])) == 0 at 4s
      expect count(orders) == 2 at 5s`
    expect(verdicts(acting, body)).toEqual(Array(9).fill('ok'))
  })
  test('a trade sends its legs, is one at a time, and sends them again when it ends', () => {
    const quotes =
      'given a[BTC/USD].quote: [0s { bid: 99, ask: 100 }, 4s { bid: 99, ask: 100 }, 70s { bid: 99, ask: 100 }]'
    const body = `${quotes}   given worth[BTC/USD]: [0s 101, 2s 90, 70s 101]   given cheap[BTC/USD]: [1s {}, 1500ms {}, 71s {}]
      expect count(orders) == 0 at 0s
      expect count(orders) == 2 at 1s
      expect count(orders) == 2 at 1900ms
      expect count(orders) == 4 at 2s
      expect count(orders) == 6 at 71s`
    expect(verdicts(acting, body)).toEqual(Array(5).fill('ok'))
  })
  test('stop, take and trail end a trade by price: the one they name, else that at which the exit trades', () => {
    const orders = (side: string, exit: string, quotes: string) => {
      const strategy = `${head}signal up when a[BTC/USD].quote.bid > 0 and a[ETH/USD].quote.bid > 0
on up { ${side} a[BTC/USD] size 1 BTC as market exit { ${exit}   after 1h } }
risk { limit gross <= 1_000 USD   limit orders <= 100 per 1s   halt when drawdown > 2% }`
      const given = `given a[BTC/USD].quote: [0s { bid: 99, ask: 101 }, ${quotes}]   given up: [1s {}]`
      return verdicts(strategy, `${given}   expect count(orders) == 2 at 9s`)[0]
    }
    const kept = 'false at 9s: count(orders) = 1'
    const stop = 'stop 90[USD/BTC]'
    expect(orders('buy', stop, '2s { bid: 91, ask: 92 }')).toBe(kept)
    expect(orders('buy', stop, '2s { bid: 90, ask: 92 }')).toBe('ok')
    expect(orders('buy', `${stop} by ask`, '2s { bid: 90, ask: 92 }')).toBe(kept)
    expect(orders('buy', `${stop} by mid`, '2s { bid: 88, ask: 92 }')).toBe('ok')
    expect(orders('sell', 'stop 110[USD/BTC]', '2s { bid: 110, ask: 111 }')).toBe('ok')
    expect(orders('sell', 'stop 110[USD/BTC]', '2s { bid: 108, ask: 109 }')).toBe(kept)
    expect(orders('buy', 'take 110[USD/BTC]', '2s { bid: 109, ask: 111 }')).toBe(kept)
    expect(orders('buy', 'take 110[USD/BTC]', '2s { bid: 110, ask: 111 }')).toBe('ok')
    expect(orders('sell', 'take 90[USD/BTC]', '2s { bid: 89, ask: 90 }')).toBe('ok')
    const trail = 'trail 5[USD/BTC]'
    expect(orders('buy', trail, '2s { bid: 95, ask: 96 }')).toBe(kept)
    expect(orders('buy', trail, '2s { bid: 104, ask: 106 }, 3s { bid: 99, ask: 101 }')).toBe('ok')
    expect(orders('sell', trail, '2s { bid: 94, ask: 96 }, 3s { bid: 99, ask: 100 }')).toBe(kept)
    expect(orders('sell', trail, '2s { bid: 94, ask: 96 }, 3s { bid: 99, ask: 101 }')).toBe('ok')
  })
  test('risk holds entries back where it applies or is unknown, and no others', () => {
    const fired = 'given cheap: [1s {}]'
    const quote = (bid: number) => `given a[BTC/USD].quote: [0s { bid: ${bid}, ask: 100 }]`
    const none = 'expect count(orders) == 0 at 1s'
    expect(verdicts(acting, `${fired} ${quote(99)} ${none}`)).toEqual(['false at 1s: count(orders) = 2'])
    expect(verdicts(acting, `${fired} ${quote(40)} ${none}`)).toEqual(['ok'])
    expect(verdicts(acting, `${fired} ${none}`)).toEqual(['ok'])
    expect(verdicts(acting, `${fired} ${quote(99)} given drawdown = 3% ${none}`)).toEqual(['ok'])
    expect(verdicts(acting, `${fired} ${quote(99)} given gross = 2_000 USD ${none}`)).toEqual(['ok'])
  })
  test('a veto holds back only what adds exposure: a target goes as far as nothing', () => {
    const perp = `${head.replace(', silent: 5s, rate: 100/1s }', ', silent: 5s, rate: 100/1s, margin: isolated, leverage: 2 }')}
let i = a[BTC/USD perp]
param goal = 0 BTC
signal never when i.quote.bid > 1_000_000[USD/BTC]
target position(i) = goal as ioc when position(i).qty != goal
risk { veto "closed" when present(goal)   limit gross <= 1_000 USD   limit orders <= 100 per 1s   halt when drawdown > 2% }
`
    const sent = (held: number, goal: number) =>
      verdicts(
        perp,
        `given position(a[BTC/USD perp]).qty = ${held}   given goal = ${goal} BTC   expect count(orders) == 1 at 1s`,
      )[0]
    expect(sent(300, -100)).toBe('ok')
    expect(sent(-300, 100)).toBe('ok')
    expect(sent(300, 100)).toBe('ok')
    expect(sent(300, 400)).toBe('false at 1s: count(orders) = 0')
    expect(sent(0, -100)).toBe('false at 1s: count(orders) = 0')
  })
  test('a veto lets shorts be covered and what only reduces rest', () => {
    const perp = head.replaceAll(', silent: 5s', ', margin: isolated, leverage: 2, silent: 5s')
    const asking = (quote: string) => `${perp}
param high = 200[USD/BTC]
param low = 50[USD/BTC]
param lot = 3 BTC
signal closed when present(high)
cycle hold {
  state idle    { to resting when high < low }
  state resting { ${quote}   to idle after 1d }
}
risk { veto "closed" when present(high)   limit gross <= 1_000 USD   limit orders <= 100 per 1s   halt when drawdown > 2% }
`
    const rests = (quote: string, given: string) =>
      verdicts(asking(quote), `given hold: [0s resting]   ${given}   expect count(orders) == 1 at 1s`)[0]
    const none = 'false at 1s: count(orders) = 0'
    expect(rests('quote ask on b[BTC/USD perp] at high size lot as reduce_only', '')).toBe('ok')
    expect(rests('quote ask on b[BTC/USD perp] at high size lot as post_only', '')).toBe(none)
    const bid = 'quote bid on b[BTC/USD perp] at low size lot as post_only'
    expect(rests(bid, 'given position(b[BTC/USD perp]).qty = -3')).toBe('ok')
    expect(rests(bid, 'given position(b[BTC/USD perp]).qty = -2')).toBe(none)
    const inMoney = 'quote bid on b[BTC/USD perp] at low size 100 USD as post_only'
    expect(rests(inMoney, 'given position(b[BTC/USD perp]).qty = -2')).toBe('ok')
    expect(rests(inMoney, 'given position(b[BTC/USD perp]).qty = -1')).toBe(none)
  })
  test('a cooldown is of the keys that it names', () => {
    const body = `given a[BTC/USD].quote: [0s { bid: 99, ask: 100 }]   given a[ETH/USD].quote: [0s { bid: 99, ask: 100 }]
      given worth[BTC/USD]: [0s 101, 2s 90]   given cheap[BTC/USD]: [1s {}, 3s {}]   given cheap[ETH/USD]: [3s {}]
      expect count(orders) == 4 at 2s
      expect count(orders) == 6 at 3s`
    expect(verdicts(acting, body)).toEqual(['ok', 'ok'])
  })
  test('a target is one order for each amount that differs from what is held', () => {
    const put = 'given carry[BTC/USD]: [0s closing]'
    expect(verdicts(acting, `${put} expect count(orders) == 0 until 10m`)).toEqual(['ok'])
    const balance = 'given balance(b, BTC) = 9'
    expect(verdicts(acting, `${put} ${balance} expect count(orders) == 0 until 10m`)).toEqual(['ok'])
    const held = 'given owned(b, BTC) = 3'
    expect(verdicts(acting, `${put} ${balance} ${held} expect count(orders) == 1 until 10m`)).toEqual(['ok'])
  })
  test('a limit looks at what is held when the order is filled', () => {
    const orders = (order: string, limit: string, given = '') => {
      const strategy = `${head}signal up when a[BTC/USD].quote.bid > 0 and a[ETH/USD].quote.bid > 0
${order}
risk { limit ${limit}   limit orders <= 100 per 1s   halt when drawdown > 2% }`
      const quotes = 'given a[BTC/USD].quote: [0s { bid: 99, ask: 101 }]'
      return verdicts(strategy, `${quotes}   given up: [1s {}]   ${given}   expect count(orders) == 1 at 2s`)[0]
    }
    const none = 'false at 2s: count(orders) = 0'
    const buy = (size: string) => `on up { buy a[BTC/USD] size ${size} as market exit { after 1h } }`
    expect(orders(buy('9 BTC'), 'gross <= 1_000 USD')).toBe('ok')
    expect(orders(buy('10 BTC'), 'gross <= 1_000 USD')).toBe(none)
    expect(orders(buy('9 BTC'), 'gross <= 1_000 USD', 'given gross = 100 USD')).toBe(none)
    expect(orders(buy('2 BTC'), 'abs(position(a[BTC/USD]).notional) <= 200 USD   limit gross <= 1_000 USD')).toBe(none)
    expect(orders(buy('2 BTC'), 'position <= 200 USD   limit gross <= 1_000 USD')).toBe(none)
    expect(orders(buy('2 BTC'), 'leverage <= 2   limit gross <= 1_000 USD', 'given equity = 100 USD')).toBe(none)
    expect(orders(buy('1 BTC'), 'leverage <= 2   limit gross <= 1_000 USD', 'given equity = 100 USD')).toBe('ok')
    const quote = (size: string) => `quote bid on a[BTC/USD] at 50[USD/BTC] size ${size} when a[BTC/USD].quote.bid > 0`
    expect(orders(quote('20 BTC'), 'gross <= 1_000 USD')).toBe('ok')
    expect(orders(quote('21 BTC'), 'gross <= 1_000 USD')).toBe(none)
    const target = (amount: string) => `target position(a[BTC/USD]) = ${amount} as ioc when a[BTC/USD].quote.bid > 0`
    expect(orders(target('9 BTC'), 'gross <= 1_000 USD')).toBe('ok')
    expect(orders(target('-11 BTC'), 'gross <= 1_000 USD')).toBe(none)
    expect(orders(target('1_001 USD'), 'gross <= 1_000 USD')).toBe(none)
  })
  test('what is unknown of the account is told', () => {
    expect(verdicts(acting, 'expect equity > 0 at 1s')).toEqual(['unknown at 1s: equity = null'])
  })
  test('that nothing is ordered says little where nothing asked for an order', () => {
    expect(verdicts(acting, 'expect count(orders) == 0 until 1d')).toEqual(['ok, idle'])
  })
})

test('a peg that is broken or unknown lets nobody enter on the instruments of its asset', () => {
  const pegged = `strategy s in USD
venue k = ccxt.kraken { fees: { maker: 1bps, taker: 2bps }, silent: 5s }
venue n = ccxt.binance { fees: { maker: 1bps, taker: 2bps }, silent: 5s, means: { USD: USDT } }
peg USDT = USD within 50bps by k[USDT/USD]
param clip = 10 USD
signal cheap when k[BTC/USD].quote.bid > n[BTC/USD].quote.ask
signal dear when k[BTC/USD].quote.ask < 50[USD/BTC]
on cheap { trade arb [n[BTC/USD]: clip, k[BTC/USD]: -clip] as ioc exit { after 1h } }
on dear { buy k[BTC/USD] size clip as market exit { after 1h } }
risk { limit gross <= 1_000 USD   limit orders <= 100 per 1s   halt when drawdown > 2% }
`
  const market =
    'given n[BTC/USD].quote: [1s { bid: 99, ask: 100 }]   given k[BTC/USD].quote: [1s { bid: 110, ask: 111 }]'
  const rate = (bid: number) => `given k[USDT/USD].quote: [0s { bid: ${bid}, ask: ${bid} }]`
  const none = 'expect count(orders) == 0 until 3s'
  expect(verdicts(pegged, `${market} ${rate(0.97)} ${none}`)).toEqual(['ok'])
  expect(verdicts(pegged, `${market} ${none}`)).toEqual(['ok'])
  expect(verdicts(pegged, `${market} ${rate(1)} ${none}`)).toEqual(['false at 1s: count(orders) = 2'])
  // Others are not held back.
  expect(verdicts(pegged, `given dear: [1s {}] ${rate(0.97)} ${none}`)).toEqual(['false at 1s: count(orders) = 1'])
})
