import { type Ticks, tick } from './feature_ticks.ts'

/** What one message says of a symbol on a venue; times µs. */
export interface VenueMessage {
  readonly received: number
  /** When it happened. */
  readonly origin: number
  readonly venue: string
  readonly symbol: string
  readonly kind: 'quote' | 'trade' | 'other'
  /** bid, its size, ask, its size; price, quantity in base. */
  readonly numbers: readonly number[]
}

export interface Opportunity {
  /** How often the profit was known, and how often it was enough. */
  checks: number
  trueTicks: number
  firings: number
}

export interface VenueRules {
  readonly symbols: readonly string[]
  /** Those that trade, with what a taker pays. */
  readonly fees: Readonly<Record<string, number>>
  readonly minProfit: number
  /** µs: how old a price may be, and for how long a venue may say nothing. */
  readonly maxAge: number
  readonly silent: number
  /** Seconds of `usual`, ticks of `history`; without it there is none. */
  readonly usual: number
  readonly history?: number
}

interface Leg {
  /** The last quote that differs from the one before it. */
  quote?: { readonly bid: number; readonly ask: number; readonly said: string; readonly origin: number }
  readonly mids: number[]
  readonly changes: number[]
  readonly volumes: number[]
}

const second = 1_000_000

/** Features and opportunities of venue_spreads from their definitions, by name and keys: arrays of all that happened, and loops over them. */
export function plainVenues(messages: readonly VenueMessage[], rules: VenueRules) {
  const { symbols, fees, minProfit, maxAge, silent, usual, history } = rules
  const features = new Map<string, Ticks>()
  const opportunities = new Map<string, Opportunity>()
  const wasGood = new Map<string, boolean>()
  const legs = new Map<string, Leg>()
  const heard = new Map<string, number>()
  const grids = new Map<string, number[]>()
  const tell = (name: string, value: number | undefined) => tick(features, name, value)

  const leg = (venue: string, symbol: string) => {
    const key = `${venue} ${symbol}`
    if (!legs.has(key)) legs.set(key, { mids: [], changes: [], volumes: [] })
    return legs.get(key)!
  }
  const young = (venue: string, symbol: string, now: number) => {
    const { quote } = leg(venue, symbol)
    const isAlive = now - (heard.get(venue) ?? Number.NEGATIVE_INFINITY) < silent
    return quote && isAlive && now - quote.origin < maxAge ? quote : undefined
  }
  const pairs = symbols.flatMap(symbol =>
    Object.keys(fees).flatMap(cheap =>
      Object.keys(fees).flatMap(dear =>
        cheap === dear ? [] : [{ symbol, cheap, dear, key: `${symbol} ${cheap} ${dear}` }],
      ),
    ),
  )
  const apart = ({ symbol, cheap, dear }: (typeof pairs)[number], now: number) => {
    const [buy, sell] = [young(cheap, symbol, now), young(dear, symbol, now)]
    if (!buy || !sell) return undefined
    const profit = (sell.bid * (1 - fees[dear]!)) / (buy.ask * (1 + fees[cheap]!)) - 1
    return { spread: sell.bid / buy.ask - 1, profit }
  }
  const summary = (name: string, key: string, all: readonly number[], n: number) => {
    tell(`${name}.last ${key}`, all.at(-1))
    if (all.length < n) return
    const window = all.slice(-n)
    let [low, high] = [window[0]!, window[0]!]
    for (const x of window) {
      if (x < low) low = x
      if (x > high) high = x
    }
    const [mean, deviation] = moments(window)
    tell(`${name}.mean ${key}`, mean)
    tell(`${name}.std ${key}`, deviation)
    tell(`${name}.low ${key}`, low)
    tell(`${name}.high ${key}`, high)
  }

  /** What the spreads are at a full second, once all messages up to then are in. */
  const onGrid = (now: number) => {
    for (const pair of pairs) {
      const spread = apart(pair, now)?.spread
      if (spread === undefined) continue
      if (!grids.has(pair.key)) grids.set(pair.key, [])
      grids.get(pair.key)!.push(spread)
      summary('usual', pair.key, grids.get(pair.key)!, usual)
    }
  }

  let next = Math.ceil(messages[0]!.received / second) * second
  for (const { received: now, origin, venue, symbol, kind, numbers } of messages) {
    for (; next < now; next += second) onGrid(next)
    // A venue that had been silent brings back what it said last; levels look again, but only ticks are counted here.
    heard.set(venue, now)
    if (!symbols.includes(symbol)) continue
    const l = leg(venue, symbol)
    const at = `${symbol} ${venue}`
    if (kind === 'trade') {
      l.volumes.push(numbers[1]!)
      tell(`price.volume_ma5 ${at}`, l.volumes.length >= 5 ? moments(l.volumes.slice(-5))[0] : undefined)
    }
    if (kind !== 'quote' || l.quote?.said === numbers.join(' ')) continue
    const [bid, , ask] = numbers as [number, number, number, number]
    l.quote = { bid, ask, said: numbers.join(' '), origin }
    const mid = (bid + ask) / 2
    const change = l.mids.length > 0 ? mid / l.mids.at(-1)! - 1 : undefined
    l.mids.push(mid)
    if (change !== undefined) l.changes.push(change)
    const [ma5, std5] = l.mids.length >= 5 ? moments(l.mids.slice(-5)) : []
    const [ma20] = l.mids.length >= 20 ? moments(l.mids.slice(-20)) : []
    tell(`price.price ${at}`, mid)
    tell(`price.ma5 ${at}`, ma5)
    tell(`price.ma20 ${at}`, ma20)
    tell(`price.std5 ${at}`, std5)
    tell(`moves.change ${at}`, change)
    tell(`moves.volatility10 ${at}`, l.changes.length >= 10 ? moments(l.changes.slice(-10))[1] : undefined)
    tell(`moves.bid_ask ${at}`, ask / bid - 1)
    tell(`moves.ma_gap ${at}`, ma20 && ma5! / ma20 - 1)
    if (history) summary('history', at, l.mids, history)
    for (const pair of pairs) {
      if (pair.symbol !== symbol || (pair.cheap !== venue && pair.dear !== venue)) continue
      const both = apart(pair, now)
      tell(`spread ${pair.key}`, both?.spread)
      tell(`profit ${pair.key}`, both?.profit)
      if (!both) continue
      const isGood = both.profit >= minProfit
      const o = opportunities.get(pair.key) ?? { checks: 0, trueTicks: 0, firings: 0 }
      opportunities.set(pair.key, o)
      o.checks++
      if (isGood) o.trueTicks++
      if (isGood && !wasGood.get(pair.key)) o.firings++
      wasGood.set(pair.key, isGood)
    }
  }
  return { features, opportunities }
}

/** Loops, since there are windows of a thousand at each of a hundred thousand ticks. */
function moments(xs: readonly number[]): [mean: number, deviation: number] {
  let sum = 0
  for (const x of xs) sum += x
  const mean = sum / xs.length
  let squares = 0
  for (const x of xs) squares += (x - mean) ** 2
  return [mean, Math.sqrt(squares / (xs.length - 1))]
}
