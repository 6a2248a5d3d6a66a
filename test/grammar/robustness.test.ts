import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Diagnostic } from '../../grammar/diagnostics/diagnostic.ts'
import { renderJson } from '../../grammar/diagnostics/render/json.ts'
import { renderTerminal } from '../../grammar/diagnostics/render/terminal.ts'
import { parse, parseExpression } from '../../grammar/parse.ts'
import { lex } from '../../grammar/tokens/lex.ts'
import { representative } from './representative.ts'
import { representativeTrading } from './representative_trading.ts'

function survives(text: string): Diagnostic[] {
  const { file, diagnostics } = parse('any.hvt', text)
  expect(file.text).toBe(text)
  expect(diagnostics.length).toBeLessThanOrEqual(21)
  for (const { span } of diagnostics) {
    expect(span!.start >= 0 && span!.start <= span!.end && span!.end <= text.length).toBe(true)
  }
  const sources = new Map([['any.hvt', text]])
  renderTerminal(diagnostics, sources, true)
  renderJson(diagnostics, sources)
  parseExpression('any', text)
  return diagnostics
}

const unit = fc.oneof(fc.constantFrom('binary' as const), fc.constantFrom('grapheme' as const))
const words = [...new Set(lex('words', representative + representativeTrading).tokens.map(t => t.image))]
const halves = fc.array(fc.integer({ min: 0, max: 0xffff }).map(c => String.fromCharCode(c))).map(a => a.join(''))
const soup = fc
  .array(fc.constantFrom(...words, '\n', '"', '{', '}', '/// doc\n', '// c\n', 'model', 'state', '15 m'))
  .map(a => a.join(' '))

describe('any text gives declarations or messages', () => {
  test('characters', () => {
    fc.assert(
      fc.property(
        unit.chain(u => fc.string({ unit: u, maxLength: 200 })),
        text => void survives(text),
      ),
      { numRuns: 300 },
    )
  })
  test('halves of characters', () => {
    fc.assert(
      fc.property(halves, text => void survives(text)),
      { numRuns: 300 },
    )
  })
  test('tokens in any order', () => {
    fc.assert(
      fc.property(soup, text => void survives(text)),
      { numRuns: 500 },
    )
  })
  test('parts of a real file', () => {
    const cut = fc.tuple(fc.constantFrom(representative, representativeTrading), fc.nat(5_000), fc.nat(7_000))
    fc.assert(
      fc.property(cut, ([text, a, b]) => void survives(text.slice(a, b))),
      { numRuns: 200 },
    )
  })
})

describe('extremes', () => {
  test.each([
    ['', []],
    ['\ufeff', []],
    ['(', ['HVT1107']],
    ['('.repeat(100_000), ['HVT1014']],
    [`let a = ${'('.repeat(100_000)}`, ['HVT1014']],
    [`let a = ${'if b then '.repeat(50_000)}`, ['HVT1014']],
    [`let a = ${'every '.repeat(50_000)}`, ['HVT1014']],
    [`let a = ${'not '.repeat(50_000)}b`, ['HVT1014']],
    [`let a = b${' ^ b'.repeat(50_000)}`, ['HVT1014']],
    [`let a = b${'.b'.repeat(50_000)}`, ['HVT1014']],
    [`let a = "{${'('.repeat(50_000)}}"`, ['HVT1014']],
    ['each a in b { '.repeat(50_000), ['HVT1014']],
    ['x'.repeat(10_000_000), ['HVT1013']],
    ['\0'.repeat(10_000), ['HVT1012']],
    ['\ud800'.repeat(10_000), ['HVT1001']],
    [';'.repeat(100_000), ['HVT1001']],
    [')'.repeat(100_000), ['HVT1103']],
    [`let a = "${'{b c}'.repeat(50_000)}"`, ['HVT1101']],
  ])('%#', (text, codes) => {
    expect(survives(text).map(d => d.code)).toEqual(codes)
  })

  test('200 brackets inside each other are read', () => {
    expect(parse('deep.hvt', `let a = ${'('.repeat(200)}b${')'.repeat(200)}`).diagnostics).toEqual([])
  })
})
