import { describe, expect, test } from 'vitest'
import { catalogue } from '../../grammar/diagnostics/catalogue/index.ts'
import { compileText, expectMistake, prelude } from './harness.ts'

/** [what is wrong, the text with «the place», code, message, cure]; exactly one message each. */
const mistakes: readonly (readonly [string, string, string, string, string])[] = [
  [
    'an unknown name',
    `${prelude}each s in symbols {\n  let q = a[s].quote\n  feature spread = «bidd»\n}\n`,
    'HVT2001',
    'nothing here is called `bidd`',
    'declare it with `let`, `param` or `universe`, or bring it in with `use`',
  ],
  [
    'a name declared twice',
    `${prelude}each s in symbols {\n  let q = a[s].quote\n  let x = q.bid   let «x» = q.ask\n}\n`,
    'HVT2002',
    '`x` is declared twice in the same scope',
    'give one of them another name; an inner `each` may not redeclare a name either',
  ],
  [
    'a name hidden by an inner scope',
    `${prelude}param age = 5s\neach s in symbols { let «age» = a[s].quote.bid }`,
    'HVT2002',
    '`age` is declared twice in the same scope',
    'give one of them another name; an inner `each` may not redeclare a name either',
  ],
  [
    'a circle',
    `${prelude}each s in symbols {\n  let q = a[s].quote\n  let x = y + 1   let y = «x» * 2   feature f = q.bid\n}\n`,
    'HVT2003',
    '`x` is defined by itself: x → y → x',
    'break the circle; a value that depends on its own past is written with `prev`',
  ],
  [
    'an unknown module',
    'strategy t\nuse «std.statistics»\n',
    'HVT2004',
    'there is no module `std.statistics`',
    'the standard library has `std.stats`; your own files are named by a path, `use "./spreads.hvt"`',
  ],
  [
    'a module without the name',
    'strategy t\nuse std.stats («sumary»)\n',
    'HVT2005',
    '`std.stats` has no `sumary`',
    'did you mean `summary`?',
  ],
  [
    'a keyed stream without keys',
    `${prelude}each s in symbols {\n  let q = a[s].quote\n  feature mid = q.mid\n}\nsignal up when «mid» > 100[USD/BTC]`,
    'HVT2006',
    '`mid` has one stream per s: say which',
    'write `mid[…]` with one key for each of s',
  ],
  [
    'a venue indexed by a venue',
    `${prelude}feature f = «a[b]».quote.mid`,
    'HVT2007',
    'a venue wants one symbol in its brackets, found a venue',
    'give one key of each wanted kind, in order',
  ],
  [
    'keys in the wrong order',
    `${prelude}each s in symbols {\n  let q = a[s].quote\n  feature f = q.mid\n}\neach s in symbols, v in venues { feature g = «f[v]» }`,
    'HVT2007',
    '`f` wants a symbol (s) in its brackets, found a venue',
    'give one key of each wanted kind, in order',
  ],
  [
    'a key outside the universe',
    `${prelude}each v in [a] { feature mid = v[BTC/USD].quote.mid }\nfeature other = mid[«b»]`,
    'HVT2008',
    '`mid` has no stream for b',
    'its `each` does not run over that key, or its `where` leaves it out: use another key, or widen the universe',
  ],
  [
    'no such part',
    `${prelude}each s in symbols {\n  let q = a[s].quote\n  feature f = q.«bids»\n}\n`,
    'HVT2009',
    'a quote has no `bids`',
    'did you mean `bid`?',
  ],
  [
    'no header',
    '«v»enue a = ccxt.kraken { fees: { maker: 1bps, taker: 2bps }, silent: 5s }',
    'HVT2010',
    'the file does not say what it is',
    'begin it with `strategy NAME in ASSET` or `library NAME`',
  ],
  [
    'two headers',
    'strategy a\n«strategy b»',
    'HVT2010',
    'a file has one header, and it stands first',
    'keep one `strategy` or `library` line, at the top',
  ],
  [
    'not in this version',
    `${prelude}each s in symbols {\n  let q = a[s].quote\n  feature f = mean(q.mid, «5m»)\n}\n`,
    'HVT2011',
    'a window of time is part of the language but not of this version of HVT',
    'leave it out for now; the changelog says when it arrives',
  ],
  [
    'a venue inside each',
    `${prelude}each s in symbols { «venue c = ccxt.okx { prices_only: true, silent: 5s }» }`,
    'HVT2012',
    '`venue` cannot stand inside `each`',
    'venues, universes, params, pegs, functions and `use` stand at the top level; a library has functions and constants only',
  ],
  [
    'a name of two scopes',
    `${prelude}each s in symbols { let m = a[s].quote.mid }\neach s in symbols { let m = b[s].quote.mid }\nfeature f = «m»[BTC/USD]`,
    'HVT2013',
    'several `each` declare `m`: from outside it is not clear which is meant',
    'give one of them another name',
  ],
  [
    'a number where a condition is meant',
    `${prelude}each s in symbols {\n  let q = a[s].quote\n  signal up when «q.bid»\n}\n`,
    'HVT2101',
    '`when` wants a condition, found a number',
    'write a condition here',
  ],
  [
    'a condition in arithmetic',
    `${prelude}each s in symbols {\n  let q = a[s].quote\n  feature f = 1 + («q.bid > 0»)\n}\n`,
    'HVT2101',
    '`+` wants a number, found a condition',
    'write a number here',
  ],
  [
    'wrong arguments of a kernel operator',
    `${prelude}each s in symbols {\n  let q = a[s].quote\n  feature f = «mean(q.mid)»\n}\n`,
    'HVT2102',
    '`mean` takes 2 arguments, found 1',
    'it is used as `mean(x, window)`',
  ],
  [
    'wrong arguments of a function',
    `${prelude}each s in symbols {\n  let q = a[s].quote\n  feature f = «summary(q.mid)»\n}\n`,
    'HVT2102',
    '`summary` lacks the argument `window`',
    'it is used as `summary(x, window)`',
  ],
  [
    'an unknown argument',
    `${prelude}each s in symbols {\n  let q = a[s].quote\n  feature f = «summary(q.mid, window: 5, widow: 3)»\n}\n`,
    'HVT2102',
    '`summary` has no argument `widow`',
    'it is used as `summary(x, window)`',
  ],
  [
    'a window that is not known',
    `${prelude}each s in symbols {\n  let q = a[s].quote\n  feature f = mean(q.mid, «q.bid_size / q.ask_size»)\n}\n`,
    'HVT2103',
    'the window of `mean` must be known before the run',
    'use a number, a duration, a `const` or a `param`; a value that changes with the market cannot size memory',
  ],
  [
    'half a tick',
    `${prelude}each s in symbols {\n  let q = a[s].quote\n  feature f = mean(q.mid, «2.5»)\n}\n`,
    'HVT2104',
    'the window of `mean` is no whole number from 1 to 1,000,000',
    'a count is a whole number from 1 to 1,000,000; a duration is longer than zero',
  ],
  [
    'a period of nothing',
    `${prelude}each s in symbols {\n  let q = a[s].quote\n  feature f = (q.mid on every «0s»)\n}\n`,
    'HVT2104',
    '`every` is not longer than zero',
    'a count is a whole number from 1 to 1,000,000; a duration is longer than zero',
  ],
  [
    'a venue without fees',
    'strategy t\nvenue «a» = ccxt.kraken { silent: 5s }',
    'HVT2105',
    'venue `a` does not say its `fees`',
    'add `fees: { maker: 10bps, taker: 10bps }`',
  ],
  [
    'a venue without silence',
    'strategy t\nvenue «a» = ccxt.kraken { prices_only: true }',
    'HVT2105',
    'venue `a` does not say its `silent`',
    'add `silent: 5s`',
  ],
  [
    'a param outside its range',
    'strategy t\nparam age = «1m» in 1s .. 30s',
    'HVT2106',
    '1m for `age` is not within 1s .. 30s',
    'choose a value within 1s .. 30s',
  ],
  [
    'a requirement that fails',
    'strategy t\nparam fast = 20\nparam slow = 10\nrequire «fast < slow»',
    'HVT2108',
    'the params do not satisfy `require fast < slow`',
    'choose values that satisfy it',
  ],
  [
    'prices of two symbols added',
    `${prelude}feature both = «a[BTC/USD].quote.mid + a[ETH/USD].quote.mid»`,
    'HVT2201',
    'this adds USD/BTC and USD/ETH',
    'bring both to one unit: multiply by a price, divide by one, or declare a `peg`',
  ],
  [
    'prices of two keys added',
    `${prelude}each s in symbols, t in symbols where s != t { feature both = «a[s].quote.mid + a[t].quote.mid» }`,
    'HVT2201',
    'this adds USD/s.base and USD/t.base',
    'compare what has no unit: a ratio (`a / b`), a change (`x / prev(x, 1) - 1`), a z-score',
  ],
  [
    'a price and an amount compared',
    `${prelude}each s in symbols {\n  let q = a[s].quote\n  signal up when «q.bid > q.bid_size»\n}\n`,
    'HVT2201',
    'this compares USD/s.base and s.base',
    'compare what has no unit: a ratio (`a / b`), a change (`x / prev(x, 1) - 1`), a z-score',
  ],
  [
    'a bare number for a price',
    `${prelude}signal up when a[BTC/USD].quote.ask > «60_000»`,
    'HVT2202',
    '60_000 is a bare number, but USD/BTC is meant here',
    'write `60_000[USD/BTC]`',
  ],
  [
    'a bare number for USD',
    `${prelude}param clip = «2_000» in 100 USD .. 20_000 USD`,
    'HVT2202',
    '2_000 is a bare number, but USD is meant here',
    'write `2_000 USD`',
  ],
  [
    'a bare number for a duration',
    `${prelude}each s in symbols {\n  let q = a[s].quote\n  feature f = q.ask fresh «5»\n}\n`,
    'HVT2202',
    '5 is a bare number, but a duration is meant here',
    'write `5s`',
  ],
  [
    'an amount for an age',
    `${prelude}each s in symbols {\n  let q = a[s].quote\n  feature f = q.ask fresh «5 USD»\n}\n`,
    'HVT2203',
    'an age wants a duration (`5s`), found USD',
    'give it a duration (`5s`)',
  ],
  [
    'a bare number beside a price',
    `${prelude}each s in symbols {\n  let q = a[s].quote\n  feature f = q.ask + «1»\n}\n`,
    'HVT2202',
    '1 is a bare number, but USD/s.base is meant here',
    'write `1[USD/s.base]`',
  ],
  [
    'a window of a plain number that may be a clamp',
    `${prelude}each s in symbols {\n  let q = a[s].quote\n  let r = q.bid_size / q.ask_size   feature f = «min(r, 3)»\n}\n`,
    'HVT2204',
    '`min(r, 3)` is the least of the last 3 ticks, not of two numbers',
    'for the smaller of two numbers write the number first: `min(3, r)`',
  ],
  [
    'means without a peg',
    'strategy t in USD\nvenue «a» = ccxt.okx { fees: { maker: 1bps, taker: 1bps }, silent: 5s, means: { USD: USDT } }\nfeature f = a[BTC/USD].quote.mid',
    'HVT2205',
    '`a` means USDT where USD is written, but the two are not pegged',
    'add `peg USDT = USD within 50bps by VENUE[USDT/USD]`',
  ],
  [
    'two event clocks',
    `${prelude}each s in symbols {\n  let q = a[s].quote\n  feature f = «a[s].trades.price / b[s].trades.price»\n}\n`,
    'HVT2301',
    'this combines two events that happen at different times: a[s].trades and b[s].trades',
    'take one as a level: its value as of the other, `(x on e)`, or an aggregate of it',
  ],
  [
    'a count over two clocks',
    `${prelude}each s in symbols {\n  let q = a[s].quote\n  feature f = «mean(q.bid / b[s].quote.ask, 20)»\n}\n`,
    'HVT2302',
    'this counts the ticks of several clocks: a[s].quote, b[s].quote',
    'say the clock: `mean(q.bid / b[s].quote.ask on every 1s, 20)`',
  ],
  [
    'a count over two clocks inside a function',
    `${prelude}each s in symbols {\n  let q = a[s].quote\n  let r = q.bid / b[s].quote.ask   feature f = «summary(r, 20)»\n}\n`,
    'HVT2302',
    'this counts the ticks of several clocks: a[s].quote, b[s].quote',
    'say the clock: `(r on every 1s)`',
  ],
  [
    'a count of nothing',
    `${prelude}each s in symbols {\n  let q = a[s].quote\n  feature f = «mean(a.fees.taker, 20)»\n}\n`,
    'HVT2303',
    '`mean` counts ticks of something that never ticks',
    'numbers, params, fees and `now` do not tick: say a clock, `(x on every 1s)`',
  ],
  [
    'a record of a level',
    `${prelude}each s in symbols {\n  let q = a[s].quote\n  feature f = q.mid   record «f» as t { s }\n}\n`,
    'HVT2304',
    '`record` wants an event, found a level',
    'name a signal or a stream of trades; a condition becomes an event as `signal NAME when …`',
  ],
  [
    'the future in a signal',
    `${prelude}each s in symbols {\n  let q = a[s].quote\n  signal up when «max(q.mid, next 20m)» / q.mid > 1.01\n}\n`,
    'HVT3001',
    'signal `up` uses a value from the future',
    'a decision can use only what is known when it is taken; to learn from the future, put it in a `label` and train a `model` on it',
  ],
  [
    'the future in a feature, by way of names',
    `${prelude}each s in symbols {\n  let q = a[s].quote\n  let best = max(q.mid, next 20m)   let gain = best / q.mid - 1   feature f = «gain» * 2\n}\n`,
    'HVT3001',
    'feature `f` uses a value from the future',
    'a decision can use only what is known when it is taken; to learn from the future, put it in a `label` and train a `model` on it',
  ],
  [
    'a guard of what is never absent',
    `${prelude}each s in symbols {\n  let q = a[s].quote\n  feature f = (if «present(now)» then q.bid else q.ask)\n}\n`,
    'HVT3101',
    'what `present` asks for is never absent',
    'leave out the `??` or `present`',
  ],
  [
    'a default for what is never absent',
    `${prelude}param age = 5s\nfeature f = «age» ?? 3s`,
    'HVT3101',
    'what stands before `??` is never absent',
    'leave out the `??` or `present`',
  ],
  [
    'a peg twice',
    `${prelude}peg USDT = USD within 50bps by a[USDT/USD]\npeg «USDT» = USD within 50bps by b[USDT/USD]`,
    'HVT2109',
    'USDT is already pegged',
    'leave one `peg` for it',
  ],
  [
    'pegs in a circle',
    `${prelude}peg USDT = USD within 50bps by a[USDT/USD]\npeg «USD» = USDT within 50bps by b[USDT/USD]`,
    'HVT2109',
    'USD is already pegged',
    'leave one `peg` for it',
  ],
  [
    'an unknown setting',
    'strategy t\nvenue a = ccxt.kraken { «fee»: 1bps, prices_only: true, silent: 5s }',
    'HVT2009',
    'a venue has no `fee`',
    'it has fees, silent, rate, means, prices_only, margin, leverage, positions, calendar, prices, liquidation_side',
  ],
  [
    'a universe of two kinds',
    'strategy t\nvenue a = ccxt.kraken { prices_only: true, silent: 5s }\nuniverse u = [a, «BTC/USD»]',
    'HVT2101',
    'this universe wants a venue, like the first, found a symbol',
    'write a venue, like the first here',
  ],
  [
    'a universe with a member twice',
    'strategy t\nuniverse u = [BTC/USD, «BTC/USD»]',
    'HVT2002',
    '`BTC/USD` is declared twice in the same scope',
    'give one of them another name; an inner `each` may not redeclare a name either',
  ],
  [
    'a function that calls itself',
    'strategy t\nfn f(x) = f(x)\nfeature y = «f(1)»',
    'HVT2003',
    '`f` is defined by itself: f → f',
    'break the circle; a value that depends on its own past is written with `prev`',
  ],
  [
    'a where that asks the market',
    `${prelude}each s in symbols where «a[s].quote.bid > 0[s.quote/s.base]» { feature f = a[s].quote.mid }`,
    'HVT2103',
    '`where` must be known before the run',
    'use a number, a duration, a `const` or a `param`; a value that changes with the market cannot size memory',
  ],
]

