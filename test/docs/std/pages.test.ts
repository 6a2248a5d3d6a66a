import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { standard } from '../../../compiler/resolve/modules.ts'
import { filesBelow, root, textsOf } from '../../architecture/tree.ts'
import { promised } from './comment.ts'
import { drawn } from './drawn.ts'
import { figure } from './figure.ts'
import { library } from './library.ts'
import { Market } from './market.ts'
import { page, plotOf } from './page.ts'
import { svg } from './svg.ts'
import { begins, warmed } from './warmed.ts'

const libraries = standard.map(name => ({ ...library(name), drawn: drawn(name) }))
const compared: string[] = []
const docs = (path: string) => join(root, 'docs/std', path)
const market = new Market()
afterAll(() => rmSync(market.folder, { recursive: true }))

/** After a library, its comments or its plots changed: `npm run build && npx vitest run test/docs/std -u`. */
describe.each(libraries)('the page of std.$name', of => {
  const [price, ...plots] = of.drawn
  const seen = () =>
    plots.map(plot => ({ ...plot, values: plot.columns.map(value => warmed(value, market.rows(of.name, plot.name))) }))

  test('has all functions with their comments, plots, units and warm-up', async () => {
    expect(of.functions.filter(({ says }) => says === '')).toEqual([])
    await expect(page(of, seen())).toMatchFileSnapshot(docs(`${of.name}.md`))
  })

  test.each(plots)('shows $name', async plot => {
    const rows = market.rows(of.name, plot.name)
    for (const { name } of plot.columns)
      expect([name, rows.some(row => !Number.isNaN(row.get(name)!))]).toEqual([name, true])
    const names = new Set(plot.columns.map(({ call }) => /^\w+/.exec(call)![0]))
    const drawing = await svg(figure([...names].join(', '), price!, plot, market.rows(of.name, 'price'), rows))
    await expect(drawing).toMatchFileSnapshot(docs(`plots/${of.name}/${plot.name}.svg`))
  })

  test('says of the warm-up what is so', () => {
    const shown = seen()
    for (const fn of of.functions) {
      const values = shown.flatMap(plot => plot.values).filter(({ call }) => call.startsWith(`${fn.name}(`))
      const ticks = values[0] && promised(fn, values[0])
      if (ticks === undefined) continue
      compared.push(fn.name)
      expect([fn.name, ticks, values.map(begins)]).toEqual([fn.name, ticks, expect.arrayContaining([ticks])])
    }
  })
})

test('most comments say the warm-up as a number of ticks', () => {
  expect(compared.length).toBeGreaterThan(70)
})

test('a function without a plot is one of its arguments alone, or counts', () => {
  const undrawn = libraries.flatMap(({ functions, drawn }) => {
    const plots = drawn.map(plot => ({ ...plot, values: plot.columns }))
    return functions.filter(fn => !plotOf(fn.name, plots)).map(fn => fn.name)
  })
  const arithmetic = ['common_lot', 'lot_of', 'whole', 'atan', 'half_angle', 'quarter', 'steady']
  expect(undrawn).toEqual(['tick_number', ...arithmetic, 'spacing', 'weekend'])
})

test('no plot is left of one that is gone', () => {
  const files = filesBelow('docs/std/plots').filter(path => path.endsWith('.svg'))
  const named = libraries.flatMap(of => of.drawn.slice(1).map(({ name }) => `docs/std/plots/${of.name}/${name}.svg`))
  expect(files.sort()).toEqual(named.sort())
})

test('the first page lists all functions', async () => {
  const before = textsOf(['docs/std'], /README\.md$/).get('docs/std/README.md')!
  const rows = libraries.map(({ name, functions }) => {
    return `| [std.${name}](${name}.md) | ${functions.map(fn => `[${fn.name}](${name}.md#${fn.name})`).join(', ')} |`
  })
  const table = `## Libraries\n\n| | |\n|---|---|\n${rows.join('\n')}\n\n`
  await expect(before.replace(/^## Libraries\n[\s\S]*?^(?=## )/m, () => table)).toMatchFileSnapshot(docs('README.md'))
})
