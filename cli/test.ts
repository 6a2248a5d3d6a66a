import type { Command } from 'commander'
import { param, universe } from './options.ts'
import { example, option, type Run } from './tools.ts'

/** `hvt test`, as the command line knows it. */
export function declareTest(program: Command, run: Run): void {
  program
    .command('test')
    .description('Runs the tests that strategies contain: what is given, what is expected.')
    .argument('<file...>', "the strategies' files (.hvt or .yaml)")
    .option('--only <text>', 'only tests whose title contains the text')
    .addOption(option('--param <name=value>', 'set a param; may be repeated', param))
    .addOption(
      option('--universe <name=members>', 'members of a universe that stand elsewhere: a CSV file, or A,B', universe),
    )
    .option('--json', 'every expectation as one JSON object on stdout')
    .addHelpText('after', example('hvt test my_strategy.hvt', "hvt test strategies/*.hvt --only 'no quote'"))
    .action((files: string[], options: object) =>
      run(async to => (await import('./commands/test.ts')).testCommand(files, options, to)),
    )
}
