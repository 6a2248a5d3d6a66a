/** A source with every declaration of this version and most shapes of expressions: what the recovery is measured on. */
export const representative = `/// Watches pairs of venues for one symbol and records when their prices part.
/// Nothing is traded.
strategy watch_spreads in USD { baseline: inventory }

use std.stats (summary, zscore)
use "./costs.hvt"

venue kraken = ccxt.kraken { fees: { maker: 16bps, taker: 26bps }, silent: 5s, rate: 1_000/1s }
venue okx    = ccxt.okx    { fees: { maker: 8bps, taker: 10bps }, silent: 5s, rate: 2_000/1s, means: { USD: USDT } }
peg USDT = USD within 50bps by kraken[USDT/USD]

universe trading = [kraken, okx]
universe symbols: */USD = file("symbols.csv")
universe perps = [BTC/USDT perp, ETH/USD inverse perp, BTC/USDT 2027-03-26]

/// Net of both fees.
param min_profit = 0.5% in 0.05% .. 2%
param max_age = 1h30m in 1s .. 2h
param clip = 2_000 USD in 100 USD .. 20_000 USD
param strict = true in [true, false]
param decay = 0.0005[1/s]
require min_profit > 0 and max_age <= 2h
const rungs = 20

fn change(x, n = 1) = x / prev(x, n) - 1
fn weight(age) = exp(-decay * age) ^ 2

/// What is known of one symbol on one venue.
each s in symbols, v in trading {
  let q = v[s].quote
  let mid = (q.bid + q.ask) / 2
  feature price = { price: mid, ma5: mean(mid, 5), std20: std(mid, 20), hour: hour(now) }
  feature calm = match { abs(change(mid)) < 1% -> CALM, volume > 100 USD -> BUSY, else -> WILD }
  feature usual = summary(mid on every 1s, 1_000)
}

each s in symbols, cheap in trading, dear in trading where cheap != dear {
  let ask = cheap[s].quote.ask fresh max_age
  let bid = dear[s].quote.bid fresh max_age
  let profit = bid * (1 - dear.fees.taker) / (ask * (1 + cheap.fees.taker)) - 1
  feature spread = {
    let raw = bid / ask - 1
    return if raw > 0 then raw else 0
  }
  signal wide(profit) when profit >= min_profit and not stale(cheap) for 2s
  signal late = wide when since(wide) > 5s or profit in 1% .. 2%

  record wide as spreads {
    symbol: s as varchar(20), cheap, dear,
    bid: bid ?? 0, ask,
    profit,
    text: "{s}: buy {cheap}, sell {dear}",
    best: max(profit, next 20m)
  }
}

each s in symbols, n in 0 .. 19 where n != 7 {
  let step = (kraken[s].quote.bid - 5 USD) * (1 + 0.1%) ^ n
  feature total = sum(weight(age(v[s].quote))) over v in trading
  feature worst = argmin(realised_vol(kraken[s].quote.mid, 30m by 1s)) over symbols
  let side = sign(-step)
  let label_text = text(s) ?? "none"
}
`
