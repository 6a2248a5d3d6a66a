import { type Command, Option } from 'commander'
import type { TableFormat } from '../runtime/backtest/tables/table_form.ts'
import { count, duration, members, param, preset, seed, tableFormat, universe } from './options.ts'
import { example, option, type Run } from './tools.ts'

/** Options of which some say nothing without others. */
interface Options {
  readonly out?: string
  readonly report?: string
  readonly open?: boolean
  readonly draw?: readonly string[]
  readonly format?: TableFormat
  readonly resume?: boolean
  readonly checkpoint?: number
}

/** `hvt backtest`, as the command line knows it. */
export function declareBacktest(program: Command, version: string, run: Run): void {
  program
    .command('backtest')
    .description('Runs a strategy on a market: a recorded one, or without --data a generated one.')
    .argument('<file>', "the strategy's file (.hvt or .yaml, or .hvtc if compiled)")
    .option('--data <market>', 'a manifest of recorded files, or the folder that holds it')
    .addOption(option('--param <name=value>', 'set a param; may be repeated', param))
    .addOption(
      option('--universe <name=members>', 'members of a universe that stand elsewhere: a CSV file, or A,B', universe),
    )
    .option('--out <folder>', 'write each record table, and summary.json, to a folder')
    .addOption(option('--format <format>', 'of those tables: csv or parquet (default: csv)', tableFormat))
    .addOption(
      new Option(
        '--resume',
        'go on with the run that was interrupted there, or refuse (default: go on if it is the same)',
      ).conflicts(['report', 'open']),
    )
    .addOption(
      option('--checkpoint <time>', 'how often what is needed to go on is written there (default: 10s)', duration),
    )
    .option('--report <file>', 'write a page of the run: prices, features, firings, and why not (.html, opens offline)')
    .option('--open', 'show that page in a browser')
    .addOption(option('--draw <members>', 'what that page draws: only what is of these members, A,B', members))
    .option('--quarantine <file>', 'write recorded rows that could not be used to a file (else beside --out)')
    .option('--json', 'the summary as one JSON object on stdout')
    .addOption(option('--seed <seed>', 'of the generated market (default: 1)', seed).conflicts('data'))
    .addOption(
      option(
        '--duration <time>',
        'of the generated market, such as 1h30m (default: 30m after its longest window, at least 1.5 times the warm-up)',
        duration,
      ).conflicts('data'),
    )
    .addOption(
      option('--preset <name>', 'of the generated market: usual or rich (default: usual)', preset).conflicts('data'),
    )
    .addOption(option('--rows <count>', 'rows shown of each record table', count).default(10))
    .addHelpText(
      'after',
      example(
        'hvt backtest strategies/venue_spreads.hvt --param min_profit=0.2% --out results',
        'hvt backtest my_strategy.hvt --data market.yaml --out results --format parquet',
        'hvt backtest strategies/dex_lead.hvt --report run.html',
      ),
    )
    .action((file: string, options: Options, command: Command) => {
      needsOthers(options, command)
      return run(async to => {
        // The command itself takes longer to load than people like to look at nothing; it takes this back.
        if (to.live) to.say(`checking ${file} …`)
        const { backtestCommand } = await import('./commands/backtest.ts')
        return backtestCommand(file, { rows: 10, ...options, version }, to)
      })
    })
}

function needsOthers({ out, report, open, draw, ...others }: Options, command: Command): void {
  const name = (['format', 'resume', 'checkpoint'] as const).find(one => others[one] !== undefined)
  const needs = (option: string, other: string) =>
    command.error(`option '--${option}' needs option '--${other}'`, { code: 'hvt.needs' })
  if (out === undefined && name !== undefined) needs(name, 'out')
  if (draw && report === undefined && !open) needs('draw', 'report')
}
