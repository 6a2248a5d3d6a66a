import { after, trading } from './mistake.ts'

/** Risk and alerts. */
export const riskMistakes = after(trading, [
  ['risk { limit gross <= «5%» }', 'HVT2202', '5% is a ratio, but USD is meant here', 'a share of something is a product: `x * 5%` or `x * (1 - 5%)`'],
  ['risk { limit «gross <= 5 BTC» }', 'HVT2201', 'this compares USD and BTC', 'bring both to one unit: multiply by a price, divide by one, or declare a `peg`'],
  ['risk { limit «gross» }', 'HVT2101', '`limit` wants a condition, found a number', 'write a condition here'],
  ['risk { limit «grosss» <= 5 USD }', 'HVT2001', 'nothing here is called `grosss`', 'did you mean `gross`?'],
  ['risk { limit «orders <= 5 USD» per 1s }', 'HVT2201', 'this compares plain and USD', 'bring both to one unit: multiply by a price, divide by one, or declare a `peg`'],
  ['risk { limit position <= 5 USD per «s» }', 'HVT2412', '`per` does not know `s`', 'there is no `each` around it whose keys could be named: leave it out'],
  ['each s in symbols { risk { limit position <= 5 USD per «t» } }', 'HVT2412', '`per` does not know `t`', 'known are s'],
  ['risk { halt when «drawdown» }', 'HVT2101', 'the condition of `halt` wants a condition, found a number', 'write a condition here'],
  ['risk { halt when «drawdown > 5 USD» }', 'HVT2201', 'this compares plain and USD', 'bring both to one unit: multiply by a price, divide by one, or declare a `peg`'],
  ['risk { veto "x" when mid > «5» }', 'HVT2202', '5 is a bare number, but USD/BTC is meant here', 'write `5[USD/BTC]`'],
  ['risk { veto "x {«midd»}" when move > 5% }', 'HVT2001', 'nothing here is called `midd`', 'did you mean `mid`?'],
  ['risk { cooldown «5» }', 'HVT2202', '5 is a bare number, but a duration is meant here', 'write `5s`'],
  ['risk { cooldown 5m per «k» }', 'HVT2412', '`per` does not know `k`', 'there is no `each` around it whose keys could be named: leave it out'],
  ['risk { require «move» }', 'HVT2101', '`require` wants a condition, found a number', 'write a condition here'],
  ['alert "x" when «mid»', 'HVT2101', 'the condition of an alert wants a condition, found a number', 'write a condition here'],
  ['alert "x" when move > 5% via [«pager»]', 'HVT2412', '`via` does not know `pager`', 'known are email, sms, webhook, telegram, slack, log'],
  ['alert "x" when move > 5% for «3»', 'HVT2202', '3 is a bare number, but a duration is meant here', 'write `3s`'],
  ['alert "{a[BTC/USD]} at {«midd»}" when move > 5%', 'HVT2001', 'nothing here is called `midd`', 'did you mean `mid`?'],
  ['alert "{«symbols»}" when move > 5%', 'HVT2101', 'a text wants a key or a value, found a universe', 'write a key or a value here'],
]) // biome-ignore format: a table
