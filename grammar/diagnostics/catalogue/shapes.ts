import { short } from './text.ts'

/** What the grammar expects, in words; by rule and kind of token where the kind alone does not say enough. */
const words: Readonly<Record<string, string>> = {
  Name: 'a name',
  Equals: '`=`',
  Colon: '`:`',
  Arrow: '`->`',
  Round: '`(`',
  NumberLiteral: 'a number',
  RoundClose: '`)`',
  SquareClose: '`,` or `]`',
  CurlyOpen: '`{`',
  CurlyClose: '`,` or `}`',
  Asset: 'an asset',
  'args.RoundClose': '`,` or `)`',
  'use.RoundClose': '`,` or `)`',
  'signal.RoundClose': '`,` or `)`',
  'body.CurlyClose': '`}`',
  'eachHead.CurlyOpen': '`,`, `where` or `{`',
  '`return`': '`let` or `return`',
  field: 'a field',
  'field.Colon': '`:`',
  signal: '`=` or `when`',
  use: 'the name or path of a module',
  universe: '`*/USD` or a name',
  logicOperator: '`in`',
  extern: '`fn`',
  valueWord: '`at`, `size`, `as` and the like',
  terms: '`at`, `size`, `as` and the like',
  edge: '`when`, `after`, `at` or `absent`',
  timeWord: '`when`, `after`, `at` or `absent`',
  exitRule: '`when`, `after`, `at`, `absent`, `stop`, `take` or `trail`',
  exit: '`when`, `after`, `at`, `absent`, `stop`, `take` or `trail`',
  protectionWord: '`stop`, `take` or `trail`',
  given: '`=` or `:`',
  rank: '`top` or `bottom`',
  rows: '`at` or `every`',
  expect: '`at` or `until`',
  Comma: '`,`',
  phase: 'a name',
  Text: 'a text',
  DateLiteral: 'a date',
  Duration: 'a duration',
  At: '`@`',
  Square: '`[`',
  'phase.CurlyClose': 'a name or `}`',
  'portfolio.CurlyClose': '`long`, `short`, `weight`, `target_vol`, `band` or `}`',
  'onHead.CurlyOpen': '`when` or `{`',
  'pairHead.CurlyOpen': '`keep`, `at most` or `{`',
  'modelHead.CurlyOpen': '`per` or `{`',
  'params.RoundClose': '`,` or `)`',
  'type.RoundClose': '`,` or `)`',
  declaration: 'a declaration',
}

/** What may stand right after the bracket that opens, where it need not close yet. */
const firstInside: Readonly<Record<string, string>> = {
  'args.RoundClose': 'a value or `)`',
  'params.RoundClose': 'a name or `)`',
  'given.SquareClose': 'a duration or `]`',
  'list.SquareClose': 'a value or `]`',
  'record.CurlyClose': 'a field or `}`',
}

export function expectation(p: { expected: string; rule: string; opening: boolean }): string {
  const key = `${p.rule}.${p.expected}`
  if (p.opening && firstInside[key]) return firstInside[key]
  return words[key] ?? words[p.expected] ?? (p.expected.startsWith('`') ? p.expected : 'a value')
}

