import type { Decl, Extern, File, Ident, Use } from '../../grammar/ast/index.ts'
import { type Diagnostic, diagnostic } from '../../grammar/diagnostics/diagnostic.ts'
import { nearest, suggest } from '../../grammar/diagnostics/nearest.ts'
import { read as parsed } from '../../grammar/yaml/either.ts'
import { circles } from './circles.ts'
import { type ExternFile, externFiles } from './externs.ts'
import { broughtBy, checkHeader, checkLibrary, isOffered, isStrategy } from './libraries.ts'
import { beside, candidates, type FindPackage } from './paths.ts'

/** Where source texts come from: a file system, a browser's store. Paths of std modules are `std/NAME.hvt`. */
export interface Host {
  read(path: string): string | undefined
  readonly package?: FindPackage
}

/** A file and the libraries it uses, each parsed once. */
export interface Modules {
  readonly entry: File
  /** Names brought in by each file's `use`: name → the library's declaration and its file. */
  readonly imports: ReadonlyMap<File, ReadonlyMap<string, Imported>>
  readonly files: readonly File[]
  readonly externs: ReadonlyMap<Extern, ExternFile>
  /** Names that modules were to bring and did not: that they mean nothing has been told. */
  readonly absent: ReadonlySet<string>
  /** The text of a file that the entry names, relative to it. */
  readonly read: (path: string) => string | undefined
}
/** A file that uses a library, and where it says so. */
interface Used {
  readonly use: Use
  readonly file: File
  readonly library: File
}
export interface Imported {
  readonly file: File
  readonly decl: Decl
}

export const standard = [
  ...[
    'averages',
    'book',
    'candles',
    'cycles',
    'flow',
    'indicators',
    'momentum',
    'stats',
    'time',
    'trend',
    'volatility',
    'volume',
  ],
]

/** Parses the entry and, breadth first, everything that it uses. */
export function loadModules(
  entry: { readonly path: string; readonly text: string },
  host: Host,
  report: (d: Diagnostic) => void,
): Modules {
  const files = new Map<string, File | undefined>()
  const imports = new Map<File, Map<string, Imported>>()
  const load = (path: string, text: string): File => {
    const { file, diagnostics } = parsed(path, text)
    files.set(path, file)
    // That a strategy is used is the mistake, whatever stands in it.
    if (files.size > 1 && isStrategy(file)) return file
    diagnostics.forEach(report)
    checkHeader(file, report)
    checkLibrary(file, report)
    return file
  }
  /** The first of the paths at which there is a file. */
  const find = (paths: readonly string[]): File | undefined => {
    for (const path of paths) {
      if (!files.has(path)) {
        const text = host.read(path)
        if (text === undefined) files.set(path, undefined)
        else load(path, text)
      }
      const file = files.get(path)
      if (file) return file
    }
    return undefined
  }
  const uses: Used[] = []
  const first = load(entry.path, entry.text)
  const absent = new Set(first.lost)
  for (const file of present(files)) {
    if (file !== first && isStrategy(file)) continue
    imports.set(file, new Map())
    for (const use of file.decls.filter(d => d.kind === 'use')) {
      const where = candidates(use, file.path, host.package)
      if ('problem' in where) {
        for (const { name } of use.names ?? []) absent.add(name)
        report(diagnostic('HVT2145', { span: use.path.span }, { name: where.package, problem: where.problem }))
        continue
      }
      const library = find(where.paths)
      if (!library) {
        for (const { name } of use.names ?? []) absent.add(name)
        report(unknownModule(use.path, file.text))
      } else if (isStrategy(library)) {
        for (const { name } of broughtBy(use, library)) absent.add(name)
        report(diagnostic('HVT2012', { span: use.path.span }, { what: 'a strategy', where: 'after `use`' }))
      } else uses.push({ use, file, library })
    }
  }
  const closing = circles(
    uses.map(({ use, file, library }) => ({ by: file.path, path: library.path, at: use.path.span })),
  )
  for (const circle of closing.values()) report(circle)
  for (const { use, file, library } of uses) {
    // Around a circle nothing is brought: what it would mean there follows from the circle.
    if (closing.has(use.path.span)) for (const { name } of broughtBy(use, library)) absent.add(name)
    else bring({ use, text: file.text }, library, imports.get(file)!, absent, report)
  }
  const read = (path: string) => host.read(beside(path, entry.path))
  const all = [...present(files)]
  return { entry: first, imports, files: all, externs: externFiles(all, host.read), absent, read }
}

function* present(files: ReadonlyMap<string, File | undefined>): Iterable<File> {
  for (const file of files.values()) if (file) yield file
}

function unknownModule(path: Ident, text: string): Diagnostic {
  const modules = standard.map(name => `std.${name}`)
  const known = modules.map(name => `\`${name}\``).join(', ')
  const about = { module: path.name, known, suggestion: nearest(path.name, modules) }
  return diagnostic('HVT2004', { span: path.span, text }, about)
}

function bring(
  { use, text }: { use: Use; text: string },
  library: File,
  names: Map<string, Imported>,
  absent: Set<string>,
  report: (d: Diagnostic) => void,
): void {
  const offered = new Map<string, Decl>()
  for (const decl of library.decls) if (isOffered(decl)) offered.set(decl.name.name, decl)
  for (const { name, span } of broughtBy(use, library)) {
    const decl = offered.get(name)
    if (!decl) {
      report(diagnostic('HVT2005', { span, text }, { module: use.path.name, name, ...suggest(name, offered.keys()) }))
      absent.add(name)
    } else if (names.has(name)) report(diagnostic('HVT2002', { span, text }, { name }))
    else names.set(name, { file: library, decl })
  }
}
