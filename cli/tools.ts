import { type Command, Option } from 'commander'
import { format, param, universe } from './options.ts'
import type { Terminal } from './terminal/terminal.ts'

export type Run = (command: (to: Terminal) => Promise<number>) => Promise<void>

/** Commands that look at strategies, their texts and graphs, and run nothing. */
export function declareTools(program: Command, version: string, run: Run): void {
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
}

export const option = <T>(flags: string, about: string, parse: (value: string, previous: T) => T) =>
  new Option(flags, about).argParser(parse)

export function example(...lines: readonly string[]): string {
  return `\n${lines.length === 1 ? 'Example' : 'Examples'}:\n${lines.map(line => `  $ ${line}\n`).join('')}`
}
