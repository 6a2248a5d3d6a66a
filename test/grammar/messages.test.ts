import { describe, expect, test } from 'vitest'
import { syntax } from '../../grammar/diagnostics/catalogue/syntax.ts'
import { parse } from '../../grammar/parse.ts'
import { syntaxMistakes as cases } from '../corpus/syntax.ts'
import { expectFixes } from '../fixed.ts'

describe('one mistake, one message', () => {
  test.each(cases.map(c => ({ title: c[0].slice(0, 60), mistake: c })))(
    '$title',
    ({ mistake: [text, code, at, message, help] }) => {
      const { diagnostics } = parse('test.hvt', text)
      expect(diagnostics.map(d => [d.code, d.message])).toEqual([[code, message]])
      const { span, help: cure } = diagnostics[0]!
      expect(text.slice(span!.start, span!.end)).toBe(at)
      if (help !== undefined) expect(cure).toBe(help)
      expectFixes(text, mended => parse('test.hvt', mended).diagnostics)
    },
  )

  test('every code of the syntax is met here, or is the count of messages', () => {
    const met = new Set(cases.map(([, code]) => code))
    expect(Object.keys(syntax).filter(code => !met.has(code as keyof typeof syntax))).toEqual(['HVT1015'])
  })
})

test('after twenty messages the others are counted', () => {
  const { diagnostics } = parse('test.hvt', 'let a\n'.repeat(23))
  expect(diagnostics).toHaveLength(21)
  expect(diagnostics.at(-1)!.message).toBe('3 more mistakes in this file from here on')
})

test('pages are short enough to be read', () => {
  for (const [code, { page }] of Object.entries(syntax)) {
    const lines = page.split('\n')
    expect([code, lines.length <= 25, lines.every(l => l.length <= 120)]).toEqual([code, true, true])
    expect(page, code).toMatch(/^ {2}(wrong|warned)/m)
  }
})
