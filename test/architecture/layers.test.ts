import { describe, expect, test } from 'vitest'
import { breaches, layerNames } from './layers.ts'
import { json, textsOf } from './tree.ts'

const manifest = json('package.json') as Record<'dependencies' | 'devDependencies', Record<string, string>>
const declared = {
  dependencies: new Set(Object.keys(manifest.dependencies)),
  devDependencies: new Set(Object.keys(manifest.devDependencies)),
}

test('the project keeps its layers, without cycles of files or folders', () => {
  const files = textsOf([...layerNames, 'test', 'bench'], /\.[cm]?tsx?$/)
  expect(files.size).toBeGreaterThan(0)
  expect(breaches(files, declared)).toEqual([])
})

describe('a planted breach is found', () => {
  const found = (files: Record<string, string>) => breaches(new Map(Object.entries(files)), declared)
  const empty = 'export {}'

  test.each([
    ['grammar/a.ts', "import type { B } from '../compiler/b.ts'", 'compiler/b.ts'],
    ['compiler/a.ts', "export * from '../runtime/b.ts'", 'runtime/b.ts'],
    ['runtime/a.ts', "import '../cli/b.ts'", 'cli/b.ts'],
    ['runtime/a.ts', "type N = import('../grammar/ast/b.ts').N", 'grammar/ast/b.ts'],
    ['runtime/a.ts', "await import('../compiler/lower/b.ts')", 'compiler/lower/b.ts'],
    ['compiler/a.ts', 'await import(`../cli/b.ts`)', 'cli/b.ts'],
    ['cli/a.ts', "export { b } from '../lsp/b.ts'", 'lsp/b.ts'],
  ])('%s: %s', (path, text, to) => {
    expect(found({ [path]: text, [to]: empty })).toEqual([`${path}:1 may not import ${to}`])
  })

  test.each(['compiler/ir/b.ts', 'compiler/compile.ts', 'grammar/diagnostics/b.ts', 'runtime/c/b.ts'])(
    'runtime may import %s',
    to => expect(found({ 'runtime/a.ts': `import '../${to}'`, [to]: empty })).toEqual([]),
  )

  test.each([
    ["import fs from 'node:fs'", "imports Node's node:fs, but must run in a browser"],
    ["import { join } from 'path/posix'", "imports Node's path/posix, but must run in a browser"],
    ["const fs = require('fs')", "imports Node's fs, but must run in a browser"],
    ["import c from 'commander'", 'imports commander, which is not known to run in a browser'],
    ["import v from '@scope/nothing/deep'", 'imports @scope/nothing, which package.json does not declare'],
    ["import v from 'vitest'", 'imports vitest, which is a development dependency'],
    ["import './gone.ts'", 'imports ./gone.ts, which is not a file of the project'],
    ['const p = "./b.ts"; await import(p)', 'imports a computed path'],
    ['const home = process.env.HOME', "uses Node's process.env"],
    ['const b = Buffer.from("a")', "uses Node's Buffer.from"],
  ])('grammar: %s', (text, breach) => {
    expect(found({ 'grammar/a.ts': `\n${text}` })).toEqual([`grammar/a.ts:2 ${breach}`])
  })

  test('tests may import development dependencies, but declared ones only', () => {
    expect(found({ 'test/a.ts': "import 'vitest'" })).toEqual([])
    expect(found({ 'test/a.ts': "import 'left-pad'" })).toEqual([
      'test/a.ts:1 imports left-pad, which package.json does not declare',
    ])
  })

  test('cycle of files, by types alone', () => {
    const files = {
      'grammar/a.ts': "import { c } from './c.ts'",
      'grammar/b.ts': "import type { A } from './a.ts'",
      'grammar/c.ts': "export type * from './b.ts'",
    }
    expect(found(files)).toEqual(['cycle of files: grammar/a.ts → grammar/c.ts → grammar/b.ts → grammar/a.ts'])
  })

  test('cycle of folders without a cycle of files, a parent and its child', () => {
    const files = {
      'grammar/a.ts': "import './x/b.ts'",
      'grammar/c.ts': empty,
      'grammar/x/b.ts': empty,
      'grammar/x/d.ts': "import '../c.ts'",
    }
    expect(found(files)).toEqual([
      'cycle of folders: grammar → grammar/x → grammar (grammar/a.ts imports grammar/x/b.ts, grammar/x/d.ts imports grammar/c.ts)',
    ])
  })

  test('two cycles are two messages', () => {
    const two = (x: string, y: string) => ({
      [`cli/${x}.ts`]: `import './${y}.ts'`,
      [`cli/${y}.ts`]: `import './${x}.ts'`,
    })
    expect(found({ ...two('a', 'b'), ...two('c', 'd') })).toEqual([
      'cycle of files: cli/a.ts → cli/b.ts → cli/a.ts',
      'cycle of files: cli/c.ts → cli/d.ts → cli/c.ts',
    ])
  })

  test('comments, texts, templates and regular expressions are not imports', () => {
    const text = [
      "// import 'node:fs'",
      "/* export * from '../cli/a.ts' */",
      'const a = "import \'node:fs\'"',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it is source text
      "const b = `${1} import('node:fs') \\` process.env`",
      "const c = /import 'x'/, d = 4 / 2 / 1",
      "const e = { import: 'node:fs', process: 1 }",
    ].join('\n')
    expect(found({ 'grammar/a.ts': text })).toEqual([])
  })
})
