import { Command, CommanderError, Option } from 'commander'
import type { CheckOptions } from './commands/check.ts'
import type { At } from './inspection/at.ts'
import { at, count, duration, format, param, seed, universe } from './options.ts'
import { terminal } from './terminal/terminal.ts'

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

type Run = (command: (to: ReturnType<typeof terminal>) => Promise<number>) => Promise<void>

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
      example('hvt check strategies/venue_spreads.hvt', 'hvt backtest strategies/venue_spreads.hvt') +
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

  program
    .command('backtest')
    .description('Runs a strategy on a market: a recorded one, or without --data a generated one.')
    .argument('<file>', "the strategy's file (.hvt or .yaml, or .hvtc if compiled)")
    .option('--data <market>', 'a manifest of recorded files, or the folder that holds it')
    .addOption(option('--param <name=value>', 'set a param; may be repeated', param))
    .addOption(
      option('--universe <name=members>', 'members of a universe that stand elsewhere: a CSV file, or A,B', universe),
    )
    .option('--out <folder>', 'write each record table as CSV, and summary.json, to a folder')
    .option('--json', 'the summary as one JSON object on stdout')
    .addOption(option('--seed <seed>', 'of the generated market (default: 1)', seed).conflicts('data'))
    .addOption(
      option(
        '--duration <time>',
        'of the generated market, such as 1h30m (default: 30m after its longest window)',
        duration,
      ).conflicts('data'),
    )
    .addOption(option('--rows <count>', 'rows shown of each record table', count).default(10))
    .addHelpText(
      'after',
      example(
        'hvt backtest strategies/venue_spreads.hvt --param min_profit=0.2% --out results',
        'hvt backtest my_strategy.hvt --data market.yaml --json',
      ),
    )
    .action((file: string, options: object) =>
      run(async to => {
        // The command itself takes longer to load than people like to look at nothing; it takes this back.
        if (to.live) to.say(`checking ${file} …`)
        const { backtestCommand } = await import('./commands/backtest.ts')
        return backtestCommand(file, { rows: 10, ...options, version }, to)
      }),
    )

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

  program
    .command('fmt')
    .description('Gives files their one form: writes those that change, and lists them.')
    .argument('[file...]', 'the files (.hvt); `-` is standard input')
    .option('--check', 'write nothing; exit code 1 where a file would change')
    .option('--stdin', 'format standard input to standard output')
    .addHelpText('after', example('hvt fmt strategies/*.hvt', 'hvt fmt --check my_strategy.hvt'))
    .action((files: string[], options: { check?: boolean; stdin?: boolean }, command: Command) => {
      if (files.length === 0 && !options.stdin) {
        command.error("error: missing required argument 'file'", { code: 'commander.missingArgument' })
      }
      return run(async to => (await import('./commands/fmt.ts')).fmt(files, options, to))
    })

  program
    .command('compile')
    .description('Compiles a strategy into one file, which runs without its source.')
    .argument('<file>', "the strategy's file (.hvt)")
    .option('-o, --output <file>', 'where to write it (default: NAME.hvtc in this folder)')
    .addOption(option('--param <name=value>', 'set a param; may be repeated', param))
    .addOption(
      option('--universe <name=members>', 'members of a universe that stand elsewhere: a CSV file, or A,B', universe),
    )
    .option('--json', 'what was written as one JSON object on stdout')
    .addHelpText('after', example('hvt compile strategies/venue_spreads.hvt', 'hvt backtest venue_spreads.hvtc'))
    .action((file: string, options: object) =>
      run(async to => (await import('./commands/compile.ts')).compileCommand(file, { ...options, version }, to)),
    )

  program
    .command('graph')
    .description('Draws a strategy: what it reads, what it makes of it, what it reports.')
    .argument('<file>', "the strategy's file (.hvt, or .hvtc if compiled)")
    .addOption(
      option('--format <format>', 'mermaid, dot, svg or json (default: by the file of -o, or mermaid)', format),
    )
    .option('-o, --output <file>', 'where to write it (default: stdout)')
    .option('--only <name>', 'one declaration and all that it is made of')
    .option('--nodes', 'every node, also where there are many')
    .addOption(option('--param <name=value>', 'set a param; may be repeated', param))
    .option('--json', 'the graph itself as one JSON object, as --format json')
    .addHelpText(
      'after',
      example('hvt graph strategies/venue_spreads.hvt -o spreads.svg', 'hvt graph a.hvt --only entry'),
    )
    .action((file: string, options: object) =>
      run(async to => (await import('./commands/graph.ts')).graphCommand(file, options, to)),
    )

  program
    .command('diff')
    .description('Tells what a redeploy keeps, what warms up again, and what may fire at once.')
    .argument('<before>', 'what runs (.hvt or .hvtc)')
    .argument('<after>', 'what is to take its place')
    .option('--exit-code', 'exit with 3 if they differ')
    .option('--json', 'every node as one JSON object on stdout')
    .addHelpText('after', example('hvt diff old.hvtc strategies/venue_spreads.hvt'))
    .action((before: string, after: string, options: object) =>
      run(async to => (await import('./commands/diff.ts')).diffCommand([before, after], options, to)),
    )

  program
    .command('convert')
    .description('Writes a strategy in its other form: the language (.hvt) as YAML (.yaml), or back.')
    .argument('<file>', "the strategy's file (.hvt or .yaml)")
    .option('-o, --out <file>', 'the file to write, instead of standard output')
    .addHelpText(
      'after',
      `\nComments are left out; descriptions (\`///\`, in YAML \`doc\`) are kept.\n${example(
        'hvt convert strategies/venue_spreads.hvt -o venue_spreads.yaml',
        'hvt convert venue_spreads.yaml',
      )}`,
    )
    .action((file: string, options: { out?: string }) =>
      run(async to => (await import('./commands/convert.ts')).convert(file, options, to)),
    )

  program
    .command('schema')
    .description('Prints the JSON Schema of strategies in YAML, for editors.')
    .addHelpText('after', example('hvt schema > hvt.schema.json'))
    .action(() => run(async to => (await import('./commands/schema.ts')).schema(to)))

  program
    .command('explain')
    .description('Tells more of a diagnostic code; without a code, lists all.')
    .argument('[code]', 'a code such as HVT2201')
    .option('--json', 'the page, or the list, as one JSON object on stdout')
    .addHelpText('after', example('hvt explain HVT2201'))
    .action((code: string | undefined, options: { json?: boolean }) =>
      run(async to => (await import('./commands/explain.ts')).explain(code, options, to)),
    )
  return program
}

const option = <T>(flags: string, about: string, parse: (value: string, previous: T) => T) =>
  new Option(flags, about).argParser(parse)

function example(...lines: readonly string[]): string {
  return `\n${lines.length === 1 ? 'Example' : 'Examples'}:\n${lines.map(line => `  $ ${line}\n`).join('')}`
}
