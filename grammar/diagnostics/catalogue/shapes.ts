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
  'fn.RoundClose': '`,` or `)`',
  'body.CurlyClose': '`}`',
  'eachHead.CurlyOpen': '`,`, `where` or `{`',
  '`return`': '`let` or `return`',
  field: 'a field',
  'field.Colon': '`:`',
  signal: '`=` or `when`',
  use: 'the name or path of a module',
  universe: '`*/USD` or a name',
  logicOperator: '`in`',
  declaration: 'a declaration',
}

/** What may stand right after the bracket that opens, where it need not close yet. */
const firstInside: Readonly<Record<string, string>> = {
  'args.RoundClose': 'a value or `)`',
  'fn.RoundClose': 'a name or `)`',
  'list.SquareClose': 'a value or `]`',
  'record.CurlyClose': 'a field or `}`',
}

export function expectation(p: { expected: string; rule: string; opening: boolean }): string {
  const key = `${p.rule}.${p.expected}`
  if (p.opening && firstInside[key]) return firstInside[key]
  return words[key] ?? words[p.expected] ?? (p.expected.startsWith('`') ? p.expected : 'a value')
}

/** One example of each declaration. */
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
}

const cures: Readonly<Record<string, string>> = {
  if: 'put brackets around it: `(if … then … else …)`',
  '=': 'two values are compared with `==`; one declaration has one `=`',
  '(': 'a bracket touches the name that it calls: `mean(x, 5)`',
  '[': 'a bracket touches the name whose key it holds: `price[s]`',
  when: '`when` belongs to a `signal`; a choice is written `if … then … else …`',
  '->': '`->` stands between a case and its value, inside `match { … }`',
}

/** The cure for a token that cannot stand where it is found. */
export function cure(found: string | undefined, declaration: string | undefined): string {
  const example = declaration === undefined ? undefined : examples[declaration]
  const known = found === undefined ? undefined : cures[found]
  if (known) return known
  return example ? `an example: \`${example}\`` : 'a value looks like `mid * 2`, `2_000 USD`, `0.5%` or `[a, b]`'
}
