import { type Compiled, compile } from '../../compiler/compile.ts'
import { type Diagnostic, diagnostic } from '../../grammar/diagnostics/diagnostic.ts'
import { read } from '../../grammar/yaml/either.ts'
import { type Given, membersOf } from './given.ts'
import { host } from './host.ts'
import { readStrategy } from './read_strategy.ts'

/** Reads and compiles a strategy's file. What is wrong with the file itself is a diagnostic like any other. */
export function checkFile(file: string, given: Given = {}): Compiled {
  const found = readStrategy(file)
  if ('problem' in found) return { diagnostics: [found.problem], sources: new Map() }
  return checkText(file, found.text, given)
}

/** Compiles a text as that of a file. */
export function checkText(file: string, text: string, given: Given = {}): Compiled {
  const universes = membersOf(given.universe ?? {})
  if ('problem' in universes) return { diagnostics: [universes.problem], sources: new Map() }
  const { param: params = {}, also = [], test, untested = false } = given
  const options = { params, also, universes: universes.members, untested, ...(test !== undefined && { test }) }
  return compile({ path: file, text }, host, options)
}

/** Reads and compiles a file that is to be run, perhaps as one of its tests has it: a library is refused. */
export function compileFile(file: string, given: Given = {}): Compiled {
  const compiled = checkFile(file, given)
  const library = compiled.graph && refuseLibrary(file, compiled)
  if (!library) return compiled
  return { diagnostics: [...compiled.diagnostics, library], sources: compiled.sources }
}

/** A library compiles like a strategy, but there is nothing in it to run. */
function refuseLibrary(file: string, { sources }: Compiled): Diagnostic | undefined {
  const header = read(file, sources.get(file)!).file.decls.find(d => d.kind === 'header')
  if (header?.what !== 'library') return undefined
  return diagnostic('HVT9018', { span: header.span }, { path: file, name: header.name.name })
}
