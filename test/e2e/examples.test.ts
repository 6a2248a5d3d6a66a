import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'hvt-examples-'))
afterAll(() => rmSync(folder, { recursive: true }))

const files = readdirSync(join(root, 'examples'))
const examples = files.filter(name => name.endsWith('.hvt')).map(name => name.slice(0, -'.hvt'.length))

/** `NAME.txt` beside `NAME.hvt` is what its first five minutes on the generated market say, but for the speed. */
test.each(examples)('%s says what stands beside it', name => {
  const args = ['backtest', join(root, 'examples', `${name}.hvt`), '--duration', '5m', '--no-color']
  const said = execFileSync(process.execPath, [join(root, 'dist/hvt.js'), ...args], { stdio: 'pipe', encoding: 'utf8' })
  expect(said.replace(/ in \S+: .* steps\/s\n/, '\n')).toBe(readFileSync(join(root, 'examples', `${name}.txt`), 'utf8'))
})

/** `NAME.TABLE.csv` is what it writes. */
test.each(examples)('%s writes the tables that stand beside it', name => {
  const tables = files.filter(file => file.startsWith(`${name}.`) && file.endsWith('.csv'))
  if (tables.length === 0) return expect(files).toContain(`${name}.txt`)
  const out = join(folder, name)
  const file = join(root, 'examples', `${name}.hvt`)
  execFileSync(process.execPath, [join(root, 'dist/hvt.js'), 'backtest', file, '--duration', '5m', '--out', out], {
    stdio: 'pipe',
  })
  for (const table of tables) {
    const written = readFileSync(join(out, table.slice(name.length + 1)), 'utf8')
    expect(written).toBe(readFileSync(join(root, 'examples', table), 'utf8'))
    expect(written.split('\n').length).toBeGreaterThan(10)
  }
})
