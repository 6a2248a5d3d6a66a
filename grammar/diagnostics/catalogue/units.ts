import { entry } from './entry.ts'

/** Units: HVT22xx. */
export const units = {
  HVT2201: entry<{ doing: string; left: string; right: string; keys: boolean }>({
    title: 'units differ',
    message: p => `this ${p.doing} ${p.left} and ${p.right}`,
    why: p =>
      p.keys ? 'prices and amounts of different keys are different units, whatever their members are today' : undefined,
    help: p =>
      p.keys
        ? 'compare what has no unit: a ratio (`a / b`), a change (`x / prev(x, 1) - 1`), a z-score'
        : 'bring both to one unit: multiply by a price, divide by one, or declare a `peg`',
    page: `A price in USD per BTC, a price in USD per ETH, an amount of BTC and a duration are different things: they multiply
and divide, but do not add or compare. Inside \`each s in symbols\` the base and quote of \`s\` are units of their own.
USD is not USDT unless a \`peg\` says so.

  wrong    each a in symbols, b in symbols { feature sum = kraken[a].quote.mid + kraken[b].quote.mid }
  right    each a in symbols, b in symbols { feature moves = change[a] + change[b] }`,
  }),
  HVT2202: entry<{ number: string; unit: string; example: string }>({
    title: 'a bare number where a unit is meant',
    message: p =>
      `${p.number} is a ${/%|bps/.test(p.number) ? 'ratio' : 'bare number'}, but ${p.unit === 's' ? 'a duration' : p.unit} is meant here`,
    help: p =>
      /%|bps/.test(p.number) && p.unit !== 's'
        ? `a share of something is a product: \`x * ${p.number}\` or \`x * (1 - ${p.number})\``
        : `write \`${p.example}\``,
    page: `A number without a unit is a plain number, not an amount of whatever fits. Only 0 goes with every unit.

  wrong    param clip = 2_000 in 100 USD .. 20_000 USD
  right    param clip = 2_000 USD in 100 USD .. 20_000 USD
  wrong    signal dear when q.ask > 60_000
  right    signal dear when q.ask > 60_000[USD/BTC]`,
  }),
  HVT2203: entry<{ what: string; wanted: string; found: string }>({
    title: 'the wrong unit',
    message: p => `${p.what} wants ${p.wanted}, found ${p.found}`,
    help: p => `give it ${p.wanted}`,
    page: `Some places take one unit only: an age and a period are durations, a fee is plain, a size is an amount.

  wrong    q.ask fresh 5
  right    q.ask fresh 5s`,
  }),
  HVT2204: entry<{ name: string; size: string; last: string; x: string }>({
    title: 'a window, or the smaller of two?',
    severity: 'warning',
    message: p =>
      `\`${p.name}(${p.x}, ${p.size})\` is the ${p.name === 'min' ? 'least' : 'greatest'} of the last ${p.last}, not of two numbers`,
    help: p =>
      `for the ${p.name === 'min' ? 'smaller' : 'greater'} of two numbers write the number first: \`${p.name}(${p.size}, ${p.x})\``,
    page: `\`min\` and \`max\` have two uses: over a window (\`max(mid, 20)\`, the greatest of the last 20 ticks) and of values
(\`max(a, b)\`). A bare whole number, or a duration, in second place is a window. Where the first argument has no unit, or
is a duration itself, the other meaning would fit as well, so HVT asks. With the number first it is no window.`,
  }),
  HVT2216: entry<{ fold: string; unit: string; key: string }>({
    title: 'a fold over different units',
    message: p => `this is a \`${p.fold}\` of ${p.unit}, which is another unit for each ${p.key}`,
    help: () => 'bring all to one unit first: a ratio, a change, a notional in one asset',
    page: `A fold over keys makes one number of many, so they need one unit: amounts of BTC and of ETH do not add, and the
lower of their prices means nothing. The quote asset is the same for all when all members of the universe share it.

  wrong    sum(kraken[s].quote.bid_size) over s in symbols
  right    sum(kraken[s].quote.bid_size * kraken[s].quote.bid) over s in symbols`,
  }),
  HVT2217: entry<{ before: string; after: string }>({
    title: 'a state that changes its unit',
    message: p => `the state is ${p.before} before this step and ${p.after} after it`,
    help: p => `let the next value be ${p.before}`,
    page: `A number of a \`scan\`'s state keeps its unit: what its start and its next value have.

  wrong    scan(0 USD, s -> s + x.trades.qty)
  right    scan(0 USD, s -> s + x.trades.notional)`,
  }),
  HVT2205: entry<{ venue: string; written: string; listed: string }>({
    title: '`means` without a peg',
    message: p => `\`${p.venue}\` means ${p.listed} where ${p.written} is written, but the two are not pegged`,
    why: () => 'a price in one asset is not a price in the other; a peg says how far they may part',
    help: p => `add \`peg ${p.listed} = ${p.written} within 50bps by VENUE[${p.listed}/${p.written}]\``,
    page: `A venue that has no USD market may say \`means: { USD: USDT }\`: BTC/USD there is its BTC/USDT. That is an equation
between two assets, so it needs a \`peg\`, whose rate is watched.`,
  }),
  HVT2206: entry<{ unit: string }>({
    title: 'a unit to a power beyond use',
    message: p => `this has ${p.unit} to a power above 100`,
    help: () => 'divide by something of the same unit first, so that what is raised is a ratio',
    page: `Units may be multiplied and raised, but a price to the hundredth power is no quantity of anything; most likely a
ratio was meant.

  wrong    (q.bid ^ 16) ^ 16
  right    (q.bid / q.ask) ^ 16`,
  }),
}
