import { entry, type Suggestion } from './entry.ts'

const nearest = (suggestion: string | undefined, otherwise: string) =>
  suggestion ? `did you mean \`${suggestion}\`?` : otherwise

/** Names, modules, keys: HVT20xx. */
export const names = {
  HVT2001: entry<{ name: string } & Partial<Suggestion>>({
    title: 'unknown name',
    message: p => `nothing here is called \`${p.name}\``,
    help: p => nearest(p.suggestion, 'declare it with `let`, `param` or `universe`, or bring it in with `use`'),
    page: `A name was used that is neither declared in this file, nor brought in with \`use\`, nor part of the language.
Names are found in any order: a declaration may stand below its use. What is declared inside an \`each\` is
seen outside only with its keys in brackets.

  wrong    feature spread = bidd / ask - 1
  right    feature spread = bid / ask - 1`,
  }),
  HVT2002: entry<{ name: string }>({
    title: 'declared twice',
    message: p => `\`${p.name}\` is declared twice in the same scope`,
    help: () => 'give one of them another name; an inner `each` may not redeclare a name either',
    page: `One scope (a file, or the body of one \`each\`) has one declaration per name. Two would make every use a
question of which one is meant.

  wrong    let mid = q.mid   let mid = q.bid
  right    let mid = q.mid   let best = q.bid`,
  }),
  HVT2003: entry<{ name: string; path: string }>({
    title: 'defined by itself',
    message: p => `\`${p.name}\` is defined by itself: ${p.path}`,
    help: () => 'break the circle: give one of them a value that does not need the others',
    page: `A declaration may not need its own value to compute its value, directly or through others.

  wrong    let a = b + 1   let b = a * 2
  right    let a = q.bid   let b = a * 2`,
  }),
  HVT2004: entry<{ module: string; known: string; suggestion?: string | undefined }>({
    title: 'unknown module',
    message: p => `there is no module \`${p.module}\``,
    help: p =>
      nearest(
        p.suggestion,
        `the standard library has ${p.known}; your own files are named by a path, \`use "./spreads.hvt"\``,
      ),
    page: `\`use\` brings in parts of the standard library (\`use std.stats (summary)\`) or a file of your own, relative to
the file that uses it (\`use "./spreads.hvt" (cost)\`). Such a file starts with \`library\`.`,
  }),
  HVT2005: entry<{ module: string; name: string } & Partial<Suggestion>>({
    title: 'a module lacks the name',
    message: p => `\`${p.module}\` has no \`${p.name}\``,
    help: p => nearest(p.suggestion, 'look at what the module declares'),
    page: `The names in brackets after \`use\` must be declared by that module.

  wrong    use std.stats (sumary)
  right    use std.stats (summary)`,
  }),
  HVT2006: entry<{ name: string; keys: string }>({
    title: 'the keys are missing',
    message: p => `\`${p.name}\` has one stream per ${p.keys}: say which`,
    help: p => `write \`${p.name}[…]\` with one key for each of ${p.keys}`,
    page: `What is declared inside an \`each\` exists once per key. Inside that \`each\` the keys are understood; anywhere
else they stand in brackets, in the order of the \`each\`.

  wrong    each s in symbols { feature mid = kraken[s].quote.mid }   signal up when mid > 100[USD/BTC]
  right    ...                                                       signal up when mid[BTC/USD] > 100[USD/BTC]`,
  }),
  HVT2007: entry<{ what: string; wanted: string; found: string }>({
    title: 'wrong keys',
    message: p => `${p.what} wants ${p.wanted} in its brackets, found ${p.found}`,
    help: p => {
      if (p.what === 'a venue' && p.found === 'an asset') return 'make a symbol of it: `v[c/USDT]`'
      if (p.what === 'a number' && p.found === 'a number') return 'what it was n ticks ago is `prev(x, n)`'
      if (p.what === 'a number') return 'it has no keys: leave the brackets out'
      return 'give one key of each wanted kind, in order'
    },
    page: `A venue takes a symbol (\`kraken[BTC/USD]\`), a stream of an \`each\` takes one key for each key of that \`each\`,
in its order.

  wrong    kraken[binance]
  right    kraken[BTC/USD]`,
  }),
  HVT2008: entry<{ member: string; name: string }>({
    title: 'no such key',
    message: p => `\`${p.name}\` has no stream for ${p.member}`,
    help: () =>
      'what it stands in (`each`, `pair`) does not have that key, or its `where` leaves it out: use another key, or widen the universe',
    page: `A stream declared in \`each v in trading\` exists for the members of \`trading\` only; a \`where\` takes tuples away,
and of a \`pair (a, b)\` there is one order only.

  wrong    each v in [kraken] { feature mid = v[BTC/USD].quote.mid }   let other = mid[binance]
  right    each v in [kraken, binance] { feature mid = ... }           let other = mid[binance]`,
  }),
  HVT2009: entry<{ of: string; name: string; known: string } & Partial<Suggestion>>({
    title: 'no such part',
    message: p => `${p.of} has no \`${p.name}\``,
    help: p =>
      nearest(
        p.suggestion,
        p.known ? `it has ${p.known}` : 'it has no parts; functions are written before it: `ema(x, 20)`',
      ),
    page: `After a dot stands a part of what is before it: \`q.bid\` of a quote, \`s.base\` of a symbol, \`v.fees\` of a venue,
a field of a record.

  wrong    v[s].quote.bids
  right    v[s].quote.bid`,
  }),
  HVT2010: entry<{ found: number }>({
    title: 'one header, first',
    message: p => (p.found === 0 ? 'the file does not say what it is' : 'a file has one header, and it stands first'),
    help: p =>
      p.found === 0
        ? 'begin it with `strategy NAME in ASSET` or `library NAME`'
        : 'keep one `strategy` or `library` line, at the top',
    page: `Every file starts with what it is: \`strategy venue_spreads in USD\` for something to run (the asset is the one
it is judged in), \`library stats\` for functions that others use.`,
  }),
  HVT2011: entry<{ what: string }>({
    title: 'not in this version',
    message: p => `${p.what} is part of the language but not of this version of HVT`,
    help: () => 'leave it out for now; the changelog says when it arrives',
    page: `The language is larger than what this version runs. Rather than run a part of a strategy and keep silent about
the rest, HVT refuses what it cannot do yet.`,
  }),
  HVT2012: entry<{ what: string; where: string }>({
    title: 'in the wrong place',
    message: p => `${p.what} cannot stand ${p.where}`,
    help: () =>
      'venues, universes, assets, pegs, functions and `use` stand at the top level; a library has functions and constants only',
    page: `Declarations that hold for the whole strategy stand at its top level. Inside \`each\` stand streams: \`let\`,
\`feature\`, \`signal\`, \`record\`, further \`each\`, and params: one for all keys, or \`per\` key.`,
  }),
  HVT2013: entry<{ name: string }>({
    title: 'a name of several scopes',
    message: p => `several \`each\` declare \`${p.name}\`: from outside it is not clear which is meant`,
    help: () => 'give one of them another name',
    page: `Streams of an \`each\` can be read from outside it by name and keys, if only one \`each\` declares that name.

  wrong    each s in a { let mid = x[s].quote.mid }   each s in b { let mid = y[s].quote.mid }   let m = mid[BTC/USD]
  right    each s in a { let mid_x = ... }            each s in b { let mid_y = ... }             let m = mid_x[BTC/USD]`,
  }),
  HVT2014: entry<Record<never, never>>({
    title: 'a chain of too many steps',
    message: () => 'this is built on too many others, one upon the other',
    help: () => 'use a window, or fewer names in one chain: 200 declared one upon the other below, 1,000 steps in all',
    page: `A value may be computed from others, those from others again, and so on; beyond 1,000 steps, or 200 declarations
each of which stands above the one it needs, HVT stops. Windows, not chains of names, are made for many values.

  wrong    let x1 = prev(x0, 1) * a   let x2 = prev(x1, 1) * a   ... a thousand times
  right    let x = mean(q.mid, 1_000)`,
  }),
}
