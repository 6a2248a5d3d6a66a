import { entry } from './entry.ts'

/** Orders, cycles, risk, labels and models: HVT24xx. */
export const acting = {
  HVT2401: entry<{ strategy: string }>({
    title: 'no reporting asset',
    message: p => `strategy \`${p.strategy}\` does not say in which asset it is judged`,
    help: p => `write \`strategy ${p.strategy} in USD\``,
    page: `Equity, gross and net exposure are amounts of money: the header says of which.

  wrong    strategy carry                 risk { limit gross <= 1_000 USD }
  right    strategy carry in USD          risk { limit gross <= 1_000 USD }`,
  }),
  HVT2402: entry<{ what: string; where: string }>({
    title: 'a word outside its place',
    message: p => `${p.what} means something only ${p.where}`,
    help: p => `use it ${p.where}`,
    page: `\`x@entry\` is x as it was when a state was entered or a trade made, \`x@row\` x as it was at the row of a
label; \`arrived\` and \`filled\` speak of what the present state of a cycle began, \`trade\` of the trade whose exit it is.

  wrong    let stop = mid@entry * 99%
  right    on up { buy i size clip as market exit { stop mid@entry * 99%   after 1h } }`,
  }),
  HVT2403: entry<{ state: string; cycle: string }>({
    title: 'a state that may last for ever',
    message: p => `state \`${p.state}\` of cycle \`${p.cycle}\` has no timed way out`,
    why: () => 'when what it waits for never comes, its orders and its capital stay where they are',
    help: () => 'add `to … after 10m`, or `at` a time',
    page: `Every state but the first has a way out that does not depend on the market: \`after\` a duration or \`at\` a time. The
first state is the state of rest: it needs none if it begins nothing, or if its quotes fall under \`absent\`.

  wrong    state moving { transfer held@entry from a to b   to idle when arrived }
  right    state moving { transfer held@entry from a to b   to idle when arrived   to stuck after 2h }`,
  }),
  HVT2404: entry<{ what: string }>({
    title: 'a trade without an end',
    message: p => `${p.what} has no bound in time or loss`,
    why: () => 'nothing would ever close it',
    help: () =>
      'add `exit { after 1h }`, or a `stop`; what is to be kept has no exit, and says `within 1h else cancel`',
    page: `A trade ends by time (\`after\`, \`at\`) or by loss (\`stop\`, \`trail\`). What is bought to be kept has no exit: its
order is worked for a time, and what is left of it then is cancelled (\`within 1h else cancel\`), or what was filled of
all legs is given back (\`within 1h else unwind\`). Beside an exit \`within\` bounds the entry alone.

  wrong    on up { buy i size clip as market }
  right    on up { buy i size clip as market exit { after 1h } }`,
  }),
  HVT2405: entry<{ what: string }>({
    title: 'two targets for one holding',
    message: p => `two targets are set for ${p.what} at one time`,
    why: () => 'a holding cannot be brought to two amounts',
    help: () => 'put them into different states of one cycle, or add them up',
    page: `A target says what a holding is to be. Two of them for one instrument may only hold in states that exclude each
other.

  wrong    state long { target position(i) = clip   target position(i) = 0 }
  right    state long { target position(i) = clip }   state flat { target position(i) = 0 }`,
  }),
  HVT2406: entry<{ strategy: string; lacks: string; asset: string }>({
    title: 'trading without limits',
    message: p => `strategy \`${p.strategy}\` trades, and its \`risk\` has no ${p.lacks}`,
    why: () => 'nothing trades past risk, so risk must say where the end is',
    help: p =>
      `write \`risk { limit gross <= 10_000 ${p.asset}   limit orders <= 5 per 1s   halt when drawdown > 5% }\``,
    page: `A strategy that trades limits three things: what it holds (\`gross\`, \`net\`, \`position\`, \`holdings\`), how often it
orders (\`limit orders <= 5 per 1s\`), and what it may lose (\`halt when drawdown > 5%\`, or a halt on \`profit\` or
\`equity\`). What it holds is limited from above: \`gross >= 10_000 USD\` is no limit on it; limits on single positions
count if they cover all that is traded. A halt that is true while nothing is lost, \`halt when drawdown < 3%\`, is none
on loss.

  wrong    risk { limit gross <= 10_000 USD }
  right    risk { limit gross <= 10_000 USD   limit orders <= 5 per 1s   halt when drawdown > 5% }`,
  }),
  HVT2407: entry<{ venue: string }>({
    title: 'trading where prices only are shown',
    message: p => `venue \`${p.venue}\` shows prices only: nothing can be traded there`,
    help: () => 'give the venue its fees, or leave it out of what is traded',
    page: `A venue with \`prices_only: true\` is no leg of a trade, has no quotes and no positions.

  wrong    venue index = socket.coincap { prices_only: true, silent: 30s }   ...   trade [index[BTC/USD]: clip]
  right    each v in trading { ... }       // a universe of the venues that trade`,
  }),
  HVT2408: entry<{ first: string; second: string }>({
    title: 'two cycles that read each other',
    severity: 'warning',
    message: p => `cycles \`${p.first}\` and \`${p.second}\` read each other: both may leave rest in one step`,
    why: () => 'each sees the other as it was when the step began',
    help: () => 'let their conditions exclude each other',
    page: `Cycles read states as they were at the start of a step. If each waits for the other to rest, both may start at
once, unless what they wait for cannot be true together.`,
  }),
  HVT2409: entry<{ state: string; cycle: string }>({
    title: 'a state that is never entered',
    severity: 'warning',
    message: p => `nothing leads to state \`${p.state}\` of cycle \`${p.cycle}\``,
    help: () => 'lead to it with `to`, or take it out',
    page: `A cycle begins in its first state and enters others by \`to\`. A state that no way leads to does nothing.`,
  }),
  HVT2410: entry<{ label: string }>({
    title: 'a label whose rows are not known',
    message: p => `for which rows is \`${p.label}\` asked?`,
    help: p => `write \`label ${p.label} for e = …\`, or let one model predict it`,
    page: `\`settled\`, \`labelled\` and \`error\` speak of rows: those of \`label x for e\`, or those of the one model that
predicts the label.

  wrong    label fwd = last(mid, next 10s) / mid@row - 1      ...   settled(fwd)
  right    label fwd for up = last(mid, next 10s) / mid@row - 1   ...   settled(fwd)`,
  }),
  HVT2411: entry<{ what: string; still: boolean }>({
    title: 'not of the future',
    message: p => `${p.what} cannot stand inside a window of the future`,
    help: p =>
      p.still
        ? 'a payload is that of the row; name the stream itself: `let score = z`, and then `last(score, next 1m)`'
        : 'calculate with it outside of the window: `side * last(mid, next 1m)`',
    page: `A window with \`next\` takes a stream as it moves on from the row: min, max, first, last, sum, mean, count, argmin and
argmax of it. What is taken at the row (\`x@row\`, the payload of the label's event) may be multiplied with it, divide it,
and be added to it inside of min, max, first, last, argmin and argmax; else it stands outside of the window.

  wrong    mean(mid / mid@row, next 20m)
  right    mean(mid, next 20m) / mid@row
  right    argmax(side * mid, next 20m)`,
  }),
  HVT2412: entry<{ word: string; what: string; known: string; suggestion: string | undefined }>({
    title: 'an unknown word in a clause',
    message: p => `${p.what} does not know \`${p.word}\``,
    help: p => {
      if (p.suggestion) return `did you mean \`${p.suggestion}\`?`
      if (p.what === '`as`' && p.word === 'limit') return 'an order with a price is a limit: `at mid as gtc`'
      if (p.known) return `known are ${p.known}`
      return p.what === '`per`'
        ? 'there is no `each` around it whose keys could be named: leave it out'
        : 'leave it out'
    },
    page: `Orders, exits, alerts and models take words from short lists: \`as ioc\`, \`as gtc, post_only\`,
\`within 1s else unwind\`, \`stop … by mark\`, \`via [email]\`.

  wrong    buy i size clip as imediate
  right    buy i size clip as ioc`,
  }),
  HVT2413: entry<{ what: string; wanted: string; found: string }>({
    title: 'an amount of something else',
    message: p => `${p.what} wants ${p.wanted}, found ${p.found}`,
    why: () => 'the unit says whether an amount is a quantity or a notional',
    help: p => `give it in ${p.wanted}`,
    page: `The size of an order counts the instrument's base asset (a quantity) or its quote asset (a notional). The amount of a
transfer is of the asset that is moved.

  wrong    buy x[BTC/USDT] size 100 EUR as market ...
  right    buy x[BTC/USDT] size 100 USDT as market ...`,
  }),
  HVT2414: entry<{ what: string; lacks: string; example: string }>({
    title: 'a clause is missing',
    message: p => `${p.what} lacks ${p.lacks}`,
    help: p => `add \`${p.example}\``,
    page: `A quote has a price and a size, an order a size, a model what it predicts and, if it is trained here, when.

  wrong    quote bid on i size clip
  right    quote bid on i at fair - half size clip`,
  }),
  HVT2415: entry<{ what: string; clause: string }>({
    title: 'a clause twice',
    message: p => `${p.what} has \`${p.clause}\` twice`,
    help: () => 'leave one of them out',
    page: `Each clause of an order or a model is said once.

  wrong    quote bid on i at fair size clip size clip / 2
  right    quote bid on i at fair size clip`,
  }),
  HVT2416: entry<{ word: string }>({
    title: 'a word of the account that is declared',
    message: p => `\`${p.word}\` is declared in this file, so here it is not the account's`,
    why: () => 'risk is read by people in a hurry: its words mean what they mean everywhere',
    help: () => 'give the declaration another name',
    page: `In \`risk\` the words of the account (\`drawdown\`, \`gross\`, \`net\`, \`profit\`, \`equity\`, \`leverage\`, \`orders\`,
\`cancels\`, \`position\`, \`owned\`, …) may not stand for something that the file declares under that name.

  wrong    let drawdown = 1 - mid / max(mid, 1h)     risk { halt when drawdown > 5% }
  right    let dip = 1 - mid / max(mid, 1h)          risk { halt when drawdown > 5% or dip > 5% }`,
  }),
  HVT2417: entry<{ what: string; must: string; found: string }>({
    title: 'a value that cannot be',
    message: p => `${p.what} cannot be ${p.found}`,
    help: p => `write ${p.must}`,
    page: `What is known before the run is looked at: sizes, prices and durations of orders are above zero, a leg is not of
nothing, \`slippage\`, \`tolerance\` and what is owned are not below zero, orders are counted in whole numbers. What rests
(\`post_only\`, \`gtc\`, a quote) is not done at once (\`market\`, \`ioc\`, \`fok\`).

  wrong    buy i size -1 BTC as market exit { after 0s }
  right    sell i size 1 BTC as market exit { after 1h }`,
  }),
  HVT2418: entry<{ what: string; is: string }>({
    title: 'one where two are meant',
    message: p => `${p.what} are \`${p.is}\``,
    help: () => 'name two; inside `each`, `where v != w` leaves out the keys that are one',
    page: `A transfer goes from one place to another, and the legs of a trade are of different instruments: what is bought and sold
at once in one market only costs, and two amounts of one side are one amount.

  wrong    transfer 1 BTC from a to a
  wrong    each v in venues, w in venues { on up { trade [v[BTC/USD]: clip, w[BTC/USD]: -clip] ... } }
  right    each v in venues, w in venues where v != w { on up { trade [v[BTC/USD]: clip, w[BTC/USD]: -clip] ... } }`,
  }),
  HVT2419: entry<{ state: string }>({
    title: 'no state before the first',
    message: p => `no state comes before \`${p.state}\`: \`to back\` leads nowhere`,
    why: () => 'the cycle begins here, and no other way leaves this state',
    help: () => 'lead to a state by its name',
    page: `\`to back\` leaves a state for the one before. A cycle begins in its first state: if that one is left by \`to back\` alone,
there never is another.

  wrong    cycle c { state idle { to back when move > 2% }   state busy { to idle after 1h } }
  right    cycle c { state idle { to busy when move > 2% }   state busy { to back after 1h } }`,
  }),
} as const
