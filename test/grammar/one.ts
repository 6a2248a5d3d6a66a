import { expect } from 'vitest'
import type { Decl } from '../../grammar/ast/index.ts'
import { parse } from '../../grammar/parse.ts'

/** The one declaration of a text without mistakes. */
export function one<K extends Decl['kind']>(kind: K, text: string): Extract<Decl, { kind: K }> {
  const { file, diagnostics } = parse('test.hvt', text)
  expect(diagnostics).toEqual([])
  expect(file.decls.map(d => d.kind)).toEqual([kind])
  return file.decls[0] as Extract<Decl, { kind: K }>
}
