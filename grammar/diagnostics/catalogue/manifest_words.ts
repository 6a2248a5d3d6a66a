/** What a text in a manifest can be meant to be. */
export const forms = {
  duration: 'a duration such as `1s` or `250ms`',
  signed_duration: 'a duration such as `-1270ms`, or `none` or `estimate` for all venues',
  skew: '`none`, `estimate`, or a duration for each venue (`{ spot: -1270ms }`)',
  rate: 'a rate such as `2000/s`',
  contract: 'an amount of an asset such as `100 USD`',
  instrument: 'an instrument such as `BTC/USDT`, `BTC/USDT perp` or `BTC/USD inverse perp`',
  decimals: 'a whole number from 0 to 36, as the contract of the token has it',
  fee: 'hundredths of a basis point from 1 to 999999: `500` is 0.05 %',
  positive: 'a number above zero',
  text: 'not empty',
  stream:
    'one of `quote`, `trades`, `bars`, `funding`, `mark`, `open_interest`, `liquidations`, `message` or another stream of the language; not `book`',
  any_stream: 'a stream of the language such as `quote`, `bars` or `book`',
  time: '`s`, `ms`, `us` or `ns` since the epoch, `iso`, or a pattern with a year, a month and a day such as `dd/MM/yyyy HH:mm` or `M/d/yyyy h:mm a`',
  delimiter: 'beside `decimal` the `delimiter` of the cells, such as `;`',
  zone: 'a zone such as `America/New_York` or `UTC`',
  clock: 'a time of day such as `16:00`',
  day: 'a day such as `2014-06-09`, or `file` where it is in the name of the file',
  file_of_day: 'a file with its day in its name, such as `trades-2024-08-08.csv.gz`',
  column: 'the number of a column from 1 on, as there is no heading',
} as const

/** `a`, `b`, `c` */
export const backticked = (items: readonly string[]) => items.map(i => `\`${i}\``).join(', ')

/** The word that was probably meant. */
export const meant = (nearest: string | undefined) => (nearest ? `did you mean \`${nearest}\`?` : undefined)

/** A manifest for pages. */
export const example = `
  market: btc-2024-08-08
  feeds:
    - { venue: spot, instrument: BTC/USDT, reader: binance_ws, file: btcusdt.jsonl.gz }`
