import { posix } from 'node:path'
import { describe, expect, test } from 'vitest'
import { compile } from '../../compiler/compile.ts'
import { catalogue } from '../../grammar/diagnostics/catalogue/index.ts'
import { blocks, brokenLinks, shellCalls } from './docs.ts'
import { layerNames } from './layers.ts'
import { filesBelow, json, textsOf } from './tree.ts'

const documents = textsOf(['.'], /\.md$/)
const std = textsOf(['compiler/std'], /\.hvt$/)
/** Beside the standard library a page has the files that it shows. */
const host = (markdown: string) => ({
  read: (path: string) => std.get(`compiler/${path}`) ?? blocks(markdown).find(({ file }) => file === path)?.text,
})

describe.each([...documents])('%s', (path, markdown) => {
  test('links lead somewhere', () => {
    const files = new Map([...filesBelow('.').map(file => [file, ''] as const), ...documents])
    expect(brokenLinks(path, files)).toEqual([])
  })

  const programs = blocks(markdown).filter(({ language }) => language === 'hvt')
  test.each(programs)('the program at line $line raises exactly what it announces', ({ text, file, announces }) => {
    const { diagnostics } = compile({ path: file ?? path, text }, host(markdown))
    expect(diagnostics.map(({ code }) => code).sort()).toEqual(announces)
  })

  test('its commands exist', () => {
    const { scripts } = json('package.json') as { scripts: Record<string, string> }
    const known = {
      hvt: filesBelow('cli/commands').map(file => posix.basename(file, '.ts')),
      npm: [...Object.keys(scripts), 'ci', 'install', 'pack'],
    }
    expect(shellCalls(markdown).filter(({ program, command }) => !known[program].includes(command))).toEqual([])
  })

  test('its diagnostic codes exist', () => {
    const codes = markdown.match(/\bHVT\d{4}\b/g) ?? []
    expect(codes.filter(code => !(code in catalogue))).toEqual([])
  })
})

test('the first page shows a program, and the architecture names every folder', () => {
  expect(blocks(documents.get('README.md')!).some(({ language }) => language === 'hvt')).toBe(true)
  const folders = new Set(layerNames.flatMap(filesBelow).map(posix.dirname))
  const architecture = documents.get('docs/ARCHITECTURE.md')!
  expect([...folders].filter(folder => !architecture.includes(`\`${folder}/\``))).toEqual([])
})

describe('a planted breach is found', () => {
  const ticks = '```'

  test('blocks', () => {
    const markdown = `# A\n${ticks}hvt error=HVT2002,HVT2001\na\n\nb\n${ticks}\n~~~~sh exit=1\n${ticks}\n~~~~\n${ticks}csv file=x.csv\nc\n${ticks}\n`
    expect(blocks(markdown)).toEqual([
      { language: 'hvt', announces: ['HVT2001', 'HVT2002'], text: 'a\n\nb\n', line: 3 },
      { language: 'sh', announces: [], exit: 1, text: `${ticks}\n`, line: 8 },
      { language: 'csv', announces: [], file: 'x.csv', text: 'c\n', line: 11 },
    ])
  })

  test('links', () => {
    const links =
      '[a](b.md) [c](../x.ts#L1) [d](#a-b-c) [e](https://x.y) [f](b.md#nothing) [g](sub) `[h](no)`\n[i]: gone.md\n'
    const files = new Map([
      ['docs/a.md', `${links}## A: \`b\` (c)\n${ticks}\n[j](no.md)\n${ticks}\n`],
      ['docs/b.md', '# B'],
      ['docs/sub/c.md', ''],
    ])
    expect(brokenLinks('docs/a.md', files)).toEqual([
      'docs/a.md: ../x.ts#L1 is not there',
      'docs/a.md: b.md#nothing names no heading',
      'docs/a.md: gone.md is not there',
    ])
  })

  test('commands', () => {
    const markdown = `hvt no\n${ticks}sh\nnpm ci && npm test   # npm none\nnpx hvt check a.hvt | hvt fmt\nnpm run lint\necho hvt x\n${ticks}\n`
    expect(shellCalls(markdown).map(({ program, command, line }) => `${line} ${program} ${command}`)).toEqual([
      '3 npm ci',
      '3 npm test',
      '4 hvt check',
      '4 hvt fmt',
      '5 npm lint',
    ])
  })
})
