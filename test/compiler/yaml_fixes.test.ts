import { expect, test } from 'vitest'
import { compile } from '../../compiler/compile.ts'
import { applyFixes } from '../../grammar/diagnostics/fixes/apply.ts'

const header = `- strategy: s
  in: USD
- venue: a
  is: x.y
  with: { prices_only: true, silent: 5s }
`
const run = (text: string) => compile({ path: 'a.yaml', text }, { read: () => undefined }).diagnostics

/** [code, what follows the header, the same mended]; without the last there is no fix in YAML. */
const fixes: readonly (readonly [string, string, string?])[] = [
  ['HVT1203', '- featur: x\n  is: 1\n', '- feature: x\n  is: 1\n'],
  ['HVT1204', '- feature: x\n  iss: 1\n', '- feature: x\n  is: 1\n'],
  ['HVT1001', '- feature: x\n  is: 1;\n', '- feature: x\n  is: 1\n'],
  ['HVT1001', '- require: 1 < 2 && 3 < 4\n', '- require: 1 < 2 and 3 < 4\n'],
  ['HVT1003', "- feature: x\n  is: '15 m'\n", "- feature: x\n  is: '15m'\n"],
  ['HVT1010', '- require: 1 < 2 or 3 < 4 and 5 < 6\n', '- require: 1 < 2 or (3 < 4 and 5 < 6)\n'],
  ['HVT1011', '- require: 1 < 2 <= 3\n', '- require: 1 < 2 and 2 <= 3\n'],
  ['HVT1102', '- feature: x\n  is: abs(1\n', '- feature: x\n  is: abs(1)\n'],
  ['HVT1102', '- feature: x\n  is: >-\n    abs(\n    1\n- feature: y\n  is: 1\n', '- feature: x\n  is: >-\n    abs(\n    1)\n- feature: y\n  is: 1\n'],
  ['HVT1006', '- feature: Foo\n  is: 1\n', '- feature: foo\n  is: 1\n'],
  ['HVT2009', '- feature: x\n  is: "a[BTC/USD].quote.bids"\n', '- feature: x\n  is: "a[BTC/USD].quote.bid"\n'],
  ['HVT2202', '- feature: x\n  is: a[BTC/USD].quote.bid > 100\n'],
  ['HVT2105', '- feature: x\n  is: mean(a[BTC/USD].quote.bid, 10s)\n'],
  ['HVT1104', '- feature: x\n  is: "{ let y = 1 return y"\n'],
] // biome-ignore format: a table

test.each(fixes)('in YAML, a fix of %s is of the YAML, or there is none: %j', (code, yaml, mended) => {
  const text = header + yaml
  const before = run(text)
  const found = before.find(d => d.code === code)
  const [fix] = (found ?? before[0]!).fixes ?? []
  expect(fix && applyFixes(text, [fix]).text).toBe(mended && header + mended)
  if (mended) expect(run(header + mended)).toEqual([])
})
