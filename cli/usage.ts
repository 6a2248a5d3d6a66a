import type { Command, CommanderError } from 'commander'
import type { OptionForm } from '../grammar/diagnostics/catalogue/cli.ts'
import { type Diagnostic, diagnostic } from '../grammar/diagnostics/diagnostic.ts'
import { nearest } from '../grammar/diagnostics/nearest.ts'

/** What is wrong with a call of the command line, in one line. */
export function explainUsage(error: CommanderError, program: Command, args: readonly string[]): string {
  const { code, message, help } = translate(error, program, args)
  return `${message}; ${help} (${code})`
}

/** The library tells what happened by its code, and what it concerns in quotes in its message. */
function translate({ code, message }: CommanderError, program: Command, args: readonly string[]): Diagnostic {
  const outer = commandIn(program, args) ?? program
  const called = commandIn(outer, args) ?? outer
  const names = [outer, called].filter((c, i) => c !== program && (i === 0 || c !== outer)).map(c => c.name())
  const command = ['hvt', ...names].join(' ')
  const first = /'(.*?)'(?: |\.|$)/s.exec(message)?.[1] ?? ''
  const flag = first.split(' ')[0]!
  switch (code) {
    case 'commander.unknownCommand': {
      const known = outer.commands.map(c => c.name())
      const about = { command: first, nearest: nearest(first, known), file: /\.(?:hvtc?|ya?ml)$/.test(first) }
      return diagnostic('HVT9001', {}, about)
    }
    case 'commander.unknownOption': {
      const known = [...called.options, ...program.options].flatMap(o => o.long ?? [])
      const [name] = first.split('=')
      // Commander hands a command what stands after it; what stands before it is of `hvt` itself.
      const early = called !== program && args.indexOf(first) < args.indexOf(called.name())
      const owner = early && known.includes(name!) ? called.name() : undefined
      const about = { option: first, owner, nearest: nearest(name!, [...known, '--help']) }
      return diagnostic('HVT9002', {}, { ...about, command: early ? 'hvt' : command })
    }
    case 'commander.missingArgument':
      return diagnostic('HVT9003', {}, { command, argument: `a \`${first}\`` })
    case 'commander.optionMissingArgument':
      return diagnostic('HVT9003', {}, { command, argument: `the value of \`${flag}\`` })
    case 'commander.missingMandatoryOptionValue':
      return diagnostic('HVT9003', {}, { command, argument: `\`${flag}\`` })
    case 'commander.excessArguments':
      return diagnostic('HVT9004', {}, { command, most: called.registeredArguments.length })
    case 'commander.conflictingOption': {
      const other = /with option '(\S+?)[ ']/.exec(message)?.[1] ?? ''
      if (other === '--data') return diagnostic('HVT9006', {}, { option: flag })
      return diagnostic('HVT9065', {}, { option: flag, other })
    }
    case 'hvt.needs':
      return diagnostic('HVT9007', {}, { option: first, other: /needs option '(.*?)'/.exec(message)![1]! })
    case 'commander.invalidArgument': {
      const [, value, name, form] = /(?:argument|value) '(.*)' is invalid(?: for argument '(\w+)')?\. (\w+)$/s.exec(
        message,
      )!
      return diagnostic('HVT9005', {}, { option: name ?? flag, value: value!, form: form as OptionForm })
    }
    default:
      throw new Error(`${code}: ${message}`)
  }
}

/** The command of a program, or of a command that has some, that is called. */
const commandIn = ({ commands }: Command, args: readonly string[]) =>
  commands.find(c => c.name() === args.find(a => commands.some(known => known.name() === a)))
