import fc from 'fast-check'
import { expressions } from './expressions.ts'
import { labels } from './labels.ts'

const header = `/// A random strategy.
strategy random in USD
use std.stats (summary, zscore)
venue a = ccxt.kraken { fees: { maker: 1bps, taker: 20bps }, silent: 3s, rate: 4/1s }
venue b = ccxt.binance { fees: { maker: 2bps, taker: 10bps }, silent: 2s, rate: 10/1s }
universe venues = [a, b]
universe symbols = [BTC/USD, ETH/USD]
param age = 2s in 1ms .. 10s
`

/** Each kind of declaration as a function of its number, so that names differ. */
type Declaration = (n: number) => string

function single(decls: readonly Declaration[]): string {
  return `each s in symbols {\n  let x = a[s]\n  let y = b[s]\n${decls.map((d, i) => d(i)).join('\n')}\n}\n`
}

function pairs(decls: readonly Declaration[]): string {
  return `each s in symbols, p in venues, q in venues where p != q {\n  let x = p[s]\n  let y = q[s]\n${decls.map((d, i) => d(i)).join('\n')}\n}\n`
}

function declaration(): fc.Arbitrary<Declaration> {
  const { price, ticking, ratio, condition } = expressions()
  const more = [
    fc.tuple(condition, fc.constantFrom('1s', '700ms', 'age')).map(
      ([c, d]): Declaration =>
        n =>
          `  signal w${n} when ${c} for ${d}\n  record w${n} as v${n} { s, age: stale(a), day: weekday(now) }`,
    ),
    ticking.map(
      (x): Declaration =>
        n =>
          `  let moved${n} = changed(${x})\n  record moved${n} as m${n} { s, x: moved${n} }\n  feature r${n} = round(latest(moved${n}), 0.5[USD/s.base])`,
    ),
  ]
  return fc.oneof(
    price.map(
      (p): Declaration =>
        n =>
          `  feature f${n} = ${p}`,
    ),
    ratio.map(
      (r): Declaration =>
        n =>
          `  feature f${n} = ${r}`,
    ),
    fc.tuple(ratio, fc.integer({ min: 2, max: 6 })).map(
      ([r, k]): Declaration =>
        n =>
          `  feature f${n} = summary((${r} on every 1s), ${k})`,
    ),
    fc.tuple(condition, price, ratio).map(
      ([c, p, r]): Declaration =>
        n =>
          `  signal s${n} when (${c}) and present(x.quote.bid)\n  record s${n} as t${n} { s, price: ${p}, ratio: ${r} }`,
    ),
    ...more,
    labels(ticking, price),
    condition.map(
      (c): Declaration =>
        n =>
          `  signal g${n} = x.trades when (${c}) and present(x.quote.bid)\n  record g${n} as h${n} { s, paid: x.trades.price, many: x.trades.qty }`,
    ),
  )
}

/**
 * Well-typed random strategies over two venues and two symbols, as source text: prices, ratios and conditions built from
 * quotes, trades, pools, bars, windows of every kind, clocks, waits, folds, freshness and choices. Text, so that a failure can be read and run.
 */
export const programs: fc.Arbitrary<string> = fc
  .tuple(fc.array(declaration(), { minLength: 1, maxLength: 5 }), fc.boolean())
  .map(([decls, nested]) => header + (nested ? pairs(decls) : single(decls)))
