import { expect, test } from 'vitest'
import { type Diagnostic, diagnostic } from '../../grammar/diagnostics/diagnostic.ts'
import { renderJson } from '../../grammar/diagnostics/render/json.ts'
import { renderTerminal } from '../../grammar/diagnostics/render/terminal.ts'
import { parse } from '../../grammar/parse.ts'

const read = (text: string) => renderTerminal(parse('a.hvt', text).diagnostics, new Map([['a.hvt', text]]))
const at = (start: number, end: number, file = 'a.hvt') => ({ file, start, end })

test('the source, a caret, why and the cure', () => {
  expect(read('let a = 1\nlet b = c or d and e\n')).toBe(
    [
      'warning HVT1010: `and` stands beside `or` without brackets',
      '  ┌ a.hvt:2:14',
      '2 │ let b = c or d and e',
      '  │              ^^^^^^^',
      '  `and` binds tighter than `or`, which readers often take the other way round',
      '  put brackets around the part with `and`, or around that with `or` if that was meant',
      '  fix: write `(d and e)`',
      '',
    ].join('\n'),
  )
})

test('labels on other lines, in order of lines, with a gutter as wide as the largest', () => {
  const text = `${'\n'.repeat(8)}each s in t {\n  let a = 1\nlet b = 2\n`
  expect(read(text)).toBe(
    [
      'error HVT1102: `}` is missing here',
      '   ┌ a.hvt:10:12',
      ' 9 │ each s in t {',
      '   │             ─ opened here',
      '10 │   let a = 1',
      '   │            ^',
      '  close it with `}`',
      '',
    ].join('\n'),
  )
})

test('sorted by place, one blank line between', () => {
  const out = read('let a = *\nlet b = +\n')
  expect(out.match(/a\.hvt:\d+/g)).toEqual(['a.hvt:1', 'a.hvt:2'])
  expect(out.split('\n\n')).toHaveLength(2)
})

test('tabs, wide and astral characters do not misplace carets', () => {
  const rows = (text: string) => read(text).split('\n').slice(2, 4)
  expect(rows('\tlet a = *')).toEqual(['1 │     let a = *', '  │             ^'])
  expect(rows('let a = "日本" *')).toEqual(['1 │ let a = "日本" *', '  │                 ^'])
  expect(rows('let a = "😀" *')).toEqual(['1 │ let a = "😀" *', '  │               ^'])
  expect(rows('let a = "e\u0301" *')).toEqual(['1 │ let a = "e\u0301" *', '  │              ^'])
})

test('what could disturb a terminal is made visible', () => {
  const out = read('let a = \x1b[31m * // \u202e')
  expect(['\x1b', '\u202e'].filter(c => out.includes(c))).toEqual([])
  expect(read('let a = * "\ud800"').split('\n')[2]).toBe('1 │ let a = * "?"')
})

test('long lines are cut around the mark', () => {
  const out = read(`let a = [${'b, '.repeat(1000)} *, ${'b, '.repeat(1000)} b]`).split('\n')
  expect(out[2]!.length).toBeLessThan(170)
  expect(out[2]![out[3]!.indexOf('^')]).toBe('*')
})

test('colour only when asked', () => {
  const { diagnostics } = parse('a.hvt', 'let a = *')
  const sources = new Map([['a.hvt', 'let a = *']])
  expect(renderTerminal(diagnostics, sources)).not.toContain('\x1b')
  expect(renderTerminal(diagnostics, sources, true)).toContain('\x1b[1;31merror HVT1101\x1b[0m')
})

const placeless: Diagnostic = diagnostic('HVT1012', { where: 'market.jsonl' }, {})
const elsewhere: Diagnostic = diagnostic(
  'HVT1102',
  { span: at(4, 5), labels: [{ span: at(0, 1, 'b.hvt'), text: 'there' }] },
  { bracket: ')' },
)

test('messages without a place, and places in several files', () => {
  expect(renderTerminal([placeless], new Map())).toBe(
    'error HVT1012: this file is no text\n  ┌ market.jsonl\n  give a strategy written in HVT, saved as UTF-8\n',
  )
  expect(renderTerminal([elsewhere], new Map([['a.hvt', 'let a'], ['b.hvt', 'x']]))).toBe(
    'error HVT1102: `)` is missing here\n  ┌ a.hvt:1:5\n1 │ let a\n  │     ^\n  ┌ b.hvt:1:1\n1 │ x\n  │ ─ there\n  close it with `)`\n',
  ) // biome-ignore format: one line
})

test('plain data for machines', () => {
  const sources = new Map([['a.hvt', 'x\nlet a'], ['b.hvt', 'x']]) // biome-ignore format: short
  expect(renderJson([placeless, elsewhere], sources)).toEqual({
    version: 1,
    diagnostics: [
      {
        code: 'HVT1102', severity: 'error', message: '`)` is missing here', help: 'close it with `)`',
        file: 'a.hvt', line: 2, column: 3, endLine: 2, endColumn: 4,
        labels: [{ file: 'b.hvt', line: 1, column: 1, endLine: 1, endColumn: 2, text: 'there' }],
      },
      {
        code: 'HVT1012', severity: 'error', message: 'this file is no text', where: 'market.jsonl', labels: [],
        help: 'give a strategy written in HVT, saved as UTF-8',
      },
    ],
  }) // biome-ignore format: a table
})

test('a fix is told where the cure does not tell it', () => {
  expect(read('let a = abs (1)').trimEnd().split('\n').at(-1)).toBe('  fix: let `(` touch the name before it')
  expect(read('let a = 15 m').trimEnd().split('\n').at(-1)).toBe('  write `15m`')
})

test('fixes for machines are edits with places', () => {
  const text = '\nlet a = "😀" && c'
  const [found] = renderJson(parse('a.hvt', text).diagnostics, new Map([['a.hvt', text]])).diagnostics
  const place = { file: 'a.hvt', line: 2, column: 14, endLine: 2, endColumn: 16 }
  expect(found!.fixes).toEqual([{ title: 'replace by `and`', edits: [{ ...place, text: 'and' }] }])
})
