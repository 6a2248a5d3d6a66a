import type { Command } from 'commander'
import { example, type Run } from './tools.ts'

/** `hvt data`, as the command line knows it. */
export function declareData(program: Command, run: Run): void {
  const data = program
    .command('data')
    .description('Looks at recorded markets: what is in their files, and what may be wrong with it.')
    .addHelpText('after', example('hvt data check market.yaml'))
  data
    .command('check')
    .description('Audits the files of a market: coverage, gaps, duplicates, outliers, clocks and time zones.')
    .argument('<market>', 'a manifest of recorded files, or the folder that holds it')
    .option('--json', 'the whole audit as one JSON object on stdout')
    .addHelpText('after', example('hvt data check market.yaml', 'hvt data check recordings/ --json'))
    .action((market: string, options: { json?: boolean }) =>
      run(async to => (await import('./commands/data.ts')).dataCheck(market, options, to)),
    )
}
