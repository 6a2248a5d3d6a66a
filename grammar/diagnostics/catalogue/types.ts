import { entry, type Suggestion } from './entry.ts'

/** Kinds of values, arguments, settings: HVT21xx. */
export const types = {
  HVT2101: entry<{ what: string; wanted: string; found: string; parts?: readonly string[] }>({
    title: 'the wrong kind of value',
    message: p => `${p.what} wants ${p.wanted}, found ${p.found}`,
    help: p => {
      if (p.parts?.length) return `say which part of it: ${p.parts.map(part => `\`.${part}\``).join(', ')}`
      if (p.found === 'a signal' && p.wanted === 'a condition')
        return 'a signal is an event: name its condition, `let rises = …`, and write that here'
      return `write ${p.wanted} here`
    },
    page: `Numbers, conditions, times, keys and records do not stand for one another. A condition is made by a comparison;
a record's parts are reached by a dot.

  wrong    signal up when q.bid
  right    signal up when q.bid > 100[USD/BTC]`,
  }),
  HVT2102: entry<{ name: string; problem: string; usage: string }>({
    title: 'wrong arguments',
    message: p => `\`${p.name}\` ${p.problem}`,
    help: p => `it is used as \`${p.usage}\``,
    page: `A function was called with too many or too few arguments, with a name that it does not have, or twice with the
same one.

  wrong    mean(mid)
  right    mean(mid, 20)`,
  }),
  HVT2103: entry<{ what: string; constant?: string }>({
    title: 'must be known before the run',
    message: p => `${p.what} must be known before the run`,
    help: p =>
      p.constant
        ? `what changes with the market is a \`let\`: \`let ${p.constant} = …\``
        : 'use a number, a duration, a `const` or a `param`; a value that changes with the market cannot size memory',
    page: `The number of ticks of a window, the period of \`every\`, a fee, a list of keys are fixed before anything runs,
because memory and warm-up are computed from them.

  wrong    mean(mid, count(trades))
  right    param n = 20 in 5 .. 50   ...   mean(mid, n)`,
  }),
  HVT2104: entry<{ what: string; problem: string }>({
    title: 'a size that cannot be',
    message: p => `${p.what} ${p.problem}`,
    help: p => sizeThatCan(p.problem),
    page: `Windows count whole ticks, from 1 to 1,000,000; periods, ages and silences are longer than zero. Where a key says how
many ticks ago, \`prev(x, k)\`, it is a whole number from 0, which is now, to 1,000.

  wrong    mean(mid, 2.5)
  right    mean(mid, 3)`,
  }),
  HVT2105: entry<{ venue: string; setting: string; example: string }>({
    title: 'a venue lacks a setting',
    message: p => `venue \`${p.venue}\` does not say its \`${p.setting}\``,
    why: () => 'there is no favourable default: what costs, silence or a burst are is part of the strategy',
    help: p => `add \`${p.example}\``,
    page: `A venue declares its fees (\`fees: { maker: 16bps, taker: 26bps }\`; a venue that only shows prices says
\`prices_only: true\` instead) and after which silence its values no longer count (\`silent: 5s\`). Where a window of time
reads it, also how many events of one stream of one instrument come at most (\`rate: 1_000/1s\`).`,
  }),
  HVT2106: entry<{ name: string; value: string; range: string }>({
    title: 'a param outside its range',
    message: p => `${p.value} for \`${p.name}\` is not within ${p.range}`,
    help: p => `choose a value within ${p.range}`,
    page: `A \`param\` states a default and the range in which it may be set or optimised; every value must lie in it.

  wrong    param max_age = 1m in 1s .. 30s
  right    param max_age = 5s in 1s .. 30s`,
  }),
  HVT2107: entry<{ name: string; suggestion?: string | undefined; known: string }>({
    title: 'no such param',
    message: p => `the strategy has no param \`${p.name}\``,
    help: p =>
      p.suggestion ? `did you mean \`${p.suggestion}\`?` : p.known ? `its params are ${p.known}` : 'it has none',
    page: `\`--param name=value\` sets a \`param\` of the strategy for one run. The name must be one that it declares.`,
  }),
  HVT2108: entry<{ condition: string }>({
    title: 'a requirement is not met',
    message: p => `the params do not satisfy \`require ${p.condition}\``,
    help: () => 'choose values that satisfy it',
    page: `\`require\` among params states what must hold between them; it is checked for the defaults and for every
\`--param\`.`,
  }),
  HVT2111: entry<{ what: string }>({
    title: 'a constant that is no number',
    message: p => `${p.what} is not finite`,
    why: () => 'what is divided by zero, or too large for a number, is no value',
    help: () => 'write a number that is one',
    page: `What is known before the run must be a number: a division by zero, or a power beyond 10³⁰⁸, would make everything
that reads it absent for the whole run.

  wrong    param scale = 1 / 0
  right    param scale = 1`,
  }),
  HVT2120: entry<{ word: string; known: string } & Partial<Suggestion>>({
    title: 'a word that this value never is',
    message: p => `this is never ${p.word}`,
    help: p => (p.suggestion ? `did you mean \`${p.suggestion}\`?` : `it is one of ${p.known}`),
    page: `A value made of words (\`if wild then VOLATILE else CALM\`) can only be one of those. Comparing it with another word
would always be false.

  wrong    regime == CLAM
  right    regime == CALM`,
  }),
  HVT2121: entry<{ missing: string; example: string }>({
    title: 'a `match` that does not say everything',
    message: p => `this \`match\` has no arm for ${p.missing}`,
    help: p => `add \`${p.example}\``,
    page: `A \`match\` on a value needs an arm for each word that the value can be, or \`else\` as its last.

  wrong    match regime { CALM -> 1 }
  right    match regime { CALM -> 1, VOLATILE -> 0.5 }`,
  }),
  HVT2122: entry<Record<never, never>>({
    title: 'a memory inside a `scan`',
    message: () => 'what is computed of the state of a `scan` cannot have a memory of its own',
    help: () => 'keep what is to be remembered as another number of the state',
    page: `The body of a \`scan\` is arithmetic on the state and on streams. Windows, \`prev\`, averages and waits may be of the
streams, not of the state: what the state was before is in the state, if it is to be known.

  wrong    scan(0, s -> s + prev(s, 1))
  right    scan({ now: 0, before: 0 }, s -> { now: s.now + s.before, before: s.now })`,
  }),
  HVT2109: entry<{ asset: string }>({
    title: 'an asset equals one other',
    message: p => `${p.asset} is already pegged`,
    help: () => 'leave one `peg` for it',
    page: `\`peg USDT = USD within 50bps by kraken[USDT/USD]\` adds one equation between two assets. Pegs may chain, but not
go round in a circle.`,
  }),
  HVT2110: entry<{ venue: string; side: string }>({
    title: 'a fee that the venue does not have',
    message: p => `venue \`${p.venue}\` says no ${p.side} fee`,
    why: () => 'a venue without fees only shows prices; a profit there would be a profit without costs',
    help: p => `add \`${p.side}\` to its fees, or leave it out of the universe of those that trade`,
    page: `\`v.fees.taker\` needs every venue that v stands for to say it. A venue with \`prices_only: true\` has no fees: it
can be watched, but no leg can be there.

  wrong    venue index = socket.feed { prices_only: true, silent: 5s }   feature cost = index.fees.taker
  right    venue kraken = ccxt.kraken { fees: { maker: 16bps, taker: 26bps }, silent: 5s }`,
  }),
}

function sizeThatCan(problem: string): string {
  const [, bounds] = /whole number (from .*)/.exec(problem) ?? []
  if (bounds) return `write a whole number ${bounds}`
  const [, cure] = cures.find(([part]) => problem.includes(part)) ?? []
  return cure ?? 'write a duration longer than zero: `5s`'
}

const cures = [
  ['ends before it begins', 'write its smaller end first'],
  ['between 0 and 1', 'write a number between 0 and 1: `0.002`'],
  ['number of rows', 'write a whole number of rows: `1_000`'],
  ['lateness', 'take longer bars, or a venue whose messages are less late'],
  ['above zero', 'say how many come at most: `1_000/1s`'],
  ['days', 'write a shorter one'],
  ['before the test', 'a test begins at `0s`'],
] as const
