import { describe, expect, test } from 'vitest'
import { head, verdicts } from './run.ts'

const trading = `${head}
signal cheap when a[BTC/USD].quote.bid > 0
on cheap { trade one [a[BTC/USD]: +(1 BTC)] as ioc exit { when one.profit > 3 USD   after 10s } }
each s in symbols {
  let size = 100 USD / b[s].quote.bid
  signal up when size > 0
  on up { trade many [b[s]: +size] as ioc exit { after 10s } }
}
risk { limit gross <= 1_000 USD   limit orders <= 100 per 1s   halt when drawdown > 2% }
`

describe('a test fills trades', () => {
  test('`after` and `age` count from the first fill that it gives', () => {
    const body = (fill: string) => `given drawdown = 0   given cheap: [0s {}]   given one: [2s ${fill}]
      expect one.age == 9s at 11s
      expect count(orders) == 1 at 11s
      expect count(orders) == 2 at 12s`
    expect(verdicts(trading, body('{}'))).toEqual(['ok', 'ok', 'ok'])
    expect(verdicts(trading, body('{ entry: 100[USD/BTC], qty: 1 BTC }'))).toEqual(['ok', 'ok', 'ok'])
    expect(verdicts(trading, body('{ fees: 1 USD }'))[0]).toMatch(/^unknown/)
  })

  test('what is said later fills nothing anew', () => {
    const body = `given drawdown = 0   given cheap: [0s {}]   given one: [1s { entry: 100[USD/BTC] }, 3s { profit: 1 USD }, 5s { profit: 4 USD }]
      expect one.age == 3s at 4s
      expect count(orders) == 1 at 4s
      expect count(orders) == 2 at 5s`
    expect(verdicts(trading, body)).toEqual(['ok', 'ok', 'ok'])
  })

  test('of an `each` by its keys, and no others', () => {
    const body = `given drawdown = 0   given size[BTC/USD] = 1 BTC   given size[ETH/USD] = 1 ETH   given many[BTC/USD]: [1s {}]
      expect count(orders) == 2 at 10s
      expect many[BTC/USD].age == 9s at 10s
      expect not present(many[ETH/USD].age) at 10s
      expect count(orders) == 3 at 11s`
    expect(verdicts(trading, body)).toEqual(['ok', 'ok', 'ok', 'ok'])
  })
})
