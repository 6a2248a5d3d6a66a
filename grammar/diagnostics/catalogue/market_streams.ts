import { entry } from './entry.ts'

/** What venues and sources say besides quotes and trades: HVT2170 and on. */
export const streams = {
  HVT2170: entry<{ instrument: string; part: string }>({
    title: 'what such an instrument does not have',
    message: p => `${p.instrument} has no ${p.part}`,
    help: p =>
      p.part === 'expiry'
        ? 'name the date in the symbol: `BTC/USDT 2027-03-26`; a spot market and a perpetual never expire'
        : `only a perpetual or a future has one: \`BTC/USDT perp\``,
    page: `Funding, a mark price, open interest and liquidations belong to perpetuals and futures; a spot market has none of
them, and a strategy that reads them there would wait for ever. An expiry belongs to a symbol with a date.

  wrong    venue x = ccxt.binance { ... }   feature carry = x[BTC/USDT].funding.rate
  right    venue x = ccxt.binanceusdm { ... }   feature carry = x[BTC/USDT perp].funding.rate`,
  }),
  HVT2171: entry<{ source: string }>({
    title: 'where a source comes from',
    message: p => `this does not say where source \`${p.source}\` comes from`,
    help: () => 'write what carries it, and the topic as a text: `kafka("social")`',
    page: `A source is a stream from outside the markets. What carries it is named like a function, its topic is a text.

  wrong    source social = kafka { columns: { mood: number }, silent: 1h }
  right    source social = kafka("social") { columns: { mood: number }, silent: 1h }`,
  }),
  HVT2172: entry<{ column: string; is: 'key' | 'text' | 'unknown' }>({
    title: 'a column of a source',
    message: p =>
      p.is === 'key'
        ? `\`${p.column}\` is no column of texts, so it cannot be the key`
        : p.is === 'text'
          ? `\`${p.column}\` is a text that is not the key`
          : `\`${p.column}\` has a type that no column has`,
    help: p =>
      p.is === 'key'
        ? 'name a column with the type `text`'
        : p.is === 'text'
          ? 'make it the `key`, or leave it out: a message is numbers of one key'
          : 'write `number`, `ratio`, `bool`, `duration`, `time`, or a unit: `USD`, `USD/BTC`',
    page: `The columns of a source are the fields of its messages that a strategy reads, with their types. One may be a text:
the key, which says of what a message is. All others are numbers, each with its unit.

  wrong    source social = kafka("social") { columns: { ticker: text, mood: float }, silent: 1h }
  right    source social = kafka("social") { key: ticker, columns: { ticker: text, mood: number }, silent: 1h }`,
  }),
  HVT2173: entry<{ source: string; setting: string; example: string }>({
    title: 'a source lacks a setting',
    message: p => `source \`${p.source}\` does not say its \`${p.setting}\``,
    help: p => `add \`${p.example}\``,
    page: `A source declares what its messages carry (\`columns: { mood: number }\`) and after which silence its values no
longer count (\`silent: 1h\`). \`key\`, \`at\`, \`known\`, \`lateness\` and \`rate\` may be left out.`,
  }),
}
