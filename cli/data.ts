import type { Command } from 'commander'
import { example, type Run } from './tools.ts'

/** `hvt data`, as the command line knows it. */
export function declareData(program: Command, run: Run): void {
  const data = program
    .command('data')
    .description('Checks recorded markets, and writes them as Parquet.')
    .addHelpText('after', example('hvt data check market.yaml', 'hvt data convert market.yaml --out parquet'))
  data
    .command('check')
    .description('Audits the files of a market: coverage, gaps, duplicates, outliers, clocks and time zones.')
    .argument('<market>', 'a manifest of recorded files, or the folder that holds it')
    .option('--json', 'the whole audit as one JSON object on stdout')
    .addHelpText('after', example('hvt data check market.yaml', 'hvt data check recordings/ --json'))
    .action((market: string, options: { json?: boolean }) =>
      run(async to => (await import('./commands/data.ts')).dataCheck(market, options, to)),
    )
  data
    .command('convert')
    .description(
      'Writes the files of a market as Parquet, by venue, instrument, stream and day, with a manifest of them.',
    )
    .argument('<market>', 'a manifest of recorded files, or the folder that holds it')
    .requiredOption('--out <folder>', 'where to write: a new folder, or an empty one')
    .option('--json', 'what was written as one JSON object on stdout')
    .addHelpText('after', example('hvt data convert market.yaml --out parquet'))
    .action((market: string, options: { out: string; json?: boolean }) =>
      run(async to => (await import('./commands/data.ts')).dataConvert(market, options, to)),
    )
}