describe('one mistake, one message', () => {
  test.each(mistakes)('%s', (_title, source, code, message, help) => {
    expectMistake(source, { code, message, help })
  })

  test('an unknown param and one outside its range, from the command line', () => {
    const text = `${prelude}param age = 5s in 1s .. 30s`
    const found = (params: Record<string, string>) =>
      compileText(text, {}, params).diagnostics.map(d => [d.code, d.message, d.span?.file])
    expect(found({ agee: '2s' })).toEqual([['HVT2107', 'the strategy has no param `agee`', '--param agee']])
    expect(found({ age: '2m' })).toEqual([['HVT2106', '2m for `age` is not within 1s .. 30s', '--param age']])
    expect(found({ age: '2' })).toEqual([
      ['HVT2202', '2 is a bare number, but a duration is meant here', '--param age'],
    ])
    expect(found({ age: '2s' })).toEqual([])
  })

  test('a let that nothing reads is checked all the same', () => {
    expectMistake(`${prelude}let both = «a[BTC/USD].quote.mid + a[ETH/USD].quote.mid»`, {
      code: 'HVT2201',
      message: 'this adds USD/BTC and USD/ETH',
      help: 'bring both to one unit: multiply by a price, divide by one, or declare a `peg`',
    })
  })

  test('two mistakes far apart are both found', () => {
    const { diagnostics } = compileText(`${prelude}feature x = bidd\nfeature y = a[BTC/USD].quote.bids`)
    expect(diagnostics.map(d => d.code)).toEqual(['HVT2001', 'HVT2009'])
  })

  test('every code of names, kinds, units, clocks and availability has a case here', () => {
    const told = new Set([...mistakes.map(m => m[2]), 'HVT2107'])
    const codes = Object.keys(catalogue).filter(code => /^HVT[23]/.test(code))
    expect(codes.filter(code => !told.has(code))).toEqual([])
  })
})
