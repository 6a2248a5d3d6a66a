import { entry } from './entry.ts'

const cures: Readonly<Record<string, string>> = {
  ';': 'leave it out: declarations need nothing between them',
  "'": 'texts stand between double quotes: "…"',
  '`': 'texts stand between double quotes: "…"',
  '“': 'texts stand between straight double quotes: "…"',
  '&': 'write `and`',
  '&&': 'write `and`',
  '|': 'write `or`',
  '||': 'write `or`',
  '!': 'write `not`',
  '#': 'a comment begins with `//`, a description with `///`',
  '%': 'it touches its number: `0.5%`',
  '?': 'write `if … then … else …`, or `??` for a value in place of an absent one',
}

/** A token as a message shows it: one that is long is cut. */
export const short = (token: string): string => (token.length > 40 ? `${token.slice(0, 39)}…` : token)

/** Characters, numbers and texts: HVT1001 to HVT1009. */
export const text = {
  HVT1001: entry<{ found: string }>({
    title: 'unknown character',
    message: p => `\`${short(p.found)}\` is not part of the language`,
    help: p => cures[p.found] ?? 'remove it; other scripts and signs may stand in texts and comments only',
    page: `Outside texts and comments HVT is written with the letters a to z, digits and a few signs.
Declarations are not separated by anything, texts stand between double quotes, logic is written in words.

  wrong    let wide = spread > 1% && not_stale;
  right    let wide = spread > 1% and not_stale`,
  }),
  HVT1002: entry<object>({
    title: 'a text is not closed',
    message: () => 'this text has no closing quote',
    help: () => 'close it with `"` on the same line; a quote inside a text is written `\\"`',
    page: `A text begins and ends with a double quote and stands on one line.

  wrong    universe symbols: */USD = file("symbols.csv)
  right    universe symbols: */USD = file("symbols.csv")`,
  }),
  HVT1003: entry<{ number: string; unit: string; found: string }>({
    title: 'a number is apart from its unit',
    message: p => `\`${short(p.found)}\`: the unit does not touch its number`,
    help: p => `write \`${short(p.number + p.unit)}\``,
    page: `Units of time, \`%\`, \`bps\` and units in brackets touch their number. Only an asset stands after a space,
because it is a word of its own: \`100 USDT\`.

  wrong    param wait = 15 m        param fee = 0.5 %     param limit = 120_000 USDT/BTC
  right    param wait = 15m         param fee = 0.5%      param limit = 120_000[USDT/BTC]`,
  }),
  HVT1004: entry<{ number: string; unit: string }>({
    title: 'unknown unit',
    message: p =>
      p.unit === ''
        ? `\`${short(p.number)}\` is no number`
        : `\`${short(p.unit)}\` is no unit that can follow \`${short(p.number)}\``,
    help: p =>
      /^[A-Z][A-Z0-9_]*$/.test(p.unit)
        ? `an asset stands after a space: \`${short(`${p.number} ${p.unit}`)}\``
        : 'times end in `ns` `us` `ms` `s` `m` `h` `d` `w`, ratios in `%` or `bps`; names begin with a letter',
    page: `A number may end in a unit of time (ns us ms s m h d w), in % or bps, or in a unit in brackets. Times may be
put together: 1h30m. An asset stands after a space. A name does not begin with a digit.

  wrong    let wait = 15mins    let size = 100USDT
  right    let wait = 15m       let size = 100 USDT`,
  }),
  HVT1005: entry<{ unit: string }>({
    title: 'no unit in the brackets',
    message: p => `\`${short(p.unit)}\` is no unit`,
    help: () => 'a unit is made of assets and `s` for seconds: `[USDT/BTC]`, `[1/s]`, `[USD/s^0.5]`',
    page: `The brackets that touch a number hold its unit: assets, s for seconds, keys such as a or s.base, multiplied,
divided and raised to powers.

  wrong    param speed = 0.001[per s]
  right    param speed = 0.001[1/s]`,
  }),
  HVT1006: entry<{ name: string }>({
    title: 'a name begins with a capital',
    message: p => `\`${short(p.name)}\` is neither a name nor an asset`,
    help: p =>
      `names begin with a small letter: \`${short(p.name[0]!.toLowerCase() + p.name.slice(1))}\`; assets are all capitals`,
    page: `Capitals tell assets and named values (BTC, CALM) from streams, params and keys, which begin with a small letter.

  wrong    let Spread = bid / ask - 1
  right    let spread = bid / ask - 1`,
  }),
  HVT1007: entry<{ text: string; limit: 'number' | 'microsecond' | 'duration' }>({
    title: 'a number cannot be represented',
    message: p =>
      p.limit === 'microsecond'
        ? `\`${short(p.text)}\` is not a whole number of microseconds`
        : `\`${short(p.text)}\` is too ${p.limit === 'number' ? 'large' : 'long'}`,
    help: p =>
      ({
        number: 'numbers go up to about 1.8e308',
        microsecond: 'time is counted in whole microseconds: round it, for example to `1us`',
        duration: 'durations go up to 285 years',
      })[p.limit],
    page: `Numbers are double precision, up to about 1.8e308. Time is counted in whole microseconds.

  wrong    let wait = 1500ns
  right    let wait = 2us`,
  }),
  HVT1008: entry<{ escape: string }>({
    title: 'unknown escape in a text',
    message: p => `\`${p.escape}\` means nothing in a text`,
    help: () => 'known are `\\n` `\\t` `\\"` `\\\\` `\\{` `\\}`; a backslash itself is written `\\\\`',
    page: `In a text a backslash begins one of \\n \\t \\" \\\\ \\{ \\}.

  wrong    file("data\\symbols.csv")
  right    file("data/symbols.csv")`,
  }),
  HVT1009: entry<{ closed: boolean }>({
    title: 'a value in a text is not complete',
    message: p => (p.closed ? 'there is no value between `{` and `}`' : 'this `{` is not closed within the text'),
    help: () => 'a value stands in `{` and `}`, without quotes inside; a plain brace is written `\\{`',
    page: `A text may contain values in braces. They are expressions, but contain no texts themselves: give such a
value a name with let.

  wrong    "{s: buy"     "{}"     "{name("x")}"
  right    "{s}: buy"    "\\{\\}"   "{label_of_x}"`,
  }),
}
