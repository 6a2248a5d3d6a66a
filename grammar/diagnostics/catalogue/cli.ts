import { entry } from './entry.ts'
import { files } from './files.ts'

/** What the value of an option can be meant to be. */
const forms = {
  seed: 'a whole number or a word',
  duration: 'a duration such as `30m` or `1h30m`',
  count: 'a whole number such as `10`',
  param: '`name=value`, such as `min_profit=0.2%`',
  at: 'a time such as `2026-01-05T00:10:00Z`, µs since the epoch, an offset from the first event such as `10m`, or `end`',
  universe: '`name=members`, such as `perps=BTC/USDT,ETH/USDT` or `perps=perps.csv`',
  preset: '`usual` or `rich`',
  shell: '`bash`, `zsh` or `fish`',
  table: '`csv` or `parquet`',
  format: '`mermaid`, `dot`, `svg` or `json`',
} as const

/** What an option's value is checked for. */
export type OptionForm = keyof typeof forms

const meant = (nearest: string | undefined) => (nearest ? `did you mean \`${nearest}\`?` : undefined)

/** The command line: 900x how it is called, 901x files, 904x explain. */
export const cli = {
  ...files,
  HVT9001: entry<{ command: string; nearest: string | undefined; file: boolean }>({
    title: 'unknown command',
    message: p => `there is no command \`${p.command}\``,
    help: p =>
      p.file
        ? `to check the file, \`hvt check ${p.command}\`; to run it, \`hvt backtest ${p.command}\``
        : (meant(p.nearest) ?? '`hvt --help` lists them'),
    page: `The first word after \`hvt\` is a command. \`hvt --help\` lists all of them.

  wrong    hvt chek strategies/venue_spreads.hvt
  right    hvt check strategies/venue_spreads.hvt`,
  }),
  HVT9002: entry<{ option: string; command: string; owner: string | undefined; nearest: string | undefined }>({
    title: 'unknown option',
    message: p => `\`${p.command}\` has no option \`${p.option}\``,
    help: p => (p.owner ? `write it after \`${p.owner}\`` : (meant(p.nearest) ?? `\`${p.command} --help\` lists them`)),
    page: `Each command has its own options, which stand after it; an option that nobody knows is refused
rather than passed over.

  wrong    hvt check strategies/venue_spreads.hvt --jsn
  wrong    hvt --json check strategies/venue_spreads.hvt
  right    hvt check strategies/venue_spreads.hvt --json

A file whose name begins with a dash is written after \`--\`: hvt check -- -odd.hvt`,
  }),
  HVT9003: entry<{ argument: string; command: string }>({
    title: 'something is missing on the command line',
    message: p => `\`${p.command}\` lacks ${p.argument}`,
    help: p => `\`${p.command} --help\` shows an example`,
    page: `A command lacks an argument (\`check\` and \`backtest\` need a strategy's file), or an option its value.

  wrong    hvt backtest --data market.yaml
  right    hvt backtest strategies/venue_spreads.hvt --data market.yaml
  wrong    hvt backtest strategies/venue_spreads.hvt --data
  right    hvt backtest strategies/venue_spreads.hvt --data market.yaml`,
  }),
  HVT9004: entry<{ command: string; most: number }>({
    title: 'too many arguments',
    message: p => `\`${p.command}\` takes ${p.most === 1 ? 'one argument' : `${p.most} arguments`}, not more`,
    help: p => `\`${p.command} --help\` shows an example`,
    page: `\`backtest\` runs one strategy, \`explain\` tells of one code; \`check\` takes any number of files.

  wrong    hvt backtest a.hvt b.hvt
  right    hvt backtest a.hvt && hvt backtest b.hvt`,
  }),
  HVT9005: entry<{ option: string; value: string; form: OptionForm }>({
    title: "an option's value is not understood",
    message: p => `\`${p.value}\` is not understood as the value of \`${p.option}\``,
    help: p => `write ${forms[p.form]}`,
    page: `Values of options are written as in the language.

  wrong    hvt backtest strategies/venue_spreads.hvt --duration 30
  right    hvt backtest strategies/venue_spreads.hvt --duration 30m
  wrong    hvt backtest strategies/venue_spreads.hvt --param min_profit
  right    hvt backtest strategies/venue_spreads.hvt --param min_profit=0.2%`,
  }),
  HVT9085: entry<{ path: string; name: string }>({
    title: 'a universe without members',
    message: p => `the members of \`${p.name}\` are not known: \`${p.path}\` can be checked, not run`,
    help: p => `give them: \`--universe ${p.name}=BTC/USDT,ETH/USDT\`, or a CSV file whose first line is \`symbol\``,
    page: `What a query such as \`top(50, …)\` or \`x.perps\` finds is known where the venue is. To check a strategy, two members
stand for all; to run it, the real ones are given.

  wrong    hvt backtest momentum.hvt
  right    hvt backtest momentum.hvt --universe perps=perps.csv`,
  }),
  HVT9086: entry<{ path: string }>({
    title: 'a file without members',
    message: p => `\`${p.path}\` has no rows under a column \`symbol\``,
    help: () => 'its first line is `symbol`, and each line below it a member',
    page: `A file of members is a CSV file (RFC 4180) with a column \`symbol\`.

  wrong    hvt check momentum.hvt --universe perps=empty.csv
  right    hvt check momentum.hvt --universe perps=perps.csv`,
  }),
  HVT9006: entry<{ option: string }>({
    title: 'options that contradict each other',
    message: p => `\`${p.option}\` is of a generated market, and \`--data\` names a recorded one`,
    help: p => `leave out \`${p.option}\` or \`--data\``,
    page: `\`--seed\`, \`--duration\` and \`--preset\` say which market is generated where there are no data. A recorded market is
what it is, and runs from its first event to its last.

  wrong    hvt backtest strategies/venue_spreads.hvt --data market.yaml --seed 7
  right    hvt backtest strategies/venue_spreads.hvt --seed 7`,
  }),
  HVT9007: entry<{ option: string; other: string }>({
    title: 'an option that needs another',
    message: p => `\`${p.option}\` says nothing without \`${p.other}\``,
    help: p => `add \`${p.other}\`, or leave out \`${p.option}\``,
    page: `\`--format\`, \`--resume\` and \`--checkpoint\` concern what is written to the folder of \`--out\`. Without it nothing
is written. \`--draw\` concerns the page of a run, which \`--report\` writes.

  wrong    hvt backtest strategies/venue_spreads.hvt --format parquet
  right    hvt backtest strategies/venue_spreads.hvt --out results --format parquet`,
  }),
  HVT9008: entry<{ members: readonly string[] }>({
    title: 'nothing to draw',
    message: p => `no feature and no signal is of ${p.members.map(member => `\`${member}\``).join(', ')}`,
    why: () => 'a page with `--draw` shows what all of whose keys are among these members',
    help: () => 'write members as the page does in brackets, `--draw KO/USD,PEP/USD` for `z[KO/USD, PEP/USD]`',
    page: `Where a strategy has more keys than a page has room for, the page draws the first ones, and names those that
fired most of the others. \`--draw\` chooses: features and signals all of whose keys are among the members it
lists, and the prices of these.

  wrong    hvt backtest strategies/pairs.hvt --report run.html --draw KO-PEP
  right    hvt backtest strategies/pairs.hvt --report run.html --draw KO/USD,PEP/USD`,
  }),
  HVT9065: entry<{ option: string; other: string }>({
    title: 'options for two outputs',
    message: p => `\`${p.option}\` and \`${p.other}\` cannot stand together`,
    help: p => `leave out \`${p.option}\` or \`${p.other}\``,
    page: `Standard output has one form: text, JSON, or SARIF. SARIF has diagnostics and nothing else, so it has no
place for what \`--bounds\` tells.

  wrong    hvt check strategies/venue_spreads.hvt --json --sarif
  right    hvt check strategies/venue_spreads.hvt --sarif`,
  }),
  HVT9040: entry<{ code: string; nearest: string | undefined }>({
    title: 'unknown code',
    message: p => `there is no code \`${p.code}\``,
    help: p => meant(p.nearest) ?? '`hvt explain` lists all of them',
    page: `\`hvt explain\` tells more of the code that a message begins with; without a code, it lists all.

  wrong    hvt explain HVT99999
  right    hvt explain HVT9001`,
  }),
}
