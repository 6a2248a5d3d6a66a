import { entry } from './entry.ts'

/** What `hvt inspect` is asked for. */
export const inspection = {
  HVT9070: entry<{ text: string }>({
    title: 'not a name with keys',
    message: p => `\`${p.text}\` is not a name with keys`,
    help: () => 'write a name and its keys in brackets, such as `profit[BTC/USD, kraken, bitstamp]`',
    page: `\`hvt inspect\` takes the name of a feature or a field of it, a signal, a peg, a \`let\`, a param, a phase, a cycle or a
model; one that stands in
\`each\` has one value for each tuple of keys, and the keys stand in brackets after it.

  wrong    hvt inspect strategies/venue_spreads.hvt --at 12m 'profit(BTC/USD)'
  right    hvt inspect strategies/venue_spreads.hvt --at 12m 'profit[BTC/USD, kraken, bitstamp]'`,
  }),
  HVT9071: entry<{ name: string; nearest: string | undefined }>({
    title: 'no such value to inspect',
    message: p => `nothing that has a value is called \`${p.name}\``,
    help: p =>
      p.nearest
        ? `did you mean \`${p.nearest}\`?`
        : 'name a feature or a field of it, a signal, a peg, a `let`, a param, a phase, a cycle or a model',
    page: `\`hvt inspect\` takes the name of a feature or a field of it, a signal, a peg, a \`let\`, a param, a phase, a cycle or a
model, as the strategy writes it. A record is asked for by its signal.

  wrong    hvt inspect strategies/venue_spreads.hvt --at 12m 'proffit[BTC/USD, kraken, bitstamp]'
  right    hvt inspect strategies/venue_spreads.hvt --at 12m 'profit[BTC/USD, kraken, bitstamp]'`,
  }),
  HVT9072: entry<{ name: string; keys: readonly string[]; examples: readonly string[]; more: number }>({
    title: 'a value that is asked for without its keys',
    message: p =>
      p.keys.length > 0
        ? `\`${p.name}\` has one value for each ${p.keys.join(', ')}`
        : `\`${p.name}\` has one value, and no keys`,
    help: p => (p.keys.length > 0 ? `write one of ${list(p.examples, p.more)}` : `write \`${p.name}\` alone`),
    page: `A declaration in \`each\` has one value for each tuple of its keys. All of them are given, in the order in
which \`each\` names them, those of an outer \`each\` first.

  wrong    hvt inspect strategies/venue_spreads.hvt --at 12m profit
  right    hvt inspect strategies/venue_spreads.hvt --at 12m 'profit[BTC/USD, kraken, bitstamp]'`,
  }),
  HVT9073: entry<{
    name: string
    given: readonly string[]
    nearest: string | undefined
    examples: readonly string[]
    more: number
  }>({
    title: 'keys that do not exist',
    message: p => `\`${p.name}\` has no value for \`[${p.given.join(', ')}]\``,
    help: p => (p.nearest ? `did you mean \`${p.nearest}\`?` : `write one of ${list(p.examples, p.more)}`),
    page: `The keys are not among those that the declaration exists for: a member that its universe does not have,
keys in another order, or a tuple that \`where\` leaves out.

  wrong    hvt inspect strategies/venue_spreads.hvt --at 12m 'profit[BTC/USD, kraken, kraken]'
  right    hvt inspect strategies/venue_spreads.hvt --at 12m 'profit[BTC/USD, kraken, bitstamp]'`,
  }),
  HVT9074: entry<{ at: string; first: string }>({
    title: 'a time before the first event',
    message: p => `${p.at} is before the first event, at ${p.first}`,
    help: () => 'ask for a later time, or for an offset from the first event, such as `10m`',
    page: `A run begins with its first event: before it nothing has a value. Times without a zone are UTC.

  wrong    hvt inspect strategies/venue_spreads.hvt --at 2020-01-01 'profit[BTC/USD, kraken, bitstamp]'
  right    hvt inspect strategies/venue_spreads.hvt --at 10m 'profit[BTC/USD, kraken, bitstamp]'`,
  }),
  HVT9075: entry<{ at: string; last: string }>({
    title: 'a time after the last event',
    message: p => `${p.at} is after the last event, at ${p.last}`,
    help: () => 'ask for an earlier time, or for `end`; a generated market can be longer: `--duration 2h`',
    page: `A run ends with its last event: what would have been after it, nobody knows. \`--at end\` asks for the last
step.

  wrong    hvt inspect strategies/venue_spreads.hvt --at 5h 'profit[BTC/USD, kraken, bitstamp]'
  right    hvt inspect strategies/venue_spreads.hvt --at 5h --duration 6h 'profit[BTC/USD, kraken, bitstamp]'`,
  }),
  HVT9076: entry<{ name: string; kind: string }>({
    title: 'a name without a value of its own',
    message: p =>
      p.kind === 'let'
        ? `\`${p.name}\` is a name for something else than values`
        : `\`${p.name}\` is ${/^[aeo]/.test(p.kind) ? 'an' : 'a'} ${p.kind}, which has no value of its own`,
    help: p => (cures[p.kind] ?? (() => 'ask for what reads it'))(p.name),
    page: `A \`let\` can name a venue, an instrument, a universe or a function. These have no value at a time; what is
made of them has. So it is with records and trades, which have rows and fills; and a label is known only later:
\`settled(label)\` is its value when it is known.

  wrong    hvt inspect my_strategy.hvt --at 10m btc         (let btc = kraken[BTC/USD])
  right    hvt inspect my_strategy.hvt --at 10m spread`,
  }),
  HVT9077: entry<{ name: string }>({
    title: 'a name in a compiled strategy',
    message: p => `\`${p.name}\` is not an output, and a compiled strategy can show outputs only`,
    help: () => 'inspect the source, or a feature that reads it',
    page: `In a compiled strategy a \`let\` is only part of what reads it: it has no name there any more. Of a source, each
can be asked for, for it is compiled with that question.

  wrong    hvt inspect venue_spreads.hvtc --at 10m 'ask[BTC/USD, kraken, bitstamp]'
  right    hvt inspect strategies/venue_spreads.hvt --at 10m 'ask[BTC/USD, kraken, bitstamp]'`,
  }),
}

const cures: Readonly<Record<string, (name: string) => string>> = {
  label: name => `give it a name when it is known, \`let known = settled(${name})\`, and ask for \`known\``,
  record: () => 'ask for the event of its rows, which stands after `record`, or for what stands in its columns',
  trade: () => 'ask for the signal that makes it',
}

const list = (examples: readonly string[], more: number) =>
  examples.map(example => `\`${example}\``).join(', ') + (more > 0 ? ` (and ${more} more)` : '')
