import { describe, expect, test } from 'vitest'
import { type Code, catalogue } from '../../grammar/diagnostics/catalogue/index.ts'
import { applyFixes } from '../../grammar/diagnostics/fixes/apply.ts'
import { cures } from '../../grammar/diagnostics/fixes/index.ts'
import { expectFixes } from '../fixed.ts'
import { compileText, prelude } from './harness.ts'

const rated = prelude.replaceAll('silent: 5s', 'silent: 5s, rate: 1_000/1s')
const run = (text: string) => compileText(text).diagnostics

/** [code, the text, the text mended, the fix's title]; `choice` after it where it is the author's to choose. */
const fixes: readonly (readonly [code: Code, text: string, mended: string, title: string, choice?: 'choice'])[] = [
  ['HVT1001', 'let x = 1;\nlet b = 2', 'let x = 1\nlet b = 2', 'remove `;`'],
  ['HVT1001', 'require 1 < 2&&3 < 4', 'require 1 < 2 and 3 < 4', 'replace by `and`'],
  ['HVT1001', 'require (!(1 > 2))', 'require (not (1 > 2))', 'replace by `not`'],
  ['HVT1001', 'let x = 1 # one', 'let x = 1 // one', 'replace by `//`'],
  ['HVT1001', 'let x = 3 × 4', 'let x = 3 * 4', 'replace by `*`'],
  ['HVT1001', "let x = { y: 'c' }", 'let x = { y: "c" }', 'replace by `"c"`'],
  ['HVT1001', 'let x = { y: “c” }', 'let x = { y: "c" }', 'replace by `"c"`'],
  ['HVT1002', 'let x = { y: "c }', 'let x = { y: "c" }', 'insert `"`'],
  ['HVT1003', 'param x = 15 m', 'param x = 15m', 'replace by `15m`'],
  ['HVT1004', 'param x = 15mins', 'param x = 15m', 'replace by `15m`'],
  ['HVT1004', 'param x = 100USDT', 'param x = 100 USDT', 'replace by `100 USDT`'],
  ['HVT1006', 'param Foo = 1', 'param foo = 1', 'replace by `foo`'],
  ['HVT1008', 'let x = { y: "\\q" }', 'let x = { y: "\\\\q" }', 'write the backslash itself: `\\\\`'],
  ['HVT1009', 'let x = { y: "{}" }', 'let x = { y: "\\{\\}" }', 'replace by `\\{\\}`'],
  ['HVT1010', 'require 1 < 2 or 3 < 4 and 5 < 6', 'require 1 < 2 or (3 < 4 and 5 < 6)', 'write `(3 < 4 and 5 < 6)`'],
  ['HVT1011', 'require 1 < 2 <= 3', 'require 1 < 2 and 2 <= 3', 'insert `and 2`'],
  ['HVT1011', 'require 3 > (1 + 1) > 1', 'require 3 > (1 + 1) and (1 + 1) > 1', 'insert `and (1 + 1)`'],
  ['HVT1101', 'param x 15', 'param x = 15', 'insert `=`'],
  ['HVT1101', 'param x := 15', 'param x = 15', 'remove `:`'],
  ['HVT1101', 'let x: 15', 'let x = 15', 'replace by `=`'],
  ['HVT1101', 'param x == 15', 'param x = 15', 'replace by `=`'],
  ['HVT1101', 'require 1 = 1', 'require 1 == 1', 'replace by `==`'],
  ['HVT1101', 'let x = abs (1)', 'let x = abs(1)', 'let `(` touch the name before it'],
  ['HVT1101', 'peg USDT = USD withn 5bps by a[USDT/USD]', 'peg USDT = USD within 5bps by a[USDT/USD]', 'replace by `within`'],
  ['HVT1102', 'let x = abs(1\nlet b = 2', 'let x = abs(1)\nlet b = 2', 'insert `)`'],
  ['HVT1102', 'each s in symbols {\n  let b = 2\n', 'each s in symbols {\n  let b = 2 }\n', 'insert `}`'],
  ['HVT1103', 'let x = abs(1))', 'let x = abs(1)', 'remove `)`'],
  ['HVT1104', 'each s in symbols\n  let b = 2\n}', 'each s in symbols {\n  let b = 2\n}', 'insert `{`'],
  ['HVT1106', 'let state = 1', 'let my_state = 1', 'replace by `my_state`', 'choice'],
  ['HVT1107', 'pram y = 1', 'param y = 1', 'replace by `param`'],
  ['HVT1107', 'a1 = 1', 'let a1 = 1', 'insert `let`'],
  ['HVT1107', 'featur f = 1', 'feature f = 1', 'replace by `feature`'],
  ['HVT1108', 'let c = a[BTC/USD].quote.mid on every 1s', 'let c = (a[BTC/USD].quote.mid on every 1s)', 'write `(a[BTC/USD].quote.mid on every 1s)`'],
  ['HVT1109', 'let x = abs(1]', 'let x = abs(1)', 'replace by `)`'],
  ['HVT2001', 'param age = 5\nlet b = agee', 'param age = 5\nlet b = age', 'replace by `age`'],
  ['HVT2001', 'let mid1 = 1\nlet b = mid2', 'let mid1 = 1\nlet b = mid1', 'replace by `mid1`', 'choice'],
  ['HVT2001', 'let fast_a = 1\nlet fast_b = 2\nlet c = fast_c', 'let fast_a = 1\nlet fast_b = 2\nlet c = fast_a', 'replace by `fast_a`', 'choice'],
  ['HVT2001', 'let up = 1\nlet c = us', 'let up = 1\nlet c = up', 'replace by `up`', 'choice'],
  ['HVT2002', 'universe more = [BTC/USD, ETH/USD, BTC/USD]', 'universe more = [BTC/USD, ETH/USD]', 'remove `, BTC/USD`'],
  ['HVT2002', 'venue c = x.y { prices_only: true, silent: 5s, silent: 5s }', 'venue c = x.y { prices_only: true, silent: 5s }', 'remove `, silent: 5s`'],
  ['HVT2002', 'use std.flow (speed, speed)', 'use std.flow (speed)', 'remove `, speed`'],
  ['HVT2004', 'use std.flw (speed)', 'use std.flow (speed)', 'replace by `std.flow`'],
  ['HVT2005', 'use std.flow (sped)', 'use std.flow (speed)', 'replace by `speed`'],
  ['HVT2009', 'let b = a[BTC/USD].quote.bids', 'let b = a[BTC/USD].quote.bid', 'replace by `bid`'],
  ['HVT2105', 'venue c = x.y { silent: 5s }', 'venue c = x.y { silent: 5s, fees: { maker: 10bps, taker: 10bps } }', 'add `fees: { maker: 10bps, taker: 10bps }`', 'choice'],
  ['HVT2105', 'venue c = x.y {\n  prices_only: true // no fees\n}', 'venue c = x.y {\n  prices_only: true, silent: 5s // no fees\n}', 'add `silent: 5s`', 'choice'],
  ['HVT2105', 'venue c = x.y { prices_only: true, silent: 5s }\nfeature f = mean(c[BTC/USD].quote.mid, 10s)', 'venue c = x.y { prices_only: true, silent: 5s, rate: 1_000/1s }\nfeature f = mean(c[BTC/USD].quote.mid, 10s)', 'add `rate: 1_000/1s`', 'choice'],
  ['HVT2120', 'let m = if a[BTC/USD].quote.mid > b[BTC/USD].quote.mid then WILD else CALM\nfeature f = if m == CLAM then 1 else 0', 'let m = if a[BTC/USD].quote.mid > b[BTC/USD].quote.mid then WILD else CALM\nfeature f = if m == CALM then 1 else 0', 'replace by `CALM`'],
  ['HVT2133', 'fn twice(x: numbr) = x * 2\nfeature f = twice(3)', 'fn twice(x: number) = x * 2\nfeature f = twice(3)', 'replace by `number`'],
  ['HVT2147', 'venue c = x.y { fees: { taker: 2bps }, silent: 5s, margin: isolate }', 'venue c = x.y { fees: { taker: 2bps }, silent: 5s, margin: isolated }', 'replace by `isolated`'],
  ['HVT2202', 'let c = a[BTC/USD].quote.mid > 60_000', 'let c = a[BTC/USD].quote.mid > 60_000[USD/BTC]', 'replace by `60_000[USD/BTC]`'],
  ['HVT2302', 'feature f = mean(a[BTC/USD].quote.mid / b[BTC/USD].quote.mid, 5)', 'feature f = mean(a[BTC/USD].quote.mid / b[BTC/USD].quote.mid on every 1s, 5)', 'replace by `mean(a[BTC/USD].quote.mid / b[BTC/USD].quote.mid on every 1s, 5)`', 'choice'],
  ['HVT2305', 'feature f = mean(a[BTC/USD].quote.mid, 30m)', 'feature f = mean(a[BTC/USD].quote.mid, 30m by 1s)', 'replace by `mean(a[BTC/USD].quote.mid, 30m by 1s)`', 'choice'],
  ['HVT2307', 'feature f = corr(a[BTC/USD].quote.mid, b[BTC/USD].quote.mid, 5)', 'feature f = corr(a[BTC/USD].quote.mid on every 1s, b[BTC/USD].quote.mid on every 1s, 5)', 'replace by `corr(a[BTC/USD].quote.mid on every 1s, b[BTC/USD].quote.mid on every 1s, 5)`', 'choice'],
  ['HVT2309', 'feature f = a[BTC/USD].quote.mid ?? a[BTC/USD].trades.price', 'feature f = a[BTC/USD].quote.mid ?? latest(a[BTC/USD].trades.price)', 'replace by `latest(a[BTC/USD].trades.price)`'],
  ['HVT2310', 'signal noon when hour(now) == 12', 'signal noon when hour(now on every 1m) == 12', 'replace by `hour(now on every 1m) == 12`', 'choice'],
  ['HVT2412', 'alert "x" when a[BTC/USD].quote.mid > 1[USD/BTC]\nrisk { limit gross <= 5 USD   limit orders <= 5 per 1s   halt when drawdown > 5% }\non rising(a[BTC/USD].quote.mid > 1[USD/BTC]) { buy a[BTC/USD] size 1 BTC as imarket exit { after 1h } }', 'alert "x" when a[BTC/USD].quote.mid > 1[USD/BTC]\nrisk { limit gross <= 5 USD   limit orders <= 5 per 1s   halt when drawdown > 5% }\non rising(a[BTC/USD].quote.mid > 1[USD/BTC]) { buy a[BTC/USD] size 1 BTC as market exit { after 1h } }', 'replace by `market`'],
  ['HVT2502', 'use std.flow (speed, imbalance)\nfeature f = imbalance(a[BTC/USD].trades, 20)', 'use std.flow (imbalance)\nfeature f = imbalance(a[BTC/USD].trades, 20)', 'remove `speed`'],
  ['HVT2505', 'risk { limit gross >= 10_000 USD }', 'risk { limit gross <= 10_000 USD }', 'replace by `<=`', 'choice'],
  ['HVT3101', 'param age = 5\nfeature f = (age) ?? 3', 'param age = 5\nfeature f = (age)', 'remove `?? 3`'],
  ['HVT3101', 'param age = 5\nsignal up when present(age) and a[BTC/USD].quote.mid > 1[USD/BTC]', 'param age = 5\nsignal up when a[BTC/USD].quote.mid > 1[USD/BTC]', 'remove `present(age) and`'],
  ['HVT3101', 'param age = 5\nsignal up when a[BTC/USD].quote.mid > 1[USD/BTC] and present(age)', 'param age = 5\nsignal up when a[BTC/USD].quote.mid > 1[USD/BTC]', 'remove `and present(age)`'],
] // biome-ignore format: a table

