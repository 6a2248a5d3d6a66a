import { entry } from './entry.ts'

/** Levels, events, clocks, availability, presence: HVT23xx, HVT30xx. */
export const clocks = {
  HVT2301: entry<{ left: string; right: string }>({
    title: 'two event clocks',
    message: p => `this combines two events that happen at different times: ${p.left} and ${p.right}`,
    help: () => 'take one as a level: its value as of the other, `(x on e)`, or an aggregate of it',
    page: `Two events never happen in the same step, so a number made of both would never exist. One of them has to be
remembered.

  wrong    kraken[s].trades.price / binance[s].trades.price
  right    kraken[s].trades.price / latest(binance[s].trades.price)`,
  }),
  HVT2302: entry<{ clocks: string; cure: string }>({
    title: 'a count over several clocks',
    message: p => `this counts the ticks of several clocks: ${p.clocks}`,
    why: () => 'the last n ticks of a mixture depend on which feed is busier, not on the market',
    help: p => `say the clock: \`${p.cure}\``,
    page: `A window that counts ticks needs one clock. A value made of two venues ticks with both; say on which clock it is
to be looked at.

  wrong    mean(spread, 1_000)
  right    mean(spread on every 1s, 1_000)`,
  }),
  HVT2303: entry<{ what: string }>({
    title: 'nothing ticks here',
    message: p => `${p.what} counts ticks of something that never ticks`,
    help: () => 'numbers, params, fees and `now` do not tick: say a clock, `(x on every 1s)`',
    page: `Windows count ticks. A constant has none, and \`now\` is not a feed.

  wrong    mean(1, 20)
  right    mean(q.mid, 20)`,
  }),
  HVT2304: entry<{ what: string }>({
    title: 'an event is wanted',
    message: p => `${p.what} wants an event, found a level`,
    help: () => 'name a signal or a stream of trades; a condition becomes an event as `signal NAME when …`',
    page: `A \`record\` writes one row per tick of an event. A level (a price, an average) has a value at every moment and no
row of its own.

  wrong    record profit as profits { profit }
  right    signal good when profit > 0   record good as profits { profit }`,
  }),
  HVT2305: entry<{ window: string; ticks: string; most: string; cure: string }>({
    title: 'a window of too many ticks',
    message: p => `${p.window} may hold ${p.ticks} ticks, more than ${p.most}`,
    why: () => 'a window of time keeps its ticks; how many come is bounded by the declared `rate` only',
    help: p => `keep less: \`${p.cure}\``,
    page: `A window of time is exact: ticks leave it one by one, so it keeps them all, at most 65,536. Their number is the
\`rate\` of the venue times the length of the window. A longer one is divided into panes: \`by 1s\` keeps one partial
result per second, and ticks leave it a second at a time.

  wrong    mean(mid, 30m)
  right    mean(mid, 30m by 1s)`,
  }),
  HVT2306: entry<{ window: string; pane: string; panes: string | undefined }>({
    title: 'panes that do not fit',
    message: p =>
      p.panes
        ? `${p.window} by ${p.pane} makes ${p.panes} panes`
        : `${p.window} is no whole number of panes of ${p.pane}`,
    help: () => 'choose a pane that divides the window into at most 65,536',
    page: `\`1h by 1s\` is a window of 3,600 panes of a second each: the pane divides the window, into at most 65,536.

  wrong    mean(mid, 1h by 7s)
  right    mean(mid, 1h by 5s)`,
  }),
  HVT2307: entry<{ name: string; left: string; right: string }>({
    title: 'pairs of two clocks',
    message: p => `\`${p.name}\` pairs the ticks of different clocks: ${p.left} and ${p.right}`,
    why: () => 'a pair is two values of one step; which ticks should meet is not known',
    help: p => `look at both on one clock: \`${p.name}(x on every 1s, y on every 1s, …)\``,
    page: `\`cov\`, \`corr\` and \`ols\` take the ticks of both inputs two by two, so both must tick together.

  wrong    corr(kraken[s].quote.mid, binance[s].quote.mid, 100)
  right    corr(kraken[s].quote.mid on every 1s, binance[s].quote.mid on every 1s, 100)`,
  }),
  HVT2308: entry<{ window: string; x: string }>({
    title: 'a quantile keeps its ticks',
    message: p => `\`quantile\` cannot be taken over ${p.window}`,
    why: () => 'it needs every tick; here their number has no bound, or only sums of them are kept',
    help: p => `count them on a clock: \`quantile(${p.x} on every 1s, q, 3_600)\``,
    page: `Most aggregates of neighbouring parts combine into that of the whole; a quantile does not: it needs all ticks. It is
taken over a number of ticks or over a window of time, not over panes nor since an event.

  wrong    quantile(mid, 0.9, 1h by 1s)
  right    quantile(mid on every 1s, 0.9, 3_600)`,
  }),
  HVT2309: entry<{ cure: string }>({
    title: '`??` between an event and a level',
    message: () => 'one side of this `??` is an event, the other a level',
    why: () => 'nobody could say when the result ticks: at each trade, or at each quote while no trade was seen',
    help: p => `make the event a level: \`${p.cure}\``,
    page: `\`x ?? y\` is x, and y while x is absent; it ticks with whichever it is. Both must be of one sort.

  wrong    x.trades.price ?? x.quote.mid
  right    latest(x.trades.price) ?? x.quote.mid`,
  }),
  HVT2311: entry<{ gigabytes: string; keys: string; what: string }>({
    title: 'more state than there is memory for',
    message: p => `the strategy would keep ${p.gigabytes} GB, more than 3`,
    why: p => `this alone, of ${p.keys} keys, keeps ${p.what} GB`,
    help: () => 'take shorter windows, windows by panes (`1h by 1s`), or fewer keys',
    page: `What a strategy keeps is known before it runs, and all of it must fit into one memory. \`hvt check --bounds\`
tells what each part keeps.

  wrong    each s in thousand_symbols { feature f = var(v[s].quote.mid, 1_000_000) }
  right    each s in thousand_symbols { feature f = var(v[s].quote.mid, 1h by 1s) }`,
  }),
  HVT2310: entry<{ name: string }>({
    title: 'a condition that is never looked at',
    message: p => `nothing wakes the condition of \`${p.name}\``,
    why: () =>
      'conditions are looked at when something in them changes; constants do not, and time by itself wakes nobody',
    help: () => 'say when to look: `hour(now on every 1m) == 12`',
    page: `A signal looks at its condition when a value in it ticks or changes. A condition of constants, or of \`now\` alone,
would never be looked at, so it could never fire.

  wrong    signal noon when hour(now) == 12
  right    signal noon when hour(now on every 1m) == 12`,
  }),
  HVT3001: entry<{ use: string; after: string }>({
    title: 'a decision uses the future',
    message: p => `${p.use} uses a value from the future`,
    why: p => `it is known only ${p.after} later`,
    help: () =>
      'a decision can use only what is known when it is taken; to learn from the future, put it in a `label` and train a `model` on it',
    page: `A window \`next d\` looks into the future: its value is known d later. What is computed from it is hindsight too,
however long the way. Labels may use it, features, signals and whatever acts may not.

  wrong    signal up when max(mid, next 20m) / mid > 1.01
  right    signal up when mid / min(mid, 20) > 1.01`,
  }),
  HVT3101: entry<{ what: string }>({
    title: 'never absent',
    severity: 'warning',
    message: p => `${p.what} is never absent`,
    help: () => 'leave out the `??` or `present`',
    page: `\`x ?? y\` and \`present(x)\` are for values that may be absent: a feed that is silent, a window that warms up. What is
always there needs neither.`,
  }),
}
