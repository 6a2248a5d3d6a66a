import type { Command } from 'commander'
import { scripts } from '../completion/scripts.ts'
import type { Shell } from '../completion/shell.ts'
import { wordsOf } from '../completion/words.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** `hvt completion SHELL`: a script made of the commands as they are declared. */
export async function completion(shell: Shell, program: Command, to: Terminal): Promise<number> {
  to.out(scripts[shell](wordsOf(program)))
  return 0
}
