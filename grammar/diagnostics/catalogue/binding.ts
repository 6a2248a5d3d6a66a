import { entry } from './entry.ts'
import { backticked } from './manifest_words.ts'

/** Where a strategy and a market meet: HVT404x. */
export const binding = {
  HVT4040: entry<{ market: string; missing: readonly string[]; wanted: readonly string[]; has: readonly string[] }>({
    title: 'the market lacks what the strategy reads',
    message: p => `the market \`${p.market}\` has no feed of ${backticked(p.missing)}`,
    why: p => `the strategy reads ${backticked(p.wanted)}; the market has ${backticked(p.has)}`,
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
    why: () => 'what the strategy computes from it stays absent for the whole run',
    help: () => 'take a recording that has it, or a strategy that does without',
    page: `The strategy reads a stream of which the recording has not a single event: it was not subscribed,
or the venue does not have it. Everything computed from it stays absent, and rules that need it
never fire.

  wrong    a strategy that reads trades, on a recording of bookTicker only
  right    a recording with both`,
  }),
}
