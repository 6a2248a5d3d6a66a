import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { filesBelow, root, textsOf } from '../architecture/tree.ts'

const folder = mkdtempSync(join(tmpdir(), 'hvt-examples-'))
afterAll(() => rmSync(folder, { recursive: true }))

const files = filesBelow('examples')
const texts = textsOf(['examples'], /\.(hvt|yaml)$/)
/** Paths of the strategies: what else stands there are libraries. */
const examples = [...texts].flatMap(([path, text]) => (/^(- )?strategy/m.test(text) ? [path] : []))

const hvt = (...args: string[]) =>
  execFileSync(process.execPath, [join(root, 'dist/hvt.js'), ...args], { cwd: root, stdio: 'pipe', encoding: 'utf8' })

describe('an example says what stands beside it, and writes the tables', () => {
  /**
   * `NAME.txt` has a command, `$ hvt backtest examples/NAME.hvt --duration 5m`, and what it says, but for the speed;
   * `NAME.TABLE.csv` is a table that it writes, of more than ten rows. `vitest -u` writes them anew.
   */
  test.each(examples)('%s', async path => {
    const name = path.replace(/\.\w+$/, '')
    const told = join(root, `${name}.txt`)
    const command = existsSync(told)
      ? readFileSync(told, 'utf8').split('\n', 1)[0]!
      : `$ hvt backtest ${path} --duration 5m`
    const args = command.match(/"[^"]*"|\S+/g)!.map(word => word.replaceAll('"', '')).slice(2) // biome-ignore format: one line
    expect(args.slice(0, 2)).toEqual(['backtest', path])
    const said = hvt(...args, '--no-color').replace(/ in \S+: .* steps\/s\n/, '\n')
    await expect(`${command}\n${said}`).toMatchFileSnapshot(told)

    const tables = files.filter(file => file.startsWith(`${name}.`) && file.endsWith('.csv'))
    const out = join(folder, name)
    if (tables.length > 0) hvt(...args, '--out', out)
    for (const table of tables) {
      const written = readFileSync(join(out, table.slice(name.length + 1)), 'utf8')
      expect(written.split('\n').length).toBeGreaterThan(10)
      await expect(written).toMatchFileSnapshot(join(root, table))
    }
  })
})

test('no example has a mistake or a warning', () => {
  const said = JSON.parse(hvt('check', ...examples, '--json'))
  expect(said.diagnostics).toEqual([])
  expect(said.files).toHaveLength(examples.length)
})

test('each has tests, and they hold', () => {
  const said = hvt('test', ...examples, '--no-color')
  expect(said.match(/^\S+: \d+ tests?, ok$/gm)).toHaveLength(examples.length)
})

test('the README has them all, each with what it says of itself', () => {
  const description = (text: string) => {
    const lines = text.match(/^\/\/\/ .*\n(\/\/\/.*\n)*/)?.[0] ?? text.match(/^ {2}doc: .*$/m)![0]
    return lines.replaceAll(/^(\/\/\/| {2}doc:) ?/gm, '').trim().replaceAll('\n', ' ') // biome-ignore format: one line
  }
  const rows = examples.map(path => {
    const link = path.slice('examples/'.length)
    return `| [${link.replace(/^.*\/|\.\w+$/g, '')}](${link}) | ${description(texts.get(path)!)} |`
  })
  const readme = readFileSync(join(root, 'examples/README.md'), 'utf8').split('\n')
  expect(readme.filter(line => line.startsWith('| [')).sort()).toEqual(rows.sort())
})
