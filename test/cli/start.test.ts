import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { folder } from '../runtime/market/fixture.ts'
import { built, hvt } from './hvt.ts'

describe('hvt init', () => {
  test('begins a project: its strategy is sound, in its one form, passes its test and finds something', async () => {
    const cwd = await folder({})
    expect(hvt(['init', 'mine'], { cwd })).toEqual({
      code: 0,
      out: '',
      err: 'mine/first.hvt\nmine/README.md\nmine/.gitignore\nnext: cd mine && npx hvt backtest first.hvt\n',
    })
    const mine = { cwd: join(cwd, 'mine') }
    expect(JSON.parse(hvt(['check', 'first.hvt', '--json'], mine).out)).toMatchObject({ ok: true, diagnostics: [] })
    expect(hvt(['fmt', '--check', 'first.hvt'], mine).code).toBe(0)
    expect(hvt(['test', 'first.hvt'], mine).code).toBe(0)
    const run = JSON.parse(hvt(['backtest', 'first.hvt', '--json', '--out', 'results'], mine).out)
    expect(run.records[0].rows).toBeGreaterThan(3)
    expect(run.diagnostics).toEqual([])
    // What was installed for it, and what the run left, is not to be committed.
    expect(readFileSync(join(cwd, 'mine/.gitignore'), 'utf8')).toMatch(/^node_modules\/\n(.*\n)*results\/\n/m)
  })

  test('overwrites nothing', async () => {
    const cwd = await folder({ 'README.md': 'mine\n' })
    expect(hvt(['init'], { cwd }).err).toContain('README.md is there already, and stays\n')
    expect(readFileSync(join(cwd, 'README.md'), 'utf8')).toBe('mine\n')
    writeFileSync(join(cwd, 'first.hvt'), 'mine\n')
    const again = hvt(['init', '.'], { cwd })
    expect(again.code).toBe(1)
    expect(again.err).toContain('error HVT9025: `first.hvt` is there already\n')
    expect(readFileSync(join(cwd, 'first.hvt'), 'utf8')).toBe('mine\n')
    const file = hvt(['init', 'README.md'], { cwd })
    expect([file.code, file.err]).toEqual([1, expect.stringContaining('error HVT9021: `README.md` cannot be written: EEXIST')]) // biome-ignore format: one line
    expect(readdirSync(cwd).sort()).toEqual(['.gitignore', 'README.md', 'first.hvt'])
  })
})

describe('hvt doctor', () => {
  test('says what is there, and is content with what HVT can do without', async () => {
    const { code, out, err } = hvt(['doctor'], { env: { PATH: '/nowhere' } })
    expect([code, err]).toEqual([0, ''])
    expect(out).toContain(`  ok       Node: ${process.versions.node}\n`)
    for (const name of ['WebAssembly', 'standard library', 'this folder', 'temporary files', 'esbuild'])
      expect(out).toContain(`  ok       ${name}: `)
    expect(out).toMatch(/ {2}without {2}\S+: not found\n {11}open pages of runs by hand: --report run.html\n/)
  })

  test('exit code 1, and a cure, for what it cannot do without; --json tells the same', async () => {
    const TMPDIR = join(await folder({}), 'gone')
    const { code, out } = hvt(['doctor', '--json'], { env: { TMPDIR } })
    expect(code).toBe(1)
    const { ok, checks } = JSON.parse(out) as { ok: boolean; checks: { name: string; ok: boolean; cure?: string }[] }
    expect(ok).toBe(false)
    expect(checks.filter(check => !check.ok && check.name === 'temporary files')).toMatchObject([
      { found: `${TMPDIR} cannot be written`, cure: 'set TMPDIR to a folder of yours' },
    ])
    expect(checks.every(check => check.ok === (check.cure === undefined))).toBe(true)
    expect(hvt(['doctor'], { env: { TMPDIR } }).out).toContain(
      `  MISSING  temporary files: ${TMPDIR} cannot be written\n`,
    )
    const { status, stdout } = spawnSync(process.execPath, ['--jitless', built, 'doctor'], { encoding: 'utf8' })
    expect([status, stdout]).toEqual([1, expect.stringContaining('  MISSING  WebAssembly: is switched off\n           start Node without --jitless')]) // biome-ignore format: one line
  })
})

describe('hvt completion', () => {
  const script = hvt(['completion', 'bash']).out

  /** What bash offers at the end of a line, in a folder with a file `mine.hvt`. */
  async function offered(line: string): Promise<readonly string[]> {
    const cwd = await folder({ 'mine.hvt': '' })
    const words = line.split(' ')
    const asked = `${script}\nCOMP_WORDS=(${words.map(word => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _hvt; printf '%s\\n' "\${COMPREPLY[@]}"`
    const { stdout, stderr } = spawnSync('bash', ['-c', asked], { cwd, encoding: 'utf8' })
    expect(stderr).toBe('')
    return stdout.split('\n').filter(Boolean)
  }

  test.each<[string, readonly string[]]>([
    ['hvt com', ['compile', 'completion']],
    ['hvt data c', ['check', 'convert']],
    ['hvt data convert m.yaml --o', ['--out']],
    ['hvt backtest mine.hvt --re', ['--resume', '--report']],
    ['hvt --no-color backtest mine.hvt --pre', ['--preset']],
    ['hvt backtest --data m', []],
    ['hvt backtest mi', []],
  ])('bash: %s', async (line, words) => expect(await offered(line)).toEqual(words))

  test('every shell has every command and option', () => {
    const names = [...hvt(['backtest', '--help']).out.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)/gm)].map(([, name]) => name!)
    expect(names.length).toBeGreaterThan(10)
    for (const shell of ['bash', 'zsh', 'fish']) {
      const { code, out, err } = hvt(['completion', shell])
      expect([code, err]).toEqual([0, ''])
      for (const name of names) expect(out).toContain(shell === 'fish' ? `-l ${name.slice(2)} ` : name)
    }
  })

  test.each(['bash', 'zsh', 'fish'])('%s can read it', async shell => {
    if (spawnSync(shell, ['-c', 'true']).status !== 0) return
    const path = join(await folder({ script: hvt(['completion', shell]).out }), 'script')
    expect(spawnSync(shell, ['-n', path], { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' })
  })
})
