import type { Externs } from '../../compiler/external/calls.ts'
import type { ExternFault } from '../../compiler/external/fault.ts'
import type { External } from '../../compiler/ir/external.ts'
import type { Graph } from '../../compiler/ir/graph.ts'
import { textDigest } from '../../compiler/resolve/externs.ts'
import { type Diagnostic, diagnostic } from '../../grammar/diagnostics/diagnostic.ts'
import { ExternText } from './extern_text.ts'
import { exportsOf, Imports } from './extern_world.ts'
import { readStrategy } from './read_strategy.ts'
import { withoutTypes } from './typescript.ts'

export interface LoadedExterns {
  /** By index; absent after a problem. */
  readonly externs?: Externs
  readonly diagnostics: readonly Diagnostic[]
  /** The texts of the files, by path. */
  readonly sources: ReadonlyMap<string, string>
  /** What an operator did wrong while it ran, with the place in its file. */
  readonly explain: (fault: ExternFault) => Diagnostic
}

/** Loads the files that a graph names, each once, and nothing else. What is wrong with them is among the diagnostics. */
export async function loadExterns(graph: Graph): Promise<LoadedExterns> {
  const texts = new Map<string, ExternText>()
  const sources = new Map<string, string>()
  const diagnostics: Diagnostic[] = []
  const loaded: Externs[number][] = []
  const exported = new Map<string, unknown>()
  for (const external of graph.externs ?? []) {
    const { path } = external
    if (!texts.has(path)) {
      const read = readStrategy(path)
      const problem = 'problem' in read ? absent(external, read.problem) : changed(external, read.text)
      if (problem || 'problem' in read) return { diagnostics: [problem!], sources, explain }
      sources.set(path, read.text)
      const of = await load(path, read.text)
      if ('code' in of) return { diagnostics: [of], sources, explain }
      texts.set(path, of.text)
      exported.set(path, of.exported)
    }
    const wrong = mismatch(external, exported.get(path))
    if (wrong) diagnostics.push(wrong)
    else loaded.push(exported.get(path) as Externs[number])
  }
  return { ...(diagnostics.length === 0 && { externs: loaded }), diagnostics, sources, explain }

  function explain({ external, problem }: ExternFault): Diagnostic {
    const { path, name, memory } = external
    switch (problem.kind) {
      case 'thrown': {
        const text = texts.get(path)!
        return diagnostic('HVT9045', text.placeOf(problem.error), {
          path,
          of: problem.of,
          problem: told(problem.error),
        })
      }
      case 'result':
        return diagnostic(
          'HVT9046',
          { where: path },
          { path, of: problem.of, wanted: 'a number or undefined', found: problem.found },
        )
      case 'saved':
        return diagnostic(
          'HVT9046',
          { where: path },
          { path, of: 'save', wanted: 'a Uint8Array', found: problem.found },
        )
      case 'memory':
        return diagnostic('HVT9047', { where: path }, { path, name, bytes: problem.bytes, memory })
    }
  }
}

async function load(
  path: string,
  text: string,
): Promise<Diagnostic | { readonly text: ExternText; readonly exported: unknown }> {
  try {
    const stripped = await withoutTypes(path, text)
    if ('problem' in stripped) {
      const { problem, line, column } = stripped
      return diagnostic('HVT9041', new ExternText(path, text).place(line, column), { path, problem })
    }
    const of = new ExternText(path, text, stripped.map)
    try {
      return { text: of, exported: exportsOf(path, stripped.code).default }
    } catch (error) {
      if (error instanceof Imports)
        return diagnostic('HVT9042', of.named(error.specifier), { path, specifier: error.specifier })
      return diagnostic('HVT9043', of.placeOf(error), { path, problem: told(error) })
    }
  } catch (error) {
    return diagnostic('HVT9049', {}, { reason: told(error) })
  }
}

function absent({ path }: External, { message }: Diagnostic): Diagnostic {
  return diagnostic('HVT4046', { where: path }, { path, reason: message })
}

function changed({ name, path, digest }: External, text: string): Diagnostic | undefined {
  return textDigest(text) === digest ? undefined : diagnostic('HVT4047', { where: path }, { path, name })
}

const methods = ['setup', 'process', 'save', 'recover'] as const

/** Whether a file exports what was declared. */
function mismatch({ name, path, memory, inputs }: External, exported: unknown): Diagnostic | undefined {
  const wrong = (wanted: string, found: string) => diagnostic('HVT9044', { where: path }, { path, name, wanted, found })
  const most = inputs === 1 ? 'one value' : `${inputs} values`
  if (memory === 0) {
    if (typeof exported !== 'function') return wrong(`a function of ${most}`, kindOf(exported))
    return exported.length > inputs ? wrong(`a function of ${most}`, `one of ${exported.length}`) : undefined
  }
  const wanted = 'an object with setup, process, save and recover'
  if (typeof exported !== 'object' || exported === null) return wrong(wanted, kindOf(exported))
  const operator = exported as Readonly<Record<string, unknown>>
  const lacking = methods.find(method => typeof operator[method] !== 'function')
  if (lacking) return wrong(wanted, `one without ${lacking}`)
  const takes = (operator.process as { readonly length: number }).length - 1
  return takes > inputs ? wrong(`a \`process\` of a state and ${most}`, `one of a state and ${takes}`) : undefined
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing'
  return value === null ? 'null' : `a value of type ${Object.prototype.toString.call(value).slice(8, -1)}`
}

/** What somebody threw, on one line. */
function told(error: unknown): string {
  const text =
    typeof error === 'object' && error !== null && 'message' in error ? `${error.message}` : `${String(error)}`
  const name = typeof error === 'object' && error !== null && 'name' in error ? `${error.name}` : 'Error'
  const line = text.split('\n')[0]!.slice(0, 200)
  return name === 'Error' ? line : `${name}: ${line}`
}
