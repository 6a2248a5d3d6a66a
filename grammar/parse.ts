import type { Decl, Expr, File } from './ast/index.ts'
import type { Diagnostic } from './diagnostics/diagnostic.ts'
import { PieceParser } from './recovery/pieces.ts'
import { prepare } from './recovery/prepare.ts'
import { select } from './recovery/select.ts'
import { split } from './recovery/split.ts'
import { tried } from './recovery/tried.ts'
import { Doc } from './tokens/kinds.ts'
import { spanOf } from './tokens/token.ts'

/**
 * Reads one file. Whatever the text is, the answer is the declarations that can be read, in order, and the messages
 * about the others, by place: one for each declaration and line, at most twenty. Never throws.
 */
export function parse(path: string, text: string): { file: File; diagnostics: Diagnostic[] } {
  const { file, found } = readFile(path, text)
  const again = (mended: string) => readFile(path, mended).found
  return { file, diagnostics: tried(text, select(path, text, found), found, again) }
}

/** Reads a text that is one expression, such as a parameter's value on the command line. Never throws. */
export function parseExpression(path: string, text: string): { expr: Expr | undefined; diagnostics: Diagnostic[] } {
  const { expr, found } = readExpression(path, text)
  const again = (mended: string) => readExpression(path, mended).found
  return { expr, diagnostics: tried(text, select(path, text, found), found, again) }
}

function readFile(path: string, text: string): { file: File; found: readonly Diagnostic[] } {
  const prepared = prepare(path, text)
  const comments = prepared.comments.map(token => ({ text: token.image.trimEnd(), span: spanOf(path, token) }))
  const file = (decls: readonly Decl[], lost: readonly string[] = []): File => {
    return { path, text, decls, comments, ...(lost.length > 0 && { lost }) }
  }
  if (!prepared.tokens) return { file: file([]), found: prepared.diagnostics }
  const found = [...prepared.diagnostics]
  const pieces = split({ file: path, text }, prepared.tokens, d => found.push(d))
  const docs = prepared.comments.filter(token => token.tokenType === Doc)
  const parser = new PieceParser({ file: path, text }, docs, found)
  // Where declarations stand, nothing else was cut.
  const decls = parser.declarations(pieces) as Decl[]
  return { file: file(decls, parser.lost), found: parser.diagnostics }
}

function readExpression(path: string, text: string): { expr: Expr | undefined; found: readonly Diagnostic[] } {
  const prepared = prepare(path, text)
  if (!prepared.tokens) return { expr: undefined, found: prepared.diagnostics }
  const parser = new PieceParser({ file: path, text }, [], prepared.diagnostics)
  const expr = parser.expression(prepared.tokens)
  return { expr, found: parser.diagnostics }
}
