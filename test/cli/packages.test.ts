import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { folder } from '../runtime/market/fixture.ts'
import { hvt } from './hvt.ts'

const strategy = (name: string) => `strategy s in USD\nuse "${name}" (warm)\nfeature f = warm(1)\n`
const library = 'library warmth\nfn warm(x) = x + 1\n'

test('packages are found in node_modules of the folder or of one above, and read, not run', async () => {
  const files = {
    'work/deep/a.hvt': strategy('warmth'),
    'work/deep/b.hvt': strategy('@heat/core'),
    'work/deep/c.hvt': strategy('code'),
    'work/deep/d.hvt': strategy('outside'),
    'work/deep/e.hvt': strategy('none'),
    'node_modules/warmth/package.json': '{ "hvt": "./lib/warmth.hvt", "main": "trap.js" }',
    'node_modules/warmth/lib/warmth.hvt': library,
    'work/node_modules/@heat/core/package.json': '{ "main": "core.hvt" }',
    'work/node_modules/@heat/core/core.hvt': library,
    'node_modules/code/package.json': '{ "main": "index.js" }',
    'node_modules/outside/package.json': '{ "hvt": "../warmth/lib/warmth.hvt" }',
  }
  const cwd = await folder({})
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true })
    writeFileSync(join(cwd, path), text)
  }
  const check = (name: string) => hvt(['check', `work/deep/${name}.hvt`, '--json'], { cwd }).out
  const found = (name: string) => JSON.parse(check(name)).diagnostics.map((d: { message: string }) => d.message)
  expect(found('a')).toEqual([])
  expect(found('b')).toEqual([])
  expect(found('c')).toEqual(['the package `code` offers no file of HVT: its `package.json` names none in `hvt`'])
  expect(found('d')).toEqual(['the package `outside` names a file outside of itself'])
  expect(found('e')).toEqual(['the package `none` is not installed'])
})