/** Codes of texts and strategies that have no fix, and why. */
const without: Readonly<Partial<Record<Code, string>>> = {
  HVT1005: 'the unit is not known', HVT1007: 'another value would be another strategy', HVT1012: 'no text to mend',
  HVT1013: 'what may go is not known', HVT1014: 'the names of the parts are not known', HVT1015: 'stands for others',
  HVT1201: 'what the YAML was to be is not known', HVT1202: 'what the value was to be is not known',
  HVT1205: 'the value is not known', HVT1206: 'which of the two is meant is not known',
  HVT1207: 'the name of the item may be missing', HVT2003: 'which step of the circle is wrong is not known',
  HVT2006: 'the keys are not known', HVT2007: 'the keys are not known', HVT2008: 'the key is not known',
  HVT2010: 'name and asset are not known', HVT2011: 'there is no other way to write it', HVT2012: 'where it was to stand is not known',
  HVT2013: 'which of them is meant is not known', HVT2014: 'the chain would be another computation',
  HVT2101: 'what was meant of that kind is not known', HVT2102: 'the arguments are not known', HVT2103: 'the number is not known',
  HVT2104: 'the size is not known', HVT2106: 'the value is not known', HVT2107: 'the place is on the command line',
  HVT2108: 'the values are not known', HVT2109: 'which peg is meant is not known', HVT2110: 'the fee is not known',
  HVT2111: 'the number is not known', HVT2121: 'the value of the arm is not known', HVT2122: 'the state would be another',
  HVT2130: 'the key is not known', HVT2131: 'the ends are not known', HVT2132: 'the key is not known',
  HVT2134: 'what the type takes is not known', HVT2135: 'which of the two is wrong is not known', HVT2136: 'the time is not known',
  HVT2137: 'both meanings are possible', HVT2138: 'a column has another name', HVT2139: 'the part is not known',
  HVT2140: 'the rows are in another file', HVT2141: 'the file is not known', HVT2142: 'the quote asset is not known',
  HVT2143: 'the place is on the command line', HVT2144: 'the name is not known', HVT2145: 'packages are installed outside of the text',
  HVT2146: 'which of them is to move is not known', HVT2148: 'the number is not known',
  HVT2149: 'which universe is to be smaller is not known', HVT2150: 'the type is not known',
  HVT2151: 'the file is not known', HVT2152: 'the type is not known', HVT2153: 'the size of the state is not known',
  HVT2154: 'the asset is not known', HVT2160: 'how much is meant is not known', HVT2161: 'the name may be one of the file\'s own',
  HVT2162: 'the asset is not known', HVT2165: 'the number is not known', HVT2170: 'which instrument is meant is not known',
  HVT2171: 'the topic is not known', HVT2172: 'the columns are not known', HVT2173: 'the value is not known',
  HVT2220: 'which of the two is wrong is not known', HVT2201: 'which side is wrong is not known', HVT2203: 'which conversion is meant is not known',
  HVT2204: 'both meanings are possible', HVT2205: 'the venue that shows the rate is not known',
  HVT2206: 'the ratio is not known', HVT2216: 'the common unit is not known', HVT2217: 'which of the two is meant is not known',
  HVT2301: 'which of the two leads is not known', HVT2303: 'the clock is not known', HVT2304: 'the event is not known',
  HVT2306: 'the pane is not known', HVT2308: 'the clock is not known', HVT2311: 'the window is not known',
  HVT2401: 'the asset is not known', HVT2402: 'the place is not known', HVT2403: 'the time and the state are not known',
  HVT2404: 'the bound is not known', HVT2405: 'which of the two is meant is not known', HVT2406: 'the limits are not known',
  HVT2407: 'the fees are not known', HVT2408: 'the conditions are not known', HVT2409: 'the way to it is not known',
  HVT2410: 'the event is not known', HVT2411: 'which calculation is meant is not known', HVT2413: 'the amount is not known',
  HVT2414: 'the value is not known', HVT2415: 'which of the two is meant is not known', HVT2416: 'the name is not known', HVT2417: 'the value is not known', HVT2418: 'which two are meant is not known',
  HVT2419: 'the state is not known',
  HVT2501: 'it may be wanted', HVT2503: 'the comparison is not known', HVT2504: 'the comparison is not known',
  HVT2506: 'the condition is not known', HVT2507: 'which change of it is meant is not known',
  HVT2508: 'both cures are possible', HVT2509: 'the time is not known', HVT2510: 'the text is the author\'s',
  HVT2511: 'the evidence is not known', HVT3001: 'hindsight has no other form', HVT3102: 'the value is not known',
  HVT3103: 'both cures are possible',
  HVT2430: 'the stream is not known', HVT2431: 'the value is not known', HVT2432: 'which time is wrong is not known',
  HVT2433: 'what was to be expected is not known', HVT2434: 'what was to be expected is not known',
  HVT2435: 'the title is not known', HVT2436: 'what was to be expected is not known', HVT2437: 'what was to be expected is not known',
  HVT2438: 'the time is not known',
} // biome-ignore format: a table

