import type { Command } from 'commander'
import type { SampleOptions } from './commands/sample.ts'
import { duration, param, preset, seed, universe } from './options.ts'
import { example, option, type Run } from './tools.ts'

export function declareSample(program: Command, run: Run): void {
  program
    .command('sample')
    .description('Writes a generated market as recorded files, and beside them what is true in it.')
    .argument('[file]', "a strategy's file: what it reads is written (without one: exchanges, a pool and shares)")
    .requiredOption('--out <folder>', 'where to write manifest.yaml, truth.json and a file for each instrument')
    .addOption(option('--seed <seed>', 'of the market (default: 1)', seed))
    .addOption(option('--for <time>', 'how long, such as 1h30m (default: as of backtest, or 1h)', duration))
    .addOption(option('--preset <name>', 'usual, as of backtest, or rich (default: rich without a strategy)', preset))
    .option('--faults', 'with bad messages: repeated, lost, crossed and absurd ones')
    .addOption(option('--param <name=value>', 'set a param; may be repeated', param))
    .addOption(
      option('--universe <name=members>', 'members of a universe that stand elsewhere: a CSV file, or A,B', universe),
    )
    .option('--json', 'what was written as one JSON object on stdout')
    .addHelpText(
      'after',
      example(
        'hvt sample strategies/venue_spreads.hvt --out sample --preset rich --for 20m',
        'hvt backtest strategies/venue_spreads.hvt --data sample',
      ),
    )
    .action((file: string | undefined, options: SampleOptions) =>
      run(async to => (await import('./commands/sample.ts')).sampleCommand(file, options, to)),
    )
}
