/** A source with what `representative` lacks: acting, models, risk, tests. Many kinds of blocks, one in another. */
export const representativeTrading = `/// Trades on what it learns: quotes, targets, trades and transfers.
strategy learn_and_trade in USD { baseline: inventory }

use std.book (depth, imbalance)
extern fn heat(mood: number, volume: quantity[a] = 0): number from "./heat.ts" { memory: 1h, warm: true }
venue x = ccxt.binanceusdm { fees: { maker: 2bps, taker: 5bps }, silent: 3s, rate: 2_000/1s, margin: isolated }
source social = kafka("social") { key: ticker, columns: { ticker: text, mood: number }, at: time, lateness: 2s }
asset WBTC { decimals: 8 }
universe perps = [BTC/USD perp, ETH/USD perp]
universe best: perps = top(5, by: volume_30d, as_of: rebalance)

param clip = 1_000 USD in 100 USD .. 10_000 USD
param nerve = 1.5 in 1 .. 5 per i
param fast = 20 in 5 .. 50
require fast < 50 and clip <= 5_000 USD
fn costs(v, times: number = 2): number = times * v.fees.taker

/// Forward only.
phase mode {
  rules until count(labelled(reward)) >= 1_000 or age >= 90d
  scored
}

on mode { alert "phase is now {mode}" via [email] }
on every 7d { optimize [fast, clip] on last 60d objective sharpe(equity) promote when better by 5% }

each i in x[perps] {
  let mid = i.quote.mid fresh 2s
  feature imb = imbalance(i.book, levels: 5)
  feature flow = sum(i.trades.signed_qty, 10s by 100ms) / sum(i.trades.qty, 5m by 1s)
  feature opened = (first(mid, 1d) on at(00:10))
  let since_listing = now - 2026-06-30
  signal candidate(side) when abs(flow) > nerve and imb > 10% for 2s

  label fwd = last(mid, next 30s) / mid@row - 1
  label reward for candidate = {
    let best = if side > 0 then argmax(mid, next 20m) else argmin(mid, next 20m)
    return side * (best.value / mid@row - 1)
  }
  model main = gbdt(depth: 5) per i {
    predict fwd from [imb, flow, opened]
    rows every 1s at most 1_000 pending
    train every 1d on last 14d at least 50_000 rows
    validate walk_forward(folds: 5)
    promote when better
  }
  model scorer = onnx("models/scorer.onnx") {
    predict reward from last 100 of [imb, flow] on i.bars(1m)
    rows at candidate
    fitted_until 2026-06-30
  }

  cycle trend {
    let held = owned(x, i.base)
    state flat {
      target position(i) = 0 as ioc slippage 20bps
      to making when present(main) for 10s
    }
    state making {
      quote bid on i at min(mid * (1 - 2bps), i.quote.ask - i.tick) size clip as post_only requote 200ms when imb < 1
      quote ask on i at max(mid * (1 + 2bps), i.quote.bid + i.tick) size held as gtc, post_only ttl 5m tolerance i.tick
      to taking when abs(main) > 5bps
      to flat absent 30s
    }
    state taking {
      target position(i) = sign(main)@entry * clip as ioc slippage 5bps when mid > 0
      transfer (held - 1 BTC)@entry from x to spot by tron
      to making after 30s
      to back when arrived
      to flat at i.expiry - 5m
    }
  }

  on candidate when scorer > 60% or (mode == rules and not present(scorer)) {
    let size = round_down(clip / mid, i.lot)
    trade ride [i: side * size, x[BTC/USD perp]: -size] at [mid, mid] as ioc slippage 15bps within 1s .. 2s else unwind
      exit {
        stop trade.entry * (1 - side * 1%) by mark resting
        take trade.entry * (1 + side * 2%)
        trail 3 * size
        when abs(flow) < 1% for 10s
        at i.session.close - 5m
        after 20m
        absent 2m
      }
    buy i size equity * 1% / mid as market stack 2 exit { after 30d }
    sell i size clip by twap(1h, participation: 10%) within 1h else cancel
  }
  on drift(error(scorer, reward)) when mean(abs(error(scorer, reward)), 7d by 1h) > 1% {
    alert "{i}: rewards drift" via [email, sms]
    retrain scorer
  }
  record candidate as candidates {
    symbol: i as varchar(20), at: now as timestamptz, side, scorer: scorer as decimal(20, 8),
    slippage: ride.slippage / 1% as float, reward
  }
  risk {
    veto "does not pay" when scorer - costs(x) < 0 for 1s
    cooldown 15m per i
    limit abs(position(i).notional) <= 5_000 USD per i
    require fast > 3
  }
}

pair (a, b) in perps when abs(corr(fwd[a], fwd[b], 250)) > 80% keep 30m at most 500 by abs(corr(fwd[a], fwd[b], 250)) {
  let gap = mid[a] / mid[b]
  signal parted when abs(zscore(gap, 1h by 1s)) > 2
  on parted { trade [x[a]: -clip, x[b]: clip] as market exit { when gap < 1.1 or gap > 3   after 6h } }
}

portfolio book over i in x[best] at weekly(mon, 00:10) {
  long top 10 by strength[i]
  short bottom 10 by strength[i]
  weight 1 / vol[i]
  target_vol 20%
  band 10%
}
alert "social stream is down" when disconnected(social) for 10m via [email]
target position(x[ETH/USD perp]) = 0 as ioc
quote ask on x[BTC/USD perp] at 100[USD/BTC] size 1 BTC
risk {
  limit leverage <= 3
  limit orders <= 50 per 1s
  halt and flatten when drawdown > 5% or disconnected(x) for 10s
  halt when drawdown > 4%
}

test "bids only mean one" {
  given x[BTC/USD perp].book: [0s { bids: [[100, 3]], asks: [[101, 0]] }, 1m { bids: [], asks: [] }]
  given x[BTC/USD perp].trades: [0s sell 1 @ 100, 1s buy 2 BTC @ 99.9]
  given trend[BTC/USD perp]: [0s moving, 3h true]
  given mode = scored
  expect imb[BTC/USD perp] == 1 at 0s
  expect count(orders) == 0 until 30m
}
`
