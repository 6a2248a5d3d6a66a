import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Data } from '../../../runtime/market/readers/binance_rows.ts'
import { scanQuote, scanTrade } from '../../../runtime/market/readers/binance_ticks.ts'
import { decimal } from '../../../runtime/market/readers/decimal.ts'

const number = fc.oneof(
  fc.nat(99_999_999).map(n => (n / 100).toFixed(2)),
  fc.constantFrom('61837.63000000', '12345678901234567.5', '0.00', '007', '1e5', '-1', '.5', '5.', '', 'x', 7, null),
)
const time = fc.oneof(fc.nat(1e9), fc.constantFrom(0, 1.5, -1, 1e21, '5', null, undefined))
const text = fc.constantFrom('TRADE', 'BTCUSDT', 'a"b', '\\', 'é', '},{', '')
const data = fc.record(
  {
    e: text,
    b: number,
    B: number,
    a: number,
    A: number,
    p: number,
    q: number,
    T: time,
    E: time,
    ps: text,
    m: fc.boolean(),
  },
  { requiredKeys: ['b', 'B', 'a', 'A', 'p', 'q', 'm'] },
)
const latin1 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('latin1')

test('a quick look at quotes and trades says the same as JSON, or leaves them to JSON', () => {
  let quick = 0
  fc.assert(
    fc.property(data, fc.string(), (sent, before) => {
      const message = latin1({ stream: 's@x', data: sent })
      const from = before.length
      const whole = `${before}${message}\nnext`
      const [quote, trade] = [scanQuote, scanTrade].map(scan => scan(whole, from, from + message.length))
      const told = JSON.parse(message).data as Data
      if (quote) expect(quote).toEqual({ ...numbers(told, 'bBaA'), T: told.T, E: told.E })
      if (trade) expect(trade).toEqual({ ...numbers(told, 'pq'), m: told.m, T: told.T, E: told.E })
      if (quote && trade) quick++
    }),
    { numRuns: 5_000 },
  )
  expect(quick).toBeGreaterThan(100)
})

const numbers = (of: Data, keys: string) =>
  Object.fromEntries([...keys].map(key => [key, decimal(of[key as keyof Data])]))

const sound = '"b":"1","B":"2","a":"3","A":"4"'

test.each([
  ['no end', `{"data":{${sound}}`],
  ['more after it', `{"data":{${sound}},"x":1}`],
  ['more data after them', `{"data":{${sound}},"data":{}}`],
  ['a comma at the end', `{"data":{${sound},}}`],
  ['a comma too few', `{"data":{"u":1${sound}}}`],
  ['a space', `{"data":{${sound}, "T":5}}`],
  ['an open text', `{"data":{${sound},"s":"BTC}}`],
  ['an escape', `{"data":{${sound},"s":"\\u0041"}}`],
  ['a control character', `{"data":{${sound},"s":"\t"}}`],
  ['a number that begins with 0', `{"data":{${sound},"u":01}}`],
  ['a list', `{"data":{${sound},"x":[]}}`],
  ['an object', `{"data":{"x":{${sound}}}}`],
  ['half a truth', `{"data":{${sound},"m":tru}}`],
  ['a number without quotes', '{"data":{"b":1,"B":"2","a":"3","A":"4"}}'],
  ['a number after which something comes', '{"data":{"b":"1 ","B":"2","a":"3","A":"4"}}'],
  ['no data', `{${sound}}`],
  ['data that are not the data', `{"Data":{${sound}}}`],
])('%s is for JSON', (_, message) => {
  expect(scanQuote(message, 0, message.length)).toBeUndefined()
})

test('the last of two values counts, and those outside of the data do not', () => {
  const message = `{"b":"9","T":9,"data":{"b":"8",${sound}}}`
  expect(scanQuote(message, 0, message.length)).toEqual({ b: 1, B: 2, a: 3, A: 4, T: undefined, E: undefined })
})
