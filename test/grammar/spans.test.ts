import { expect, test } from 'vitest'
import type { Expr } from '../../grammar/ast/index.ts'
import { parse, parseExpression } from '../../grammar/parse.ts'
import { Lines } from '../../grammar/source/lines.ts'
import { bracketed } from './bracketed.ts'
import { representative } from './representative.ts'
import { representativeTrading } from './representative_trading.ts'

interface Spanned {
  readonly span: { readonly file: string; readonly start: number; readonly end: number }
}

/** Everything with a span in a tree, with its parent. */
function* spanned(value: unknown, parent?: Spanned): Iterable<[Spanned, Spanned | undefined]> {
  if (typeof value !== 'object' || value === null) return
  const own = 'span' in value ? (value as Spanned) : undefined
  if (own) yield [own, parent]
  for (const [key, child] of Object.entries(value)) {
    if (key !== 'span' && key !== 'opSpan') yield* spanned(child, own ?? parent)
  }
}
const isExpr = (x: object): x is Expr & Spanned => 'kind' in x && !['positional', 'named'].includes(String(x.kind))
const { file } = parse('representative.hvt', representative)

const trading = parse('trading.hvt', representativeTrading).file

test('a child lies inside its parent', () => {
  for (const [child, parent] of [...file.decls, ...trading.decls].flatMap(d => [...spanned(d)])) {
    if (!parent) continue
    expect(child.span.start).toBeGreaterThanOrEqual(parent.span.start)
    expect(child.span.end).toBeLessThanOrEqual(parent.span.end)
  }
})

test('the text of an expression, read by itself, is that expression', () => {
  const declarations = new Set(['next', 'header', ...file.decls.map(d => d.kind), 'let', 'feature', 'signal'])
  let seen = 0
  for (const [node] of file.decls.flatMap(d => [...spanned(d)])) {
    if (!isExpr(node) || (declarations.has(node.kind) && !('fields' in node)) || 'columns' in node) continue
    const text = representative.slice(node.span.start, node.span.end)
    const { expr, diagnostics } = parseExpression('part', node.kind === 'on' ? `(${text})` : text)
    expect(diagnostics, text).toEqual([])
    expect(bracketed(expr!)).toBe(bracketed(node))
    seen++
  }
  expect(seen).toBeGreaterThan(250)
})

test('names stand at their spans, also inside texts', () => {
  const names = [file, trading].flatMap(({ text, decls }) =>
    decls
      .flatMap(d => [...spanned(d)])
      .flatMap(([n]) => ('name' in n && typeof n.name === 'string' ? [{ text, span: n.span, name: n.name }] : [])),
  )
  for (const { text, span, name } of names) {
    expect(text.slice(span.start, span.end).replace(/\s/g, '').replaceAll('"', '')).toBe(name.replace(/\s/g, ''))
  }
  expect(names.length).toBeGreaterThan(500)
})

test('brackets belong to what is around them', () => {
  const { expr } = parseExpression('x', '(a + b) * c')
  expect(expr).toMatchObject({
    span: { start: 0, end: 11 },
    opSpan: { start: 8, end: 9 },
    left: { span: { start: 1, end: 6 } },
  })
})

test('lines and columns', () => {
  const lines = new Lines('ab\r\nc\rd\n')
  expect([0, 2, 4, 5, 6, 8, 99, -1].map(o => lines.at(o))).toEqual([
    { line: 1, column: 1 }, { line: 1, column: 3 }, { line: 2, column: 1 }, { line: 2, column: 2 },
    { line: 3, column: 1 }, { line: 4, column: 1 }, { line: 4, column: 1 }, { line: 1, column: 1 },
  ]) // biome-ignore format: a table
  expect([1, 2, 3, 4, 5].map(n => lines.line(n))).toEqual(['ab', 'c', 'd', '', ''])
})
