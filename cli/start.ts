import { Argument, type Command } from 'commander'
import type { Shell } from './completion/shell.ts'
import { shell } from './options.ts'
import { example, type Run } from './tools.ts'

/** Commands for whoever begins: a project, the machine, the shell. */
export function declareStart(program: Command, version: string, run: Run): void {
  program
    .command('init')
    .description('Begins a project: a strategy with its tests, a README and a .gitignore.')
    .argument('[folder]', 'where; it is made if it is not there', '.')
    .addHelpText('after', example('hvt init my_strategy', 'hvt init'))
    .action((folder: string) => run(async to => (await import('./commands/init.ts')).init(folder, to)))

  program
    .command('doctor')
    .description('Looks at this machine: what HVT needs, what it may use, and what to do about what is missing.')
    .option('--json', 'every check as one JSON object on stdout')
    .addHelpText('after', example('hvt doctor --json'))
    .action((options: { json?: boolean }) =>
      run(async to => (await import('./commands/doctor.ts')).doctor({ ...options, version }, to)),
    )

  program
    .command('completion')
    .description('Prints what makes a shell complete commands and options.')
    .addArgument(new Argument('<shell>', 'bash, zsh or fish').argParser(shell))
    .addHelpText(
      'after',
      example(
        'hvt completion bash > ~/.local/share/bash-completion/completions/hvt',
        'hvt completion zsh > ~/.zfunc/_hvt        # with  fpath+=~/.zfunc  before compinit in ~/.zshrc',
        'hvt completion fish > ~/.config/fish/completions/hvt.fish',
      ),
    )
    .action((name: Shell) => run(async to => (await import('./commands/completion.ts')).completion(name, program, to)))
}