/** One example of each declaration and item of a block. */
const examples: Readonly<Record<string, string>> = {
  strategy: 'strategy spreads in USD',
  library: 'library my_stats',
  use: 'use std.stats (summary)',
  venue: 'venue kraken = ccxt.kraken { fees: { maker: 16bps, taker: 26bps }, silent: 5s }',
  peg: 'peg USDT = USD within 50bps by kraken[USDT/USD]',
  universe: 'universe trading = [kraken, okx]',
  param: 'param clip = 2_000 USD in 100 USD .. 20_000 USD',
  require: 'require fast < slow',
  const: 'const rungs = 20',
  fn: 'fn change(x, n = 1) = x / prev(x, n) - 1',
  let: 'let mid = (q.bid + q.ask) / 2',
  feature: 'feature spread = bid / ask - 1',
  signal: 'signal wide when spread > 1% for 2s',
  record: 'record wide as spreads { symbol: s, spread }',
  each: 'each s in symbols, v in venues { … }',
  source: 'source social = kafka("social") { key: ticker, columns: { ticker: text }, at: time }',
  asset: 'asset WBTC { decimals: 8 }',
  extern: 'extern fn heat(mood: number): number from "./heat.ts"',
  label: 'label reward for entry = last(mid, next 20m) / mid@row - 1',
  model: 'model scorer = gbdt { predict reward from [flow, basis]  rows at entry  train every 7d }',
  phase: 'phase mode { rules until age >= 90d  scored }',
  cycle: 'cycle rung { state empty { … } state full { … } }',
  state: 'state empty { quote bid on i at price size clip  to full when filled }',
  quote: 'quote bid on i at fair * 99.9% size clip as post_only when fill < 1',
  target: 'target position(i) = cap as ioc slippage 5bps',
  on: 'on entry { trade [i: clip] as ioc exit { after 5s } }',
  portfolio: 'portfolio book over i in x[perps] at weekly(mon, 00:10) { long top 10 by strength[i] }',
  risk: 'risk { limit orders <= 5 per 1s  halt when drawdown > 5% }',
  alert: 'alert "{v} is down" when disconnected(v) for 1m via [email]',
  test: 'test "no bars, no orders" { expect count(orders) == 0 until 1d }',
  pair: 'pair (a, b) in tickers when abs(corr(r[a], r[b], 250)) > 80% { … }',
  trade: 'trade ride [i: clip] as ioc slippage 5bps exit { after 20m }',
  buy: 'buy i size clip as market exit { after 30d }',
  sell: 'sell i size clip as market exit { after 30d }',
  transfer: 'transfer held@entry from thin to deep',
  retrain: 'retrain scorer',
  optimize: 'optimize [fast, slow] on last 60d objective sharpe(equity)',
  to: 'to idle when filled',
  veto: 'veto "a leg is down" when disconnected(v)',
  cooldown: 'cooldown 15m per s',
  limit: 'limit position <= 5_000 USD per s',
  halt: 'halt and flatten when drawdown > 5%',
  given: 'given x[BTC/USD].quote: [0s { bid: 99, ask: 100 }]',
  expect: 'expect count(orders) == 0 until 10m',
  predict: 'predict reward from [flow, basis]',
  rows: 'rows every 1s at most 10_000 pending',
  train: 'train every 1d on last 14d at least 1_000 rows',
  validate: 'validate walk_forward(folds: 5)',
  promote: 'promote when better',
  fitted_until: 'fitted_until 2026-06-30',
}

const cures: Readonly<Record<string, string>> = {
  if: 'put brackets around it: `(if … then … else …)`',
  '=': 'two values are compared with `==`; one declaration has one `=`',
  '(': 'a bracket touches the name that it calls: `mean(x, 5)`',
  '[': 'a bracket touches the name whose key it holds: `price[s]`',
  when: '`when` belongs to signals and orders; a choice is written `if … then … else …`',
  '->': '`->` stands between a case and its value, inside `match { … }`',
}

interface Wrong {
  readonly found: string | undefined
  readonly after: string | undefined
  readonly declaration: string | undefined
  readonly rule: string
  readonly expected: string
}

/** The cure for a token that cannot stand where it is found. */
export function cure({ found = '', after = '', declaration = '', rule = '', expected }: Wrong): string {
  const example = examples[declaration]
  if (expected === '`else`') return 'a choice has two ends: `if c then x else y`; `else none` is absent'
  if (rule === 'label' && expected === 'Equals' && ['(', '[', '.'].includes(found))
    return 'after `for` stands one name: `let e = …`, then `label x for e = …`'
  if (found === '(' && /^[\d)]/.test(after)) return 'what is multiplied has a `*` between: `5 * (a + b)`'
  const known = cures[found]
  if (known) return known
  if (/^\d[\d_.]*$/.test(after) && /^[a-z]\w*$/.test(found))
    return `an asset that is a key touches its number: \`${short(after)}[${short(found)}]\``
  return example ? `an example: \`${example}\`` : 'a value looks like `mid * 2`, `2_000 USD`, `0.5%` or `[a, b]`'
}
