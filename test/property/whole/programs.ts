import fc from 'fast-check'
import { expressions } from '../expressions.ts'
import { acting } from './acting.ts'
import { learning } from './learning.ts'
import type { Part, PartOf, Pieces } from './part.ts'
import { streams } from './streams.ts'

const header = `/// A random strategy that uses the whole language.
strategy whole in USD
use std.stats (summary, zscore, realised_vol, half_life)
use std.book (imbalance, microprice, vwap)
use std.indicators (rsi, atr, donchian)
venue a = ccxt.kraken { fees: { maker: 1bps, taker: 20bps }, silent: 3s, rate: 20/1s }
venue b = ccxt.binance { fees: { maker: 2bps, taker: 10bps }, silent: 2s, rate: 20/1s }
venue f = ccxt.binanceusdm { fees: { maker: 2bps, taker: 5bps }, silent: 3s, rate: 20/1s, margin: isolated, leverage: 2 }
source social = kafka("social") { key: ticker, columns: { ticker: text, mood: number, hot: bool }, silent: 5s, rate: 20/1s }
universe venues = [a, b]
universe coins = [BTC, ETH]
universe perps = [BTC/USD perp, ETH/USD perp]
param age = 2s in 1ms .. 10s
param clip = 100 USD in 10 USD .. 1_000 USD
`

const limits = `risk {
  limit gross <= 20_000 USD
  limit orders <= 5 per 1s
  limit leverage <= 2
  halt when drawdown > 10% or disconnected(a) for 30s
}
`

export const parts: readonly PartOf[] = [...streams, ...learning, ...acting]

/** The names that parts may count on, within a coin. */
const scope = '  let x = a[c/USD]\n  let y = b[c/USD]\n  let i = f[c/USD perp]\n  let mid = x.quote.mid\n'

/** Expressions of a pair of symbols as those of a coin. */
function ofCoin(text: string): string {
  return text.replaceAll('USD/s.base', 'USD/c').replaceAll('[s]', '[c/USD]').replaceAll('over symbols', 'over coins')
}

function pieces(): fc.Arbitrary<Pieces> {
  const { price, ticking, ratio, condition } = expressions()
  const four = (of: fc.Arbitrary<string>) => fc.array(of.map(ofCoin), { minLength: 4, maxLength: 4 })
  return fc.record({
    price: four(price),
    ticking: four(ticking),
    ratio: four(ratio),
    // Something wakes it, whatever it is.
    condition: four(condition.map(c => `((${c}) and present(x.quote.bid))`)),
    choice: fc.array(fc.nat(1_000), { minLength: 4, maxLength: 4 }),
  })
}

/** Each part at most once: what two of one kind wanted of one instrument could contradict each other. */
export const wholeProgramsOf = (of: readonly PartOf[]): fc.Arbitrary<string> =>
  fc.subarray([...of.keys()], { minLength: 2, maxLength: 5 }).chain(which => {
    const filled = which.map(w => pieces().map(pieces => of[w]!(pieces, w)))
    return fc.tuple(...filled).map(textOf)
  })

/**
 * Well-typed random strategies of the whole language, as source text: streams of every kind, functions, labels, models,
 * phases, orders, cycles, transfers, risk, alerts, pairs and portfolios, with random expressions in their places.
 */
export const wholePrograms: fc.Arbitrary<string> = wholeProgramsOf(parts)

/** Strategies of one part alone. */
export const programsOf = (part: PartOf): fc.Arbitrary<string> => pieces().map(of => textOf([part(of, 0)]))

function textOf(chosen: readonly Part[]): string {
  const all = (of: (part: Part) => string | undefined) => chosen.map(part => of(part) ?? '').join('')
  return `${header}${all(p => p.top)}each c in coins {\n${scope}${all(p => p.body)}}\n${all(p => p.after)}${limits}`
}
