import { dirname, join } from 'node:path'
import { type Fault, readArtefact } from '../../compiler/artefact/artefact.ts'
import { FORMAT } from '../../compiler/artefact/container.ts'
import type { Compiled } from '../../compiler/compile.ts'
import type { Graph } from '../../compiler/ir/graph.ts'
import { type Diagnostic, diagnostic } from '../../grammar/diagnostics/diagnostic.ts'
import { compileFile } from './check_file.ts'
import type { Given } from './given.ts'
import { readBytes } from './read_strategy.ts'

/** Bytes of a compiled strategy: more than any machine would run. */
const largest = 1_000_000_000

export const isCompiled = (file: string) => file.endsWith('.hvtc')

/** A strategy that is to be run: one whose universes have no members yet is refused. */
export function loadToRun(file: string, given: Given = {}): Compiled {
  const loaded = loadFile(file, { ...given, untested: given.universe !== undefined })
  const [name] = loaded.graph?.open ?? []
  if (name === undefined) return loaded
  const refused = diagnostic('HVT9085', { where: file }, { path: file, name })
  return { diagnostics: [...loaded.diagnostics, refused], sources: loaded.sources }
}

/** A strategy that is to be drawn or compared: compiles a source, reads what is compiled. */
export function loadFile(file: string, given: Given = {}): Compiled {
  if (!isCompiled(file)) return compileFile(file, given)
  const bad = (problem: Diagnostic): Compiled => ({ diagnostics: [problem], sources: new Map() })
  const read = readBytes(file, largest)
  if ('problem' in read) return bad(read.problem)
  if (Object.keys({ ...given.param, ...given.universe }).length > 0)
    return bad(diagnostic('HVT9055', { where: file }, { path: file }))
  const artefact = readArtefact(read.bytes)
  if ('fault' in artefact) return bad(explained(file, artefact))
  return { graph: from(dirname(file), artefact.graph), diagnostics: [], sources: artefact.sources }
}

/** The files of its operators stand where they stood from the source. */
function from(folder: string, graph: Graph): Graph {
  const externs = graph.externs?.map(extern => ({ ...extern, path: join(folder, extern.path) }))
  return { ...graph, ...(externs && { externs }) }
}

function explained(path: string, fault: Fault): Diagnostic {
  const place = { where: path }
  switch (fault.fault) {
    case 'foreign':
      return diagnostic('HVT9050', place, { path })
    case 'format':
      return diagnostic('HVT9051', place, { path, found: fault.found, known: FORMAT })
    case 'length':
      return diagnostic('HVT9052', place, { path, wanted: fault.wanted, found: fault.found })
    case 'changed':
      return diagnostic('HVT9052', place, { path, wanted: undefined, found: 0 })
    case 'graph':
      return diagnostic('HVT9053', place, { path, reason: fault.reason })
    case 'module':
      return diagnostic('HVT9054', place, { path, by: fault.by })
  }
}
