import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compile } from '../../compiler/compile.ts'
import { parse } from '../../grammar/parse.ts'
import { toYaml } from '../../grammar/yaml/write.ts'
import { textsOf } from '../architecture/tree.ts'
import { programs } from '../property/programs.ts'

const std = textsOf(['compiler/std'], /\.hvt$/)
const host = { read: (path: string) => std.get(`compiler/${path}`) }

/** What a text and its twin compile to must be the same. */
function sameDigest(text: string): void {
  const own = compile({ path: 'x.hvt', text }, host)
  const twin = compile({ path: 'x.yaml', text: toYaml(parse('x.hvt', text).file) }, host)
  expect(own.graph, text).toBeDefined()
  expect(twin.graph?.digest, text).toBe(own.graph!.digest)
  expect(twin.diagnostics.map(d => [d.code, d.message])).toEqual(own.diagnostics.map(d => [d.code, d.message]))
}

test.each([...textsOf(['strategies', 'examples'], /\.hvt$/)])('%s and its twin have one digest', (_, text) => {
  sameDigest(text)
})

test('random programs and their twins have one digest', () => {
  fc.assert(fc.property(programs, sameDigest), { numRuns: 200 })
}, 120_000)

test('a message about names points into the YAML', () => {
  const text = '- strategy: s\n  in: USD\n- const: a\n  is: >-\n    1 +\n    quux\n'
  const [d] = compile({ path: 'x.yaml', text }, host).diagnostics
  expect([d?.code, d?.span && text.slice(d.span.start, d.span.end)]).toEqual(['HVT2001', 'quux'])
})
