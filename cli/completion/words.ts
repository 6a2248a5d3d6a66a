import type { Command } from 'commander'

export interface Flag {
  readonly name: string
  readonly about: string
  /** A value follows it. */
  readonly valued: boolean
}

/** What may follow some words of a call: `[]` is `hvt` itself, `['data']` the commands of `hvt data`. */
export interface Place {
  readonly path: readonly string[]
  readonly commands: readonly { readonly name: string; readonly about: string }[]
  readonly flags: readonly Flag[]
}

/** Every place of a command line, those above before those below. */
export function wordsOf(command: Command, path: readonly string[] = []): readonly Place[] {
  const help = { name: '--help', about: 'help', valued: false }
  const flags = command.options.flatMap(({ long, description, required }) =>
    long ? [{ name: long, about: description, valued: required }] : [],
  )
  const own = {
    path,
    commands: command.commands.map(c => ({ name: c.name(), about: c.description() })),
    flags: [...flags, help],
  }
  return [own, ...command.commands.flatMap(c => wordsOf(c, [...path, c.name()]))]
}
