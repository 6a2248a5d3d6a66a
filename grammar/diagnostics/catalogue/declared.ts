import { entry } from './entry.ts'

/** What declarations say of types, times and files: HVT2133 and on. */
export const declared = {
  HVT2133: entry<{ type: string; suggestion?: string | undefined; known: string }>({
    title: 'no such type',
    message: p => `there is no type \`${p.type}\``,
    help: p => (p.suggestion ? `did you mean \`${p.suggestion}\`?` : `types are ${p.known}`),
    page: `After the colon of an argument, or of a function itself, stands what it is: \`number\` (of any unit), \`ratio\`
(plain), \`duration\`, \`price[base, quote]\`, \`qty[asset]\`, \`notional[asset]\`, \`bool\`, \`time\`, \`text\`, \`window\`,
\`event\`, \`record\`, \`list\`, \`function\`; a stream: \`quote\`, \`ticker\`, \`trades\`, \`book\`, \`pool\`, \`bar\`, \`signal\`; or a
key: \`venue\`, \`symbol\`, \`asset\`, \`instrument\`, \`universe\`.

After \`as\` of a record's column stands a type of databases: \`varchar(20)\`, \`text\`,
\`decimal(20, 8)\`, \`float\`, \`double\`, \`integer\`, \`bigint\`, \`boolean\`, \`date\`, \`timestamptz\`, \`uuid\`.

  wrong    fn ahead(x: float, n: window) = x / prev(x, n) - 1
  right    fn ahead(x: number, n: window) = x / prev(x, n) - 1`,
  }),
  HVT2134: entry<{ type: string; example: string }>({
    title: 'wrong brackets of a type',
    message: p => `\`${p.type}\` does not take what stands in its brackets`,
    help: p => `write \`${p.example}\``,
    page: `A price is of one asset in another, \`price[base, quote]\`; a quantity is of one, \`qty[asset]\`. In the brackets
stands an asset (\`USDT\`), the base or quote of an argument (\`i.base\`), or a letter: the same asset throughout a
call. Other types have no brackets.

  wrong    fn cost(p: price[a], n: qty[a]) = p * n
  right    fn cost(p: price[a, b], n: qty[a]) = p * n`,
  }),
  HVT2135: entry<{ what: string; wanted: string; found: string }>({
    title: 'another kind than declared',
    message: p => `${p.what} is declared as ${p.wanted}, found ${p.found}`,
    help: p => `give ${p.wanted}, or declare another type`,
    page: `A function says what its arguments are, and what it makes of them; both are checked at every call.

  wrong    fn wide(q: quote): ratio = q.ask / q.bid - 1   let w = wide(x[s].trades)
  right    fn wide(q: quote): ratio = q.ask / q.bid - 1   let w = wide(x[s].quote)`,
  }),
  HVT2136: entry<{ text: string; what: string }>({
    title: 'no such day or time',
    message: p => `\`${p.text}\` is no ${p.what}`,
    help: () => 'write `2026-06-30`, `00:10`, `weekly(mon, 00:10)`, `monthly(1, 00:10)`',
    page: `A date is a day of the calendar, a time of day is from 00:00 to 23:59; both are UTC. Days of the week are mon, tue,
wed, thu, fri, sat, sun. The day of \`monthly\` is one that every month has, 1 to 28.

  wrong    let over = now > 2026-02-30
  right    let over = now > 2026-03-01`,
  }),
  HVT2137: entry<{ text: string }>({
    title: 'a time of day where none is meant',
    message: p => `\`${p.text}\` is a time of day, which comes every day`,
    help: p => `write \`daily(${p.text})\` for the clock that ticks then, or ask for \`hour(now)\` and \`minute(now)\``,
    page: `A time of day stands in the clocks of the calendar: \`daily(00:10)\`, \`weekly(mon, 00:10)\`, \`monthly(1, 00:10)\`. As a
value it would be another time on each day.

  wrong    signal late when now > 22:00
  right    signal late when hour(now) >= 22`,
  }),
  HVT2138: entry<{ value: string }>({
    title: 'a text that would change',
    message: p => `\`${p.value}\` changes while the strategy runs, and a text that is a value does not`,
    help: () => 'give it a column of its own; the text of an `alert` may have it',
    page: `What stands in the braces of a text is a key, a word or a number that is known before the run. Only the text of an
\`alert\`, which is written when it is sent, takes values of that moment.

  wrong    record up as t { what: "{s} at {mid}" }
  right    record up as t { what: "{s}", mid }`,
  }),
  HVT2139: entry<{ wanted: string }>({
    title: 'no text of this',
    message: p => `in the braces of a text stands ${p.wanted}`,
    help: () => 'name a part of it: `{q.mid}`, not `{q}`',
    page: `The braces of a text hold one key, word, number, condition or time; \`{pct(x)}\` shows a ratio in percent.

  wrong    alert "{q} is wide" when wide
  right    alert "{q.ask} is wide" when wide`,
  }),
  HVT2140: entry<{ path: string; wanted: string; rows: string }>({
    title: 'members that are none',
    message: p => `\`${p.path}\` has rows that are no ${p.wanted}: ${p.rows}`,
    help: () => 'correct or remove them; dates are `2026-06-30`, and `from` comes before `to`',
    page: `Each row of the file of a universe names a member of the kind that its declaration says, once, or several times
with dates of membership that do not overlap.

  wrong    symbol,from,to
           BTC/USD,2020-01-01,2019-01-01
  right    symbol,from,to
           BTC/USD,2019-01-01,2020-01-01`,
  }),
  HVT2141: entry<{ path: string; problem: string }>({
    title: 'no file of members',
    message: p => `\`${p.path}\` ${p.problem}`,
    help: () =>
      'give the path of a CSV file, relative to the strategy, whose first line is `symbol` or `symbol,from,to`',
    page: `\`file("symbols.csv")\` reads a CSV file (RFC 4180) beside the strategy. Its first line names the columns: \`symbol\`,
and if members come and go, \`from\` and \`to\`, the day of the first and the day after the last.

  wrong    universe symbols: */USD = file("/data/all of them.csv")
  right    universe symbols: */USD = file("symbols.csv")`,
  }),
  HVT2142: entry<{ name: string; is: string }>({
    title: 'a universe of anything',
    message: p => `universe \`${p.name}\` does not say what its members are`,
    why: () => 'units of prices and sizes are checked before the members are known',
    help: p => `write \`universe ${p.name}: */USDT = ${p.is}\``,
    page: `The members of a file or a query are known only when it is read. What they are, symbols of one quote or members
like those of another universe, is said where the universe is declared, and checked when they are known.

  wrong    universe symbols = file("symbols.csv")
  right    universe symbols: */USD = file("symbols.csv")`,
  }),
  HVT2143: entry<{ name: string; suggestion?: string | undefined; known: string }>({
    title: 'members for no universe',
    message: p => `the strategy has no universe \`${p.name}\` that takes members`,
    help: p => (p.suggestion ? `did you mean \`${p.suggestion}\`?` : p.known ? `it has ${p.known}` : 'it has none'),
    page: `Members are given to universes that are declared as a file or a query.

  wrong    hvt check momentum.hvt --universe perp=BTC/USDT
  right    hvt check momentum.hvt --universe perps=BTC/USDT`,
  }),
  HVT2144: entry<{ is: string }>({
    title: 'a universe without a name',
    message: () => 'a universe whose members stand elsewhere needs a name',
    help: p => `declare it: \`universe NAME: */USD = ${p.is}\``,
    page: `Its members are given by the name, \`--universe NAME=…\`, and the checks of units are made for what its declaration
says.

  wrong    each s in file("symbols.csv") { ... }
  right    universe symbols: */USD = file("symbols.csv")   each s in symbols { ... }`,
  }),
  HVT2145: entry<{ name: string; problem: string }>({
    title: 'no such package',
    message: p => `the package \`${p.name}\` ${p.problem}`,
    help: p =>
      `\`npm install ${p.name}\` beside the strategy; a file of your own begins with a dot: \`use "./${p.name}"\``,
    page: `A name in quotes that is no path is a package of npm, found in \`node_modules\` of the folder of the file, or of one
above. Its \`package.json\` says in \`hvt\` (or \`main\`) which file it offers. Nothing of it is executed.

  wrong    use "hvt-indicator" (ema)
  right    use "hvt-indicators" (ema)`,
  }),
  HVT2146: entry<{ path: string }>({
    title: 'files that use each other',
    message: p => `these files use each other: ${p.path}`,
    help: () => 'put what both need into a third file',
    page: `A file may not use itself, directly or through others: nobody could say which comes first.

  wrong    a.hvt: use "./b" (f)    b.hvt: use "./a" (g)
  right    a.hvt: use "./b" (f)    b.hvt: use "./c" (g)`,
  }),
  HVT2147: entry<{ setting: string; wanted: string; found: string; suggestion?: string | undefined }>({
    title: 'a word that a setting does not take',
    message: p => `\`${p.setting}\` takes ${p.wanted}, found \`${p.found}\``,
    help: p => (p.suggestion ? `did you mean \`${p.suggestion}\`?` : `write ${p.wanted}`),
    page: `Some settings are words: of a venue \`margin\` (isolated, cross), \`positions\` (one_way, hedge), \`prices\` (adjusted,
raw), \`liquidation_side\` (order, position), \`calendar\` (the name of an exchange), of its fees \`in\` (received, base,
quote), of a strategy \`baseline\` (inventory, cash).

  wrong    margin: isolate
  right    margin: isolated`,
  }),
  HVT2148: entry<{ what: string; wanted: string }>({
    title: 'a number that a setting does not take',
    message: p => `${p.what} wants ${p.wanted}`,
    help: p => `write ${p.wanted}`,
    page: `Settings are known before the run. \`leverage\` is plain and at least 1, \`per_share\` is money and not negative, the
\`decimals\` of an asset are a whole number from 0 to 36.

  wrong    leverage: 0.5
  right    leverage: 2`,
  }),
  HVT2220: entry<{ what: string; type: string; found: string }>({
    title: 'another unit than declared',
    message: p => `${p.what} is declared as ${p.type}, found ${p.found}`,
    help: () => 'give a value of that unit, or declare another type',
    page: `The types \`ratio\`, \`duration\`, \`price[a, b]\`, \`qty[a]\` and \`notional[a]\` say which unit a number has; a letter is
the same asset throughout a call.

  wrong    fn cost(p: price[a, b], n: qty[a]) = p * n   let c = cost(q.bid, 5 USD)
  right    fn cost(p: price[a, b], n: qty[a]) = p * n   let c = cost(q.bid, 5 BTC)`,
  }),
}
