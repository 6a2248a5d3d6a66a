import { expect, test } from 'vitest'
import { catalogue } from '../../grammar/diagnostics/catalogue/index.ts'
import { diagnostic } from '../../grammar/diagnostics/diagnostic.ts'
import { renderSarif } from '../../grammar/diagnostics/render/sarif.ts'
import { parse } from '../../grammar/parse.ts'

const schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json'
const rule = (id: 'HVT1001' | 'HVT1102' | 'HVT9010', level: string) => ({
  id,
  shortDescription: { text: catalogue[id].title },
  help: { text: catalogue[id].page },
  defaultConfiguration: { level },
})
const at = (uri: string, startLine: number, startColumn: number, endColumn: number) => ({
  physicalLocation: { artifactLocation: { uri }, region: { startLine, startColumn, endLine: startLine, endColumn } },
})
const fix = (uri: string, title: string, startLine: number, startColumn: number, endColumn: number, text: string) => ({
  description: { text: title },
  artifactChanges: [
    {
      artifactLocation: { uri },
      replacements: [
        { deletedRegion: { startLine, startColumn, endLine: startLine, endColumn }, insertedContent: { text } },
      ],
    },
  ],
})

test('a log with rules, places in UTF-16, labels and fixes', () => {
  const text = 'let a = { b: "😀" };\nlet c = abs(1\nlet d = 2'
  const file = 'my strategies/a.hvt'
  const missing = diagnostic('HVT9010', { where: '/tmp/b.hvt' }, { path: '/tmp/b.hvt', nearest: undefined })
  const log = renderSarif([...parse(file, text).diagnostics, missing], new Map([[file, text]]), '1.2.3')
  const uri = 'my%20strategies/a.hvt'
  expect(log).toEqual({
    $schema: schema,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'hvt',
            version: '1.2.3',
            rules: [rule('HVT1001', 'error'), rule('HVT1102', 'error'), rule('HVT9010', 'error')],
          },
        },
        columnKind: 'utf16CodeUnits',
        results: [
          {
            ruleId: 'HVT1001',
            ruleIndex: 0,
            level: 'error',
            message: { text: '`;` is not part of the language\nleave it out: declarations need nothing between them' },
            locations: [at(uri, 1, 20, 21)],
            fixes: [fix(uri, 'remove `;`', 1, 20, 21, '')],
          },
          {
            ruleId: 'HVT1102',
            ruleIndex: 1,
            level: 'error',
            message: { text: '`)` is missing here\nclose it with `)`' },
            locations: [at(uri, 2, 14, 14)],
            relatedLocations: [{ id: 0, ...at(uri, 2, 12, 13), message: { text: 'opened here' } }],
            fixes: [fix(uri, 'insert `)`', 2, 14, 14, ')')],
          },
          {
            ruleId: 'HVT9010',
            ruleIndex: 2,
            level: 'error',
            message: { text: 'there is no file `/tmp/b.hvt`\npaths are relative to the folder you are in' },
            locations: [{ physicalLocation: { artifactLocation: { uri: 'file:///tmp/b.hvt' } } }],
          },
        ],
      },
    ],
  })
})
