import { entry } from './entry.ts'
import { backticked, example, forms, meant } from './manifest_words.ts'

/** What stands in a manifest: HVT4009 to HVT4014. */
export const manifestValues = {
  HVT4009: entry<{ of: string; text: string; form: keyof typeof forms }>({
    title: 'a value that is not understood',
    message: p => `\`${p.text}\` is not understood as ${p.of}`,
    help: p => `write ${forms[p.form]}`,
    page: `Durations (\`250ms\`, \`1h30m\`) and instruments (\`BTC/USDT perp\`) are written as in the language; a
rate is a number per time (\`2000/s\`), a contract's value an amount of an asset (\`100 USD\`).

  wrong    instrument: BTCUSDT
  right    instrument: BTC/USDT
  wrong    lateness: 1 second
  right    lateness: 1s`,
  }),
  HVT4010: entry<{ instrument: string; quote: string }>({
    title: 'the value of a contract is not known',
    message: p => `the feed of \`${p.instrument}\` does not say what one contract is worth`,
    why: () => 'inverse contracts are counted in contracts; sizes in the language are in the base asset',
    help: p => `add \`contract: 100 ${p.quote}\`, with the value that the exchange gives`,
    page: `Quantities of inverse contracts are numbers of contracts, each worth a fixed amount of the quote
asset. They become base quantities as contracts × value / price, so the manifest says the value.

  wrong    - { venue: coinm, instrument: BTC/USD inverse perp, reader: binance_ws, file: btc.gz }
  right    - { venue: coinm, instrument: BTC/USD inverse perp, reader: binance_ws, file: btc.gz,
               contract: 100 USD }`,
  }),
  HVT4011: entry<{ asset: string; instrument: string; base: string; quote: string }>({
    title: 'a contract in a foreign asset',
    message: p => `a contract of \`${p.instrument}\` is not worth an amount of ${p.asset}`,
    help: p => `give its value in ${p.quote} (an inverse contract) or in ${p.base} (a linear one)`,
    page: `A contract is worth a fixed amount of the quote asset (inverse) or of the base asset (linear).

  wrong    instrument: BTC/USD inverse perp, contract: 100 USDT
  right    instrument: BTC/USD inverse perp, contract: 100 USD`,
  }),
  HVT4012: entry<{ of: string; text: string; allowed: readonly string[] }>({
    title: 'a word that is not one of those known',
    message: p => `${p.of} cannot be \`${p.text}\``,
    help: p => `write one of ${backticked(p.allowed.map(word => (word === '\t' ? '\\t' : word)))}`,
    page: `Some keys of a feed's \`map\` take one of a few words: \`at\` is \`start\` or \`end\`, \`order\` is \`time\` or
\`any\`, \`delimiter\` is a comma, a semicolon, a tab (\`"\\t"\`) or a bar. \`streams\` are
those that the reader of the feed can find.

  wrong    at: begin
  right    at: start`,
  }),
  HVT4013: entry<{ venue: string; known: readonly string[]; nearest: string | undefined }>({
    title: 'a clock of an unknown venue',
    message: p => `\`skew\` names the venue \`${p.venue}\`, which no feed has`,
    help: p => meant(p.nearest) ?? `the feeds have ${backticked(p.known)}`,
    page: `\`clock: { skew: { spot: -1270ms } }\` says how much the clock of the recorder was ahead of a
venue's (here it was behind). Each venue must be one of the feeds'.

  wrong    feeds of spot and usdm, clock: { skew: { spott: -1270ms } }
  right    feeds of spot and usdm, clock: { skew: { spot: -1270ms } }`,
  }),
  HVT4014: entry<object>({
    title: 'a market without feeds',
    message: () => 'the market has no feeds',
    help: () => 'add at least one feed: `- { venue: …, instrument: …, reader: …, file: … }`',
    page: `\`feeds\` is the list of files that a market is made of. An empty one has nothing to run on.

  wrong    feeds: []
  right
${example}`,
  }),
}
