import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compile } from '../../compiler/compile.ts'
import { parse } from '../../grammar/parse.ts'
import { toYaml } from '../../grammar/yaml/write.ts'
import { textsOf } from '../architecture/tree.ts'
import { programs } from '../property/programs.ts'

const std = textsOf(['compiler/std'], /\.hvt$/)
const files = textsOf(['strategies', 'examples'], /\.(hvt|ts|csv)$/)
const host = { read: (path: string) => std.get(`compiler/${path}`) ?? files.get(path) }

/** What a text and its twin, in the same place, compile to must be the same. */
function sameDigest(text: string, path = 'x.hvt'): void {
  const own = compile({ path, text }, host)
  const twin = compile({ path: path.replace('.hvt', '.yaml'), text: toYaml(parse(path, text).file) }, host)
  expect(own.graph, text).toBeDefined()
  expect(twin.graph?.digest, text).toBe(own.graph!.digest)
  expect(twin.diagnostics.map(d => [d.code, d.message])).toEqual(own.diagnostics.map(d => [d.code, d.message]))
}

const programsOfOurs = [...files].filter(([path]) => path.endsWith('.hvt'))
test.each(programsOfOurs)('%s and its twin have one digest', (path, text) => {
  sameDigest(text, path)
})

test('random programs and their twins have one digest', () => {
  fc.assert(
    fc.property(programs, text => sameDigest(text)),
    { numRuns: 200 },
  )
}, 120_000)

test('a message about names points into the YAML', () => {
  const text = '- strategy: s\n  in: USD\n- const: a\n  is: >-\n    1 +\n    quux\n'
  const [d] = compile({ path: 'x.yaml', text }, host).diagnostics
  expect([d?.code, d?.span && text.slice(d.span.start, d.span.end)]).toEqual(['HVT2001', 'quux'])
})
