import { after, trading } from './mistake.ts'

/** Functions, consts, params, requirements, universes, scopes, pegs and venues. */
export const aboutMistakes = after(trading, [
  ['fn g(x) = g(x)\nfeature f = «g(mid)»', 'HVT2003', '`g` is defined by itself: g → g', 'break the circle: give one of them a value that does not need the others'],
  ['fn g(x) = x + y\nfeature f = «g(mid)»', 'HVT2001', 'nothing here is called `y`', 'did you mean `x`?'],
  ['fn g(x, «x») = x\nfeature f = g(mid, mid)', 'HVT2002', '`x` is declared twice in the same scope', 'give one of them another name; an inner `each` may not redeclare a name either'],
  ['const g = «mid»\nfeature f = g', 'HVT2103', '`g` must be known before the run', 'what changes with the market is a `let`: `let g = …`'],
  ['param g = «up»\nfeature f = g', 'HVT2101', 'a param wants a number, a duration, `true` or `false`, found a signal', 'write a number, a duration, `true` or `false` here'],
  ['param g = 5 in «9 .. 1»\nfeature f = g', 'HVT2104', 'this range ends before it begins', 'write its smaller end first'],
  ['param g = 5 in «5»\nfeature f = g', 'HVT2101', '`in` wants a range (`1 .. 5`) or a list, found neither', 'write a range (`1 .. 5`) or a list here'],
  ['require «mid > 5[USD/BTC]»', 'HVT2103', '`require` must be known before the run', 'use a number, a duration, a `const` or a `param`; a value that changes with the market cannot size memory'],
  ['require «5 > 6»', 'HVT2108', 'the params do not satisfy `require 5 > 6`', 'choose values that satisfy it'],
  ['universe x = [a, «BTC/USD»]\neach v in x { feature f = 1 }', 'HVT2101', 'this universe wants a venue, like the first, found a symbol', 'write a venue, like the first here'],
  ['universe x = «5»\neach v in x { feature f = 1 }', 'HVT2101', 'a universe wants a list of venues, symbols, assets or instruments, found a number', 'write a list of venues, symbols, assets or instruments here'],
  ['each s in «mid» { feature f = 1 }', 'HVT2101', 'a universe wants a list of venues, symbols, assets or instruments, found a number', 'write a list of venues, symbols, assets or instruments here'],
  ['each s in symbols, «s» in venues { feature f = 1 }', 'HVT2002', '`s` is declared twice in the same scope', 'give one of them another name; an inner `each` may not redeclare a name either'],
  ['each s in symbols where «move > 1%» { feature f = 1 }', 'HVT2101', '`where` wants a condition on keys, fees and params, found a condition on the market', 'write a condition on keys, fees and params here'],
  ['each s in symbols where s == «s.base» { feature f = 1 }', 'HVT2101', '`==` wants a symbol, found an asset', 'write a symbol here'],
  ['peg USDT = USD within «5 USD» by a[USDT/USD]', 'HVT2203', '`within` wants a ratio (`50bps`), found another unit', 'give it a ratio (`50bps`)'],
  ['peg USDT = USD within 50bps by «mid»', 'HVT2101', '`by` wants one instrument, `kraken[USDT/USD]`, found a number', 'write one instrument, `kraken[USDT/USD]` here'],
  ['venue «c» = kraken { silent: 5s }', 'HVT2105', 'venue `c` does not say its `fees`', 'add `fees: { maker: 10bps, taker: 10bps }`'],
  ['venue c = ccxt.okx { silent: 5s, fees: «5» }\nfeature f = c[BTC/USD].quote.mid', 'HVT2101', '`fees` wants `{ maker: …, taker: … }`, found something else', 'write `{ maker: …, taker: … }` here'],
  ['venue c = ccxt.okx { silent: «5», prices_only: true }\nfeature f = c[BTC/USD].quote.mid', 'HVT2203', '`silent` wants a duration (`5s`), found a number', 'give it a duration (`5s`)'],
  ['venue c = ccxt.okx { prices_only: true, silent: 5s }\nfeature f = c.«fees».taker', 'HVT2110', 'venue `c` says no taker fee', 'add `taker` to its fees, or leave it out of the universe of those that trade'],
  ['venue c = ccxt.okx { prices_only: «yes», silent: 5s }\nfeature f = c[BTC/USD].quote.mid', 'HVT2101', '`prices_only` wants `true` or `false`, found `yes`', 'write `true` or `false` here'],
]) // biome-ignore format: a table