describe('a fix is the text that was meant', () => {
  test.each(fixes)('%s %s', (code, text, mended, title, choice) => {
    const of = text!.includes('mean(a[BTC/USD].quote.mid, 30m)') ? rated : prelude
    const whole = `${of}${text}`
    const [found] = run(whole).filter(d => d.code === code)
    const [fix] = found!.fixes ?? []
    expect([applyFixes(whole, fix ? [fix] : []).text, fix?.title, fix?.choice]).toEqual([
      `${of}${mended}`,
      title,
      choice && true,
    ])
    expectFixes(whole, run)
  })

  test('a venue whose braces end otherwise has an answer', () => {
    const { diagnostics } = compileText('strategy t\nvenue c = x.y { silent: 5s ] fees: { taker: 2bps }\n')
    expect(diagnostics[0]?.code).toBe('HVT1109')
  })

  test('what a declaration would have brought that cannot be read is not missed', () => {
    const text = `${prelude}lett m = 5\nlet q = *\nfn half(x) = (\nfeature f = q + m + half(3) + quux`
    expect(run(text).map(d => d.message)).toEqual([
      '`lett` does not begin a declaration',
      'a value is expected here, not `*`',
      '`)` is missing here',
      'nothing here is called `quux`',
    ])
  })

  test('every code of a strategy has a fix with a case here, or a reason why it has none', () => {
    const codes = (Object.keys(catalogue) as Code[]).filter(code => /^HVT[123]/.test(code))
    const yaml = ['HVT1203', 'HVT1204']
    const met = new Set<string>([...fixes.map(([code]) => code), ...yaml])
    expect(codes.filter(code => code in cures && !met.has(code))).toEqual([])
    expect(codes.filter(code => code in cures === code in without)).toEqual([])
  })
})
