import { type Compiled, compile } from '../../compiler/compile.ts'
import { host } from './host.ts'
import { readStrategy } from './read_strategy.ts'

/** Reads and compiles a strategy's file. What is wrong with the file itself is a diagnostic like any other. */
export function checkFile(file: string, params: Readonly<Record<string, string>> = {}): Compiled {
  const read = readStrategy(file)
  if ('problem' in read) return { diagnostics: [read.problem], sources: new Map() }
  return compile({ path: file, text: read.text }, host, { params })
}
