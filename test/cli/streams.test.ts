import { cpSync, existsSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { root } from '../architecture/tree.ts'
import { folder } from '../runtime/market/fixture.ts'
import { hvt, onTerminal, shell } from './hvt.ts'

const esc = String.fromCharCode(27)
const noTerminal = onTerminal(['--version']) === undefined
if (noTerminal) console.log('tests on a terminal are skipped: there is no `script` of util-linux')

describe('pipes', () => {
  test('a full disk is no bug', () => {
    if (!existsSync('/dev/full')) return
    for (const args of ['explain', 'check examples/spread_signals.hvt --json']) {
      const err = 'hvt: the output cannot be written: ENOSPC\n'
      expect(shell(`$HVT ${args} > /dev/full`)).toEqual({ code: 1, out: '', err })
    }
  })
  test('a reader that has enough ends nothing but the writing', () => {
    expect(shell('$HVT explain | head -1')).toEqual({ code: 0, out: 'HVT1001  unknown character\n', err: '' })
    for (const args of ['explain', 'check examples/spread_signals.hvt --json', '--help']) {
      expect(shell(`{ $HVT ${args}; echo "code $?" >&2; } | true`)).toEqual({ code: 0, out: '', err: 'code 0\n' })
    }
  })

  test('have no colours', () => {
    expect(hvt(['check', 'gone.hvt']).out).not.toContain(esc)
    expect(hvt(['explain']).out).not.toContain(esc)
    expect(hvt(['backtest', 'gone.hvt']).err).not.toContain(esc)
  })
})

describe.skipIf(noTerminal)('a terminal', () => {
  const args = ['check', 'gone.hvt']

  test('has colours, unless they are not wanted', () => {
    expect(onTerminal(args)!.out).toContain(`${esc}[1;31merror HVT9010`)
    expect(onTerminal([...args, '--no-color'])!.out).not.toContain(esc)
    expect(onTerminal(['--no-color', ...args])!.out).not.toContain(esc)
    expect(onTerminal(args, { env: { NO_COLOR: '1' } })!.out).not.toContain(esc)
    expect(onTerminal(args, { env: { TERM: 'dumb' } })!.out).not.toContain(esc)
    expect(onTerminal(args, { env: { NO_COLOR: '' } })!.out).toContain(esc)
    expect(onTerminal(args)!.code).toBe(1)
  })

  test('is never written beyond its width', () => {
    const { code, out } = onTerminal(['backtest', 'examples/spread_signals.hvt', '--duration', '1m', '--no-color'])!
    expect(code).toBe(0)
    const tables = out.split('\r\n').filter(line => line.startsWith('  ') && !line.startsWith('  ('))
    expect(Math.max(...tables.map(line => line.length))).toBeLessThanOrEqual(100)
  })
})

test('a bug of ours: exit code 70, one line and what to report; where, only if asked', async () => {
  const copy = await folder({})
  cpSync(join(root, 'dist'), join(copy, 'dist'), { recursive: true })
  cpSync(join(root, 'package.json'), join(copy, 'package.json'))
  const chunks = join(copy, 'dist/chunks')
  const chunk = readdirSync(chunks).find(name => name.startsWith('explain-'))!
  writeFileSync(join(chunks, chunk), 'throw new Error("planted")\n')
  const run = (env = {}) => shell(`exec ${process.execPath} ${join(copy, 'dist/hvt.js')} explain`, { env })
  const { code, out, err } = run()
  expect([code, out]).toEqual([70, ''])
  expect(err).toMatch(
    /^hvt: this is a bug of HVT, not yours: planted; HVT_DEBUG=1 shows where\nhvt: please report it with what you ran, HVT \d+\.\d+\.\d+, Node \S+, \w+\n$/,
  )
  expect(run({ HVT_DEBUG: '1' }).err).toContain(`    at file://${dirname(chunks)}/chunks/`)
})
