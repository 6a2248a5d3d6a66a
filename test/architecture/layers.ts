import { builtinModules } from 'node:module'
import { posix } from 'node:path'
import { cycles } from './cycles.ts'
import { readSource, type Source } from './source.ts'

interface Layer {
  /** Folders and files of ours that it may import, itself included. */
  readonly mayImport: readonly string[]
  /** Runs in a browser too: no Node API, and only packages that have been seen to run there. */
  readonly browser?: boolean
}

const engine = ['grammar', 'compiler', 'runtime']

/** What may know what. `test` and `bench` may know everything; what is not listed has no place in the tree. */
const layers: Readonly<Record<string, Layer>> = {
  grammar: { mayImport: ['grammar'], browser: true },
  compiler: { mayImport: ['grammar', 'compiler'], browser: true },
  // Never an AST: of the grammar only diagnostics, of the compiler the graph, and `compile` where source is deployed.
  runtime: { mayImport: ['grammar/diagnostics', 'compiler/ir', 'compiler/compile.ts', 'runtime'] },
  // Shows runs to people.
  report: { mayImport: [...engine, 'report'] },
  cli: { mayImport: [...engine, 'report', 'cli'] },
  lsp: { mayImport: [...engine, 'lsp'] },
  playground: { mayImport: [...engine, 'playground'] },
  dashboard: { mayImport: [...engine, 'dashboard'] },
}
const browserPackages = new Set(['@dagrejs/dagre', '@noble/hashes', 'ajv', 'chevrotain', 'yaml'])

/** The folders whose files obey the layers. */
export const layerNames: readonly string[] = Object.keys(layers)

export interface Declared {
  readonly dependencies: ReadonlySet<string>
  readonly devDependencies: ReadonlySet<string>
}

/** Every breach of layers, cycles and declared dependencies, as sentences. Files by path from the root, with `/`. */
export function breaches(files: ReadonlyMap<string, string>, declared: Declared): string[] {
  const sources = new Map([...files].sort().map(([path, text]) => [path, readSource(path, text)]))
  const inLayers = new Map([...sources].filter(([path]) => layerOf(path)))
  return [
    ...[...sources].flatMap(([path, source]) => ofOneFile(path, source, files, declared)),
    ...fileCycles(inLayers),
    ...folderCycles(inLayers),
  ]
}

const layerOf = (path: string): Layer | undefined => layers[path.split('/')[0]!]
const under = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`)
const target = (path: string, specifier: string) => posix.join(posix.dirname(path), specifier)

function ofOneFile(path: string, source: Source, files: ReadonlyMap<string, string>, declared: Declared): string[] {
  const layer = layerOf(path)
  const found: string[] = []
  for (const { specifier, line } of source.imports) {
    const say = (what: string) => found.push(`${path}:${line} ${what}`)
    if (specifier === undefined) {
      if (layer) say('imports a computed path')
    } else if (/^\.{1,2}\//.test(specifier)) {
      const to = target(path, specifier)
      if (!files.has(to)) say(`imports ${specifier}, which is not a file of the project`)
      else if (layer && !layer.mayImport.some(folder => under(to, folder))) say(`may not import ${to}`)
    } else {
      const breach = ofPackage(specifier, layer, declared)
      if (breach) say(breach)
    }
  }
  if (layer?.browser) found.push(...source.nodeNames.map(({ name, line }) => `${path}:${line} uses Node's ${name}`))
  return found
}

function ofPackage(specifier: string, layer: Layer | undefined, declared: Declared): string | undefined {
  const name = /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier
  if (specifier.startsWith('node:') || builtinModules.includes(specifier) || builtinModules.includes(name)) {
    return layer?.browser ? `imports Node's ${specifier}, but must run in a browser` : undefined
  }
  if (layer && declared.devDependencies.has(name)) return `imports ${name}, which is a development dependency`
  if (!declared.dependencies.has(name) && !declared.devDependencies.has(name)) {
    return `imports ${name}, which package.json does not declare`
  }
  return layer?.browser && !browserPackages.has(name)
    ? `imports ${name}, which is not known to run in a browser`
    : undefined
}

/** Who imports whom, among the given files. */
function imports(sources: ReadonlyMap<string, Source>): Map<string, Set<string>> {
  const edges = new Map<string, Set<string>>()
  for (const [path, source] of sources) {
    const targets = source.imports.flatMap(({ specifier }) =>
      specifier?.startsWith('.') ? target(path, specifier) : [],
    )
    edges.set(path, new Set(targets.filter(to => sources.has(to))))
  }
  return edges
}

function fileCycles(sources: ReadonlyMap<string, Source>): string[] {
  return cycles(imports(sources)).map(cycle => `cycle of files: ${cycle.join(' → ')}`)
}

/** A file's folder is the one it stands in: a folder may import its subfolders, which then may not import it. */
function folderCycles(sources: ReadonlyMap<string, Source>): string[] {
  const edges = new Map<string, Set<string>>()
  const because = new Map<string, string>()
  for (const [path, targets] of imports(sources)) {
    const from = posix.dirname(path)
    for (const to of targets) {
      const folder = posix.dirname(to)
      if (folder === from) continue
      edges.set(from, (edges.get(from) ?? new Set()).add(folder))
      const step = `${from} → ${folder}`
      because.set(step, because.get(step) ?? `${path} imports ${to}`)
    }
  }
  return cycles(edges).map(cycle => {
    const steps = cycle.slice(1).map((to, i) => because.get(`${cycle[i]} → ${to}`))
    return `cycle of folders: ${cycle.join(' → ')} (${steps.join(', ')})`
  })
}
