import type { Decl, File, Ident, Use } from '../../grammar/ast/index.ts'
import { type Diagnostic, diagnostic } from '../../grammar/diagnostics/diagnostic.ts'

/** A file says first what it is, and once. */
export function checkHeader(file: File, report: (d: Diagnostic) => void): void {
  const headers = file.decls.filter(d => d.kind === 'header')
  if (headers.length === 0 && file.lost?.some(name => name === 'strategy' || name === 'library')) return
  if (headers.length === 1 && file.decls[0] === headers[0]) return
  if (headers.length === 0 && file.decls.length === 0 && file.text.trim() !== '') return
  const found = headers[1] ?? headers[0]
  report(
    diagnostic(
      'HVT2010',
      { span: found?.span ?? { file: file.path, start: 0, end: Math.min(1, file.text.length) } },
      { found: headers.length },
    ),
  )
}

/** It is run, not used: what is used must be a library. */
export function isStrategy(file: File): boolean {
  return file.decls.some(d => d.kind === 'header' && d.what === 'strategy')
}

const inLibraries = new Set(['header', 'use', 'fn', 'const', 'extern'])

/** Is the declaration one that others may use? */
export function isOffered(decl: Decl): decl is Extract<Decl, { kind: 'fn' | 'const' | 'extern' }> {
  return decl.kind === 'fn' || decl.kind === 'const' || decl.kind === 'extern'
}

/** A library has functions and constants only, each name once. */
export function checkLibrary(file: File, report: (d: Diagnostic) => void): void {
  if (!file.decls.some(d => d.kind === 'header' && d.what === 'library')) return
  const seen = new Set<string>()
  for (const decl of file.decls) {
    if (!inLibraries.has(decl.kind))
      report(diagnostic('HVT2012', { span: decl.span }, { what: `\`${decl.kind}\``, where: 'in a library' }))
    if (!isOffered(decl)) continue
    const { name, span } = decl.name
    if (seen.has(name)) report(diagnostic('HVT2002', { span }, { name }))
    seen.add(name)
  }
}

/** The names that a file takes from a library: all that it offers, where none are said. */
export function broughtBy(use: Use, library: File): readonly Ident[] {
  const offered = new Set(library.decls.flatMap(decl => (isOffered(decl) ? decl.name.name : [])))
  return use.names ?? [...offered].map(name => ({ name, span: use.span }))
}
