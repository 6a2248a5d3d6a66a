import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { standard } from '../../../compiler/resolve/modules.ts'
import { root, textsOf } from '../../architecture/tree.ts'
import { type Library, library } from './library.ts'

const libraries = standard.map(library)
const page = (name: string) => join(root, `docs/std/${name}.md`)

/** After the comments of the libraries changed: `npx vitest run test/docs/std -u`. */
describe('the pages of the standard library', () => {
  test.each(libraries)('std.$name: all its functions, with their comments', async of => {
    expect(of.functions.filter(({ says }) => says === '')).toEqual([])
    await expect(text(of)).toMatchFileSnapshot(page(of.name))
  })

  test('the first one lists them', async () => {
    const before = textsOf(['docs/std'], /README\.md$/).get('docs/std/README.md')!
    const rows = libraries.map(
      of => `| [std.${of.name}](${of.name}.md) | ${of.functions.map(link(of.name)).join(', ')} |`,
    )
    const table = `## Libraries\n\n| | |\n|---|---|\n${rows.join('\n')}\n\n`
    const after = before.replace(/^## Libraries\n[\s\S]*?^(?=## )/m, () => table)
    await expect(after).toMatchFileSnapshot(page('README'))
  })
})

const link = (library: string) => (fn: { name: string }) => `[${fn.name}](${library}.md#${fn.name})`

function text({ name, about, functions }: Library): string {
  const sections = functions.map(({ name, call, says }) => `## ${name}\n\n\`${call}\`\n\n${says}\n`)
  return [`# std.${name}\n`, `${about}\n`, ...sections].join('\n')
}
