import { oneOf, type PartOf } from './part.ts'

/** Functions of the file, one calling the other, with types, defaults and named arguments. */
export const functions: PartOf = ({ price, ticking, ratio, choice }, n) => {
  const types = oneOf(choice[0]!, [': number', ''])
  return {
    top: `const half${n} = 0.5
fn gain${n}(p, q = 2) = {
  let before = prev(p, 1)
  return (p - before) / (p + before) * q
}
fn weigh${n}(z${types}, t: number = 1.5): number = z * t / (1 + abs(z)) * half${n}
fn worth${n}(p: price[a, b], m: qty[a]): notional[b] = p * m
fn over${n}(p, q, w: window = 4) = weigh${n}(gain${n}(p)) + mean(gain${n}(q, q: 3), w)
`,
    body: `  feature moved${n} = over${n}(${ticking[0]}, ${ticking[1]})
  feature weighed${n} = weigh${n}(${ratio[0]}, t: 2)
  feature value${n} = worth${n}(${price[0]}, x.quote.bid_size)
  feature both${n} = latest(gain${n}(${ticking[2]}, 3)) * weigh${n}(${ratio[1]})
`,
  }
}

/** Params, one per coin, and what they may be. */
const params: PartOf = ({ price, ratio, condition }, n) => {
  return {
    top: `param floor${n} = 0.25 BTC in 0.125 BTC .. 4 BTC
param near${n} = 20 in 5 .. 50
param strict${n} = true in [true, false]
require near${n} < 40 and age <= 1h
`,
    body: `  param nerve${n} = 1.5 in 1 .. 5 per c
  param level${n} = 100[USD/c] in 50[USD/c] .. 400[USD/c]
  feature far${n} = (${price[0]} - level${n}) / level${n} * nerve${n}
  feature calm${n} = mean(${ratio[0]} on every 1s, near${n})
  signal strictly${n} when strict${n} and (${condition[0]})
`,
    after: `feature least${n} = max(floor${n}, a[BTC/USD].quote.bid_size)\n`,
  }
}

/** Integer keys. */
const rungs: PartOf = ({ price, condition }, n) => {
  return {
    body: `  let from${n} = ${price[0]}
  signal here${n} when ${condition[0]}
`,
    after: `each c in coins, k in 0 .. 3 where k != 2 {
  let rung${n} = from${n}[c] * (1 + 0.125) ^ k
  feature gap${n} = a[c/USD].quote.mid - rung${n}
  record here${n}[c] as rungs${n} { c, rung: rung${n} }
}
`,
  }
}

/** What a venue says of an instrument besides its quotes and trades. */
const instruments: PartOf = ({ ratio }, n) => {
  return {
    body: `  feature carry${n} = i.funding.rate / i.funding.interval + i.funding.paid / (i.funding.next_at - now)
  feature basis${n} = i.mark.price / i.mark.index - 1 + (${ratio[0]})
  feature held${n} = i.open_interest - first(i.open_interest, 2s)
  feature forced${n} = sum(i.liquidations.signed_notional, 2s) * i.liquidations.coverage
  feature borrowed${n} = i.borrow.rate * i.borrow.available
  feature lots${n} = i.min_notional / i.quote.mid / i.lot
  feature ticks${n} = round(i.quote.mid, i.tick) / i.tick
  signal late${n} when f.latency > 1s for 1s
`,
  }
}

/** Messages of a declared source, choices by words, and texts of records. */
const words: PartOf = ({ condition, ratio }, n) => {
  return {
    body: `  let temper${n} = match { social[c].mood > 1 -> WILD, ${condition[0]} -> BUSY, else -> CALM }
  signal wild${n} when temper${n} == WILD or (social[c].hot and (${condition[1]}))
  feature pulse${n} = match temper${n} { WILD -> ${ratio[0]}, BUSY -> mean(social[c].mood, 2s by 500ms), CALM -> 0 }
  record wild${n} as wilds${n} { c, mood: social[c].mood, what: "{c} is wild", at: now as timestamptz, share: ${ratio[1]} as float }
`,
  }
}

/** The standard library, and records of values. */
const library: PartOf = ({ price, ticking, choice }, n) => {
  const bars = oneOf(choice[0]!, ['1s', '2s'])
  return {
    body: `  let bar${n} = x.bars(${bars})
  feature strength${n} = rsi(bar${n}.close, 4) / 100
  feature reach${n} = atr(bar${n}, 3)
  feature place${n} = donchian(mid, 5s by 500ms).position
  feature usual${n} = summary((${price[0]} on every 1s), 4)
  feature noise${n} = realised_vol(mid, 4s by 500ms)
  feature score${n} = latest(zscore(${ticking[0]}, 5))
  feature state${n} = { mid: ${price[1]}, spread: x.quote.ask - x.quote.bid, hour: hour(now) }
  feature life${n} = half_life(bar${n}.close, 8)
`,
  }
}

/** Order books, their levels and what a size costs. */
const books: PartOf = ({ ratio }, n) => {
  return {
    body: `  feature lean${n} = imbalance(x.book, levels: 3)
  feature band${n} = imbalance(x.book, within: 10bps) + (${ratio[0]})
  feature micro${n} = microprice(x.book)
  feature cost${n} = vwap(x.book, buy, clip / mid) / mid - 1
`,
  }
}

export const streams: readonly PartOf[] = [functions, params, rungs, instruments, words, library, books]
