import { expect } from 'vitest'
import { format } from '../../../grammar/format/format.ts'
import { parse } from '../../../grammar/parse.ts'

/** A tree without places. */
export function placeless(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(placeless)
  if (typeof value !== 'object' || value === null) return value
  const rest = Object.entries(value).filter(([key]) => key !== 'span' && key !== 'opSpan')
  return Object.fromEntries(rest.map(([key, child]) => [key, placeless(child)]))
}

/** Formats a text that parses, and asserts what holds of every such text; returns the formatted one. */
export function formatted(text: string): string {
  const before = parse('x.hvt', text)
  const { text: once } = format('x.hvt', text)
  expect(once, text).toBeDefined()
  const after = parse('x.hvt', once!)
  expect(after.diagnostics.filter(d => d.severity === 'error').map(d => d.message), once).toEqual([]) // biome-ignore format: one line
  expect(placeless(after.file.decls), `${text}\n=>\n${once}`).toEqual(placeless(before.file.decls))
  expect(comments(after.file.comments)).toEqual(comments(before.file.comments))
  expect(format('x.hvt', once!).text, text).toBe(once)
  return once!
}

/** A third slash, where it describes nothing, is not kept. */
const comments = (all: readonly { text: string }[]) => all.map(({ text }) => text.replace(/^\/\/\/(?!\/)/, '//'))
