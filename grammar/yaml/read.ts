import { type Document, parseDocument, type YAMLError } from 'yaml'
import type { Decl, File } from '../ast/index.ts'
import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts'
import { parse } from '../parse.ts'
import { select } from '../recovery/select.ts'
import { Declarations } from './declarations.ts'
import { moved, movedDiagnostic } from './spans.ts'

/**
 * Reads a strategy in YAML. The tree is that of the same strategy in the language, and every span in it, or in a message,
 * is a place in the YAML. Where YAML itself or its shape is wrong, there are no declarations. Never throws.
 */
export function fromYaml(path: string, text: string): { file: File; diagnostics: readonly Diagnostic[] } {
  const { decls, lost, diagnostics } = read(path, text)
  return { file: { path, text, decls, comments: [], ...(lost && { lost }) }, diagnostics }
}

/** The text in the language of a strategy in YAML, not yet in its one form. One with mistakes has none. */
export function textOfYaml(path: string, text: string): { text?: string; diagnostics: readonly Diagnostic[] } {
  const { out, diagnostics } = read(path, text)
  return out && diagnostics.every(d => d.severity !== 'error') ? { text: out, diagnostics } : { diagnostics }
}

interface Read {
  readonly decls: readonly Decl[]
  /** As in a file of the language. */
  readonly lost?: File['lost']
  /** In the language. */
  readonly out?: string
  readonly diagnostics: readonly Diagnostic[]
}

function read(path: string, text: string): Read {
  try {
    const document = parseDocument(text, { version: '1.2', prettyErrors: false, uniqueKeys: false })
    const broken = invalid(path, text, document)
    if (broken) return { decls: [], diagnostics: [broken] }
    const reader = new Declarations(path, text)
    reader.file(document.contents)
    if (reader.diagnostics.length > 0) return { decls: [], diagnostics: select(path, text, reader.diagnostics) }
    return parsed(path, text, reader)
  } catch (error) {
    // The stack was full; anything else is a fault of ours.
    if (!(error instanceof RangeError)) throw error
    const span = { file: path, start: 0, end: 1 }
    return { decls: [], diagnostics: [diagnostic('HVT1201', { span }, { reason: 'it is nested too deep' })] }
  }
}

function parsed(path: string, text: string, reader: Declarations): Read {
  const { out } = reader
  const { file, diagnostics } = parse(path, out.text)
  const strays = diagnostics.length > 0 ? [] : reader.strays(file.decls)
  const found = [...diagnostics.map(d => movedDiagnostic(d, out, text)), ...strays]
  const decls = strays.length > 0 ? [] : moved(file.decls, out)
  return { decls, ...(file.lost && { lost: file.lost }), out: out.text, diagnostics: found }
}

/** The first error is the cause; those after it mostly follow from it. */
function invalid(file: string, text: string, { errors }: Document): Diagnostic | undefined {
  const [error] = errors
  if (!error) return undefined
  const start = Math.min(error.pos[0], text.length)
  const span = { file, start, end: Math.max(Math.min(error.pos[1], text.length), start) }
  return diagnostic('HVT1201', { span }, { reason: reasonOf(error) })
}

/** Two of the library's messages speak of its insides. */
function reasonOf({ code, message }: YAMLError): string {
  if (code === 'MULTIPLE_DOCS') return 'a second document begins here'
  if (/call stack/.test(message)) return 'it is nested too deep'
  return message.charAt(0).toLowerCase() + message.slice(1).replace(/\.$/, '')
}
