/** A strategy of about so many lines, as people write them: one head, then blocks of features, signals and records. */
export function written(lines: number): string {
  const parts = [head]
  let count = height(head)
  for (let k = 0; count + height(blocks[k % blocks.length]!(k)) <= lines; k++) {
    const block = blocks[k % blocks.length]!(k)
    parts.push(block)
    count += height(block)
  }
  return parts.join('')
}

const height = (text: string) => text.split('\n').length - 1

const head = `/// Prices, flow and spreads of a few coins on venues that quote them in different dollars.
strategy written in USD

use std.flow  (imbalance, speed)
use std.stats (summary, zscore)

venue coinbase = ccxt.coinbase { fees: { maker: 40bps, taker: 60bps }, silent: 5s, rate: 2_000/1s }
venue kraken   = ccxt.kraken { fees: { maker: 16bps, taker: 26bps }, silent: 5s, rate: 1_000/1s }
venue bitstamp = ccxt.bitstamp { fees: { maker: 30bps, taker: 40bps }, silent: 5s, rate: 500/1s }
venue binance  = ccxt.binance { fees: { maker: 10bps, taker: 10bps }, silent: 5s, rate: 5_000/1s, means: { USD: USDT } }
venue okx      = ccxt.okx { fees: { maker: 8bps, taker: 10bps }, silent: 5s, rate: 2_000/1s, means: { USD: USDT } }
venue coincap  = socket.coincap { prices_only: true, silent: 30s, rate: 50/1s }  // an aggregator: never a leg
peg USDT = USD within 50bps by kraken[USDT/USD]

universe trading = [coinbase, kraken, bitstamp, binance, okx]
universe watched = [coinbase, kraken, bitstamp, binance, okx, coincap]
universe symbols = [BTC/USD, ETH/USD, SOL/USD]

param max_age = 5s in 1s .. 30s

/// How far from its mean, in deviations; absent while nothing moves.
fn distance(x, n) = (x - mean(x, n)) / std(x, n)
fn between(a, b)  = a / b - 1

`

/** Each is of one theme; the number tells its names and windows from those of the others. */
const blocks: readonly ((k: number) => string)[] = [
  k => `/// What is known of one symbol on one venue.
each s in symbols, v in watched {
  let q${k}   = v[s].quote
  let mid${k} = q${k}.mid
  let ret${k} = between(mid${k}, prev(mid${k}, ${1 + k}))
  feature price${k} = {
    price: mid${k}, fast: mean(mid${k}, ${5 + k}), slow: mean(mid${k}, ${20 + k}), noise: std(ret${k}, ${20 + k}),
    low: min(mid${k}, ${50 + k}), high: max(mid${k}, ${50 + k}), bid_ask: between(q${k}.ask, q${k}.bid)
  }
  feature trend${k} = ema(mid${k}, ${10 + k}) / ema(mid${k}, ${40 + k}) - 1
  feature band${k}  = distance(mid${k}, ${30 + k})
}

`,
  k => `/// Who trades, and how fast.
each s in symbols, v in trading {
  let trades${k} = v[s].trades
  feature volume${k}  = sum(trades${k}.qty, ${10 + k}s by 1s)
  feature flow${k}    = imbalance(trades${k}, ${30 + k}s by 1s)
  feature average${k} = sum(trades${k}.notional, 1m by 1s) / sum(trades${k}.qty, 1m by 1s)
  feature score${k}   = zscore(imbalance(trades${k}, ${10 + k}s by 1s), 1h by 1s)
  let busy${k} = count(trades${k}, 10s) > ${20 + k}
  let side${k} = sign(flow${k})
  signal pressed${k}(side${k}) when busy${k} and abs(flow${k}) > 60%
  record pressed${k} as presses${k} { symbol: s, venue: v, side${k}, flow${k}, volume${k}, score${k} }
}

`,
  k => `/// Buy where it is cheap, sell where it is dear.
param min_profit${k} = 0.5% in 0.05% .. 2%
each s in symbols, cheap in trading, dear in trading where cheap != dear {
  let ask${k} = cheap[s].quote.ask fresh max_age  // absent when older
  let bid${k} = dear[s].quote.bid fresh max_age
  feature spread${k} = bid${k} / ask${k} - 1
  feature profit${k} = bid${k} * (1 - dear.fees.taker) / (ask${k} * (1 + cheap.fees.taker)) - 1
  feature usual${k}  = summary(spread${k} on every 1s, ${1_000 + k})
  let wide${k} = spread${k} > usual${k}.mean + 2 * usual${k}.std

  signal opportunity${k} when profit${k} >= min_profit${k} and wide${k}
  record opportunity${k} as opportunities${k} {
    symbol: s, cheap, dear, ask${k}, bid${k}, spread${k}, profit${k}, usual_mean: usual${k}.mean
  }
}

`,
  k => `/// All venues together.
each s in symbols {
  let best_bid${k} = max(v[s].quote.bid) over v in trading
  let best_ask${k} = min(v[s].quote.ask) over v in trading
  let crossed${k}  = best_bid${k} > best_ask${k}
  feature width${k}  = best_bid${k} / best_ask${k} - 1
  feature quiet${k}  = std(width${k} on every 1s, ${100 + k})
  feature middle${k} = mean(v[s].quote.mid) over v in trading
  feature moved${k}  = speed(middle${k} on every 1s, ${1 + k}m) / middle${k}
  signal cross${k} when crossed${k} and abs(moved${k}) < 1% / 1m
}

`,
]
