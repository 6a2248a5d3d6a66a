import { entry } from './entry.ts'

/** Where a strategy and a market meet: HVT404x. */
export const binding = {
  HVT4040: entry<{ market: string; missing: readonly Named[]; wanted: number; has: readonly Named[] }>({
    title: 'the market lacks what the strategy reads',
    message: p =>
      `the market \`${p.market}\` lacks ${p.missing.length} of the ${p.wanted} instruments that the strategy reads: ${byVenue(p.missing)}`,
    why: p => `the market has ${byVenue(p.has)}`,
    help: () => 'add the feeds, or call venue and instrument the same in the strategy and in the manifest',
    page: `A feed is bound by the name that the strategy gives the venue, and by the instrument's name,
\`perp\` included. The adapter (\`ccxt.binance\`) plays no part in a backtest.

  strategy   venue spot = ccxt.binance { … }   … spot[BTC/USDT].quote
  wrong      - { venue: binance, instrument: BTC/USDT, … }
  right      - { venue: spot, instrument: BTC/USDT, … }`,
  }),
  HVT4041: entry<{ market: string; asset: string; equals: string; venue: string; symbol: string }>({
    title: 'the market lacks the rate of a peg',
    message: p =>
      `the market \`${p.market}\` has no feed of \`${p.venue} ${p.symbol}\`, which measures \`peg ${p.asset} = ${p.equals}\``,
    help: p => `add the feed, or say in the manifest \`assume: { ${p.symbol}: 1 }\`; the result then says so`,
    page: `A peg holds while a rate says that it does. In a backtest whose data lack that rate, you may
assume it; nothing is assumed unasked, and the result says what was.

  strategy   peg USDT = USD within 50bps by kraken[USDT/USD]
  wrong      a manifest without a feed of kraken USDT/USD
  right      assume: { USDT/USD: 1 }`,
  }),
  HVT4042: entry<{ symbol: string; venue: string }>({
    title: 'an assumption that cannot stand for data',
    message: p => `\`assume\` cannot stand for \`${p.venue} ${p.symbol}\`: the strategy reads it for more than a peg`,
    help: () => 'add a feed of it, or leave it out of the universe that the strategy reads',
    page: `An assumed rate never moves: it can hold a peg, but it is no market to trade or to measure.

  manifest   assume: { USDT/USD: 1 }
  wrong      each s in [BTC/USD, USDT/USD] { … kraken[s].quote … }
  right      each s in [BTC/USD] { … kraken[s].quote … }`,
  }),
  HVT4043: entry<{ venue: string; instrument: string; stream: string; file: string }>({
    title: 'a stream without events',
    severity: 'warning',
    message: p => `\`${p.venue} ${p.instrument}\` has no ${p.stream} in \`${p.file}\``,
    why: () => 'its values stay absent for the whole run, counts and sums over time are 0: nothing came',
    help: () => 'if nobody listened to it, leave it out of the `streams` of the feed, and sums are absent too',
    page: `The strategy reads a stream of which the recording has not a single event: it was not subscribed,
or the venue does not have it, or nothing came. Its values stay absent. Counts and sums over a window of time
are 0, since nothing came; if it was not subscribed they say too much. Name the streams that the feed has
(\`streams: [quote, trades]\`), and what is computed of any other is absent for the whole run, sums included: rules that
need it never fire.

  wrong    a strategy that reads trades, on a recording of bookTicker only
  right    a recording with both`,
  }),
  HVT4044: entry<{ venue: string; symbol: string; stream: string; files: readonly [string, string] }>({
    title: 'two feeds of one stream',
    message: p =>
      `\`${p.venue} ${p.symbol}\` has two feeds of its ${p.stream}: \`${p.files[0]}\` and \`${p.files[1]}\``,
    why: () => 'mixed, each event would count twice, or undo what the other file said',
    help: () =>
      'keep one of them; files that follow each other are one feed, by what is alike in their names: `day-*.gz`',
    page: `An instrument of a venue has one source of each stream. Two files that may both hold its quotes are
two recordings of the same market, or parts of one: HVT does not guess which event counts. A feed
counts as a source of every stream that its reader knows.

  wrong    - { venue: spot, instrument: BTC/USDT, reader: binance_ws, file: 1_monday.jsonl }
           - { venue: spot, instrument: BTC/USDT, reader: binance_ws, file: 2_tuesday.jsonl }
  right    - { venue: spot, instrument: BTC/USDT, reader: binance_ws, file: "*day.jsonl" }`,
  }),
  HVT4045: entry<{ symbol: string; measured: boolean }>({
    title: 'an assumption that is not used',
    severity: 'warning',
    message: p => `\`assume\` names \`${p.symbol}\`, which is not assumed`,
    why: p => (p.measured ? 'a feed has it, and data count' : 'the strategy measures no peg by it'),
    help: () => 'leave it out',
    page: `An assumed rate stands for one that measures a peg and has no feed. Where a feed has it, the data
count; where no peg is measured by it, it has no effect.

  strategy   peg USDT = USD within 50bps by kraken[USDT/USD]
  wrong      assume: { USDC/USD: 1 }
  right      assume: { USDT/USD: 1 }`,
  }),
  HVT4048: entry<{ venue: string; file: string; wanted: string; every: string }>({
    title: 'bars that are longer than those that are wanted',
    message: p => `the strategy reads bars of ${p.wanted} of \`${p.venue}\`, and \`${p.file}\` has bars of ${p.every}`,
    why: () =>
      'what happened within a bar is not known, so shorter ones, or ones that begin within it, cannot be made of it',
    help: p => `read \`bars(${p.every})\` or a multiple of it, or take a file of shorter bars or of trades`,
    page: `Bars of a file are put together to those that the strategy reads: of bars of one minute come bars
of 5 minutes or of an hour, but not of 90 seconds, and never of a second.

  wrong    i.bars(1m) with map: { stream: bars, every: 1h, … }
  right    i.bars(4h) with map: { stream: bars, every: 1h, … }`,
  }),
  HVT4049: entry<{ venue: string; file: string; latency: string; lateness: string }>({
    title: 'bars that come when they are closed',
    message: p =>
      `bars of \`${p.file}\` come ${p.latency} after their end, and the bars of \`${p.venue}\` are closed ${p.lateness} after it`,
    why: () => 'each would be too late for its own bar, and the strategy would see none at all',
    help: p => `write \`lateness: ${p.latency}\` in the venue of the strategy, or a shorter \`latency\` in the feed`,
    page: `\`bars(p)\` closes at a multiple of p, and \`lateness\` of its venue later; what comes after that is
dropped. A recorded bar is known when it is over, and the \`latency\` of its feed later.

  wrong    venue x = … { … }                    with a feed of bars and latency: 2s
  right    venue x = … { …, lateness: 2s }      with a feed of bars and latency: 2s`,
  }),
}

/** An instrument of a venue. */
interface Named {
  readonly venue: string
  readonly symbol: string
}

/** No list is longer. */
const most = 6

/** Each venue and each instrument once, venues of the same instruments together: `a`, `b`: BTC/USD, ETH/USD; `c`: … */
function byVenue(all: readonly Named[]): string {
  const symbols = new Map<string, string[]>()
  for (const { venue, symbol } of all) symbols.set(venue, [...(symbols.get(venue) ?? []), symbol])
  const venues = new Map<string, string[]>()
  for (const [venue, own] of [...symbols].sort()) {
    const text = some([...new Set(own)].sort())
    venues.set(text, [...(venues.get(text) ?? []), `\`${venue}\``])
  }
  return some(
    [...venues].map(([text, names]) => `${some(names)}: ${text}`),
    '; ',
  )
}

function some(items: readonly string[], between = ', '): string {
  const left = items.length - most
  return left > 1 ? `${items.slice(0, most).join(between)}${between}and ${left} more` : items.join(between)
}
