import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { root } from '../architecture/tree.ts'
import { hvt } from './hvt.ts'

const strategy = join(root, 'examples/basis_spreads.hvt')
const cwd = mkdtempSync(join(tmpdir(), 'hvt-compile-'))
afterAll(() => rmSync(cwd, { recursive: true }))
writeFileSync(join(cwd, 'library.hvt'), '/// Small.\nlibrary small\n')
writeFileSync(join(cwd, 'bad.hvt'), '/// Small.\nstrategy small in\n')
hvt(['compile', 'basis_spreads.hvt', '-o', join(cwd, 'other.hvtc')], { cwd: join(root, 'examples') })

const compile = (...args: string[]) => hvt(['compile', ...args], { cwd })

describe('hvt compile', () => {
  test('writes one file, the same bytes from whatever folder', () => {
    const { code, out, err } = compile(strategy)
    expect([code, out]).toEqual([0, ''])
    expect(err).toMatch(/^basis_spreads\.hvtc: [\d,]+ bytes \(digest [0-9a-f]{12}\)\n$/)
    expect(readFileSync(join(cwd, 'other.hvtc'))).toEqual(readFileSync(join(cwd, 'basis_spreads.hvtc')))
  })

  test('the file runs as the source does', () => {
    const run = (file: string) => hvt(['backtest', file, '--duration', '2m', '--json'], { cwd })
    compile(strategy, '--param', 'min_profit=0bps', '-o', 'wide.hvtc')
    const source = hvt(['backtest', strategy, '--param', 'min_profit=0bps', '--duration', '2m', '--json'], { cwd })
    expect(run('wide.hvtc').code).toBe(0)
    expect(run('wide.hvtc').out).toBe(source.out)
  })

  test('the file can be checked: then it is verified', () => {
    const { code, out } = hvt(['check', 'other.hvtc', '--bounds'], { cwd })
    expect(code).toBe(0)
    expect(out).toMatch(/^other\.hvtc: ok, 7 features, 1 signal, 1 record, 4 venues \(38 nodes/)
    expect(out).toContain('feature usual.mean')
  })

  test('--json tells what was written', () => {
    const report = JSON.parse(compile(strategy, '--json').out)
    expect(report).toMatchObject({ version: 1, ok: true, file: 'basis_spreads.hvtc', diagnostics: [] })
    expect(report.strategy).toMatchObject({ name: 'basis_spreads', digest: expect.stringMatching(/^[0-9a-f]{64}$/) })
    expect(report.bytes).toBe(readFileSync(join(cwd, 'basis_spreads.hvtc')).length)
    expect(JSON.parse(compile('bad.hvt', '--json').out)).toMatchObject({ version: 1, ok: false })
  })

  test.each<[what: string, args: string[], message: string]>([
    ['a mistake', ['bad.hvt'], 'error HVT1'],
    ['a library', ['library.hvt'], 'error HVT9018'],
    ['what is compiled', ['basis_spreads.hvtc'], 'error HVT9056: `basis_spreads.hvtc` is compiled already\n'],
    ['a folder to write to', [strategy, '-o', '.'], 'error HVT9021: `.` cannot be written: EISDIR\n'],
    ['no such folder', [strategy, '-o', 'no/a.hvtc'], 'error HVT9021: `no/a.hvtc` cannot be written: ENOENT\n'],
  ])('%s', (_, args, message) => {
    const { code, out, err } = compile(...args)
    expect([code, out]).toEqual([1, ''])
    expect(err).toContain(message)
  })
})

describe('a file that is no compiled strategy', () => {
  const told = (name: string, content: Uint8Array | string, ...more: string[]) => {
    writeFileSync(join(cwd, name), content)
    const { code, out, err } = hvt(['backtest', name, ...more], { cwd })
    expect([code, out]).toEqual([1, ''])
    return err.split('\n')[0]
  }
  const bytes = () => readFileSync(join(cwd, 'other.hvtc'))

  test('foreign, of another format, cut, changed, with params', () => {
    expect(told('a.hvtc', readFileSync(strategy))).toBe(
      'error HVT9050: `a.hvtc` is not a compiled strategy: it does not begin like one',
    )
    expect(told('a.hvtc', bytes().fill(2, 8, 9))).toBe(
      'error HVT9051: `a.hvtc` has the format 2; this version of HVT reads 1',
    )
    const length = bytes().length.toLocaleString('en-US')
    expect(told('a.hvtc', bytes().subarray(0, 1_000))).toBe(
      `error HVT9052: \`a.hvtc\` is damaged: it has 1,000 bytes where it should have ${length}`,
    )
    expect(told('a.hvtc', bytes().fill(0, 5_000, 5_008))).toBe(
      'error HVT9052: `a.hvtc` is damaged: its digest is not that of its bytes',
    )
    expect(told('a.hvtc', bytes(), '--param', 'min_profit=1bps')).toBe(
      'error HVT9055: `a.hvtc` is compiled: its params are set',
    )
  })

  test('missing', () => {
    const { code, err } = hvt(['backtest', 'othr.hvtc'], { cwd })
    expect([code, err.split('\n')[0]]).toEqual([1, 'error HVT9010: there is no file `othr.hvtc`'])
    expect(err).toContain('did you mean `other.hvtc`?')
  })
})
