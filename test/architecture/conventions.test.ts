import { describe, expect, test } from 'vitest'
import * as find from './conventions.ts'
import { filesBelow, json, textsOf } from './tree.ts'

const code = textsOf(['grammar', 'compiler', 'runtime', 'cli'], /\.ts$/)
const belowCli = new Map([...code].filter(([path]) => !path.startsWith('cli/')))
const lock = json('package-lock.json') as Parameters<typeof find.hostsInLock>[0]

describe('the project', () => {
  test('keeps files short', () => expect(find.longFiles(code)).toEqual([]))

  test('leaves no notes of unfinished work', () => {
    const texts = textsOf(['.'], /\.(ts|mjs|md|hvt|yaml|html|css)$|(^|\/)run$/)
    expect(find.leftovers(texts)).toEqual([])
  })

  test('reads no clock and no randomness below the command line', () => {
    expect(find.ambientReads(belowCli)).toEqual([])
  })

  test('has telling names', () => expect(find.vagueNames(filesBelow('.'))).toEqual([]))

  test('documents every strategy and example', () => {
    expect(find.undocumented(textsOf(['strategies', 'examples'], /\.hvt$/))).toEqual([])
  })

  test('locks packages by digest, names no host', () => expect(find.hostsInLock(lock)).toEqual([]))

  test('locks the binaries of every platform', () => expect(find.lostBinaries(lock)).toEqual([]))
})

describe('a planted breach is found', () => {
  const file = (path: string, text: string) => new Map([[path, text]])
  const lines = (n: number) => 'x\n'.repeat(n)

  test('long files', () => {
    expect(find.longFiles(file('a.ts', lines(150)))).toEqual([])
    expect(find.longFiles(file('a.ts', lines(221)))).toEqual([
      'a.ts has 221 lines',
      '1 of 1 files have over 150 lines: a.ts 221',
    ])
    const fiveFiles = [151, 220, 1, 1, 1].map((n, i) => [`${i}.ts`, lines(n)] as const)
    expect(find.longFiles(new Map(fiveFiles))).toEqual(['2 of 5 files have over 150 lines: 1.ts 220, 0.ts 151'])
    expect(find.longFiles(new Map(fiveFiles.slice(1).concat([['5.ts', lines(150)]])))).toEqual([])
  })

  test('notes of unfinished work', () => {
    const note = ['// TO', 'DO later'].join('')
    expect(find.leftovers(file('a.ts', `x\n  ${note}\n`))).toEqual([`a.ts:2 ${note}`])
    expect(find.leftovers(file('a.ts', 'const todo = 1'))).toEqual([])
  })

  test.each([
    ['Date.now()', 'Date.now'],
    ["const f = globalThis.Date['now']", 'Date.now'],
    ['new Date()', 'new Date()'],
    ['Date()', 'Date()'],
    ['Math.random()', 'Math.random'],
    ['performance.now()', 'performance.now'],
    ['process.hrtime.bigint()', 'process.hrtime'],
  ])('%s', (text, name) => expect(find.ambientReads(file('a.ts', text))).toEqual([`a.ts:1 reads ${name}`]))

  test('a date of a given time, a comment and a text are no reads', () => {
    expect(
      find.ambientReads(file('a.ts', "new Date(0); Date.UTC(2024) // Date.now()\nconst s = 'Math.random()'")),
    ).toEqual([])
  })

  test('vague names', () => {
    const vague = ['a/utils/b.ts', 'a/helpers.ts', 'order_manager.ts', 'common/a.ts', 'misc.ts', 'test-utils.ts']
    expect(find.vagueNames(vague)).toEqual(vague)
    expect(find.vagueNames(['runtime/venues/commons.ts', 'a/miscount.ts'])).toEqual([])
  })

  test('undocumented strategies', () => {
    expect(find.undocumented(file('a.hvt', '// plain\nstrategy a in USD\n'))).toEqual(['a.hvt'])
    expect(find.undocumented(file('a.hvt', '/// About a.\nconst x = 1\nstrategy a in USD\n'))).toEqual(['a.hvt'])
    expect(find.undocumented(file('a.hvt', '// plain\n/// About a.\n/// More.\nstrategy a in USD\n'))).toEqual([])
  })

  test('hosts and lost binaries in the lock file', () => {
    const locked = { '': {}, 'node_modules/a': { resolved: 'https://x/a.tgz', integrity: 's' }, 'node_modules/b': {} }
    expect(find.hostsInLock({ packages: locked })).toEqual([
      'node_modules/a names a host',
      'node_modules/b has no digest',
    ])
    const packages = {
      'node_modules/a': { optionalDependencies: { 'a-linux': '1', 'a-mac': '1' } },
      'node_modules/a-linux': {},
    }
    expect(find.lostBinaries({ packages })).toEqual(['node_modules/a: a-mac'])
  })
})
