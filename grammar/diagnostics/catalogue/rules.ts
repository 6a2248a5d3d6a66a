import { entry } from './entry.ts'

/** What can be proved useless or unwise in a strategy that is otherwise right: HVT25xx. */
export const rules = {
  HVT2501: entry<{ what: string; name: string }>({
    title: 'declared and not used',
    severity: 'warning',
    message: p => `nothing uses ${p.what} \`${p.name}\``,
    help: () => 'leave it out, or use it where it was meant',
    page: `A \`let\`, \`const\`, \`param\`, \`universe\`, \`fn\`, \`label\` or \`model\` is there to be read by something. A param
that nothing reads is a control without effect; a label that no model predicts is computed for nothing.

  wrong    param most = 5%     signal up when change > 2%
  right    param most = 5%     signal up when change > most`,
  }),
  HVT2502: entry<{ name: string; alone: boolean }>({
    title: 'brought in and not used',
    severity: 'warning',
    message: p => `nothing uses \`${p.name}\``,
    help: () => 'leave it out',
    page: `\`use\` names what a file takes from a library.

  wrong    use std.stats (zscore, summary)     feature z = zscore(x, 100)
  right    use std.stats (zscore)              feature z = zscore(x, 100)`,
  }),
  HVT2503: entry<{ what: string; because: string | undefined }>({
    title: 'never true',
    severity: 'warning',
    message: p => `${p.what} is never true`,
    why: p => p.because,
    help: () => 'mend the comparison, or leave it out',
    page: `What literals, the ranges of params, the possible words of a value and the nature of things (a size is not below zero,
an hour not above 23) prove never to be true does nothing: a signal that never fires, a veto that never forbids.

  wrong    param most = 3 in 1 .. 5     signal up when most > 6
  wrong    signal up when z > 2 and z < -2
  right    signal up when z > 2 or z < -2`,
  }),
  HVT2504: entry<{ what: string; because: string | undefined }>({
    title: 'always true',
    severity: 'warning',
    message: p => `${p.what} is true whenever it is known`,
    why: p => p.because,
    help: () => 'mend the comparison, or leave it out',
    page: `A condition that cannot be false chooses nothing: it is true as soon as what it reads is known.

  wrong    signal busy when count(x.trades.qty, 1m) >= 0
  right    signal busy when count(x.trades.qty, 1m) >= 100`,
  }),
  HVT2505: entry<{ of: string; wrong: string; right: string }>({
    title: 'a limit the wrong way round',
    severity: 'warning',
    message: p => `this limit wants \`${p.of}\` to be large: it forbids what is small`,
    why: () => 'a limit says what holds while trading is allowed',
    help: p => `write \`${p.right}\``,
    page: `\`limit gross <= 10_000 USD\` says how it shall be: orders that would break it are refused. Turned round, it refuses every
order until there is a position, and stops none that makes it larger.

  wrong    risk { limit gross >= 10_000 USD }
  right    risk { limit gross <= 10_000 USD }`,
  }),
  HVT2506: entry<{ when: string }>({
    title: 'left as soon as it begins',
    severity: 'warning',
    message: p => `this is true already when ${p.when}`,
    help: () => 'let it ask for something that comes later, or for the opposite',
    page: `An exit, or a way out of a state, whose condition follows from the one that led there is taken at once.

  wrong    signal up when z > 2     on up { buy i size clip as market exit { when z > 1   after 1h } }
  right    signal up when z > 2     on up { buy i size clip as market exit { when z < 1   after 1h } }`,
  }),
  HVT2507: entry<{ model: string; input: string }>({
    title: 'a raw price as an input of a model',
    severity: 'warning',
    message: p => `model \`${p.model}\` learns from \`${p.input}\`, a raw price`,
    why: () => 'prices wander away from those it was trained on',
    help: () => 'give it a change, a ratio or a z-score: `mid / prev(mid, 60) - 1`',
    page: `A model knows the prices of its training and no others. Differences, ratios and z-scores come again, prices do not.

  wrong    predict fwd from [mid]
  right    predict fwd from [mid / prev(mid, 60) - 1]`,
  }),
  HVT2508: entry<{ model: string; input: string; unit: string; key: string }>({
    title: 'an input that is another thing for each key',
    message: p =>
      `\`${p.input}\` is in ${p.unit}, another unit for each \`${p.key}\`, and model \`${p.model}\` is one for all`,
    why: () => 'a number of coins of one sort says nothing of another',
    help: p => `give it a ratio or an amount in one asset, or write \`model ${p.model} = … per ${p.key}\``,
    page: `A model inside \`each\` is one for all keys, and learns from the rows of all. What it learns from must therefore be the
same thing for each key: a ratio, a change, an amount in one asset. \`per\` makes one model for each key.

  wrong    each s in symbols { model m = gbdt { predict fwd from [depth]  ... } }       // depth in s.base
  right    each s in symbols { model m = gbdt { predict fwd from [depth * mid]  ... } } // in USDT`,
  }),
  HVT2509: entry<{ side: string }>({
    title: 'a quote that follows every tick',
    severity: 'warning',
    message: () => 'this quote is moved with every tick of its price',
    why: () => 'each move is an order: it costs the place in the queue and the allowance of the venue',
    help: () => 'say how often or how far: `requote 500ms`, `tolerance 2 * i.tick`',
    page: `A quote rests at its price. When the price moves, the quote is cancelled and placed again: \`requote\` says how often at
most, \`tolerance\` how far the price must be away.

  wrong    quote bid on i at mid - half size clip as post_only
  right    quote bid on i at mid - half size clip as post_only requote 500ms tolerance i.tick`,
  }),
  HVT2510: entry<{ key: string }>({
    title: 'an alert that does not say of which',
    severity: 'warning',
    message: p => `this alert has the same text for each \`${p.key}\``,
    help: p => `name it in the text: \`"{${p.key}}: …"\``,
    page: `Inside \`each\` an alert is one for every key. Who reads it wants to know which.

  wrong    each v in venues { alert "a venue is down" when disconnected(v) }
  right    each v in venues { alert "{v} is down" when disconnected(v) }`,
  }),
  HVT2511: entry<{ model: string }>({
    title: 'drift alone retrains',
    message: p => `drift alone retrains \`${p.model}\``,
    why: () => 'a detector of drift fires at common settings on streams that do not drift',
    help: () => 'ask for a second evidence: `on drift(…) when mean(abs(error(m, l)), 7d by 1h) > 1% { … }`',
    page: `Detectors of drift are sensitive: on flat streams they fire too. What they set off wants a second evidence, such as an
error that is large by itself.

  wrong    on drift(error(m, l), by: page_hinkley()) { retrain m }
  right    on drift(error(m, l), by: page_hinkley()) when mean(abs(error(m, l)), 7d by 1h) > 1% { retrain m }`,
  }),
} as const
