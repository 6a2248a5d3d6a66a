import { after, limits, type Mistake, trading } from './mistake.ts'

const above = 'write a value above zero'
const buy = (clauses: string) => `on up { buy a[BTC/USD] size 1 BTC ${clauses} }`
const quote = (clauses: string) => `quote bid on a[BTC/USD] at mid size 1 BTC ${clauses}`
const cycle = (busy: string) => `cycle c { state idle { to busy when move > 2% } state busy { ${busy} } }`

const rows: readonly (readonly [text: string, message: string, help: string])[] = [
  ['on up { buy a[BTC/USD] size «-1 BTC» as market exit { after 1h } }', 'the size of an order cannot be `-1 BTC`', above],
  ['on up { sell a[BTC/USD] size «0 BTC» as market exit { after 1h } }', 'the size of an order cannot be `0 BTC`', above],
  ['const clip = -1\non up { buy a[BTC/USD] size «clip * 1 BTC» as market exit { after 1h } }', 'the size of an order cannot be `clip * 1 BTC`, which is -1', above],
  [`param wait = 0s\n${buy('exit { after «wait» }')}`, '`after` cannot be `wait`, which is 0', above],
  [buy('exit { after «0s» }'), '`after` cannot be `0s`', above],
  [buy('exit { after 1h   absent «0s» }'), '`absent` cannot be `0s`', above],
  [buy('exit { after 1h   stop «-5[USD/BTC]» }'), '`stop` cannot be `-5[USD/BTC]`', above],
  [buy('exit { after 1h   trail «0[USD/BTC]» }'), '`trail` cannot be `0[USD/BTC]`', above],
  [buy('within «0s» else cancel'), '`within` cannot be `0s`', above],
  [buy('ttl «0s» exit { after 1h }'), '`ttl` of a trade cannot be `0s`', above],
  [buy('by twap(«0s») exit { after 1h }'), '`over` of `twap` cannot be `0s`', above],
  [buy('by vwap(1h, participation: «0%») exit { after 1h }'), '`participation` of `vwap` cannot be `0%`', above],
  [buy('slippage «-1%» exit { after 1h }'), '`slippage` of a trade cannot be `-1%`', 'write zero or more'],
  [buy('stack «0» exit { after 1h }'), '`stack` of a trade cannot be `0`', 'write a whole number from 1 on'],
  [buy('stack «1.5» exit { after 1h }'), '`stack` of a trade cannot be `1.5`', 'write a whole number from 1 on'],
  [buy('as post_only, «market» exit { after 1h }'), 'a trade cannot be `post_only` and `market`', 'write one of them'],
  [buy('as ioc, «fok» exit { after 1h }'), 'a trade cannot be `ioc` and `fok`', 'write one of them'],
  [buy('as gtc, «ioc» exit { after 1h }'), 'a trade cannot be `gtc` and `ioc`', 'write one of them'],
  ['on up { trade [a[BTC/USD]: «0 BTC»] as ioc exit { after 1h } }', 'the amount of a leg cannot be `0 BTC`', 'write a value other than zero'],
  ['on up { trade [a[BTC/USD]: 1 BTC, b[BTC/USD]: -1 BTC] at [mid, «-5[USD/BTC]»] as ioc exit { after 1h } }', 'the price of a trade cannot be `-5[USD/BTC]`', above],
  [quote('requote «0s»'), '`requote` of a quote cannot be `0s`', above],
  [quote('tolerance «-1[USD/BTC]»'), '`tolerance` of a quote cannot be `-1[USD/BTC]`', 'write zero or more'],
  [quote('as «market» requote 1s'), 'a quote cannot be `market`', 'write `post_only` or `gtc`'],
  ['quote bid on a[BTC/USD] at mid size «-1 BTC» requote 1s', '`size` of a quote cannot be `-1 BTC`', above],
  ['quote bid on a[BTC/USD] at «-5[USD/BTC]» size 1 BTC requote 1s', 'the price of a quote cannot be `-5[USD/BTC]`', above],
  ['target owned(a, BTC) = «-5 BTC»', 'a target cannot be `-5 BTC`', 'write zero or more'],
  [cycle('transfer «0 BTC» from a to b   to idle after 1h'), 'the amount of a transfer cannot be `0 BTC`', above],
  [cycle('to idle after «-1h»'), '`after` cannot be `-1h`', above],
  ['risk { cooldown «0s» }', '`cooldown` cannot be `0s`', above],
  ['risk { cooldown «-1s» }', '`cooldown` cannot be `-1s`', above],
  ['risk { limit orders <= «2.5» }', 'a limit of `orders` cannot be `2.5`', 'write a whole number from 1 on'],
  ['risk { limit «0» > cancels per 1s }', 'a limit of `cancels` cannot be `0`', 'write a whole number from 1 on'],
] // biome-ignore format: a table

/** Values that are known before the run and cannot be. */
export const valueMistakes: readonly Mistake[] = [
  ...after(trading + limits, rows.map(([text, ...told]) => [text, 'HVT2417', ...told] as const)),
  ...after(trading + limits, [
    [buy('by twap(1h, «participaton»: 10%) exit { after 1h }'), 'HVT2412', '`twap` does not know `participaton`', 'did you mean `participation`?'],
    [buy('by twap(«10%») exit { after 1h }'), 'HVT2202', '10% is a ratio, but a duration is meant here', 'write `10s`'],
    [buy('as ioc, «ioc» exit { after 1h }'), 'HVT2415', 'a trade has `ioc` twice', 'leave one of them out'],
    ['target owned(a, BTC) = «-5»', 'HVT2202', '-5 is a bare number, but BTC is meant here', 'write `-5 BTC`'],
  ]),
] // biome-ignore format: a table
