import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

/** One leg of the plain computation: a capture of Binance and what trading there costs. */
export interface Leg {
  readonly name: string
  readonly file: string
  readonly fee: number
}

export interface PairTotals {
  ticks: number
  fires_ticks: number
  rising_edges: number
  sum_profit: number
  max_profit: number
}

interface Quote {
  readonly received: number
  readonly origin: number
  readonly leg: number
  readonly bid: number
  readonly ask: number
}

/**
 * The definition of spread_signals over recorded quotes, written down once more without any of the project's code:
 * every pair ticks at every quote of either leg while both are younger than `age` µs.
 */
export function plainSpreads(legs: readonly Leg[], threshold: number, age: number): Record<string, PairTotals> {
  const quotes = legs.flatMap((leg, i) => readQuotes(leg.file, i))
  quotes.sort((a, b) => a.received - b.received)
  const latest: (Quote | undefined)[] = legs.map(() => undefined)
  const totals: Record<string, PairTotals> = {}
  const above = new Map<string, boolean>()
  for (const quote of quotes) {
    latest[quote.leg] = quote
    for (const [i, cheap] of legs.entries()) {
      for (const [j, dear] of legs.entries()) {
        if (i === j || (quote.leg !== i && quote.leg !== j)) continue
        const [buy, sell] = [latest[i], latest[j]]
        if (!buy || !sell || quote.received - buy.origin >= age || quote.received - sell.origin >= age) continue
        const profit = (sell.bid * (1 - dear.fee)) / (buy.ask * (1 + cheap.fee)) - 1
        const pair = `buy ${cheap.name}, sell ${dear.name}`
        totals[pair] ??= { ticks: 0, fires_ticks: 0, rising_edges: 0, sum_profit: 0, max_profit: -Infinity }
        const t = totals[pair]
        t.ticks++
        t.sum_profit += profit
        t.max_profit = Math.max(t.max_profit, profit)
        if (profit >= threshold) {
          t.fires_ticks++
          if (!above.get(pair)) t.rising_edges++
        }
        above.set(pair, profit >= threshold)
      }
    }
  }
  return totals
}

/** Quotes that changed, with origin = stamp + the least of receive − stamp over quotes and trades, when that is negative. */
function readQuotes(file: string, leg: number): Quote[] {
  const lines = gunzipSync(readFileSync(file)).toString().trimEnd().split('\n')
  const rows = lines.map(line => {
    const at = line.indexOf(' ')
    return { received: Number(line.slice(0, at - 3)), message: JSON.parse(line.slice(at + 1)) }
  })
  const wanted = rows.filter(({ message }) => /@(bookTicker|trade)$/.test(message.stream ?? ''))
  const skew = Math.min(0, ...leastDelay(wanted))
  const quotes: Quote[] = []
  let before = ''
  for (const { received, message } of wanted) {
    if (!message.stream.endsWith('bookTicker')) continue
    const { b, B, a, A, T } = message.data
    const now = [b, B, a, A].join(' ')
    if (now === before) continue
    before = now
    const origin = T === undefined ? received : Math.min(received, T * 1000 + skew)
    quotes.push({ received, origin, leg, bid: Number(b), ask: Number(a) })
  }
  return quotes
}

function leastDelay(rows: readonly { received: number; message: { data: { T?: number } } }[]): readonly number[] {
  let least = Number.POSITIVE_INFINITY
  for (const { received, message } of rows)
    if (message.data.T !== undefined) least = Math.min(least, received - message.data.T * 1000)
  return Number.isFinite(least) ? [least] : []
}
