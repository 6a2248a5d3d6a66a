import { describe, expect, test } from 'vitest'
import { compileText, prelude } from '../harness.ts'

const head = `${prelude}let mid = a[BTC/USD].quote.mid
signal up when mid > 100[USD/BTC]
`
const buy = 'on up { buy a[BTC/USD] size 1 BTC as market exit { after 1h } }\n'
const told = (text: string) => compileText(head + text).diagnostics.map(d => [d.code, d.message])

describe('what holds before anything trades', () => {
  const limits = 'risk { limit gross <= 5 USD   limit orders <= 5 per 1s   halt when drawdown > 5% }\n'

  test('a trade that is worked for a time, and says what is left then, needs no exit', () => {
    expect(
      told(`${limits}on up { trade [a[BTC/USD]: 1 BTC, b[BTC/USD]: -1 BTC] as ioc within 1s else unwind }`),
    ).toEqual([])
  })

  test.each([
    [`limit position(a[BTC/USD]).qty <= 5 BTC`, buy],
    [`limit owned(a, BTC) <= 5 BTC`, buy],
    [`limit holdings(BTC) <= 5 BTC`, `${buy}cycle c { state rest { target owned(b, BTC) = 0 BTC } }`],
    [`limit position <= 5 USD`, buy],
  ])('%s limits what is traded', (limit, trading) => {
    expect(told(`risk { ${limit}   limit orders <= 5 per 1s   halt when drawdown > 5% }\n${trading}`)).toEqual([])
  })

  test('limits by key cover the instruments of their keys', () => {
    const each = `each s in symbols, v in venues {
  quote bid on v[s] at v[s].quote.bid * 99% size 10 USD as post_only requote 1s
  risk { limit abs(position(v[s]).notional) <= 50 USD per s, v }
}
risk { limit orders <= 5 per 1s   halt when drawdown > 5% }
`
    expect(told(each)).toEqual([])
  })

  test.each([
    'drawdown > 3% or stale(a) > 10s',
    'stale(a) > 10s and 3% < drawdown',
    'equity < 5 USD',
    'profit < -5 USD for 2s',
    '5 USD < 0 USD - profit',
  ])('%s halts on loss', when => {
    expect(told(`risk { limit gross <= 5 USD   limit orders <= 5 per 1s   halt when ${when} }\n${buy}`)).toEqual([])
  })

  test('of a halt the wrong way round the message shows it', () => {
    const reversed = 'risk { limit gross <= 5 USD   limit orders <= 5 per 1s   halt when drawdown < 3% }\n'
    const text = head + reversed + buy
    const [found] = compileText(text).diagnostics
    expect(found!.labels!.map(({ span, text: why }) => [text.slice(span.start, span.end), why])).toEqual([
      ['halt when drawdown < 3%', 'this one halts while nothing is lost'],
    ])
  })

  test('keys that are apart, accounts of one venue, states that begin anew and ways back to a state are meant', () => {
    const each = `each v in venues, w in venues where v != w {
  on up { trade [v[BTC/USD]: 1 BTC, w[BTC/USD]: -1 BTC] as ioc exit { after 1h } }
}
cycle c {
  state idle { to back when mid < 1[USD/BTC]   to busy when mid > 100[USD/BTC] }
  state busy { transfer 1 BTC from a.spot to a.futures   to idle after 1h   to busy after 10m }
}
`
    expect(told(limits + each)).toEqual([])
  })

  test('a word of the account may be declared where risk does not say it', () => {
    expect(told(`${limits}${buy}feature profit = mid / prev(mid, 1) - 1`)).toEqual([])
  })
})
