import { Command, CommanderError, Option } from 'commander'
import { declareBacktest } from './backtest.ts'
import type { CheckOptions } from './commands/check.ts'
import { declareData } from './data.ts'
import type { At } from './inspection/at.ts'
import { at, count, duration, param, preset, seed, universe } from './options.ts'
import { declareSample } from './sample.ts'
import { declareStart } from './start.ts'
import { terminal } from './terminal/terminal.ts'
import { declareTest } from './test.ts'
import { declareTools, example, option, type Run } from './tools.ts'

/** Runs one call of the command line; returns its exit code. Commands are loaded when they run. */
export async function run(args: readonly string[], version: string): Promise<number> {
  let code = 0
  const program = declare(version, async command => {
    const { color } = program.opts<{ color: boolean }>()
    code = await command(terminal(color))
  })
  try {
    await program.parseAsync(args, { from: 'user' })
    return code
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode === 0) return 0
    if (error.code !== 'commander.help') {
      const { explainUsage } = await import('./usage.ts')
      process.stderr.write(`hvt: ${explainUsage(error, program, args)}\n`)
    }
    return 2
  }
}

function declare(version: string, run: Run): Command {
  const program = new Command('hvt')
    .description('HVT: a declarative language, compiler and runtime for trading strategies.')
    .version(version, '-V, --version', 'print the version')
    .option('--no-color', 'plain text, also by NO_COLOR=1 or TERM=dumb')
    .helpOption('-h, --help', 'help for hvt or a command')
    .helpCommand('help [command]', 'help for a command')
    .exitOverride()
    .showSuggestionAfterError(false)
    .configureOutput({ outputError: () => {} })
    .addHelpText(
      'after',
      example('hvt init', 'hvt check first.hvt', 'hvt backtest first.hvt --report run.html --open') +
        '\nDocumentation is in the package: node_modules/hvt/docs/README.md, or its tutorial.md to begin with.' +
        '\nData go to stdout, words to stderr. Exit codes: 0, 1 your mistake, 2 wrong call, 70 our bug, 130 interrupted.\n',
    )

  program
    .command('check')
    .description('Says what is wrong in a strategy, where, why, and how to mend it.')
    .argument('<file...>', "the strategies' files (.hvt or .yaml, or .hvtc if compiled)")
    .option('--bounds', 'also clock, warm-up, memory and cost of what keeps state or is an output')
    .option('--fix', 'apply the fixes that leave nothing to choose, and write the files')
    .addOption(
      option('--universe <name=members>', 'members of a universe that stand elsewhere: a CSV file, or A,B', universe),
    )
    .option('--json', 'diagnostics and strategies as one JSON object on stdout')
    .addOption(new Option('--sarif', 'diagnostics as SARIF 2.1.0 on stdout').conflicts(['json', 'bounds']))
    .addHelpText('after', example('hvt check strategies/venue_spreads.hvt --bounds', 'hvt check examples/*.hvt --json'))
    .action((files: string[], options: Omit<CheckOptions, 'version'>) =>
      run(async to => (await import('./commands/check.ts')).check(files, { ...options, version }, to)),
    )

  declareBacktest(program, version, run)
  declareSample(program, run)
  declareTest(program, run)
  program
    .command('inspect')
    .description('Shows what a value was made of at a time of a run, or why it is absent.')
    .argument('<file>', "the strategy's file (.hvt or .yaml, or .hvtc if compiled)")
    .argument('<name...>', 'a let, a feature or its field, a signal or a peg, with its keys: name[key, key]')
    .addOption(
      option(
        '--at <time>',
        'such as 2026-01-05T00:10:00Z, µs since the epoch, 10m from the first event, or end',
        at,
      ).makeOptionMandatory(),
    )
    .option('--data <market>', 'a manifest of recorded files, or the folder that holds it')
    .addOption(option('--param <name=value>', 'set a param; may be repeated', param))
    .addOption(option('--seed <seed>', 'of the generated market (default: 1)', seed).conflicts('data'))
    .addOption(
      option('--duration <time>', 'of the generated market (default: as of backtest)', duration).conflicts('data'),
    )
    .addOption(option('--preset <name>', 'of the generated market (default: usual)', preset).conflicts('data'))
    .addOption(option('--depth <count>', 'how far down the tree goes', count).default(8))
    .option('--json', 'the whole tree as one JSON object on stdout')
    .addHelpText(
      'after',
      example(
        "hvt inspect strategies/venue_spreads.hvt --at 10m 'profit[BTC/USD, kraken, bitstamp]'",
        "hvt inspect my_strategy.hvt --data market.yaml --at 2024-08-08T23:54:14Z 'entry[BTC/USD]' --json",
      ),
    )
    .action((file: string, name: string[], options: { at: At; depth?: number }) =>
      run(async to =>
        (await import('./commands/inspect.ts')).inspectCommand(file, name.join(' '), { depth: 8, ...options }, to),
      ),
    )

  declareData(program, run)
  declareTools(program, version, run)
  declareStart(program, version, run)
  return program
}
