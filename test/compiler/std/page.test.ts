import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { standard } from '../../../compiler/resolve/modules.ts'
import type { Fn } from '../../../grammar/ast/index.ts'
import { read } from '../../../grammar/yaml/either.ts'

const page = new URL('../../../docs/std/indicators.md', import.meta.url)
const text = (name: string) => readFileSync(new URL(`../../../compiler/std/${name}.hvt`, import.meta.url), 'utf8')
const heading = '## Functions'

/** A library with its functions, each as it is called and with its comment. */
function section(name: string): string {
  const source = text(name)
  const { decls } = read(`std/${name}.hvt`, source).file
  const functions = decls.filter((decl): decl is Fn => decl.kind === 'fn')
  const entries = functions.map(fn => {
    expect([name, fn.name.name, fn.doc ?? '']).not.toContain('')
    const params = fn.params.map(({ name: of, default: is }) =>
      is ? `${of.name} = ${source.slice(is.span.start, is.span.end)}` : of.name,
    )
    return `- \`${fn.name.name}(${params.join(', ')})\`: ${flowing(fn.doc!)}`
  })
  const about = decls.find(decl => decl.kind === 'header')!.doc!
  return [`### std.${name}`, '', flowing(about), '', ...entries, ''].join('\n')
}

const flowing = (doc: string) => doc.replace(/\s*\n\s*/g, ' ').trim()

/** After the comments of the libraries changed: `npx vitest run test/compiler/std/page.test.ts -u`. */
test('the page of the standard library has all functions, with the comments of their libraries', async () => {
  const [before] = readFileSync(page, 'utf8').split(heading)
  const functions = standard.toSorted().map(section).join('\n')
  await expect(`${before}${heading}\n\n${functions}`).toMatchFileSnapshot(page.pathname)
})
