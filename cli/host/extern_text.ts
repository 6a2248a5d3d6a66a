import { SourceMap, type SourceMapPayload } from 'node:module'
import type { Span } from '../../grammar/ast/index.ts'

/** The text of an operator's file, and the places in it of what goes wrong when it runs. */
export class ExternText {
  private readonly map: SourceMap | undefined

  /** @param map From the code that runs to this text. */
  constructor(
    private readonly path: string,
    private readonly text: string,
    map?: string,
  ) {
    this.map = map === undefined ? undefined : new SourceMap(JSON.parse(map) as SourceMapPayload)
  }

  /** From a line and a column, both from 0, to the end of the word or sign there. */
  place(line: number, column: number): { readonly span: Span } {
    const lines = this.text.split('\n')
    const start = lines.slice(0, line).reduce((sum, { length }) => sum + length + 1, 0) + column
    const word = /^\w+/.exec(this.text.slice(start))?.[0] ?? ' '
    return { span: { file: this.path, start, end: Math.min(start + word.length, this.text.length) } }
  }

  /** Where an error was thrown, as far as that is known. */
  placeOf(error: unknown): { readonly span: Span } | { readonly where: string } {
    const stack = typeof error === 'object' && error !== null && 'stack' in error ? `${error.stack}` : ''
    const frame = stack.split('\n').find(line => line.includes(`${this.path}:`))
    const [, line, column] = /:(\d+):(\d+)\)?$/.exec(frame ?? '') ?? []
    // What is thrown need not be an error, and then says nothing of its place.
    if (line === undefined) return { where: this.path }
    const entry = this.map?.findEntry(Number(line) - 1, Number(column) - 1)
    if (!entry || !('originalLine' in entry)) return { where: this.path }
    return this.place(entry.originalLine, entry.originalColumn)
  }

  /** Where a text between quotes stands. */
  named(specifier: string): { readonly span: Span } | { readonly where: string } {
    const start = this.text.search(new RegExp(`['"]${specifier.replace(/[^\w]/g, '\\$&')}['"]`))
    if (start < 0) return { where: this.path }
    return { span: { file: this.path, start, end: start + specifier.length + 2 } }
  }
}
